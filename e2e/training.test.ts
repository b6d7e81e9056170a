/** Training lapses on a Friday: she is warned, the doors close, her supervisor covers, and a renewal opens all again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, anonymous, query } from './org.ts';
import { focused, goTo, pick, Stage, tabTo } from './stage.ts';

const DAY = 86_400_000;
const PHONE = { width: 320, height: 800 };
const HER = 'Odette Farrow';
const LEAVER = 'Wilf Ambler';

describe('training lapses on a Friday', () => {
  let stage: Stage;
  let training = '';
  let clientId = '';
  let code = '';

  before(async () => {
    stage = await Stage.open();
    const [row] = await records(
      `SELECT Id FROM Confidentiality_Training__c WHERE Worker__r.Name = '${HER}' AND Kind__c = 'Training' ORDER BY Valid_Until__c DESC LIMIT 1`
    );
    training = row!['Id']!;
    const { body } = await stage.org.rest('supporter2@demo.example', '/services/apexrest/confide/v1/cases');
    ({ clientId, code } = (body as { clientId: string; code: string }[])[0]!);
  });
  after(() => stage?.close());

  it('warns her on her first page and on the training page, which fits a phone', async () => {
    await holdUntil(friday());
    const page = await stage.as('supporter2');
    await page.getByRole('region', { name: 'Your training ends soon' }).getByText(day(friday())).waitFor();
    await stage.everywhere(page, 'home before training ends');
    await page.context().close();

    const phone = await stage.as('supporter2', 'Training', PHONE);
    await phone.getByText(/^Ends within (3|14) days$/).waitFor();
    assert.equal(await phone.locator('c-training-register tbody tr').count(), 1, 'she sees more than her own');
    await stage.everywhere(phone, 'her training on a phone');
    await stage.picture(phone, 'training-own-phone');
    await stage.fits(phone, 'her training');
    await phone.context().close();
  });

  it('refuses her on the day after, over the screen and over REST', async () => {
    assert.equal((await askDoorway()).status, 200, 'the door was not open before');
    await holdUntil(new Date(Date.now() - DAY));
    await nightly();
    const page = await stage.as('supporter2', 'My cases');
    await page.getByText('Your confidentiality training or agreement is out of date.').waitFor();
    assert.equal(await page.locator('c-my-cases a').count(), 0, 'a family can still be opened');
    await stage.everywhere(page, 'My cases on the Saturday');
    await page.context().close();
    const { status, body } = await askDoorway();
    assert.deepEqual([status, body.opened, body.lastName ?? null], [403, false, null]);
  });

  it('gives her families to her supervisor, as cover', async () => {
    assert.ok((await covers()).includes(clientId), 'nobody covers');
    const page = await stage.as('supervisor', 'My cases');
    const row = page.locator('c-my-cases tbody tr').filter({ hasText: code });
    await row.getByText('Cover', { exact: true }).waitFor();
    await stage.everywhere(page, 'My cases of the supervisor who covers');
    await goTo(page, 'Training');
    await page.getByRole('row', { name: HER }).getByText('Has run out').waitFor();
    assert.equal(await page.getByLabel('Done on which day?').count(), 0, 'a supervisor records');
    await page.context().close();
  });

  it('lets the coordinator record the renewal with the keyboard alone', async () => {
    const page = await stage.as('coordinator', 'Training');
    await page.getByRole('row', { name: HER }).getByText('Has run out').waitFor();
    await stage.everywhere(page, 'the training register');
    await stage.picture(page, 'training-register');
    await page.reload();
    await page.getByRole('row', { name: HER }).waitFor();
    await page.keyboard.press('Tab');
    assert.deepEqual(await focused(page), { name: 'Skip to main content', visible: true });
    await page.keyboard.press('Enter');
    await pick(page, 'Who?', HER);
    await pick(page, 'What?', 'Training');
    await tabTo(page, 'Save');
    await page.keyboard.press('Enter');
    await page.getByText('Saved. It holds until').waitFor();
    await page.getByRole('row', { name: HER }).locator('[data-training]').getByText('Fine', { exact: true }).waitFor();
    await stage.everywhere(page, 'the renewed training');
    await page.context().close();
  });

  it('shows the whole register on a phone', async () => {
    const page = await stage.as('coordinator', 'Training', PHONE);
    await page.getByRole('row', { name: HER }).waitFor();
    await stage.everywhere(page, 'the training register on a phone');
    await stage.picture(page, 'training-register-phone');
    await stage.fits(page, 'the training register');
    await page.context().close();
  });

  it('opens her families to her again and ends the cover today', async () => {
    const page = await stage.as('supporter2', 'My cases');
    await page.getByRole('link', { name: code }).waitFor();
    assert.equal(await page.getByText('Your confidentiality training or agreement is out of date.').count(), 0);
    await page.context().close();
    assert.equal((await askDoorway()).status, 200, 'the door did not open again');
    assert.deepEqual(await covers(), [], 'cover goes on');
  });

  it('lists what a leaver must give back until each thing is settled', async () => {
    const [worker] = await records(`SELECT Id FROM Worker__c WHERE Name = '${LEAVER}'`);
    await run(`update as system new Worker__c(Id = '${worker!['Id']}', Active__c = false);`);
    const home = await stage.as('supervisor');
    await home.getByRole('region', { name: 'Things to get back' }).getByText(`${LEAVER}: keys`).waitFor();
    await stage.everywhere(home, 'home with things to get back');
    await home.context().close();

    const page = await stage.as('supervisor', 'Hand over', PHONE);
    await page.getByRole('button', { name: `Returned Keys of ${LEAVER}` }).press('Enter');
    await stage.everywhere(page, 'ticking off the keys');
    await stage.picture(page, 'things-to-get-back-phone');
    await stage.fits(page, 'what a leaver gives back');
    await page.getByRole('button', { name: 'Tick it off' }).press('Enter');
    await page.getByText('Ticked off. Still to come:').waitFor();
    await page.getByText('ticked off by Hester Quayle').waitFor();
    await stage.everywhere(page, 'the keys ticked off');
    await page.context().close();
  });

  it('gives the browser nothing to complain about', () => {
    assert.deepEqual([...new Set(stage.complaints)], []);
  });

  async function records(soql: string): Promise<Record<string, string>[]> {
    const { body, text } = await stage.org.rest('dpo@demo.example', query(soql));
    assert.ok(body.records, text);
    return body.records as Record<string, string>[];
  }

  /** What the org does by itself, or an administrator past every right. */
  async function run(source: string): Promise<void> {
    const { body, text } = await stage.org.rest(ADMIN, anonymous(source));
    assert.ok(body.success, text);
  }

  const holdUntil = (last: Date) =>
    run(`update as system new Confidentiality_Training__c(Id = '${training}', Valid_Until__c = Date.valueOf('${iso(last)}'));`);
  const nightly = () => run('TrainingWarnings.run();');

  /** The families that somebody covers without an end. */
  async function covers(): Promise<string[]> {
    // The platform takes no selection of an object within itself.
    const hers = new Set(
      (await records(`SELECT Client__c FROM Case_Assignment__c WHERE Worker__r.Name = '${HER}'`)).map((row) => row['Client__c'])
    );
    const found = await records(
      "SELECT Client__c FROM Case_Assignment__c WHERE Role__c = 'Cover' AND Worker__r.Name = 'Hester Quayle' AND Ends_On__c = NULL"
    );
    return found.map((row) => row['Client__c']!).filter((client) => hers.has(client));
  }

  const askDoorway = () =>
    stage.org.rest('supporter2@demo.example', '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId, purpose: 'PU1', reason: '' }
    });
});

/** @returns the coming Friday, today if it is one */
function friday(): Date {
  const today = new Date(`${iso(new Date())}T12:00:00Z`);
  return new Date(today.getTime() + ((5 - today.getUTCDay() + 7) % 7) * DAY);
}

/** @returns the day in London, as the org takes it */
function iso(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(moment);
}

/** @returns the day as the screens write it */
function day(moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(moment);
}
