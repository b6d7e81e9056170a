/** The product's main job in a browser, from one persona to the next: a referral becomes a coded file that few may open. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from './org.ts';
import { choose, focused, pick, Stage, tabs, tabTo } from './stage.ts';

/** Invented, and in no demo file: whatever leaks can only be hers. */
const HER = {
  firstName: 'Zephyrine',
  lastName: 'Quillsworth',
  mobile: '07700 900777',
  street: '3 Lantern Row',
  town: 'Mossgate Ferry',
  postcode: 'ZZ9 9ZZ'
};
const WRITTEN = { firstName: '<b>Odalys</b>', lastName: `O'Brack "<script>window.pwned = true</script>"` };
const NEUTRAL = "This record does not exist, was deleted, or you don't have access to it.";
const PERSONAL = [...Object.values(HER), 'Odalys', "O'Brack", 'pwned'];
/** Card, Moran and Newell's keystroke-level model: a slow typist's press, and thinking of what comes next. */
const SECONDS_A_PRESS = 0.28;
const SECONDS_A_FIELD = 1.35;
const MY_CASES = '/lightning/n/Confide_My_Cases';
const PURPOSE = 'Providing peer support';

describe('one family, end to end, in a browser', () => {
  let stage: Stage;
  let code = '';
  let clientId = '';

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  const step = async (page: Page, heading: string) => {
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  };
  const theirPage = (id: string) => `${stage.org.url}/lightning/r/Client__c/${id}/view`;
  const openDetails = async (page: Page) => {
    await page.getByText(PURPOSE).click();
    await page.getByRole('button', { name: 'Open name and contact details' }).click();
    await page.locator('h3[data-name]').waitFor();
  };

  it('shows who can be played', async () => {
    const page = await stage.window();
    await page.getByRole('button', { name: 'coordinator@demo.example' }).waitFor();
    await stage.everywhere(page, 'the choice of persona');
    await stage.picture(page, 'personas');
    await page.context().close();
  });

  it('lets the coordinator take in a whole referral with the keyboard alone, in few presses', async (test) => {
    const families = await stage.families();
    const page = await stage.as('coordinator', 'New referral');
    await page.getByRole('heading', { name: 'Who refers, and does she know?' }).waitFor();
    await stage.everywhere(page, 'the intake');
    await page.reload();
    await page.getByRole('heading', { name: 'Who refers, and does she know?' }).waitFor();
    const keys = new Keys(page);
    await page.keyboard.press('Tab');
    assert.deepEqual(await focused(page), { name: 'Skip to main content', visible: true });
    await page.keyboard.press('Enter');
    await keys.pick('Programme', 'Expecting Together');
    await keys.pick('Who refers?', 'Midwife');
    await keys.pick('How did it come?', 'Phone');
    await keys.pick('Does she know of the referral?', 'Yes');
    await keys.pick('Did she agree to it?', 'Yes');
    await keys.write('Why would support help?', 'She would like company at her appointments.');
    await stage.picture(page, 'referral-intake');
    await keys.next('About her');

    await stage.everywhere(page, 'the intake, about her');
    await keys.write('First name', HER.firstName);
    await keys.write('Last name', HER.lastName);
    await keys.write('Date of birth', '05/03/1994');
    await keys.write('House and street', HER.street);
    await keys.write('Town', HER.town);
    await keys.write('Full postcode', HER.postcode);
    await keys.write('Mobile', HER.mobile);
    await keys.pick('Language', 'English');
    await keys.write('Baby expected on', '01/03/2027');
    await keys.next('How to contact her safely');

    await keys.pick('How much care does contact need?', 'Careful');
    await keys.pick('May we?', 'Only if');
    await keys.pick('How much may we say?', 'Only “please call me”');
    await keys.write('Only if', 'Mornings, when she is alone');
    await keys.pick('May we?', 'No');
    await stage.everywhere(page, 'the intake, contact');
    await stage.picture(page, 'safe-contact');
    await keys.next('What she was told and agreed to');

    await keys.write('Privacy notice given on', today());
    await keys.pick('How was it given?', 'In person');
    await keys.write('Agreed to receive support on', today());
    await keys.pick('How did she agree?', 'Spoken');
    await stage.everywhere(page, 'the intake, told');
    await keys.next('Check and save');
    keys.compare(test);

    await stage.everywhere(page, 'the intake, check');
    assert.equal(await stage.families(), families, 'something was kept before it was saved');
    await tabTo(page, 'Save the referral');
    await page.keyboard.press('Enter');
    await page.getByText('Saved as').waitFor();
    code = await page.locator('c-referral-intake c-family-code .code').innerText();
    assert.match(code, /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}$/);
    await stage.everywhere(page, 'the saved intake');
    assert.equal(await stage.families(), families + 1);
    await page.getByRole('button', { name: 'Open the file' }).click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
    clientId = new URL(page.url()).pathname.split('/')[4]!;
    await page.context().close();
  });

  it('lets her accept it and ask a supporter, with a reason each time, and closes the file to her', async () => {
    begun();
    const page = await stage.as('coordinator', 'Referrals');
    const row = page.getByRole('row').filter({ hasText: code });
    const panel = page.locator('c-referral-decision');
    await row.getByRole('button', { name: 'Decide' }).click();
    await panel.getByText('Accept it').click();
    await panel.getByRole('button', { name: 'Record the decision' }).click();
    await panel.getByText('Write the reason for the decision.').waitFor();
    await panel.getByLabel('Why?').fill('She fits the programme and asked for it herself.');
    await panel.getByRole('button', { name: 'Record the decision' }).click();
    await row.getByText('Accepted').waitFor();
    await row.getByRole('button', { name: 'Decide' }).click();
    await panel.getByText('Ask somebody to support this family').click();
    await panel.getByText('Confidentiality training or agreement has lapsed').waitFor();
    await choose(panel, 'Who will support this family?', 'Tilly Marchbank');
    await panel.getByLabel('Why?').fill('Lives near, and has room for one more family.');
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    await stage.everywhere(page, 'the decision');
    await stage.picture(page, 'referrals');
    await panel.getByRole('button', { name: 'Record the decision' }).click();
    await row.waitFor({ state: 'detached' });
    await page.goto(theirPage(clientId));
    await page.getByText(NEUTRAL).waitFor();
    await page.context().close();
  });

  it('shows the family to the supporter by its code, and her name only behind a purpose', async () => {
    begun();
    const page = await stage.as('supporter', 'My cases');
    await page.getByRole('link', { name: code }).waitFor();
    await stage.everywhere(page, 'My cases');
    await stage.picture(page, 'my-cases');
    await page.getByRole('link', { name: code }).click();
    await page.getByText('Why do you need to look?').waitFor();
    await page.locator('c-case-facts').getByText('Tilly Marchbank').waitFor();
    assert.equal(await page.title(), `${code} | Family | Confide`);
    assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(HER.lastName));
    await stage.everywhere(page, 'the case page');
    await stage.picture(page, 'case-page');
    await page.getByRole('button', { name: 'Open name and contact details' }).click();
    await page.getByText('Choose why you need to look.').waitFor();
    await openDetails(page);
    const details = page.locator('c-personal-details');
    assert.match(
      await details.innerText(),
      new RegExp(`${HER.firstName} ${HER.lastName}[^]*${HER.mobile}[^]*Only if: Mornings, when she is alone`)
    );
    await stage.everywhere(page, 'the open details');
    await stage.picture(page, 'details-open', details);
    await page.keyboard.press('Escape');
    await details.getByText('Hidden.').waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(HER.lastName));
    await openDetails(page);
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await details.getByText('Hidden.').waitFor();
    assert.doesNotMatch(await page.content(), new RegExp(`${HER.lastName}|${HER.mobile}`));
    await page.context().close();
  });

  it('lets her log a visit in six fields, and shows it on the page', async () => {
    begun();
    const page = await stage.as('supporter');
    await page.goto(theirPage(clientId));
    await page.getByRole('button', { name: 'Log a visit, call or message' }).click();
    const form = page.locator('c-log-contact');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Choose what it was.').waitFor();
    await choose(form, 'What was it?', 'Visit');
    await choose(form, 'Who got in touch?', 'We did');
    await choose(form, 'With whom?', 'Parent');
    await form.getByLabel('How many minutes?').fill('45');
    await form.getByLabel('What matters for next time?').fill('Bring the list of groups nearby.');
    await stage.everywhere(page, 'logging a visit');
    await stage.picture(page, 'log-a-contact');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.locator('.contact').getByText('Visit with parent').waitFor();
    assert.match(
      await page.locator('.contact').innerText(),
      /^\d\d\/\d\d\/\d{4}, \d\d:\d\d\nVisit with parent\nTilly Marchbank, 45 minutes$/
    );
    await page.context().close();
  });

  it('fits a phone', async () => {
    begun();
    const page = await stage.as('supporter', 'My cases', { width: 400, height: 800 });
    await page.getByRole('link', { name: code }).waitFor();
    await stage.everywhere(page, 'My cases on a phone');
    await stage.picture(page, 'my-cases-phone');
    await stage.fits(page, 'My cases on a phone');
    await page.getByRole('link', { name: code }).click();
    await page.getByText('Why do you need to look?').waitFor();
    await openDetails(page);
    await page.locator('c-personal-details').scrollIntoViewIfNeeded();
    await stage.fits(page, 'the page of a family on a phone');
    await stage.everywhere(page, 'the case page on a phone');
    await page.context().close();
  });

  it('tells another supporter nothing, not even that the family is there', async () => {
    begun();
    const page = await stage.as('supporter2', 'My cases');
    await page.locator('c-my-cases table').waitFor();
    assert.equal(await page.getByText(code).count(), 0);
    const seen: string[] = [];
    for (const id of [clientId, clientId.replace(/.{6}$/, 'zzzAAA')]) {
      await page.goto(theirPage(id));
      await page.getByText(NEUTRAL).waitFor();
      seen.push(`${await page.title()} ${await page.locator('main').innerText()}`);
    }
    assert.equal(seen[0], seen[1], 'a family of others and none at all look different');
    await stage.everywhere(page, 'the page of another’s family');
    assert.equal((await askDoorway('supporter2')).status, 403);
    await page.context().close();
  });

  it('tells a supporter whose training has lapsed why, and keeps the door shut', async () => {
    begun();
    const page = await stage.as('lapsed', 'My cases');
    await page.getByText('Your confidentiality training or agreement is out of date.').waitFor();
    assert.equal(await page.locator('c-my-cases a').count(), 0);
    await stage.everywhere(page, 'My cases without training');
    const answer = await askDoorway('lapsed');
    assert.deepEqual([answer.status, answer.body.opened, answer.body.lastName ?? null], [403, false, null]);
    await page.context().close();
  });

  it('shows every look to the data protection officer, and that the log is whole', async () => {
    begun();
    const page = await stage.as('dpo', 'Access log');
    await page.locator('c-access-log-search tbody tr').first().waitFor();
    await page.getByRole('button', { name: 'Check that the log is whole' }).click();
    await page.getByText(/^All \d+ sealed rows are whole and in order\.$/).waitFor();
    await page.getByLabel("Family's code").fill(code);
    await page.keyboard.press('Enter');
    const rows = page.locator('c-access-log-search tbody tr').filter({ hasText: code });
    await rows.filter({ hasText: 'Refused' }).first().waitFor();
    const looks = (who: string, outcome: string) => rows.filter({ hasText: who }).filter({ hasText: outcome }).count();
    assert.equal(await looks('Tilly Marchbank', 'Opened'), 3);
    assert.equal(await looks('Odette Farrow', 'Refused'), 1);
    assert.equal(await looks('Wilf Ambler', 'Refused'), 1);
    assert.equal(await rows.filter({ hasText: PURPOSE }).count(), 5);
    await stage.everywhere(page, 'the access log');
    await stage.picture(page, 'access-log');
    await page.context().close();
  });

  it('shows the trustee no family', async () => {
    begun();
    const page = await stage.as('trustee');
    await page.getByText('Welcome to Confide').waitFor();
    assert.ok(!(await tabs(page)).flat().includes('My cases'));
    await page.goto(theirPage(clientId));
    await page.getByText(NEUTRAL).or(page.getByText("It does not exist, or you don't have access to it.")).waitFor();
    assert.equal(await page.getByText(code).count(), 0);
    await stage.everywhere(page, 'the page of a family, as trustee');
    await page.context().close();
  });

  it('stops what is missing, too long or wrong at the screen, and half-saves nothing', async () => {
    const [families, referrals] = [await stage.families(), await stage.count('Referral__c')];
    const page = await stage.as('coordinator', 'New referral');
    await page.getByRole('button', { name: 'Next' }).click();
    for (const said of ['Choose the programme.', 'Choose who refers.', 'Choose how it came.', 'Say whether she knows.'])
      await page.getByText(said).waitFor();
    await firstStep(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Write her first name.').waitFor();
    await page.getByText('Write her last name.').waitFor();
    await page.getByLabel(/^\*?First name/).fill(WRITTEN.firstName);
    await page.getByLabel('Last name').fill('x'.repeat(300));
    assert.equal((await page.getByLabel('Last name').inputValue()).length, 80, 'more than 80 characters were taken');
    await page.getByLabel('E-mail').fill('no address');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Limit reached. You can only use 80 characters in this field.').waitFor();
    await page.getByText('Check the e-mail address.').waitFor();
    await page.getByLabel('E-mail').fill('');
    await page.getByLabel('Last name').fill(HER.lastName);
    await page.getByLabel('Mobile').fill('not a number');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('alert').getByText('Mobile: please check the number.').waitFor();
    await stage.everywhere(page, 'the intake with a mistake in it');
    assert.deepEqual([await stage.families(), await stage.count('Referral__c')], [families, referrals]);
    await page.context().close();
  });

  it('keeps quotes, HTML and script text as text', async () => {
    const page = await stage.as('coordinator', 'New referral');
    await firstStep(page);
    await page.getByLabel(/^\*?First name/).fill(WRITTEN.firstName);
    await page.getByLabel('Last name').fill(WRITTEN.lastName);
    for (const heading of ['How to contact her safely', 'What she was told and agreed to', 'Check and save']) await step(page, heading);
    await page.getByRole('button', { name: 'Save the referral' }).click();
    await page.getByRole('button', { name: 'Open the file' }).click();
    await page.getByText('Why do you need to look?').waitFor();
    await openDetails(page);
    assert.equal(await page.locator('h3[data-name]').innerText(), `${WRITTEN.firstName} ${WRITTEN.lastName}`);
    assert.equal(await page.evaluate(() => 'pwned' in globalThis), false);
    await stage.everywhere(page, 'a name with script text');
    await page.context().close();
  });

  it('takes little time to the first rows of My cases (measured, not required)', async (test) => {
    const page = await stage.as('supporter', 'My cases');
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      await page.goto(`${stage.org.url}${MY_CASES}`);
      await page.locator('c-my-cases tbody tr').first().waitFor();
      times.push(Math.round(await page.evaluate(() => performance.now())));
    }
    test.diagnostic(`first rows of My cases, warm: ${times.sort((a, b) => a - b)[2]} ms (${times.join(', ')})`);
    await page.context().close();
  });

  it('ACC-05: leaves nothing personal in any address, title, console line or store of the browser', () => {
    const leaks = [...stage.traces].filter((trace) => PERSONAL.some((datum) => trace.toLowerCase().includes(datum.toLowerCase())));
    assert.ok(stage.traces.size > 50, 'hardly anything was traced');
    assert.deepEqual(leaks, []);
  });

  it('gives the browser nothing to complain about', () => {
    assert.deepEqual([...new Set(stage.complaints)], []);
  });

  /** @throws when the story has not come so far that there is a family. */
  function begun(): void {
    assert.ok(code && clientId, 'the referral was not taken in');
  }

  const askDoorway = (who: string) =>
    stage.org.rest(`${who}@demo.example`, '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId, purpose: 'PU1', reason: '' }
    });

  async function firstStep(page: Page): Promise<void> {
    await choose(page, 'Programme', 'First Steps Visiting');
    await choose(page, 'Who refers?', 'Self');
    await choose(page, 'How did it come?', 'Phone');
    await choose(page, 'Does she know of the referral?', 'Yes');
    await step(page, 'About her');
  }
});

/** Fills in the form with the keyboard, and counts what a person would have pressed. */
class Keys {
  private readonly page: Page;
  private presses = 0;
  private steps = 1;
  private readonly filled: string[] = [];

  constructor(page: Page) {
    this.page = page;
    const { press, type } = page.keyboard;
    page.keyboard.press = (key, options) => (this.presses++, press.call(page.keyboard, key, options));
    page.keyboard.type = (text, options) => ((this.presses += text.length), type.call(page.keyboard, text, options));
  }

  async write(label: string, text: string): Promise<void> {
    await tabTo(this.page, label);
    await this.page.keyboard.type(text);
    this.filled.push(label);
  }

  async pick(label: string, option: string): Promise<void> {
    await pick(this.page, label, option);
    this.filled.push(label);
  }

  async next(heading: string): Promise<void> {
    await tabTo(this.page, 'Next');
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('heading', { name: heading, exact: true }).waitFor();
    this.steps++;
  }

  /** The page that justifies each field says how many of them a usual referral fills in, and in how many presses. */
  compare(test: TestContext): void {
    const page = readFileSync(path.join(root, 'docs', 'referral-form.md'), 'utf8');
    const said = /\*\*(\d+) steps, (\d+) fields, (\d+) key presses\*\*/.exec(page)?.slice(1).map(Number);
    const justified = [...page.matchAll(/^\| \w+ +\| (.+?) +\| .+\|$/gm)].map(([, label]) => label!);
    const counted = [this.steps, this.filled.length, this.presses];
    test.diagnostic(`a referral by keyboard: ${counted[0]} steps, ${counted[1]} fields, ${counted[2]} key presses`);
    assert.deepEqual(
      this.filled.filter((label) => !justified.includes(label)),
      [],
      'a field without a reason in docs/referral-form.md'
    );
    assert.deepEqual(counted, said, 'docs/referral-form.md says other numbers');
    const seconds = this.presses * SECONDS_A_PRESS + this.filled.length * SECONDS_A_FIELD;
    assert.ok(seconds < 300, `${Math.round(seconds)} seconds by the keystroke-level model`);
  }
}

function today(): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(new Date());
}
