/** Requests about her data: an objection to a named processor, and a request for a copy up to the search. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, Stage, tabTo } from './stage.ts';

const REST = '/services/apexrest/confide/v1';
const PROCESSOR = 'Invented Mail Merge';

describe('an objection to a named processor', () => {
  let stage: Stage;
  let family = { clientId: '', code: '' };
  let surname = '';
  let requestNumber = '';

  before(async () => {
    stage = await Stage.open();
    const { body } = await stage.org.rest('supporter@demo.example', `${REST}/cases`);
    family = (body as (typeof family)[])[0]!;
    const opened = await stage.org.rest('supporter@demo.example', `${REST}/details`, {
      method: 'POST',
      body: { clientId: family.clientId, purpose: 'PU1', reason: 'test' }
    });
    surname = (opened.body as { lastName: string }).lastName;
    const made = await stage.org.rest('dpo@demo.example', '/sobjects/Organisation__c', {
      method: 'POST',
      body: { Name: PROCESSOR, Kind__c: 'Processor' }
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
  });
  after(() => stage?.close());

  it('ACC-08: says the same over REST whether the code is a family’s or not, and opens no desk to a supporter', async () => {
    const log = async (code: string) => {
      const { status, body } = await stage.org.rest('supporter@demo.example', `${REST}/requests`, {
        method: 'POST',
        body: { code, kinds: ['Information'], words: 'What do you do with it?' }
      });
      return { status, body: JSON.stringify(body).replace(/RQ-\d+/g, 'RQ') };
    };
    assert.deepEqual(await log(family.code), await log('ZZZ-ZZZ-ZZ'));
    const desk = await stage.org.rest('supporter@demo.example', `${REST}/requests/open`);
    assert.equal(desk.status, 403);
    const future = await stage.org.rest('supporter@demo.example', `${REST}/requests`, {
      method: 'POST',
      body: { kinds: ['Access'], receivedOn: '2199-01-01' }
    });
    assert.equal(future.status, 400);
  });

  it('is written down from her page by whoever heard it', async () => {
    const page = await stage.as('supporter', 'My cases');
    await page.locator('c-my-cases a').filter({ hasText: family.code }).first().click();
    await page.getByRole('button', { name: 'Something to report' }).click();
    await page.getByRole('button', { name: 'She wants to see or change her data' }).click();
    const form = page.locator('c-log-request');
    await form.getByRole('button', { name: 'Write it down' }).click();
    await form.getByText('Please choose what she wants.').waitFor();
    await form.getByLabel('Say no to a use, or to somebody who has it').press('Space');
    await choose(form, 'Whom should we keep it from?', PROCESSOR);
    await form.getByLabel('What did she say or write? Her own words.').fill('My sister works there. Keep it from them.');
    await choose(form, 'How did it come?', 'Spoken');
    await stage.everywhere(page, 'a request, filled in');
    await stage.picture(page, 'request-log');
    await form.getByRole('button', { name: 'Write it down' }).click();
    const receipt = form.locator('.receipt');
    await receipt.getByText('Say no to a use, or to somebody who has it: to be answered by').waitFor();
    requestNumber = (await receipt.locator('strong').first().innerText()).trim();
    await stage.everywhere(page, 'a request, written down');
    await page.context().close();
    const [objection] = await records("SELECT Decision__c, Processor__r.Name FROM Objection__c WHERE Kind__c = 'Processor'");
    assert.equal(objection!['Decision__c'], 'To decide', 'it stops until it is weighed');
  });

  it('is first on nobody’s screen but the officer’s, who decides with her own reason', async () => {
    const page = await stage.as('dpo', 'Home');
    await page.getByRole('region', { name: 'Requests about her data' }).getByText(requestNumber).waitFor();
    await page.getByRole('link', { name: 'Requests', exact: true }).click();
    await page.getByRole('button', { name: requestNumber }).waitFor();
    await stage.everywhere(page, 'the desk');
    await stage.picture(page, 'request-desk');
    await page.getByRole('button', { name: requestNumber }).click();
    await page.getByText('Look here before you write, ring or come.').waitFor();
    await stage.everywhere(page, 'one request');
    await stage.picture(page, 'request-detail');
    await page.getByRole('button', { name: 'Decide on what she says no to' }).click();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Please write it down.').first().waitFor();
    await choose(page, 'What do you decide?', 'We stop for good');
    await page.getByLabel('Your own reason').fill('Her own situation; we do not need them for her.');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down.').waitFor();
    const [objection] = await records("SELECT Decision__c FROM Objection__c WHERE Kind__c = 'Processor'");
    assert.equal(objection!['Decision__c'], 'Upheld');
    await takeAnswer(page);
    await page.getByText('Answered', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Open again' }).waitFor();
    await page.context().close();
  });

  it('leaves no name in an address, a title, a log or the browser', () => {
    const traces = [...stage.traces].join('\n');
    assert.ok(traces.includes('/lightning/'), 'the traces are found');
    assert.ok(!traces.includes(surname) && !traces.includes('My sister works there'), 'a personal datum is in a trace');
    assert.deepEqual(stage.complaints, []);
  });

  async function takeAnswer(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await choose(page, 'What did you decide?', 'Granted');
    await choose(page, 'By which safe way?', 'In person');
    await page.getByLabel('What did you answer, and why?').fill('Told her that they will not get it.');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down.').waitFor();
  }

  it('the first half of a request for a copy: who asks, in doubt; then where we looked; by keyboard on a phone', async () => {
    const page = await stage.as('dpo', 'Requests');
    await page.getByRole('row').filter({ hasText: 'See or have a copy of what we hold' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Where we looked' }).waitFor();
    await choose(page, 'Or something else', 'Ask who she is');
    await page.getByLabel('What makes you doubt?').fill('A number we do not know.');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Waiting for her: no due day now.').waitFor();
    await page.getByRole('button', { name: 'We are sure who she is' }).click();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText(/^\d+ days left$/).waitFor();
    await choose(page, 'Which letter?', 'We have what you asked for');
    const letter = await page.locator('.letter').innerText();
    assert.match(letter, /section 164A/);
    assert.ok(!letter.includes('RQ-') && !letter.includes(surname), 'the letter says too much');
    await page.getByRole('heading', { name: /^RQ-/ }).focus();
    await tabTo(page, 'Where we looked');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Where did you look?');
    await page.keyboard.type('Files, mail, the phone of her supporter, paper.');
    await tabTo(page, 'Write it down');
    await page.keyboard.press('Enter');
    await page.getByText('Written down.').waitFor();
    await page.getByText('Files, mail, the phone of her supporter, paper.').first().waitFor();
    await stage.everywhere(page, 'a request for a copy, searched');
    await stage.picture(page, 'request-timeline', page.getByRole('heading', { name: 'What was done' }));
    await page.context().close();
  });

  async function records(soql: string): Promise<Record<string, string>[]> {
    const { body } = await stage.org.rest('dpo@demo.example', `/query?q=${encodeURIComponent(soql)}`);
    return body.records as Record<string, string>[];
  }
});
