/** Story: she says yes to the newsletter, and takes it back by phone. Everything in one step, with a receipt to read to her. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { choose, Stage } from './stage.ts';

const SUPPORTER = 'supporter';

describe('a consent is given and taken back by phone', () => {
  let stage: Stage;
  let clientId = '';

  before(async () => {
    stage = await Stage.open();
    const { body } = await stage.org.rest(
      `${SUPPORTER}@demo.example`,
      `/query?q=${encodeURIComponent('SELECT Id FROM Client__c WHERE Id NOT IN (SELECT Client__c FROM Consent__c) LIMIT 1')}`
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
    await stage.look(page, 'the form for a consent');
    await panel.getByRole('button', { name: 'Write it down' }).click();
    await panel.locator('.lines').getByText('Yes', { exact: true }).waitFor();

    await panel.getByRole('button', { name: /^She takes it back.*Newsletters/ }).click();
    await panel.getByRole('heading', { name: 'What stays' }).waitFor();
    await stage.look(page, 'what taking it back does');
    await panel.getByRole('button', { name: 'Take it back now' }).click();
    await panel.getByText('You told us on').waitFor();
    await panel.locator('.lines').getByText('Taken back', { exact: true }).waitFor();
    await stage.look(page, 'the receipt');
    await stage.picture(page, 'consent-receipt');
    await page.context().close();
  });

  it('fits a phone', async () => {
    const page = await stage.as(SUPPORTER, 'Home', { width: 320, height: 640 });
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    await page.locator('c-consent-panel .lines li').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nobody has to scroll sideways');
    await page.context().close();
  });

  it('shows the data protection officer the notices, and who has yet to be told', async () => {
    const page = await stage.as('dpo', 'Privacy notices');
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    await stage.look(page, 'the privacy notices');
    await stage.picture(page, 'privacy-notices');
    await page.context().close();
  });
});
