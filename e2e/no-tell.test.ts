/**
 * No-tell: what somebody who may not know of a concern can fetch is the same, byte for byte, with and without one. Two orgs on
 * copies of the same data; in one a concern about a family is raised, taken up, decided and referred, a second family is named in
 * it, and a concern about a third is closed as unfounded. The night's jobs run in both. Each persona then knocks at the same doors
 * of both, in the same order. Only clocks, random keys and the address of the org are made equal before comparing.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { written } from '../checks/access-matrix.ts';
import { ADMIN, type RunningOrg, root, seededOrg, query, lightning, signIn } from './org.ts';

const LEAD = 'safeguarding@demo.example';
const DEPUTY = 'safeguarding2@demo.example';
const OTHERS = [
  'supporter',
  'supporter2',
  'lapsed',
  'supervisor',
  'coordinator',
  'dpo',
  'trustee',
  'analyst',
  'dbmanager',
  'integration'
].map((name) => `${name}@demo.example`);
const REFUSALS = 25;
const BOARD = '/services/apexrest/confide/v1/concerns/board';
/** What runs each night and each hour: every class that is scheduled. */
const JOBS = [
  ...readFileSync(path.join(root, 'force-app/main/assurance/classes/ConfideJobs.cls'), 'utf8').matchAll(/, new (\w+)\(\)\)/g)
].map(([, name]) => name!);
const UNFINISHED = query(
  "SELECT COUNT() FROM AsyncApexJob WHERE JobType != 'ScheduledApex' AND Status IN ('Queued', 'Preparing', 'Processing', 'Holding')"
);
const matrix = written();
const OVERRIDE = 'Somebody else is at risk, or a child';
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a concern leaves no trace for who may not know of it', () => {
  let withConcern: RunningOrg;
  let without: RunningOrg;
  let family: Family;
  /** Named in that concern; and one whose own concern is closed. */
  let named: Family;
  let closed: Family;
  let started = '';
  let begun = '';

  before(async () => {
    started = new Date().toISOString();
    [withConcern, without] = await Promise.all([seededOrg(), seededOrg()]);
    // Jobs that fell due while nobody ran the org are caught up with first: each org takes its own time over them.
    const jobs = query('SELECT Id, Status, NumberOfErrors FROM AsyncApexJob ORDER BY Id');
    const states = async (org: RunningOrg) => {
      const { body } = await org.rest(ADMIN, jobs);
      return (body.records as { Status: string }[]).map(({ Status }) => Status);
    };
    while ((await states(withConcern)).join() !== (await states(without)).join()) await pause();
    const hers = (await without.rest('supporter@demo.example', query('SELECT Id, Name FROM Client__c ORDER BY Name'))).body
      .records as Family[];
    [family, named, closed] = [hers[0]!, hers[1]!, hers.at(-1)!];
    begun = new Date().toISOString();
    await concerns();
    // One after the other, so that what they leave behind has the same order in both.
    for (const job of JOBS) await Promise.all([withConcern, without].map((org) => ranAndSettled(org, job)));
  });
  after(() => Promise.all([withConcern?.stop(), without?.stop()]));

  async function ranAndSettled(org: RunningOrg, job: string): Promise<void> {
    const source = encodeURIComponent(`Schedulable job = new ${job}(); job.execute(null);`);
    const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous?anonymousBody=${source}`);
    assert.ok(body.success, `${job}: ${text}`);
    while ((await org.rest(ADMIN, UNFINISHED)).body.totalSize > 0) await pause();
  }

  /** One is taken up, decided, referred and names a second family; the other is closed as unfounded. */
  async function concerns(): Promise<void> {
    const agency = (await without.rest(LEAD, query('SELECT Id FROM Organisation__c ORDER BY Id LIMIT 1'))).body.records[0].Id as string;
    const open = await raise({ clientId: family.Id, said: 'She is afraid to go home', seen: 'A bruise', riskLevel: 'High' });
    await step(open, 'takeUp', {});
    const asked = { adultAsked: 'Asked, and decided otherwise', adultWishes: 'Nobody is to ring', adultAskedReason: 'There is a baby' };
    const adult = { adultAtRisk: 'Yes', adultNeeds: 'Yes', adultHarm: 'Yes', adultCannotProtect: 'Not known', adultOverride: OVERRIDE };
    const decision = 'Refer to children’s social care';
    await step(open, 'decide', { decision, text: 'She and the baby are at risk', ...adult, ...asked });
    await step(open, 'refer', { agencyId: agency, method: 'Phone', text: 'The duty desk has it' });
    await step(open, 'person', { part: 'At risk', code: named.Name, text: 'Lives in the same house' });
    const kept = { clientId: family.Id, concernId: open, reason: 'She would be in more danger if they knew' };
    const keptBack = await screen(withConcern, LEAD, 'ShareOutsideController.keepBack', { request: kept });
    assert.equal(keptBack.status, 200, keptBack.text);
    const unfounded = await raise({ clientId: closed.Id, opinion: 'Something is not right' });
    await step(unfounded, 'decide', { decision: 'No action', text: 'Talked it through', adultAtRisk: 'No' });
    await step(unfounded, 'close', { outcome: 'Unfounded', text: 'There was nothing in it' });
  }

  async function raise(request: object): Promise<string> {
    const raised = await screen(withConcern, DEPUTY, 'ConcernController.raise', { request });
    assert.equal(raised.status, 200, raised.text);
    const { concernNumber } = (JSON.parse(raised.text) as { body: { concernNumber: string } }).body;
    const flag = await withConcern.rest(LEAD, query(`SELECT Id FROM Safeguarding_Flag__c WHERE Name = '${concernNumber}'`));
    return flag.body.records[0].Id as string;
  }

  async function step(concern: string, action: string, wish: object): Promise<void> {
    const { status, text } = await withConcern.rest(LEAD, `${BOARD}/${concern}/${action}`, { method: 'POST', body: wish });
    assert.equal(status, 201, `${action}: ${text}`);
  }
  /** One door of both orgs, knocked at once; what each answers, made comparable. */
  async function same(what: string, knock: (org: RunningOrg) => Promise<{ status: number; text: string }>): Promise<number> {
    const [one, other] = await Promise.all([withConcern, without].map(async (org) => comparable(org, await knock(org))));
    if (one !== other) assert.fail(`${what}\n with:    ${differenceOf(one!, other!)}\n without: ${differenceOf(other!, one!)}`);
    return 1;
  }

  /** Clocks, random keys and the org's own address; nothing else. */
  function comparable(org: RunningOrg, { status, text }: { status: number; text: string }): string {
    const plain = text
      .replaceAll(org.url, '')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:?00)/g, (moment) =>
        moment.slice(0, 19) >= started.slice(0, 19) ? '<now>' : moment
      )
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<random>')
      .replace(/\b[0-9a-f]{64}\b/g, '<hash>')
      .replace(/\b[A-Z]{1,2}-[0-9A-F]{10}\b/g, '<number>');
    return `${status} ${plain}`;
  }

  for (const who of OTHERS) {
    it(`${who}: records, their order, shares, what is described, lists and search`, async () => {
      let doors = await same('the list of objects', (org) => org.rest(who, '/sobjects'));
      const listed = await without.rest(who, '/sobjects');
      const names = listed.status === 200 ? (listed.body.sobjects as { name: string }[]).map(({ name }) => name) : ['Client__c'];
      for (const name of names) {
        doors += await same(`describe ${name}`, (org) => org.rest(who, `/sobjects/${name}/describe`));
        for (const soql of [
          `SELECT FIELDS(ALL) FROM ${name} LIMIT 200`,
          // What was touched since is missing here; the order of what the log seals in the meantime is a matter of milliseconds.
          `SELECT Id, LastModifiedDate, LastModifiedById FROM ${name} WHERE SystemModstamp < ${begun} ORDER BY SystemModstamp DESC, Id`,
          `SELECT COUNT() FROM ${name}`
        ])
          doors += await same(soql, (org) => org.rest(who, query(soql)));
        doors += await same(`list views of ${name}`, (org) => org.rest(who, `/ui-api/list-info/${name}`));
        doors += await same(`bulk query of ${name}`, (org) =>
          org.rest(who, '/jobs/query', { method: 'POST', body: { operation: 'query', query: `SELECT Id FROM ${name}` } }).then(withoutJob)
        );
      }
      const user = await idOf(who);
      for (const { Id, Name } of [family, named, closed])
        for (const door of [
          `/sobjects/Client__c/${Id}`,
          `/ui-api/records/${Id}?layoutTypes=Full`,
          `/ui-api/record-ui/${Id}`,
          query(
            `SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '${user}' AND RecordId = '${Id}'`
          ),
          query(`SELECT FIELDS(ALL) FROM Client__Share WHERE ParentId = '${Id}' ORDER BY Id LIMIT 200`),
          `/search?q=${encodeURIComponent(`FIND {"${Name}"} IN ALL FIELDS RETURNING Client__c(Id, Name)`)}`,
          ...['Referrals__r', 'Assignments__r', 'Support_Contacts__r', 'Consents__r'].map(
            (list) => `/ui-api/related-list-records/${Id}/${list}`
          )
        ])
          doors += await same(door, (org) => org.rest(who, door));
      for (const door of ['/ui-api/list-records/Client__c/All_Families', '/limits', '/recent'])
        doors += await same(door, (org) => org.rest(who, door));
      assert.ok(doors > 15, `${doors} doors`);
    });

    it(`${who}: addresses and screens of the package`, async () => {
      const arguments_ = { clientId: family.Id, recordId: family.Id, code: family.Name, purpose: 'PU1', pageSize: 50 };
      for (const name of Object.keys(matrix.methods)) await same(name, (org) => screen(org, who, name, arguments_));
      for (const name of Object.keys(matrix.rest)) {
        const [verb, address] = name.split(' ') as [string, string];
        if (verb !== 'GET') continue;
        for (const last of ['', family.Id, family.Name])
          await same(`${address} ${last}`, (org) => org.rest(who, `/services/apexrest${address.replace('*', last)}`));
      }
    });

    it(`${who}: pages, the bell, reports and search of the screens`, async () => {
      const shell = (operation: string, input: object = {}) =>
        same(`${operation} ${JSON.stringify(input)}`, (org) => called(org, who, '/lightning/shell', { operation, input }));
      for (const operation of ['homePage', 'notifications', 'reports']) await shell(operation);
      for (const { Id, Name } of [family, named, closed]) {
        await shell('recordPage', { recordId: Id });
        await shell('search', { words: Name });
      }
      await shell('search', { words: 'afraid' });
      const { body } = JSON.parse((await called(without, who, '/lightning/shell', { operation: 'reports' })).text) as {
        body: { reports?: { id: string }[] };
      };
      for (const { id } of body.reports ?? []) await shell('report', { id });
      for (const page of ['page/home', `r/Client__c/${family.Id}/view`]) await same(page, (org) => pageOf(org, who, page));
    });

    it(`${who}: what is refused is refused in the same words`, async () => {
      for (const [method, door, body] of [
        ['DELETE', `/sobjects/Client__c/${family.Id}`, undefined],
        ['PATCH', `/sobjects/Client__c/${family.Id}`, { Restricted__c: true }],
        ['POST', '/sobjects/Safeguarding_Flag__c', { Client__c: family.Id, Said__c: 'x' }],
        ['POST', '/sobjects/Client__Share', { ParentId: family.Id, UserOrGroupId: family.Id, AccessLevel: 'Read' }],
        ['DELETE', `/composite/sobjects?ids=${family.Id}&allOrNone=false`, undefined]
      ] as const)
        await same(`${method} ${door}`, (org) => org.rest(who, door, { method, ...(body ? { body } : {}) }));
    });
  }

  it('what is written down next has no number that counts what the leads wrote before', async () => {
    const at = new Date(Date.parse(begun) - 3_600_000).toISOString();
    const urgent = { recipientPerson: 'The duty desk', whatWasShared: 'Where she is', harmRisk: 'He threatened her', sharedAt: at };
    const asked = { kinds: ['Access'], words: 'My copy', channel: 'Phone', requester: 'Self', aboutOfficer: false };
    const who = 'supporter@demo.example';
    await same('a sharing', (org) => noted(screen(org, who, 'UrgentSharingController.record', { request: urgent })));
    await same('a request', (org) => noted(screen(org, who, 'LogRequestController.log', { request: asked })));
    await same('a concern', (org) => noted(screen(org, who, 'ConcernController.raise', { request: { said: 'He shouted' } })));
  });

  it('an administrator who deletes the family is refused in the same words', () =>
    same('delete', (org) => org.rest(ADMIN, `/sobjects/Client__c/${family.Id}`, { method: 'DELETE' })).then(() => undefined));

  it('a refusal takes no longer with a concern than without (printed, not asserted)', async () => {
    const median = async (org: RunningOrg) => {
      const times: number[] = [];
      for (let i = 0; i < REFUSALS; i++) {
        const started = performance.now();
        await org.rest('supporter2@demo.example', `/services/apexrest/confide/v1/cases/${family.Id}`);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[REFUSALS >> 1]!;
    };
    console.log(
      `refusal, median of ${REFUSALS}: with ${(await median(withConcern)).toFixed(1)} ms, without ${(await median(without)).toFixed(1)} ms`
    );
  });

  it('the comparison would notice: a lead’s count differs, and so does a file that somebody touched', async () => {
    const differs = async (who: string, door: string) => {
      const [one, other] = await Promise.all([withConcern, without].map(async (org) => comparable(org, await org.rest(who, door))));
      return one !== other;
    };
    assert.ok(await differs(LEAD, query('SELECT COUNT() FROM Safeguarding_Flag__c')), 'the lead’s count');
    const order = query('SELECT Id FROM Client__c ORDER BY LastModifiedDate DESC, Id');
    assert.ok(!(await differs('supporter@demo.example', order)), 'nothing has touched it yet');
    const hers = (await without.rest('supporter@demo.example', order)).body.records as { Id: string }[];
    assert.ok(hers.length > 1, 'more than one family to put in order');
    const visit = {
      clientId: hers.at(-1)!.Id,
      happenedAt: new Date().toISOString(),
      kind: 'Visit',
      direction: 'From us',
      reached: true,
      withWhom: 'Parent'
    };
    const logged = await withConcern.rest('supporter@demo.example', '/services/apexrest/confide/v1/contacts', {
      method: 'POST',
      body: visit
    });
    assert.ok(logged.status < 300, logged.text);
    assert.ok(await differs('supporter@demo.example', order), 'the last in order, touched, comes first');
  });

  async function idOf(who: string): Promise<string> {
    return (await without.rest(ADMIN, query(`SELECT Id FROM User WHERE Username = '${who}'`))).body.records[0].Id as string;
  }
});

interface Family {
  readonly Id: string;
  readonly Name: string;
}

/** What was written down: refused, nothing would be compared. The id of a row counts rows, here as on the platform. */
async function noted(answer: Promise<{ status: number; text: string }>): Promise<{ status: number; text: string }> {
  const { status, text } = await answer;
  assert.equal(status, 200, text);
  return { status, text: text.replace(/"[a-zA-Z0-9]{18}"/g, '"<id>"') };
}

/** Where one answer leaves the other. */
function differenceOf(one: string, other: string): string {
  let place = 0;
  while (one[place] === other[place]) place++;
  return one.slice(Math.max(0, place - 200), place + 100);
}

/** A new job's id and state are its own. */
function withoutJob({ status, body, text }: { status: number; body: { id?: string }; text: string }) {
  return { status, text: status < 300 ? 'a job' : body.id ? 'a job' : text };
}

const cookies = new Map<string, Promise<string>>();

/** Calls a screen's method as she who is signed in. */
function screen(org: RunningOrg, who: string, name: string, params: object): Promise<{ status: number; text: string }> {
  const [classname, method] = name.split('.');
  return called(org, who, '/lightning/apex', { classname, method, params });
}

async function called(org: RunningOrg, who: string, address: string, body: object): Promise<{ status: number; text: string }> {
  const { text } = await lightning(org.url, address, body, await cookieOf(org, who));
  const { status } = JSON.parse(text) as { status: number };
  return { status, text };
}

/** A page as the browser gets it, without the random word of its script. */
async function pageOf(org: RunningOrg, who: string, page: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${org.url}/lightning/${page}`, { headers: { cookie: await cookieOf(org, who) } });
  return { status: answer.status, text: (await answer.text()).replace(/nonce="[^"]*"/, '') };
}

function cookieOf(org: RunningOrg, who: string): Promise<string> {
  const key = org.url + who;
  if (!cookies.has(key)) cookies.set(key, signIn(org.url, who));
  return cookies.get(key)!;
}
