import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { Pace } from '../shared/bulk/pace.ts';
import { CANARY, canariesIn } from '../shared/testing/canary.ts';
import { Calls } from './calls.ts';
import { Airtable } from './client.ts';
import { type Config, readConfig, SCHEMA_FILE, schemaOfConfig } from './config.ts';
import type { Release } from './figures.ts';
import { type Choice, planPush } from './plan.ts';
import { send } from './send.ts';
import { ORG, release, testConfig, TestOrg } from './testing/figures.ts';
import { AirtableServer, BASE, figureTable, TABLE, type TestTable, TOKEN } from './testing/server.ts';

/** A clock that a wait moves on at once; the server keeps the same one. */
class TestPace implements Pace {
  time = 0;
  readonly waits: number[] = [];
  now = () => this.time;
  random = () => 0;
  wait = async (milliseconds: number) => {
    this.waits.push(milliseconds);
    this.time += milliseconds;
  };
}

let folder: string;
let config: Config;
let server: AirtableServer;
let table: TestTable;
let pace: TestPace;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'confide-airtable-'));
  process.env['CONFIDE_STATE'] = path.join(folder, 'state');
  config = testConfig(folder).config;
  server = await new AirtableServer().start();
  table = figureTable();
  server.bases.set(BASE, [table]);
  pace = new TestPace();
  server.now = pace.now;
});
afterEach(async () => {
  await server.stop();
  delete process.env['CONFIDE_STATE'];
  rmSync(folder, { recursive: true, force: true });
});

const client = (calls = new Calls(config.monthlyCalls)) =>
  new Airtable(calls, { CONFIDE_AIRTABLE_URL: server.url, CONFIDE_AIRTABLE_TOKEN: TOKEN }, pace);

/** A run: plan and send. */
async function push(org: TestOrg, choice: Choice = {}, airtable = client()): Promise<number> {
  const plan = await planPush(org.figures, ORG, config, choice);
  return (await send(plan, { figures: org.figures, airtable, orgId: ORG, config })).cells;
}

/** @returns the code of the refusal, after seeing that no byte left and nothing was written down */
async function refused(org: TestOrg, choice: Choice = {}): Promise<string> {
  const error: unknown = await push(org, choice).then(
    () => assert.fail('it was sent'),
    (caught: unknown) => caught
  );
  assert.ok(error instanceof ToolError, String(error));
  assert.deepEqual(canariesIn(Buffer.from(error.message)), [], 'no value in the sentence');
  assert.equal(server.requests.length, 0, 'no byte left');
  assert.deepEqual(org.written, []);
  return error.code;
}

const altered = (change: (of: Release) => void): TestOrg => {
  const one = release();
  change(one);
  return new TestOrg(one);
};
/** Writes into an object whatever its type says. */
const put = (into: object, more: object) => void Object.assign(into, more);

describe('P35: what may not leave is refused before any byte leaves', () => {
  it('row-level: a field more than a released cell has', async () => {
    assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { client: 'K7M-4QX-9R' }))), 'FIGURES_SHAPE');
    assert.equal(await refused(altered((one) => put(one, { families: [{ name: CANARY.name }] }))), 'FIGURES_SHAPE');
    assert.equal(await refused(altered((one) => put(one.release, { notes: CANARY.note }))), 'FIGURES_SHAPE');
  });

  it('row-level: two rows for one cell, a row of another release, a day that begins no quarter', async () => {
    assert.equal(await refused(altered(({ cells }) => put(cells[1]!, { row: cells[0]!.row }))), 'ROW_LEVEL');
    assert.equal(await refused(altered(({ cells }) => put(cells[1]!, { key: cells[0]!.key }))), 'ROW_LEVEL');
    assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { key: 'F-000009/1' }))), 'ROW_LEVEL');
    assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { quarterFrom: '2024-01-19' }))), 'ROW_LEVEL');
    assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { quarterTo: '2026-01-01' }))), 'ROW_LEVEL');
  });

  it('identifying: whatever has the form of an address, a number, a day or a code', async () => {
    const texts = [
      CANARY.email,
      CANARY.postcode,
      CANARY.phone,
      '3 March 1987',
      '1987-02-28',
      '999 888 7776',
      'AB123456C',
      'Mrs Brown',
      '001000000000001AAA'
    ];
    for (const row of texts) assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { row }))), 'IDENTIFYING_TEXT', row);
    assert.equal(await refused(altered((one) => put(one, { unit: CANARY.email }))), 'IDENTIFYING_TEXT');
  });

  it('identifying: a name, which no form tells, is a word that the configuration does not allow', async () => {
    for (const where of ['row', 'column', 'programme'])
      assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { [where]: CANARY.name }))), 'UNKNOWN_WORDS', where);
    assert.equal(await refused(altered((one) => put(one, { unit: CANARY.lastName }))), 'UNKNOWN_WORDS');
    assert.equal(await refused(altered((one) => put(one.release, { title: CANARY.name }))), 'UNKNOWN_WORDS');
    assert.equal(await refused(altered((one) => put(one.release, { measure: 'constructor' }))), 'UNKNOWN_WORDS');
  });

  it('unapproved: a draft, a refused one, one that the listing does not have', async () => {
    for (const status of ['Draft', 'Refused', 'approved'])
      assert.equal(await refused(altered((one) => put(one.release, { status }))), 'FIGURES_SHAPE', status);
    assert.equal(await refused(new TestOrg(release()), { releases: ['F-000007'] }), 'FIGURES_NOT_APPROVED');
  });

  it('unapproved: other figures than those that were listed', async () => {
    const org = new TestOrg(release());
    org.entries = (listing) => ({ ...listing, releases: listing.releases.map((one) => ({ ...one, hash: 'f'.repeat(64) })) });
    assert.equal(await refused(org), 'FIGURES_CHANGED');
  });

  it('small numbers: shown, unrounded, beside a mark that has none, or by a weaker rule', async () => {
    for (const shown of [1, 5, 7, 12, null])
      assert.equal(await refused(altered(({ cells }) => put(cells[0]!, { shown }))), 'SMALL_NUMBER', String(shown));
    assert.equal(await refused(altered(({ cells }) => put(cells[1]!, { shown: 3 }))), 'SMALL_NUMBER', 'hidden');
    assert.equal(await refused(altered(({ cells }) => put(cells[2]!, { shown: 10 }))), 'SMALL_NUMBER', 'zero');
    assert.equal(await refused(altered((one) => put(one, { hiddenUpTo: 4 }))), 'RULE_TOO_WEAK');
    assert.equal(await refused(altered((one) => put(one, { roundedTo: 1 }))), 'RULE_TOO_WEAK');
  });

  it('one bad release stops the good ones beside it', async () => {
    const bad = release(2);
    put(bad.cells[0]!, { shown: 3 });
    assert.equal(await refused(new TestOrg(release(1), bad)), 'SMALL_NUMBER');
  });

  it('a base that the register does not have, or has twice', async () => {
    const org = new TestOrg(release());
    org.places = ['appElsewhere00001'];
    assert.equal(await refused(org), 'AIRTABLE_PLACE');
    org.places = [BASE];
    org.entries = (listing) => ({ ...listing, holders: [...listing.holders, ...listing.holders] });
    assert.equal(await refused(org), 'AIRTABLE_PLACE');
  });

  it('a field that no released cell has cannot be configured, nor one whose name announces somebody', () => {
    const wrong: ((content: Record<string, unknown>) => void)[] = [
      (content) => put(content['fields'] as object, { client: 'Family' }),
      (content) => put(content['fields'] as object, { row: 'Mother name' }),
      (content) => put(content['fields'] as object, { row: 'Date of birth' }),
      (content) => put(content['fields'] as object, { row: 'Cell' }),
      (content) => put(content, { query: 'SELECT Id FROM Client__c' }),
      (content) => put(content, { programmes: [CANARY.email] }),
      (content) => put(content, { tables: [{ base: BASE, table: 'Families' }] })
    ];
    for (const [at, change] of wrong.entries())
      assert.throws(
        () => testConfig(folder, change),
        (error) => error instanceof ToolError && error.code === 'AIRTABLE_CONFIG' && canariesIn(Buffer.from(error.message)).length === 0,
        String(at)
      );
  });
});

describe('the sending', () => {
  it('sends each cell once by its key, ten a request, written down before and after', async () => {
    const org = new TestOrg(release(1, 24));
    assert.equal(await push(org), 24);
    assert.equal(table.records.length, 24);
    assert.deepEqual(
      server.requests.map(({ method, status }) => [method, status]),
      [
        ['GET', 200],
        ['PATCH', 200],
        ['PATCH', 200],
        ['PATCH', 200]
      ]
    );
    const body = JSON.parse(server.requests[1]!.body) as { performUpsert: unknown; records: { fields: Record<string, unknown> }[] };
    assert.deepEqual(body.performUpsert, { fieldsToMergeOn: ['Cell'] });
    assert.equal(body.records.length, 10);
    assert.deepEqual(body.records[1]!.fields, {
      Cell: 'F-000001/2',
      Release: 'F-000001',
      Figures: 'Who referred families to us',
      Counts: 'families referred',
      Row: 'Health visitor',
      Column: 'January to March 2024',
      'First quarter': '2024-01-01',
      'Last quarter': '2024-01-01',
      Programme: null,
      Mark: 'Hidden',
      Number: null,
      'Approved on': '2026-02-03'
    });
    const place = `${BASE}/${TABLE}`;
    assert.deepEqual(org.written, [
      { release: 'F-000001', place, result: 'Begun', cells: 24 },
      { release: 'F-000001', place, result: 'Finished', cells: 24 }
    ]);
  });

  it('sends nothing again, and of a changed record that one alone', async () => {
    const org = new TestOrg(release());
    await push(org);
    const before = server.requests.length;
    assert.equal(await push(org), 0);
    assert.equal(server.requests.length, before, 'no call');
    (org.releases[0] as Release).cells[3]!.shown = 40;
    (org.releases[0] as Release).release.hash = 'e'.repeat(64);
    assert.equal(await push(org), 1);
    assert.deepEqual([table.records.length, table.records[3]!.fields['Number']], [8, 40]);
    assert.equal(await push(org, { all: true }), 8);
    assert.equal(table.records.length, 8, 'nothing is doubled');
  });

  it('sends only the release that was named', async () => {
    const org = new TestOrg(release(1), release(2));
    assert.equal(await push(org, { releases: ['F-000002'] }), 8);
    assert.deepEqual([...new Set(table.records.map(({ fields }) => fields['Release']))], ['F-000002']);
  });

  it('keeps to five requests a second: the server never has to refuse', async () => {
    const org = new TestOrg(...Array.from({ length: 9 }, (_, at) => release(at + 1, 16)));
    await push(org);
    assert.deepEqual([server.requests.length, server.requests.filter(({ status }) => status === 429).length], [19, 0]);
    assert.ok(pace.time >= 3000 && pace.time <= 4000, `${pace.time}`);
  });

  it('waits 30 seconds after a 429, as documented, and goes on', async () => {
    server.fault = (request, response) => {
      server.fault = undefined;
      request.status = 429;
      response.writeHead(429).end(JSON.stringify({ errors: [{ error: 'RATE_LIMIT_REACHED' }] }));
      return true;
    };
    assert.equal(await push(new TestOrg(release())), 8);
    assert.ok(pace.waits.includes(30_000), pace.waits.join(' '));
  });

  it('comes again after a 503 and after an answer that never came, and doubles nothing', async () => {
    let writes = 0;
    server.fault = (request, response) => {
      if (request.method !== 'PATCH' || ++writes > 2) return false;
      if (writes === 1) response.writeHead(503).end();
      else {
        // Airtable did the work, and its answer was lost.
        const { records } = JSON.parse(request.body) as { records: { fields: Record<string, unknown> }[] };
        table.records.push(...records.map(({ fields }, at) => ({ id: `rec${at}`, fields })));
        response.destroy();
      }
      return true;
    };
    assert.equal(await push(new TestOrg(release())), 8);
    assert.equal(table.records.length, 8);
  });

  it('stops when Airtable refuses, writes that down, and repeats none of its words', async () => {
    table.records.push({ id: 'rec1', fields: { Cell: 'F-000001/1' } }, { id: 'rec2', fields: { Cell: 'F-000001/1' } });
    const org = new TestOrg(release());
    await assert.rejects(
      push(org),
      (error) => error instanceof ToolError && error.code === 'AIRTABLE_REFUSED' && !/multiple/.test(error.message)
    );
    assert.deepEqual(
      org.written.map(({ result, cells }) => [result, cells]),
      [
        ['Begun', 8],
        ['Stopped', 0]
      ]
    );
  });

  for (const [what, change, code] of [
    [
      'has a field more',
      (one: TestTable) => one.fields.push({ id: 'fldMore', name: CANARY.name, type: 'multipleRecordLinks' }),
      'AIRTABLE_UNKNOWN_FIELD'
    ],
    ['lacks a field', (one: TestTable) => one.fields.splice(4, 1), 'AIRTABLE_FIELDS'],
    ['has a field of another type', (one: TestTable) => put(one.fields[4]!, { type: 'multilineText' }), 'AIRTABLE_FIELDS']
  ] as const) {
    it(`sends no number to a table that ${what}`, async () => {
      change(table);
      const org = new TestOrg(release());
      await assert.rejects(
        push(org),
        (error) => error instanceof ToolError && error.code === code && canariesIn(Buffer.from(error.message)).length === 0
      );
      assert.deepEqual([org.written, server.requests.map(({ method }) => method)], [[], ['GET']]);
    });
  }

  it('keeps the token out of every address, and goes nowhere that an answer points to', async () => {
    server.fault = (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end();
      return true;
    };
    await assert.rejects(push(new TestOrg(release())), (error) => error instanceof ToolError && error.code === 'AIRTABLE_REFUSED');
    assert.equal(server.received().includes('secret'), false);
  });

  it('takes the token from a file that is hers alone', async () => {
    const file = path.join(folder, 'token');
    const env = { CONFIDE_AIRTABLE_URL: server.url, CONFIDE_AIRTABLE_TOKEN_FILE: file };
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o644 });
    assert.throws(() => new Airtable(new Calls(10), env, pace), /chmod 600/);
    rmSync(file);
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
    assert.deepEqual(await new Airtable(new Calls(10), env, pace).bases(), [BASE]);
    assert.throws(() => new Airtable(new Calls(10), { CONFIDE_AIRTABLE_URL: server.url }, pace), /CONFIDE_AIRTABLE_TOKEN_FILE/);
    assert.throws(
      () => new Airtable(new Calls(10), { CONFIDE_AIRTABLE_URL: 'http://evil.example', CONFIDE_AIRTABLE_TOKEN: TOKEN }, pace),
      /this machine/
    );
  });
});

describe("the month's calls", () => {
  it('are looked at before anything is begun', async () => {
    const org = new TestOrg(release(1, 24));
    const calls = new Calls(3);
    await assert.rejects(push(org, {}, client(calls)), /takes 4 calls and 3 .* are left/);
    assert.deepEqual([org.written, server.requests.length], [[], 0]);
  });

  it('are counted on, repeats too, and begin anew with the month', async () => {
    await push(new TestOrg(release()));
    assert.equal(new Calls(1000).left, 998);
    assert.equal(new Calls(1000, () => new Date('2099-01-01')).left, 1000);
    assert.equal(new Calls(1).left, 0);
  });

  it('run out in the middle: the next month goes on with the rest', async () => {
    const org = new TestOrg(release(1, 24));
    server.month = 2;
    await assert.rejects(push(org), /used up/);
    assert.equal(table.records.length, 10);
    server.month = Infinity;
    assert.equal(await push(org), 14);
    assert.equal(table.records.length, 24);
    assert.deepEqual(
      org.written.map(({ result, cells }) => [result, cells]),
      [
        ['Begun', 24],
        ['Finished', 24]
      ]
    );
  });
});

describe('a run that was cut off', () => {
  /** Where a process may end: at each line of its journal, whole or torn. */
  it('goes on from any point of its journal, exactly once, with one beginning and one end', async () => {
    const lines = await journalOf(new TestOrg(release(1, 24)));
    for (let cut = 1; cut < lines.length; cut++)
      for (const torn of ['', lines[cut]!.slice(0, 20)]) {
        table.records.length = 0;
        rmSync(path.join(folder, 'state'), { recursive: true, force: true });
        const org = new TestOrg(release(1, 24));
        // What was sent before the cut, and one request more, whose line is missing.
        const whole = await journalOf(org, Math.max(0, cut - 2) + 1);
        writeFileSync(journalFile(), lines.slice(0, cut).join('') + torn);
        await push(org);
        assert.equal(table.records.length, 24, `cut at ${cut}`);
        assert.equal(new Set(table.records.map(({ fields }) => fields['Cell'])).size, 24);
        assert.deepEqual(
          org.written.map(({ result }) => result),
          ['Begun', 'Finished'],
          `cut at ${cut}, ${whole.length} lines`
        );
      }
  });

  it('finds the beginning that the org wrote down although its answer was lost', async () => {
    const org = new TestOrg(release());
    org.tear = true;
    await assert.rejects(push(org));
    assert.equal(await push(org), 8);
    assert.deepEqual(
      org.written.map(({ result }) => result),
      ['Begun', 'Finished']
    );
  });

  it('closes the old beginning as stopped when something else is sent now', async () => {
    const org = new TestOrg(release());
    server.month = 1;
    await assert.rejects(push(org));
    server.month = Infinity;
    (org.releases[0] as Release).cells[0]!.shown = 90;
    await push(org);
    assert.deepEqual(
      org.written.map(({ result }) => result),
      ['Begun', 'Stopped', 'Begun', 'Finished']
    );
  });

  it('lets no second run of this machine send beside it, and is not held up by one that died', async () => {
    const org = new TestOrg(release());
    const lock = path.join(folder, 'state', 'airtable', ORG, 'lock');
    await planPush(org.figures, ORG, config);
    writeFileSync(lock, String(process.ppid));
    await assert.rejects(
      push(org),
      (error) => error instanceof ToolError && error.exitCode === EXIT.blocked && error.code === 'AIRTABLE_LOCK'
    );
    writeFileSync(lock, '999999999');
    assert.equal(await push(org), 8);
  });

  const journalFile = (): string => {
    const state = path.join(folder, 'state', 'airtable', ORG);
    return path.join(
      state,
      readdirSync(state).find((name) => name.endsWith('.jsonl'))!
    );
  };

  /** The journal of a run; of one that ends after so many requests to write when a number is given. */
  async function journalOf(org: TestOrg, requests = Infinity): Promise<string[]> {
    let writes = 0;
    server.fault = (request, response) => {
      if (request.method !== 'PATCH' || ++writes <= requests) return false;
      response.writeHead(429).end(JSON.stringify({ errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }));
      return true;
    };
    await push(org).catch((error: unknown) => assert.ok(requests < Infinity, String(error)));
    server.fault = undefined;
    return readFileSync(journalFile(), 'utf8').split(/(?<=\n)/);
  }
});

describe('config/airtable.json', () => {
  it('holds as it ships, names no table, and its schema is the one in docs/schemas', () => {
    assert.deepEqual(readConfig().tables, []);
    assert.deepEqual(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')), JSON.parse(JSON.stringify(schemaOfConfig())));
  });

  it('has the words of every measure of the package', () => {
    const source = path.join(import.meta.dirname, '..', '..', 'force-app', 'main', 'statistics', 'customMetadata');
    const measures = readdirSync(source).map((file) => {
      const text = readFileSync(path.join(source, file), 'utf8');
      const of = (field: string): string => new RegExp(`<field>${field}</field>\\s*<value[^>]*>([^<]*)</value>`).exec(text)?.[1] ?? '';
      const values = of('Values__c')
        .split(';')
        .map((value) => value.replace(/^[\d-]+=/, ''));
      const rows = of('Value_Kind__c') === 'All' ? values : [...values, 'Not recorded'];
      return [file.split('.')[1]!, { title: of('Title__c'), unit: of('Unit__c'), rows }] as const;
    });
    assert.deepEqual(readConfig().measures, Object.fromEntries(measures));
  });
});
