/**
 * A complaint about one of us leaves no trace for her, the data protection officer and a lead included, at any door; and the
 * story of a phone lost in the evening, by keyboard, on a phone, from the first word to the letter.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Answer, type RunningOrg, seededOrg, query } from './org.ts';
import { choose, focused, goTo, Stage, tabTo } from './stage.ts';

const DPO = 'dpo@demo.example';
const LEAD = 'safeguarding@demo.example';
const TRUSTEE = 'trustee@demo.example';
const SUPPORTER = 'supporter@demo.example';
const REST = '/services/apexrest/confide/v1';

describe('a complaint about the officer or a lead', () => {
  let org: RunningOrg;
  const hidden = new Map<string, { id: string; stepId: string; number: string; words: string }>();

  before(async () => {
    org = await seededOrg();
    for (const [about, words] of [
      [DPO, 'Heliotrope: she read my notes aloud'],
      [LEAD, 'Heliotrope: she did not ring back']
    ] as const) {
      const worker = await org.rest(LEAD, query(`SELECT Id FROM Worker__c WHERE User__r.Username = '${about}'`));
      const body = { text: words, kind: 'Both', aboutWorkerId: worker.body.records[0].Id, requestKey: about };
      const logged = await org.rest(SUPPORTER, `${REST}/complaints`, { method: 'POST', body });
      assert.equal(logged.status, 201, logged.text);
      const { complaintNumber: number } = logged.body as { complaintNumber: string };
      const found = await org.rest(TRUSTEE, query(`SELECT Id FROM Complaint__c WHERE Name = '${number}'`));
      const id = found.body.records[0].Id as string;
      const step = await org.rest(TRUSTEE, `${REST}/complaints/${id}`, {
        method: 'POST',
        body: { kind: 'Note', words: `Heliotrope, a step about ${about}` }
      });
      assert.equal(step.status, 200, step.text);
      const steps = await org.rest(TRUSTEE, query(`SELECT Id FROM Complaint_Event__c WHERE Complaint__c = '${id}'`));
      hidden.set(about, { id, stepId: steps.body.records[0].Id as string, number, words });
    }
  });
  after(() => org?.stop());

  /** Every door that could give the row, its step, or that it is there at all. */
  const doors = ({
    id,
    stepId,
    number
  }: {
    id: string;
    stepId: string;
    number: string;
  }): Record<string, (who: string) => Promise<Answer>> => ({
    'SOQL list': (who) => org.rest(who, query('SELECT Id, Name, Text__c FROM Complaint__c')),
    'SOQL by id': (who) => org.rest(who, query(`SELECT Name, Text__c FROM Complaint__c WHERE Id = '${id}'`)),
    'SOQL of steps': (who) => org.rest(who, query('SELECT Id, Name, Text__c, Complaint__r.Name FROM Complaint_Event__c')),
    'SOQL of deleted ones too': (who) =>
      org.rest(who, `/queryAll?q=${encodeURIComponent('SELECT FIELDS(ALL) FROM Complaint__c LIMIT 200')}`),
    'SOQL of shares': (who) => org.rest(who, query(`SELECT ParentId, UserOrGroupId FROM Complaint__Share WHERE ParentId = '${id}'`)),
    'REST row': (who) => org.rest(who, `/sobjects/Complaint__c/${id}`),
    'REST step': (who) => org.rest(who, `/sobjects/Complaint_Event__c/${stepId}`),
    'REST related steps': (who) => org.rest(who, `/sobjects/Complaint__c/${id}/Steps__r`),
    'UI API record': (who) => org.rest(who, `/ui-api/records/${id}?fields=Complaint__c.Name`),
    'UI API list': (who) => org.rest(who, `/ui-api/related-list-records/${id}/Steps__r`),
    search: (who) => org.rest(who, `/search?q=${encodeURIComponent('FIND {Heliotrope} IN ALL FIELDS RETURNING Complaint__c(Id, Name)')}`),
    'search for the number': (who) => org.rest(who, `/search?q=${encodeURIComponent(`FIND {"${number}"} IN ALL FIELDS`)}`),
    composite: (who) =>
      org.rest(who, '/composite/batch', {
        method: 'POST',
        body: { batchRequests: [{ method: 'GET', url: `v67.0/sobjects/Complaint__c/${id}` }] }
      }),
    'Apex REST list': (who) => org.rest(who, `${REST}/complaints`),
    'Apex REST row': (who) => org.rest(who, `${REST}/complaints/${id}`),
    'Apex REST answered ones': (who) => org.rest(who, `${REST}/complaints?answered=true`),
    'bulk query': (who) => bulk(who, 'SELECT Id, Name, Text__c FROM Complaint__c')
  });

  async function bulk(who: string, soql: string): Promise<Answer> {
    const made = await org.rest(who, '/jobs/query', { method: 'POST', body: { operation: 'query', query: soql } });
    if (made.status >= 400) return made;
    const job = `/jobs/query/${made.body.id}`;
    for (let asked = 0; asked < 100; asked++) {
      const { body } = await org.rest(who, job);
      if (['JobComplete', 'Failed'].includes(body.state)) break;
    }
    return org.rest(who, `${job}/results`);
  }

  for (const [name, about] of [
    ['the data protection officer', DPO],
    ['the safeguarding lead', LEAD]
  ] as const) {
    it(`gives ${name} nothing of the one about her, at any door`, async () => {
      const one = hidden.get(about)!;
      for (const [door, knock] of Object.entries(doors(one))) {
        const { text } = await knock(about);
        for (const secret of [one.number, one.words, `a step about ${about}`]) assert.ok(!text.includes(secret), `${door}: ${secret}`);
        const asked = door === 'UI API record' || door.startsWith('REST ') || door.startsWith('Apex REST row') || door === 'composite';
        if (!asked) assert.ok(!text.includes(one.id), `${door}: its id`);
      }
    });

    it(`refuses ${name} every step of the one about her, in neutral words, and keeps it as it is`, async () => {
      const one = hidden.get(about)!;
      for (const kind of ['Note', 'Handler', 'Outcome', 'About']) {
        const refused = await org.rest(about, `${REST}/complaints/${one.id}`, {
          method: 'POST',
          body: { kind, words: 'Mine', channel: 'Phone' }
        });
        assert.equal(refused.status, 400, kind);
        const nowhere = await org.rest(about, `${REST}/complaints/${SUPPORTER}`, {
          method: 'POST',
          body: { kind, words: 'Mine', channel: 'Phone' }
        });
        assert.equal(refused.text, nowhere.text, `${kind}: the same as for one that does not exist`);
      }
      for (const ask of [
        () => org.rest(about, `/sobjects/Complaint__c/${one.id}`, { method: 'PATCH', body: { Text__c: 'Nothing' } }),
        () => org.rest(about, `/sobjects/Complaint__c/${one.id}`, { method: 'DELETE' }),
        () => org.rest(about, '/sobjects/Complaint_Event__c', { method: 'POST', body: { Complaint__c: one.id, Text__c: 'Mine' } })
      ])
        assert.ok((await ask()).status >= 400);
    });
  }

  it('is at the trustee’s every door: the table would notice', async () => {
    const one = hidden.get(DPO)!;
    const open = ['SOQL list', 'SOQL by id', 'SOQL of steps', 'REST row', 'REST step', 'Apex REST list', 'Apex REST row', 'bulk query'];
    for (const door of open) assert.ok((await doors(one)[door]!(TRUSTEE)).text.includes(one.number) || door === 'REST step', door);
  });

  it('lets the officer answer one about nobody, with the way to the regulator in the letter (P39)', async () => {
    const board = await org.rest(DPO, `${REST}/complaints`);
    const id = (board.body as { complaintId: string; aboutOneOfUs: boolean }[]).find(({ aboutOneOfUs }) => !aboutOneOfUs)!.complaintId;
    const step = (body: object) => org.rest(DPO, `${REST}/complaints/${id}`, { method: 'POST', body });
    const answer = {
      kind: 'Outcome',
      words: 'We forgot to ring',
      outcome: 'Upheld',
      lookedAt: 'The diary',
      channel: 'Phone',
      apology: 'Sorry.'
    };
    assert.equal((await step({ ...answer, lookedAt: '' })).status, 400, 'not without what was looked at');
    assert.equal((await step(answer)).status, 200);
    const { text } = await org.rest(DPO, `${REST}/complaints/${id}`);
    for (const part of ['ico.org.uk', 'court', 'The diary', 'Sorry.']) assert.ok(text.includes(part), part);
  });
});

describe('a lost phone', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('is reported with the keyboard alone, on a phone, from any page', async () => {
    const page = await stage.as('supporter', 'Home', { width: 320, height: 700 });
    await page.getByRole('button', { name: 'Something to report' }).click();
    await page.getByRole('button', { name: 'Information lost or sent wrongly' }).waitFor();
    await tabTo(page, 'Information lost or sent wrongly');
    await page.keyboard.press('Enter');
    const form = page.locator('c-log-loss');
    await form.getByLabel('What happened?').waitFor();
    await tabTo(page, 'What happened? (a few words; codes, no names)');
    await page.keyboard.type('My phone is gone since the bus. It had texts of two families.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    assert.match((await focused(page)).name, /Yes|Not sure/);
    await form.getByText('Please ring a safeguarding lead now as well').waitFor();
    await stage.look(page, 'the form for a loss');
    await stage.fits(page, 'the form for a loss');
    await stage.picture(page, 'loss-form', form);
    await tabTo(page, 'Report it now');
    await page.keyboard.press('Enter');
    await form.getByText('Number to quote').waitFor();
    assert.equal((await focused(page)).name, 'It is written down');
    await stage.look(page, 'what the supporter is told');
    await stage.picture(page, 'loss-receipt', form);
    await page.context().close();
  });

  it('counts its hours on the officer’s desk, who may tell nobody yet', async () => {
    const page = await stage.as('dpo', 'Data lost');
    const desk = page.locator('c-loss-desk');
    await desk.getByText('High risk').waitFor();
    await stage.look(page, 'the desk of losses');
    await stage.picture(page, 'loss-desk');
    await desk.getByRole('row').filter({ hasText: 'High risk' }).getByRole('button').click();
    const loss = page.locator('c-loss-page');
    await loss.getByText(/^7[12] hours( \d+ minutes?)? left to report it to the Information Commissioner/).waitFor();
    await loss.getByRole('button', { name: 'Everybody was told' }).click();
    await loss.getByLabel('How, and who was told?').fill('A letter to each');
    await loss.getByRole('button', { name: 'Write it down' }).click();
    await loss.getByText('A safeguarding lead must first say what keeps her safe').waitFor();
    await stage.look(page, 'a loss whose people may not be told yet');
    await stage.picture(page, 'loss-refused', loss.locator('c-step-form'));
    await page.context().close();
  });

  it('calls a lead, who finds it on her home page and says what comes first', async () => {
    const page = await stage.as('safeguarding', 'Home');
    await page.locator('c-home-due').getByText('Data lost or sent wrongly').waitFor();
    await goTo(page, 'Data lost');
    await page.locator('c-loss-desk').getByRole('button', { name: /DL-/ }).click();
    const loss = page.locator('c-loss-page');
    await loss.getByRole('button', { name: 'Say what keeps her safe' }).click();
    await loss.getByLabel('What is done first').fill('Both families are seen in person today');
    await loss.getByRole('button', { name: 'This comes first' }).click();
    await loss.getByText('Saved.').waitFor();
    await stage.look(page, 'what the lead decided');
    await page.context().close();
  });

  it('is decided and told by the officer, with her own reason for each', async () => {
    const page = await stage.as('dpo', 'Data lost');
    await page.locator('c-loss-desk').getByRole('row').filter({ hasText: 'High risk' }).getByRole('button').click();
    const loss = page.locator('c-loss-page');
    const take = async (button: string, fill: () => Promise<void>, save: string) => {
      await loss.getByRole('button', { name: button }).first().click();
      await fill();
      await loss.getByRole('button', { name: save }).last().click();
      await loss.getByText('Saved.').waitFor();
    };
    await take(
      'Say how serious it is',
      async () => {
        await choose(loss, 'Risk to people', 'High risk');
        await loss.getByLabel('Why? (your own reason)').fill('The texts say when she is alone');
      },
      'Save'
    );
    await take(
      'Reported to the regulator',
      async () => {
        await choose(loss, 'Was it reported in parts?', 'Yes: the rest follows');
        await loss.getByLabel('What was reported').fill('By their form');
      },
      'Write it down'
    );
    await loss.getByText(/^Reported to the Information Commissioner/).waitFor();
    await take('Everybody was told', () => loss.getByLabel('How, and who was told?').fill('Both in person, alone'), 'Write it down');
    await loss.getByText('Next step: Decide about the Charity Commission').waitFor();
    await stage.look(page, 'a loss that is reported and told');
    await stage.picture(page, 'loss-told');
    await page.context().close();
    assert.ok(![...stage.traces].some((trace) => trace.includes('My phone is gone')), 'no address, title or console line holds her words');
    assert.deepEqual(stage.complaints, []);
  });
});
