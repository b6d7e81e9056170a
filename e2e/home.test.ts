/** The first page and the board, in a browser: what is due by code, a family found by name, a move made by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { focused, Stage } from './stage.ts';

const NARROW = { width: 320, height: 800 };
const CODE = /[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}/;

describe('the first page and the board', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());

  it('shows a coordinator what is due, by code', async () => {
    const page = await stage.as('coordinator');
    const part = page.getByRole('region', { name: 'New referrals' });
    await part.waitFor();
    assert.match((await part.getByRole('link').first().textContent()) ?? '', CODE);
    await stage.look(page, 'home');
    await stage.picture(page, 'home');
  });

  it('tells a supporter what is due for her own families, or that nothing is', async () => {
    const page = await stage.as('supporter');
    await page.getByText('Nothing is due today.').or(page.getByText('Nothing due:')).first().waitFor();
    assert.equal(await page.getByRole('region', { name: 'New referrals' }).count(), 0);
  });

  it('finds her own family by name, gives the code, and leaves the name in no address, title or store', async () => {
    const { body } = await stage.org.rest('supporter@demo.example', '/services/apexrest/confide/v1/cases');
    const clientId = (body as { clientId: string }[])[0]!.clientId;
    const details = await stage.org.rest('supporter@demo.example', '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId, purpose: 'PU1', reason: 'test' }
    });
    const { lastName, code } = details.body as { lastName: string; code: string };
    const page = await stage.as('supporter');
    await page.getByLabel('Name or phone number').fill(lastName);
    await page.keyboard.press('Enter');
    const hit = page.getByRole('link', { name: code }).last();
    await hit.waitFor();
    await stage.look(page, 'find among my families');
    for (const trace of stage.traces) assert.ok(!trace.includes(lastName), 'a trace of the name');
  });

  it('ACC-05: leaves a family’s page at once, from any page, and Back does not bring it up again', async () => {
    const { body } = await stage.org.rest('supporter@demo.example', '/services/apexrest/confide/v1/cases');
    const address = `${stage.org.url}/lightning/r/Client__c/${(body as { clientId: string }[])[0]!.clientId}/view`;
    const page = await stage.as('supporter');
    await page
      .context()
      .route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
    for (const leave of [
      async () => {
        await page.getByRole('button', { name: 'Leave this page' }).click();
        await stage.look(page, 'the way out');
        await page.getByRole('button', { name: 'Leave now' }).click();
      },
      async () => {
        for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
      }
    ]) {
      await page.goto(address);
      await page.locator('c-consent-panel').waitFor();
      await page.locator('c-leave-page').waitFor({ state: 'attached' });
      await leave();
      await page.waitForURL('https://www.bbc.co.uk/weather');
      await page.goBack();
      assert.notEqual(page.url(), address);
    }
    await page.context().close();
  });

  it('lets a coordinator move a referral by keyboard alone, and asks for the decision', async () => {
    const page = await stage.as('coordinator', 'Referrals > Board');
    const move = page.getByRole('button', { name: /^Accept for R-/ }).first();
    await move.waitFor();
    assert.match((await page.getByRole('status').first().textContent()) ?? '', /families wait|1 family waits/);
    await move.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Decide about R-/ }).waitFor();
    assert.match((await focused(page)).name, /^Decide about R-/);
    assert.ok(await page.getByRole('radio', { name: 'Accept it' }).isChecked());
    await stage.look(page, 'the board');
    await stage.picture(page, 'referral-board');
  });

  it('shows the board on a narrow window without a sideways scroll', async () => {
    const page = await stage.as('coordinator', 'Referrals > Board', NARROW);
    await page
      .getByRole('button', { name: /^Accept for R-/ })
      .first()
      .waitFor();
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide! <= seen!, `${wide} > ${seen}`);
  });

  it('gives the data protection officer who looked, by part and day', async () => {
    const looked = await stage.org.rest('dpo@demo.example', '/services/apexrest/confide/v1/access-log?outcome=Opened');
    const code = (looked.body as { rows: { clientCode: string | null }[] }).rows.find((row) => row.clientCode)!.clientCode!;
    assert.match(code, CODE);
    const page = await stage.as('dpo', 'Access log > Who looked?');
    await page.locator('c-who-looked').getByLabel("Family's code").fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Your peer supporter' }).first().waitFor();
    await stage.look(page, 'who looked');
    await stage.picture(page, 'who-looked');
  });
});
