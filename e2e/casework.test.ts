/** Team work in a browser: supervision, hand-over, urgent access and who can see a family, as the people who do it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { choose, pick, Stage, tabTo } from './stage.ts';
import { query } from './org.ts';

const NARROW = { width: 320, height: 800 };
/** What is left of a window of 1280 by 800 at 200 %. */
const ZOOMED = { width: 640, height: 400 };
const CODE = /[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}/;
const REST = '/services/apexrest/confide/v1';

describe('team work', () => {
  let stage: Stage;
  /** A family of the first supporter's, and the name that must stand in no trace. */
  let family: { clientId: string; code: string; lastName: string };

  before(async () => {
    stage = await Stage.open();
    const { body } = await stage.org.rest('supporter@demo.example', `${REST}/cases`);
    const { clientId } = (body as { clientId: string }[])[0]!;
    const details = await stage.org.rest('supporter@demo.example', `${REST}/details`, {
      method: 'POST',
      body: { clientId, purpose: 'PU1', reason: 'test' }
    });
    family = { clientId, ...(details.body as { code: string; lastName: string }) };
  });
  after(() => stage.close());

  it('lets a supervisor write down a session by keyboard alone, and shows it below', async () => {
    const page = await stage.as('supervisor', 'Supervision');
    await page.getByRole('combobox', { name: 'With whom?' }).waitFor();
    await pick(page, 'With whom?');
    await tabTo(page, 'When?');
    await page.keyboard.type(today());
    await page.keyboard.press('Tab');
    const first = page.getByRole('checkbox').first();
    await first.waitFor();
    const label = await first.evaluate((box) => (box as HTMLInputElement).labels?.[0]?.textContent?.trim() ?? '');
    assert.match(label, CODE);
    await tabTo(page, label);
    await page.keyboard.press('Space');
    await page.getByLabel(`What the next talk needs (${label})`).waitFor();
    await tabTo(page, `What the next talk needs (${label})`);
    await page.keyboard.type('Goes well');
    await stage.everywhere(page, 'supervision, filled in');
    await stage.picture(page, 'supervision');
    await tabTo(page, 'Save');
    await page.keyboard.press('Enter');
    await page.getByText('Saved. The next one is due by').waitFor();
    const held = page.getByRole('region', { name: 'Supervision that was held' });
    // The list is read again after the saving: until then an older session stands first.
    const row = held
      .getByRole('listitem')
      .filter({ hasText: today() })
      .filter({ hasText: CODE.exec(label)![0] })
      .first();
    await row.getByRole('button', { name: 'Open the notes (recorded)' }).click();
    await held.getByText('Goes well').waitFor();
    await stage.everywhere(page, 'supervision, its notes open');
    await stage.picture(page, 'supervision-held', held);
  });

  it('shows a supporter her own sessions, without a form', async () => {
    const page = await stage.as('supporter', 'Supervision');
    await page.getByRole('region', { name: 'Supervision that was held' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: CODE }).or(page.getByText('No supervision is written down yet.')).first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
    assert.equal(await page.getByRole('alert').count(), 0);
    await stage.everywhere(page, 'supervision of a supporter');
    await stage.picture(page, 'supervision-own');
  });

  it('refuses to open as urgent what is hers anyway, and says where it is open', async () => {
    const page = await stage.as('supervisor', 'Urgent access');
    await page.getByLabel('Code of the family').fill(family.code);
    await page.getByLabel('Why now? (no names)').fill('She rang');
    await page.getByRole('button', { name: 'Open for 3 hours' }).click();
    await page.getByText('You work with this family already. Open it from My cases.').waitFor();
    await page.context().close();
  });

  it('opens a family that was closed as urgent, and the officer reads why and decides', async () => {
    const soql = "SELECT Name FROM Client__c WHERE Status__c = 'Closed' LIMIT 1";
    const { body } = await stage.org.rest('dpo@demo.example', query(soql));
    const code = body.records[0].Name as string;
    const page = await stage.as('supervisor', 'Urgent access');
    await page.getByLabel('Code of the family').fill(code);
    await page.getByLabel('Why now? (no names)').fill('Nobody answers at the door');
    await stage.everywhere(page, 'urgent access');
    await stage.picture(page, 'urgent-access');
    await page.getByRole('button', { name: 'Open for 3 hours' }).click();
    await page.getByRole('heading', { name: code }).first().waitFor();
    const review = await stage.as('dpo', 'Urgent access');
    await review.getByText('Nobody answers at the door').waitFor();
    await stage.everywhere(review, 'urgent access to review');
    await stage.picture(review, 'urgent-access-review');
    await review.getByLabel(`What did you find? (${code})`).fill('It was needed');
    await review.getByRole('button', { name: 'It was right' }).first().click();
    await review.getByText('Saved. Thank you.').waitFor();
  });

  it('tells the officer who can see a family, and why', async () => {
    const page = await stage.as('dpo', 'Families');
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${family.clientId}/view`);
    const part = page.locator('c-access-explained');
    await part.getByRole('button', { name: 'Show' }).click();
    await part.getByText('details too').first().waitFor();
    await stage.everywhere(page, 'who can see this family');
    await stage.picture(page, 'who-can-see', part);
  });

  it('hands one family over by keyboard alone', async () => {
    const page = await stage.as('supervisor', 'Hand over');
    await page.getByRole('combobox', { name: 'From' }).waitFor();
    await pick(page, 'From');
    await page.getByRole('checkbox').first().waitFor();
    await pick(page, 'To');
    await tabTo(page, 'Why? (no names)');
    await page.keyboard.type('Moves away');
    await stage.everywhere(page, 'hand-over, filled in');
    await stage.picture(page, 'hand-over');
    await tabTo(page, 'Hand over');
    await page.keyboard.press('Enter');
    await page.getByText(/^Saved: \d+ famil/).waitFor();
  });

  for (const [persona, tab] of [
    ['supervisor', 'Supervision'],
    ['supervisor', 'Hand over'],
    ['supervisor', 'Urgent access'],
    ['supporter', 'Supervision']
  ] as const) {
    it(`${tab} of a ${persona} needs no sideways scroll, narrow or at 200 %`, async () => {
      for (const [viewport, how] of [
        [NARROW, 'narrow'],
        [ZOOMED, 'zoomed']
      ] as const) {
        const page = await stage.as(persona, tab, viewport);
        await page.locator('c-supervision, c-hand-over, c-urgent-access').getByRole('heading').first().waitFor();
        if (persona === 'supervisor' && tab === 'Supervision') await choose(page, 'With whom?', '');
        await stage.fits(page, `${tab}, ${how}`);
        await stage.look(page, `${tab}, ${how}`);
        await stage.picture(page, `${tab.toLowerCase().replace(/ /g, '-')}-${persona}-${how}`);
        await page.context().close();
      }
    });
  }

  it('left no name in an address, a title, the console or the store', () => {
    for (const trace of stage.traces) assert.ok(!trace.includes(family.lastName), 'a trace of the name');
  });
});

/** Today as a date field of this browser takes it. */
function today(): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(new Date());
}
