/** Story: she says yes to the newsletter, and takes it back by phone. Everything in one step, with a receipt to read to her. */
import { after, before, describe, it } from 'node:test';
import { choose, pick, Stage, tabTo } from './stage.ts';
import { query } from './org.ts';

const SUPPORTER = 'supporter';

describe('a consent is given and taken back by phone', () => {
  let stage: Stage;
  let clientId = '';

  before(async () => {
    stage = await Stage.open();
    const { body } = await stage.org.rest(
      `${SUPPORTER}@demo.example`,
      query('SELECT Id FROM Client__c WHERE Id NOT IN (SELECT Client__c FROM Consent__c) LIMIT 1')
    );
    clientId = body.records[0].Id as string;
  });
  after(() => stage?.close());

  it('writes down her yes, shows what taking it back does, and takes it back', async () => {
    const page = await stage.as(SUPPORTER);
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    const panel = page.locator('c-consent-panel');
    await panel.getByRole('button', { name: /^She decided.*Newsletters/ }).click();
    await panel.getByText('She said yes', { exact: true }).click();
    await choose(panel, 'How did she say it?', 'Spoken');
    await choose(panel, 'Was her partner there?', 'No');
    await panel.getByLabel('The words she was asked or said').fill('Yes, I would like your news.');
    await stage.everywhere(page, 'the form for a consent');
    await panel.getByRole('button', { name: 'Write it down' }).click();
    await panel.locator('.lines').getByText('Yes', { exact: true }).waitFor();

    await panel.getByRole('button', { name: /^She takes it back.*Newsletters/ }).click();
    await panel.getByRole('heading', { name: 'What stays' }).waitFor();
    await stage.everywhere(page, 'what taking it back does');
    await panel.getByRole('button', { name: 'Take it back now' }).click();
    await panel.getByText('You told us on').waitFor();
    await panel.locator('.lines').getByText('Taken back', { exact: true }).waitFor();
    await stage.everywhere(page, 'the receipt');
    await stage.picture(page, 'consent-receipt');
    await page.context().close();
  });

  it('takes it back on a phone, with the keyboard alone, and reads the receipt to her', async () => {
    const page = await stage.as(SUPPORTER, 'Home', { width: 320, height: 640 });
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    const panel = page.locator('c-consent-panel');
    await panel.getByRole('button', { name: /^She decided.*Newsletters/ }).focus();
    await page.keyboard.press('Enter');
    await panel.getByText('She said yes', { exact: true }).waitFor();
    await tabTo(page, 'She said yes');
    await page.keyboard.press('Space');
    await pick(page, 'How did she say it?', 'Spoken');
    await pick(page, 'Was her partner there?', 'No');
    await tabTo(page, 'The words she was asked or said');
    await page.keyboard.type('Yes again, please.');
    await tabTo(page, 'Write it down');
    await page.keyboard.press('Enter');
    await panel.locator('.lines').getByText('Yes', { exact: true }).waitFor();

    await panel.getByRole('button', { name: /^She takes it back.*Newsletters/ }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'What stays' }).waitFor();
    await tabTo(page, 'Take it back now');
    await page.keyboard.press('Enter');
    await panel.getByText('You told us on').waitFor();
    await stage.everywhere(page, 'the receipt on a phone');
    await page.context().close();
  });

  it('shows the data protection officer the notices, and who has yet to be told', async () => {
    const page = await stage.as('dpo', 'Privacy notices');
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    await stage.everywhere(page, 'the privacy notices');
    await stage.picture(page, 'privacy-notices');
    await page.context().close();
  });
});
