/**
 * Two concerns in a browser. A mother tells of abuse at a visit: it is written down from her page, taken up, decided and
 * referred, and a visitor is told what she must know. And one about the lead herself, by keyboard alone and on a phone: it
 * reaches the deputy and the trustee, and never her.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, focused, goTo, pick, Stage, tabTo } from './stage.ts';

const PHONE = { width: 320, height: 800 };
const SAID = 'Zephyr said: he locks me in when he goes out';
const SEEN = 'A bruise on her left wrist';
const THINKS = 'I think that she is not free to leave';
const ABOUT_LEAD = 'Quibble told me that the lead shouted at her child';
const ADDED = 'She rang again in the evening';
const TOLD = 'Visit with another person';
const LEAD = 'Margit Sollers';
const REPORT = 'Something to report';
const WORRIED = 'I am worried about someone';
const SEND = 'Send to the safeguarding leads';
/** At half a second each, half of the two minutes in which a worry should be written down. */
const MOST_PRESSES = 120;
const NUMBER = /^C-[0-9A-F]{10}$/;

describe('a mother tells of abuse at a visit', () => {
  let stage: Stage;
  let code = '';
  let number = '';

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('lets her supporter write it down from the page of the family, danger first', async () => {
    const page = await stage.as('supporter', 'My cases');
    const link = page.locator('c-my-cases tbody a').first();
    code = await link.locator('.code').innerText();
    await link.click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
    await page.getByRole('button', { name: REPORT }).click();
    await page.getByRole('heading', { name: 'Is somebody in danger now?' }).waitFor();
    await page.getByText('Ring 999.').waitFor();
    await stage.look(page, 'something to report');
    await page.getByRole('button', { name: WORRIED }).click();
    await page.getByText(`Ring the safeguarding lead: Corin Adebayo-Lunt or ${LEAD}.`).waitFor();
    assert.ok(await page.getByRole('radio', { name: `This family (${code})` }).isChecked(), 'the family of the page is not chosen');
    await page.getByLabel('The words that were said').fill(SAID);
    await page.getByLabel('What you saw or heard').fill(SEEN);
    await page.getByLabel('What you think').fill(THINKS);
    await choose(page.locator('c-raise-concern'), 'How serious does it seem?', 'High');
    await page.getByLabel('The words that were said').focus();
    await stage.picture(page, 'concern-raised');
    await page.getByText('More, if you know it').click();
    await choose(page.locator('c-raise-concern'), 'What kind of harm?', 'Domestic abuse');
    await stage.look(page, 'a concern as it is written');
    await page.getByRole('button', { name: SEND }).click();
    number = await page.locator('[data-number]').innerText();
    assert.match(number, NUMBER);
    assert.equal((await focused(page)).name, 'It is written down');
    await stage.look(page, 'the receipt');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: WORRIED }).waitFor();
    await page.context().close();
  });

  it('shows the lead what is due by number, and the words only where the look is recorded', async () => {
    const page = await stage.as('safeguarding', 'Home');
    await page.getByRole('region', { name: 'Concerns to decide' }).getByText(number).waitFor();
    await goTo(page, 'Concerns');
    const row = page.getByRole('row', { name: number });
    await row.getByText('Decide what happens').waitFor();
    await row.getByText(code).waitFor();
    assert.equal(await page.getByText(SAID).count(), 0, 'the board shows the words');
    await stage.look(page, 'the board');
    await stage.picture(page, 'concern-board');
    const before = await looks();
    await page.getByRole('button', { name: number }).click();
    await page.getByRole('heading', { name: `Safeguarding concern ${number}` }).waitFor();
    for (const words of [SAID, SEEN, THINKS]) await page.getByText(words, { exact: true }).waitFor();
    assert.ok((await looks()) > before, 'the look is not in the log');
    await stage.look(page, 'the concern');
    await stage.picture(page, 'concern-page');
    await page.keyboard.press('Escape');
    await page.getByText(SAID, { exact: true }).waitFor({ state: 'detached' });
    await stage.look(page, 'the concern, hidden');
    await page.getByRole('button', { name: 'Open again' }).click();
    await page.getByText(SAID, { exact: true }).waitFor();
    await page.context().close();
  });

  it('lets her take it up, decide with her own reason, refer by phone, and see what is due next', async () => {
    const page = await opened('safeguarding');
    await page.getByRole('button', { name: 'Take it up' }).first().click();
    await page.locator('c-concern-step').getByRole('button', { name: 'Take it up' }).click();
    await page.locator('[data-status]').getByText('Taken up').waitFor();
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByRole('button', { name: 'Save the decision' }).click();
    await page.getByText('Please fill this in.').first().waitFor();
    await choose(page.locator('c-concern-step'), 'What happens now?', 'Refer to children’s social care');
    await page.getByLabel('Why? (your own reason)').fill('She and the baby are at risk of serious harm');
    const decision = page.locator('c-concern-step');
    await choose(decision, 'Is an adult at risk, or may one be?', 'Yes');
    await choose(decision, 'Does the adult need care and support?', 'Not known');
    await choose(decision, 'Is there harm or neglect, or may there be?', 'Yes');
    await choose(decision, 'Do these needs prevent self-protection?', 'Not known');
    await choose(decision, 'Was the adult asked what should happen?', 'Not asked');
    await decision.getByLabel('Why? (not asked, or decided otherwise)').fill('He reads her messages');
    await stage.look(page, 'a decision about an adult at risk');
    await stage.picture(page, 'concern-decision');
    await page.getByRole('button', { name: 'Save the decision' }).click();
    await page.locator('[data-due="refer"]').waitFor();
    await page.getByRole('button', { name: 'Refer to an agency' }).click();
    const form = page.locator('c-concern-step');
    await form.getByRole('combobox', { name: 'Which agency?' }).click();
    await form.locator('[role=option][data-value]').first().click();
    await choose(form, 'How did you tell them?', 'Phone');
    await form.getByLabel('What did you tell them?').fill('The duty desk has it');
    await stage.look(page, 'a referral as it is written');
    await form.getByRole('button', { name: 'Save the referral' }).click();
    await page.locator('[data-due="confirm"]').waitFor();
    await page.locator('[data-due="reply"]').waitFor();
    await stage.look(page, 'the concern after its referral');
    await stage.picture(page, 'concern-referred');
    await page.setViewportSize(PHONE);
    await stage.fits(page, 'the concern');
    await stage.picture(page, 'concern-phone');
    await page.context().close();
  });

  it('lets her write down on its page that something is not shared, and why', async () => {
    const page = await opened('safeguarding');
    await page.getByRole('button', { name: 'Share something outside' }).click();
    const form = page.locator('c-share-outside');
    await form.getByText('Nothing is shared: write down why').click();
    await stage.look(page, 'sharing because of a concern');
    await form.getByRole('button', { name: 'Next' }).click();
    await choose(form, 'Who receives it', 'Marsh End Family Hub');
    await choose(form, 'What for', 'Keeping a child or adult safe');
    await form.getByLabel('Why is nothing shared?').fill('It would put her in danger');
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByRole('button', { name: 'Write it down' }).click();
    await form.getByText(/Written down as IS-/).waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Show what was shared' }).click();
    await page.locator('[data-sharing]').getByText('It would put her in danger').waitFor();
    await page.context().close();
  });

  it('tells a visitor what she must know, and shows it to nobody else', async () => {
    const page = await opened('safeguarding');
    await page.getByRole('button', { name: 'Let somebody know' }).click();
    const form = page.locator('c-concern-step');
    await choose(form, 'Who?', 'Odette Farrow');
    await form.getByLabel('Until which day?').fill('31/12/2099');
    await form.getByLabel('What does she need to know?').fill(TOLD);
    await form.getByRole('button', { name: 'Let her know' }).click();
    await page.locator('[data-step]').first().getByText(TOLD).waitFor();
    await page.context().close();

    const visitor = await stage.as('supporter2', 'Home');
    await visitor.getByRole('heading', { name: 'For your safety' }).waitFor();
    assert.equal(await visitor.getByText(TOLD).count(), 0, 'it stands there before she asks');
    await visitor.getByRole('button', { name: 'Show' }).click();
    await visitor.getByText(TOLD).waitFor();
    assert.equal(await visitor.getByText(SAID).count(), 0, 'she reads more than she was told');
    await stage.look(visitor, 'for your safety');
    await visitor.keyboard.press('Escape');
    await visitor.getByText(TOLD).waitFor({ state: 'detached' });
    await visitor.context().close();

    const other = await stage.as('supporter', 'Home');
    await other.locator('c-home-due h3').or(other.getByText('Nothing is due today.')).first().waitFor();
    assert.equal(await other.getByRole('heading', { name: 'For your safety' }).count(), 0);
    await other.context().close();
  });

  it('lets her who wrote it read her own words again and add to them, and no more', async () => {
    const page = await stage.as('supporter', 'Home');
    await page.getByRole('button', { name: REPORT }).click();
    await page.getByRole('button', { name: 'See or add to what I wrote down' }).click();
    await page.locator('c-own-concerns').getByText('Taken up', { exact: true }).waitFor();
    await page.locator('c-own-concerns').getByText(SAID).waitFor();
    assert.equal(await page.getByText('at risk of serious harm').count(), 0, 'she reads the decision');
    await page.getByRole('button', { name: `Add to ${number}` }).click();
    await page.getByLabel('What do you want to add?').fill(ADDED);
    await stage.look(page, 'what she wrote down');
    await stage.picture(page, 'concern-added-to');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('Added. Those who look after it see it.').waitFor();
    await page.context().close();
    const lead = await opened('safeguarding');
    await lead.locator('[data-step]').first().getByText(ADDED).waitFor();
    await lead.context().close();
  });

  it('leaves no word of it in an address, a title, the console or the browser’s store', () => {
    const traces = [...stage.traces].join('\n');
    for (const words of [SAID, SEEN, THINKS, TOLD, ADDED, 'Zephyr', 'bruise']) assert.ok(!traces.includes(words), words);
    assert.ok(!traces.includes(number), 'not even its number');
    assert.deepEqual([...new Set(stage.complaints)], []);
  });

  async function opened(who: string): Promise<Page> {
    const page = await stage.as(who, 'Concerns');
    await page.getByRole('button', { name: number }).click();
    await page.getByRole('heading', { name: `Safeguarding concern ${number}` }).waitFor();
    return page;
  }

  /** How often a lead looked: the log says no more, and no number of a concern. */
  async function looks(): Promise<number> {
    const { body, text } = await stage.org.rest('dpo@demo.example', '/services/apexrest/confide/v1/access-log?pageSize=200');
    assert.ok(!text.includes(number) && !text.includes('Flag'), 'the log tells of the concern');
    return (body.rows as { ground?: string }[]).filter(({ ground }) => ground === 'Duty to look').length;
  }
});

describe('a concern about the lead', () => {
  let stage: Stage;
  let number = '';

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('is written down on a phone with the keyboard alone, in few presses', async (test) => {
    const page = await stage.as('supporter2', 'Home', PHONE);
    await page.reload();
    await page.locator('c-home-due h3').first().waitFor();
    await countPresses(page);
    await tabTo(page, REPORT);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: WORRIED }).waitFor();
    await tabTo(page, WORRIED);
    await page.keyboard.press('Enter');
    await page.getByText(`Corin Adebayo-Lunt or ${LEAD}.`).waitFor();
    await tabTo(page, 'The words that were said, as near as you can');
    await page.keyboard.type(ABOUT_LEAD);
    await tabTo(page, 'It is about one of us: a volunteer, a member of staff or a trustee');
    await page.keyboard.press('Space');
    await page.getByText('That person will not see it and will not be told.').waitFor();
    await pick(page, 'Who is it about?', LEAD);
    await stage.look(page, 'a concern about the lead on a phone');
    await stage.fits(page, 'the form');
    await stage.picture(page, 'concern-raised-phone');
    await tabTo(page, SEND);
    await page.keyboard.press('Enter');
    number = await page.locator('[data-number]').innerText();
    assert.match(number, NUMBER);
    const besides = (await presses(page)) - ABOUT_LEAD.length;
    test.diagnostic(`Three fields and ${besides} key presses besides the words themselves, from the first page to the receipt.`);
    assert.ok(besides <= MOST_PRESSES, `${besides} key presses: at half a second each that alone is most of two minutes`);
    await stage.look(page, 'the receipt on a phone');
    await page.context().close();
  });

  it('is nowhere for the lead: not on her home page, not on her board, not at the address', async () => {
    const page = await stage.as('safeguarding', 'Concerns');
    await page.locator('c-concern-board').getByText('By number and code.').waitFor();
    await page.locator('c-concern-board lightning-spinner').waitFor({ state: 'detached' });
    assert.equal(await page.getByText(number).count(), 0, 'it is on her board');
    await goTo(page, 'Home');
    await page.locator('c-home-due h3').first().waitFor();
    assert.equal(await page.getByText(number).count(), 0, 'it is on her home page');
    await page.context().close();
    const board = await stage.org.rest('safeguarding@demo.example', '/services/apexrest/confide/v1/concerns/board');
    assert.ok(!board.text.includes(number), 'she reads it over REST');
  });

  it('reaches the deputy', async () => {
    const page = await stage.as('safeguarding2', 'Concerns');
    const row = page.getByRole('row', { name: number });
    await row.getByText('About one of us').waitFor();
    await stage.look(page, 'the deputy’s board');
    await page.context().close();
  });

  it('reaches the trustee, who takes it up and decides with the keyboard alone', async () => {
    const page = await stage.as('trustee', 'Concerns');
    await page.getByRole('row', { name: number }).waitFor();
    await page.reload();
    await page.getByRole('row', { name: number }).waitFor();
    await tabTo(page, number);
    await page.keyboard.press('Enter');
    await page.getByText(`It is about one of us: ${LEAD}.`).waitFor();
    await page.getByText(ABOUT_LEAD).waitFor();
    await stage.look(page, 'the concern about the lead');
    await stage.picture(page, 'concern-about-the-lead');
    await tabTo(page, 'Take it up');
    await page.keyboard.press('Enter');
    await page.locator('c-concern-step').getByRole('heading', { name: 'Take it up' }).waitFor();
    await tabTo(page, 'Take it up');
    await page.keyboard.press('Enter');
    await page.locator('[data-status]').getByText('Taken up').waitFor();
    await page.reload();
    await page.getByRole('row', { name: number }).waitFor();
    await tabTo(page, number);
    await page.keyboard.press('Enter');
    await page.locator('[data-due="allegation"]').getByText('designated officer').waitFor();
    await tabTo(page, 'Decide');
    await page.keyboard.press('Enter');
    await page.locator('c-concern-step').getByRole('heading', { name: 'Decide' }).waitFor();
    await pick(page, 'What happens now?', 'Refer to the designated officer');
    await tabTo(page, 'Why? (your own reason)');
    await page.keyboard.type('It may have harmed a child');
    await pick(page, 'Is an adult at risk, or may one be?', 'No');
    await tabTo(page, 'Save the decision');
    await page.keyboard.press('Enter');
    await page.locator('[data-decision]').getByText('Refer to the designated officer').waitFor();
    await page.context().close();
  });

  it('leaves no trace and no complaint of the browser', () => {
    assert.ok(![...stage.traces].join('\n').includes('Quibble'));
    assert.deepEqual([...new Set(stage.complaints)], []);
  });
});

/** Counts the keys that are pressed on this page from now on. */
async function countPresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset['presses'] = '0';
    const count = () => (document.documentElement.dataset['presses'] = String(Number(document.documentElement.dataset['presses']) + 1));
    window.addEventListener('keydown', count, true);
  });
}

async function presses(page: Page): Promise<number> {
  return Number(await page.evaluate(() => document.documentElement.dataset['presses']));
}
