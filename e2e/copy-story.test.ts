/**
 * An access request from letter to post: a coordinator opens the letter, the officer makes sure who asks, asks back, looks
 * everywhere and decides piece by piece, a lead her part, a deputy reads it again, and the answer leaves in three forms.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertShape } from './schemas.ts';
import { choose, goTo, Stage } from './stage.ts';

const REST = '/services/apexrest/confide/v1';
const DPO = 'dpo@demo.example';
const PHONE = { width: 320, height: 800 };
const SAID = 'Marlpit told me that he takes her keys';
const NOTE = 'She said that her brother Ignatius drinks and that she sleeps badly';
const FIVE = JSON.stringify({ kind: 'a name', duty: 'none', steps: 'none', capacity: 'yes', refusal: 'not asked' });
const CALL = 'What do you hold on me? Please send me all of it.';

interface Item {
  itemId: string;
  what: string;
  part: string;
  text: string;
  about: string;
  decision: string | null;
  health: boolean;
  professional: boolean;
  freeWords: boolean;
}

describe('an access request from letter to post', () => {
  let stage: Stage;
  let family = { clientId: '', code: '' };
  let number = '';
  let requestId = '';
  const query = async (soql: string, who = DPO) =>
    (await stage.org.rest(who, `/query?q=${encodeURIComponent(soql)}`)).body.records as Record<string, unknown>[];
  const call = async (who: string, address: string, body?: unknown) => {
    const answer = await stage.org.rest(who, `${REST}/${address}`, body ? { method: 'POST', body } : {});
    assert.ok(answer.status < 300, `${address}: ${answer.text}`);
    return answer.body;
  };

  before(async () => {
    stage = await Stage.open();
    family = (await call('supporter@demo.example', 'cases'))[0];
    await call('supporter@demo.example', 'contacts', {
      clientId: family.clientId,
      kind: 'Visit',
      withWhom: 'Parent',
      direction: 'From us',
      reached: true,
      happenedAt: new Date(Date.now() - 86_400_000).toISOString(),
      about: 'Parent',
      summary: NOTE
    });
    await call('supporter@demo.example', 'concerns', { clientId: family.clientId, said: SAID, riskLevel: 'Medium' });
  });
  after(() => stage?.close());

  it('is logged by whoever opens the letter, on a phone as well', async () => {
    const page = await stage.as('coordinator', 'She asks about her data', PHONE);
    const form = page.locator('c-log-request');
    await form.getByLabel('The family’s code, if you know it').fill(family.code);
    await form.getByLabel('See or have a copy of what we hold').press('Space');
    await form.getByLabel('What did she say or write? Her own words.').fill(CALL);
    await choose(form, 'How did it come?', 'Post');
    await stage.look(page, 'the letter, written down');
    await form.getByRole('button', { name: 'Write it down' }).click();
    number = await form.locator('.receipt strong').innerText();
    await page.context().close();
    requestId = (await query(`SELECT Id FROM Rights_Request__c WHERE Name = '${number}'`))[0]!['Id'] as string;
  });

  it('is on the officer’s first page with its days and its next step; who asks, what she means and where we looked', async () => {
    const page = await stage.as('dpo', 'Home');
    const row = page.getByRole('region', { name: 'Requests about her data' }).getByRole('listitem').filter({ hasText: number });
    await row.getByText(/^\d+ days left$/).waitFor();
    await row.getByText('Next: Where we looked').waitFor();
    await stage.everywhere(page, 'home of the officer');
    await goTo(page, 'Requests');
    await page.getByRole('row').filter({ hasText: number }).getByText('Where we looked').waitFor();
    await page.getByRole('button', { name: number }).click();
    await choose(page, 'Or something else', 'Ask who she is');
    await page.getByLabel('What makes you doubt?').fill('The letter is typed and not signed.');
    await save(page, 'Waiting for her: no due day now.');
    await page.getByRole('button', { name: 'We are sure who she is' }).click();
    await save(page, /^\d+ days left$/);
    await choose(page, 'Or something else', 'Ask what she means');
    await page.getByLabel('A short name for the question').fill('years');
    await page.getByLabel('What did you ask?').fill('Which years do you mean?');
    await save(page, 'Paused: no due day now.');
    await page.getByRole('button', { name: 'She answered' }).click();
    await choose(page, 'Which question?', 'years');
    await page.getByLabel('What did she say?').fill('All years.');
    await save(page, /^\d+ days left$/);
    await page.getByRole('button', { name: 'Where we looked' }).click();
    await page.getByLabel('Where did you look?').fill('Files, mail, the phone of her supporter, paper.');
    await save(page, 'Files, mail, the phone of her supporter, paper.');
    await stage.everywhere(page, 'the request, searched');
    await page.getByRole('button', { name: 'Put the copy together' }).click();
    await page.getByRole('row').filter({ hasText: number }).getByRole('button').click();
    await page.getByRole('button', { name: 'Gather the copy' }).click();
    await page.getByText('The lead has not confirmed yet.').first().waitFor();
    await page.getByRole('button', { name: /^Give the \d+ plain facts about her$/ }).click();
    await page.getByRole('button', { name: /^Give the \d+ plain facts about her$/ }).waitFor({ state: 'detached' });
    await redact(page);
    await page.context().close();
    await decideTheRest();
  });

  /** The rest one by one as the screen sends them: what is hers is given, what is another person's is left out. */
  async function decideTheRest(): Promise<void> {
    const { items, about } = (await call(DPO, `packs/${requestId}`)) as { items: Item[]; about: string };
    for (const item of items.filter(({ decision }) => !decision)) {
      const whose = item.about === 'Not known' ? about : item.about;
      const hers = whose === about;
      const decided = {
        ...item,
        about: whose,
        decision: hers || item.professional ? 'Disclose' : 'Withhold',
        alreadyKnown: hers && item.health,
        knownEvidence: 'She told us herself',
        ...(hers || item.professional ? {} : { exemption: 'Third party', reason: 'Another person, who was not asked', factors: FIVE })
      };
      await call(DPO, `packs/${requestId}/decisions`, { items: [decided] });
    }
  }

  /** What she said about her brother goes; by keyboard, in the text itself, then every rule of the item in turn. */
  async function redact(page: Page): Promise<void> {
    await page
      .getByRole('radiogroup', { name: 'Which items?' })
      .or(page.getByRole('group', { name: 'Which items?' }))
      .getByText('To decide', { exact: true })
      .click();
    const decided = Number((await page.getByText(/^\d+ of \d+ decided/).innerText()).split(' ')[0]);
    const picks = page.getByRole('navigation', { name: 'Items' }).getByRole('button');
    const original = page.locator('textarea.original');
    for (let at = 0; !(await original.inputValue()).includes(NOTE); at++) {
      assert.ok(at < (await picks.count()), 'her words are not in the list');
      await picks.nth(at).click();
    }
    const from = (await original.inputValue()).indexOf('her brother Ignatius drinks');
    await original.focus();
    await original.evaluate((area, start) => (area as HTMLTextAreaElement).setSelectionRange(start, start + 27), from);
    await page.keyboard.press('b');
    await page.getByText('Blacked out. Press U to take it back.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Taken back.').waitFor();
    await original.evaluate((area, start) => (area as HTMLTextAreaElement).setSelectionRange(start, start + 27), from);
    await page.keyboard.press('b');
    assert.ok(!(await page.getByRole('region', { name: 'What she will read' }).innerText()).includes('Ignatius'));
    await choose(page, 'Whose data is it?', 'Her');
    await choose(page, 'Why does the law allow it?', 'Third party');
    await page.getByText('Stop: this is about health.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('Please give a reason of your own', { exact: false }).waitFor();
    await page.getByLabel('Your own reason').fill('Her brother did not agree to it');
    for (const weighed of ['What kind of information is it?', 'Do we owe the other person silence?', 'What did we do to ask?'])
      await page.getByLabel(weighed).fill('He has told nobody');
    await page.getByLabel('Can that person agree?').fill('Yes');
    await page.getByLabel('Did that person say no?').fill('Not asked');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('Stop: this is about health. It may only be given', { exact: false }).waitFor();
    await stage.everywhere(page, 'an item of health, stopped');
    await stage.picture(page, 'pack-review', page.getByRole('navigation', { name: 'Items' }));
    await page.getByLabel('She knows it already').press('Space');
    await page.getByLabel('What shows that she knows it').fill('She told us herself at the visit');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText(`${decided + 1} of`, { exact: false }).waitFor();
  }

  it('waits for a lead, who decides her part where the officer sees nothing, and wants a second reader', async () => {
    const before = (await call(DPO, `packs/${requestId}`)) as { leadItems?: number; waitsFor: string; items: Item[] };
    assert.equal(before.leadItems ?? null, null, 'she knows how many before the lead has looked');
    assert.ok(!JSON.stringify(before).includes('Marlpit'), 'the concern is among her items');
    const page = await stage.as('safeguarding', 'Home');
    await page.getByRole('region', { name: 'Copies to look at' }).getByText(number).waitFor();
    await goTo(page, 'Copies to look at');
    await page.getByRole('button', { name: number }).click();
    const picks = page.getByRole('navigation', { name: 'Items' }).getByRole('button');
    await picks.first().waitFor();
    await stage.everywhere(page, 'the part of the lead');
    for (let left = await picks.filter({ hasText: 'To decide' }).count(); left > 0; left--) {
      await picks.filter({ hasText: 'To decide' }).first().click();
      await page.locator('c-pack-item').getByText('Leave out', { exact: true }).click();
      await choose(page, 'Whose data is it?', 'Her');
      await choose(page, 'Why does the law allow it?', 'Crime');
      await page.getByLabel('Your own reason').fill('It would tell him that she spoke to us');
      await page.getByRole('button', { name: 'Save and go on' }).click();
      await picks
        .filter({ hasText: 'To decide' })
        .nth(left - 1)
        .waitFor({ state: 'detached' });
    }
    await page.locator('lightning-radio-group').filter({ hasText: 'Should a second person' }).getByText('Yes', { exact: true }).click();
    await page.getByRole('button', { name: 'I have looked' }).click();
    await page.getByText('Confirmed.', { exact: true }).waitFor();
    await page.context().close();
  });

  it('is read a second time by another lead, page as it will leave', async () => {
    const page = await stage.as('safeguarding2', 'Copies to look at');
    await page.getByRole('button', { name: number }).click();
    const answer = page.frameLocator('iframe[data-page="page"]');
    await answer.getByRole('heading', { name: 'Copy of your information' }).waitFor();
    assert.ok(!(await answer.locator('body').innerText()).includes('Ignatius'), 'the brother is on the page');
    await page.getByLabel('What do you think of the answer?').fill('Nothing in it is another person’s');
    await stage.everywhere(page, 'a second reader');
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByText('Recorded.', { exact: true }).waitFor();
    await page.context().close();
  });

  it('leaves as a page, as JSON and as CSV, by post, with all ten parts and without what is left out', async () => {
    const page = await stage.as('dpo', 'Requests > Copies');
    await page.getByRole('row').filter({ hasText: number }).getByRole('button').click();
    await page.getByText(/Decided by the lead: [1-9]/).waitFor();
    await page.locator('lightning-radio-group').filter({ hasText: 'Are the parents in dispute' }).getByText('No', { exact: true }).click();
    await page.getByRole('button', { name: 'Make the answer' }).and(page.locator(':enabled')).click();
    await page.getByText('The answer is made.').waitFor();
    await stage.everywhere(page, 'the answer, made');
    const saved: Record<string, string> = {};
    for (const ending of ['html', 'json', 'csv']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `${number}-copy.${ending}` }).click()
      ]);
      assert.equal(download.suggestedFilename(), `${number}-copy.${ending}`);
      saved[ending] = await readFile(await download.path(), 'utf8');
    }
    for (const [ending, text] of Object.entries(saved)) {
      assert.ok(text.includes('and that she sleeps badly'), `${ending}: her words`);
      for (const hidden of ['Ignatius', 'Marlpit']) assert.ok(!text.includes(hidden), `${ending}: ${hidden}`);
    }
    assertShape('confide-copy-1', saved['json']!);
    assert.equal(saved['csv']!.split('\r\n')[0], '"part","about","written_at","partly_blacked_out","text"');
    await page.setContent(saved['html']!);
    assert.ok((await page.locator('h2').count()) >= 11, 'ten parts and what is held');
    await stage.everywhere(page, 'the page that she is given');
    await page.context().close();
  });

  it('is answered by hand, since she did not say that post is safe, and nothing of it stands in a trace', async () => {
    const page = await stage.as('dpo', 'Requests');
    await page.getByRole('button', { name: number }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await choose(page, 'What did you decide?', 'Partly granted');
    await choose(page, 'By which safe way?', 'In person');
    await page.getByLabel('What did you answer, and why?').fill('Everything that is hers; her brother is blacked out.');
    await save(page, 'Answered');
    await page.context().close();
    const traces = [...stage.traces].join('\n');
    for (const secret of ['Ignatius', 'Marlpit', family.code]) assert.ok(!traces.includes(secret), `a trace holds ${secret}`);
    // axe asks each frame, and the page in a frame is shut off: it may not answer.
    const ours = stage.complaints.filter((complaint) => !complaint.includes("Failed to execute 'postMessage'"));
    assert.deepEqual(ours, []);
  });

  async function save(page: Page, then: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down.').waitFor();
    await page.getByText(then).first().waitFor();
  }
});
