import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Pace } from '../shared/bulk/pace.ts';
import { CANARY, canariesIn } from '../shared/testing/canary.ts';
import { audit, type Report } from './audit.ts';
import { Calls } from './calls.ts';
import { Airtable } from './client.ts';
import type { Config } from './config.ts';
import { writeLook } from './looks.ts';
import { planPush } from './plan.ts';
import { send } from './send.ts';
import { ORG, PROCESSOR, release, testConfig, TestOrg } from './testing/figures.ts';
import { AirtableServer, BASE, figureTable, type TestTable, TOKEN } from './testing/server.ts';

const OTHER = 'appSomethingOld01';
let folder: string;
let config: Config;
let server: AirtableServer;
let figures: TestTable;
let time = 0;
const pace: Pace = {
  now: () => time,
  random: () => 0,
  wait: async (milliseconds) => void (time += milliseconds)
};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'confide-airtable-'));
  process.env['CONFIDE_STATE'] = path.join(folder, 'state');
  config = testConfig(folder).config;
  server = await new AirtableServer().start();
  server.now = pace.now;
  figures = figureTable();
  server.bases.set(BASE, [figures]);
  const org = new TestOrg(release(1, 24));
  const plan = await planPush(org.figures, ORG, config);
  await send(plan, { figures: org.figures, airtable: client(), orgId: ORG, config });
  server.requests.length = 0;
  time += 2000;
});
afterEach(async () => {
  await server.stop();
  delete process.env['CONFIDE_STATE'];
  rmSync(folder, { recursive: true, force: true });
});

function client(limit = 1000): Airtable {
  return new Airtable(new Calls(limit), { CONFIDE_AIRTABLE_URL: server.url, CONFIDE_AIRTABLE_TOKEN: TOKEN }, pace);
}

/** A table that somebody made by hand: fields of a type, and records. */
function table(fields: Readonly<Record<string, string>>, ...records: Record<string, unknown>[]): TestTable {
  const names = Object.entries(fields);
  return {
    id: `tbl${String(server.bases.get(BASE)!.length).padStart(14, '0')}`,
    name: 'A table',
    fields: names.map(([name, type], at) => ({ id: `fld${String(at + 1).padStart(14, 'x')}`, name, type })),
    records: records.map((values, at) => ({ id: `rec${at}`, fields: values }))
  };
}

/** Findings as `place of field: CODE count`, 0 for the table itself. */
async function found(...bases: string[]): Promise<string[]> {
  const report: Report = await audit(client(), config, bases);
  assert.deepEqual(canariesIn(Buffer.from(JSON.stringify(report))), [], 'no value is told');
  assert.equal(report.complete, true);
  return report.findings.map(({ field, code, count }) => `${/field (\d+)/.exec(field ?? '')?.[1] ?? 0}: ${code} ${count}`).sort();
}

describe('an audit of Airtable', () => {
  it('finds nothing in a table of what was sent', async () => {
    assert.deepEqual(await audit(client(), config), { tables: 1, records: 24, findings: [], complete: true });
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['GET', 'GET', 'GET'],
      'it reads only'
    );
  });

  it('names each kind of what is personal in a table by hand, and its rows', async () => {
    const row = (at: number) => ({
      Name: at === 0 ? CANARY.name : 'Ada Byron',
      Contact: `${CANARY.email} or ${CANARY.phone}`,
      Where: CANARY.postcode,
      DoB: '1987-02-28',
      Ref: 'K7M-4QX-9R',
      Story: `She ${CANARY.note} and then told us a good deal more about it`,
      NHS: CANARY.nhs,
      Row: '001000000000001AAA'
    });
    const types = { Name: 'singleLineText', Contact: 'singleLineText', Where: 'singleLineText', DoB: 'date', Ref: 'singleLineText' };
    server.bases.get(BASE)!.push(table({ ...types, Story: 'multilineText', NHS: 'singleLineText', Row: 'singleLineText' }, row(0), row(1)));
    const findings = await found();
    for (const wanted of [
      '0: TABLE_NOT_ALLOWED 2',
      '0: ROW_LEVEL 2',
      '1: NAME 2',
      '2: EMAIL 2',
      '2: PHONE 2',
      '3: POSTCODE 2',
      '4: DATE_OF_BIRTH 2',
      '4: EXACT_DATE 2',
      '6: FREE_TEXT 2',
      '7: NHS_NUMBER 2',
      '8: RECORD_ID 2'
    ])
      assert.ok(findings.includes(wanted), `${wanted} in ${findings.join(', ')}`);
  });

  it('knows a code of a family by its check, in whatever way it is written', async () => {
    const codes = ['S5B-1WE-MW', 's5b1wemw'];
    server.bases
      .get(BASE)!
      .push(table({ Letters: 'singleLineText' }, ...codes.map((code) => ({ Letters: code })), { Letters: 'S5B-1WE-MX' }));
    assert.ok((await found()).includes('1: FAMILY_CODE 2'));
  });

  it('sees small numbers that somebody typed, files, people, comments, and rows of look-ups', async () => {
    const one = table(
      { Families: 'number', File: 'multipleAttachments', Who: 'singleCollaborator', Look: 'multipleLookupValues', Total: 'number' },
      { Families: 3, File: [{ filename: 'x.pdf' }], Who: { email: 'a@b.example', name: 'A B' }, Look: [CANARY.phone], Total: 120 },
      { Families: 12 }
    );
    one.records[1]!.commentCount = 4;
    server.bases.get(BASE)!.push(one);
    const findings = await found();
    for (const wanted of [
      '1: SMALL_NUMBER 1',
      '2: ATTACHMENT 1',
      '3: NAME 1',
      '3: EMAIL 1',
      '4: PHONE 1',
      '0: COMMENTS 4',
      '0: ROW_LEVEL 1'
    ])
      assert.ok(findings.includes(wanted), `${wanted} in ${findings.join(', ')}`);
    assert.ok(!findings.some((finding) => finding.startsWith('5:')), 'a large number is nothing');
  });

  it('sees what was put among the figures by hand: a field, a small number, a name, a row, a double', async () => {
    figures.fields.push({ id: 'fldMore', name: 'Remarks', type: 'multilineText' });
    figures.records[0]!.fields['Number'] = 4;
    figures.records[1]!.fields['Remarks'] = CANARY.note;
    figures.records[2]!.fields['Row'] = CANARY.name;
    figures.records[3]!.fields['Last quarter'] = '2025-03-09';
    figures.records.push({ id: 'recA', fields: { Row: 'GP' } }, { id: 'recB', fields: { Cell: 'F-000001/5' } });
    assert.deepEqual(await found(), [
      '0: DOUBLED 1',
      '0: NOT_A_CELL 1',
      '11: SMALL_NUMBER 1',
      '13: FIELD_NOT_ALLOWED 1',
      '13: FREE_TEXT 1',
      '5: NAME 1',
      '5: UNKNOWN_WORDS 1',
      '8: EXACT_DATE 1',
      '8: UNKNOWN_WORDS 1'
    ]);
  });

  it('names a base that the token opens and nobody configured, and reads it when asked to', async () => {
    server.bases.set(OTHER, [table({ Email: 'email' }, { Email: CANARY.email })]);
    assert.deepEqual(await found(), ['0: BASE_NOT_ALLOWED 1']);
    assert.deepEqual(await found(OTHER), ['0: ROW_LEVEL 1', '0: TABLE_NOT_ALLOWED 1', '1: EMAIL 1']);
  });

  it('reads every page, 100 records a call', async () => {
    const rows = Array.from({ length: 250 }, () => ({ Text: 'Leeds' }));
    server.bases.get(BASE)!.push(table({ Text: 'singleLineText' }, ...rows));
    assert.deepEqual(await found(), ['0: TABLE_NOT_ALLOWED 250']);
    assert.equal(server.requests.length, 2 + 1 + 3);
  });

  it('is written down in the org as a number, for who has no place that was not read', async () => {
    const org = new TestOrg(release());
    server.bases.set(OTHER, []);
    server.bases.get(BASE)!.push(table({ Email: 'email' }, { Email: CANARY.email }));
    const { findings } = await audit(client(), config);
    assert.deepEqual(await writeLook(org.figures, config, findings), { written: 1, left: 0 });
    assert.deepEqual(org.looks, [{ processor: PROCESSOR, places: [BASE], findings: 4 }]);
    org.places = [BASE, OTHER];
    assert.deepEqual(await writeLook(org.figures, config, []), { written: 0, left: 1 });
    assert.equal(org.looks.length, 1);
  });

  it('says so when the month did not suffice to read all', async () => {
    server.month = 2;
    const report = await audit(client(), config);
    assert.equal(report.complete, false);
  });
});
