/** Requests about her data: an objection to a named processor, and a request for a copy up to the search. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertShape } from './schemas.ts';
import { choose, goTo, Stage, tabTo } from './stage.ts';
import { anonymous, query } from './org.ts';

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
      return { status, body: JSON.stringify(body).replace(/RQ-[0-9A-F]{10}/g, 'RQ') };
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
    await goTo(page, 'Requests');
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

  it('keeps days, steps and decisions as they are, whoever writes to the fields themselves', async () => {
    const logged = await call('supporter', 'requests', { code: family.code, kinds: ['Access', 'Erasure'], receivedOn: '2026-08-03' });
    const [late, erasure] = await Promise.all(
      (logged.body.requests as { requestNumber: string; kind: string }[])
        .sort((one, other) => one.kind.localeCompare(other.kind))
        .map(async ({ requestNumber }) => (await records(`SELECT Id FROM Rights_Request__c WHERE Name = '${requestNumber}'`))[0]!['Id']!)
    );
    const today = new Date().toISOString().slice(0, 10);
    const soql = `SELECT FIELDS(ALL) FROM Rights_Request__c WHERE Id IN ('${late}', '${erasure}') ORDER BY Name LIMIT 2`;
    const before = JSON.stringify((await records(soql)).map(stable));
    const changes = [
      { Due_On__c: '2030-01-01', Standing_Due_On__c: '2030-01-01' },
      { Due_On__c: '2026-08-04' },
      { Extended__c: true, Extension_Told_On__c: today, Extension_Reason__c: 'Many files, and few of us' },
      { Identity_Status__c: 'Asked', Identity_Asked_On__c: today, Identity_Reason__c: 'A reason long enough' },
      { Status__c: 'Paused', Paused_Days__c: 90 },
      { Locked_On__c: today, Lift_Notice_On__c: today, Lifted_On__c: today },
      {
        Status__c: 'Answered',
        Decision__c: 'Granted',
        Decision_Reason__c: 'A reason long enough',
        Answered_On__c: today,
        Answer_Channel__c: 'Post'
      }
    ];
    for (const who of ['dpo', 'admin']) {
      for (const change of changes) {
        await rest(who, `/sobjects/Rights_Request__c/${late}`, 'PATCH', change);
        await rest(who, '/composite/sobjects', 'PATCH', {
          records: [{ attributes: { type: 'Rights_Request__c' }, id: late, ...change }]
        });
      }
      for (const step of [
        { Kind__c: 'Use while locked', Text__c: 'A court asks for her file', Ground__c: 'Legal claims' },
        { Kind__c: 'Clarification asked', Text__c: 'Which years?', Question__c: 'years' },
        { Kind__c: 'Due day moved', Text__c: 'Later', New_Due_On__c: '2030-01-01' },
        { Kind__c: 'Carried out', Data_Set__c: 'Documents and paper', Text__c: 'Gone' },
        { Kind__c: 'Effect applied', Data_Set__c: 'Documents and paper', Result__c: 'Erased', Text__c: 'A reason long enough' }
      ]) {
        const made = await rest(who, '/sobjects/Rights_Request_Event__c', 'POST', { Rights_Request__c: erasure, ...step });
        assert.ok(made.status >= 400, `${who}: ${step.Kind__c}`);
      }
    }
    assert.equal(JSON.stringify((await records(soql)).map(stable)), before, 'a field moved');
    for (const [what, requestId, step] of [
      ['more time after the month', late, { kind: 'Extended', text: 'Many files of hers' }],
      [
        'a question that would stop the clock of a deletion',
        erasure,
        { kind: 'Clarification asked', question: 'years', text: 'Which years?' }
      ],
      ['use of what is not locked', late, { kind: 'Use while locked', ground: 'Legal claims', text: 'A court asks for her file' }],
      ['a decision without a reason of her own', erasure, { kind: 'Refused', text: 'no', channel: 'Post' }]
    ] as const) {
      const refused = await rest('dpo', `${REST}/requests/${requestId}/steps`, 'POST', step);
      assert.equal(refused.status, 400, what);
    }
    assert.equal(JSON.stringify((await records(soql)).map(stable)), before, 'a refused step left something');
  });

  it('PORT-02: what she gave us on her yes is taken elsewhere in the shape that is promised, and nothing else', async () => {
    const told = `insert as system new Consent__c(Client__c = '${family.clientId}', Purpose__c = 'PU2', Decision__c = 'Given', Explicit__c = true,
        Method__c = 'Spoken', Wording__c = 'Yes, you may keep it.', Partner_Present__c = 'No', Decided_On__c = Date.today());
      insert as system new Sensitive_Entry__c(Client__c = '${family.clientId}', Category__c = 'Mental health', Detail__c = 'Sleeps four hours',
        Why_Needed__c = 'To support her', Source__c = 'Parent', About__c = 'Parent', Condition__c = '9(2)(a) explicit consent');`;
    const ran = await rest('admin', anonymous(told), 'GET');
    assert.equal(ran.body.success, true, ran.text);
    const logged = await call('supporter', 'requests', { code: family.code, kinds: ['Portability'], words: 'I move away.' });
    const number = logged.body.requests[0].requestNumber as string;
    const requestId = (await records(`SELECT Id FROM Rights_Request__c WHERE Name = '${number}'`))[0]!['Id'];
    const made = await call('dpo', `packs/${requestId}/answer`, {});
    for (const { documentId, format, fileName } of made.body as { documentId: string; format: string; fileName: string }[]) {
      const { body } = await rest('dpo', `${REST}/packs/documents/${documentId}`, 'GET');
      assert.equal(fileName, `${number}-export.${format.toLowerCase()}`);
      if (format === 'JSON') assertShape('confide-export-1', body.body as string);
      else assert.match(body.body as string, /^"record","number","basis","field","value"\r\n"sensitive_entry","1","consent",/);
    }
  });

  const rest = (who: string, address: string, method: string, body?: unknown) =>
    stage.org.rest(`${who}@demo.example`, address, body === undefined ? { method } : { method, body });

  async function call(who: string, door: string, body: unknown) {
    const answer = await rest(who, `${REST}/${door}`, 'POST', body);
    assert.equal(answer.status, 201, answer.text);
    return answer;
  }

  async function records(soql: string): Promise<Record<string, string>[]> {
    const { body } = await stage.org.rest('dpo@demo.example', query(soql));
    return body.records as Record<string, string>[];
  }
});

/** A row without what only says that somebody touched it. */
function stable({ LastModifiedDate: _at, LastModifiedById: _by, SystemModstamp: _stamp, ...row }: Record<string, unknown>) {
  return row;
}
