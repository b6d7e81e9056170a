/**
 * The org's process is killed while it deletes families for good, at moments drawn from a seed: after each kill every family is
 * whole or gone, never half, and what the certificates say is true. `npm run prove -- --kills 50 [--seed N]`.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ADMIN, type RunningOrg, lightning, query, seededOrg, signIn, startOrg } from './org.ts';

const REASON = 'Its time is up and nobody needs it.';
/** The latest moment of a kill, in milliseconds after the jobs were queued. */
const LATEST = 1500;
/** So long nothing may move at the end before a night begins anew, and before it counts as standing still. */
const A_NIGHT_LATER = 60_000;
const LONGEST_STILL = 600_000;
const DONE = 'Looked through';
/** What stays with the bare code; all other rows that name a family go. */
const REGISTERS: ReadonlySet<string> = new Set(['Disposal__c', 'Disposal_Record__c', 'Tombstone__c']);

export interface Kills {
  readonly seed: number;
  /** How many fell into the deleting, into the looking for what is left, and after both. */
  readonly fell: { readonly whileDeleting: number; readonly whileLooking: number; readonly later: number };
  readonly families: number;
  readonly certificates: number;
}

interface Family {
  readonly disposalId: string;
  /** Of one of them. */
  readonly surname: string;
  /** Every row that goes with her, `object id`. */
  readonly rows: readonly string[];
}

/** Kills the org that often. @throws AssertionError when a family is half, or a certificate untrue. */
export async function killWhileDisposing(kills: number, families: number, seed: number, say: (line: string) => void): Promise<Kills> {
  const random = generator(seed);
  const first = await seededOrg();
  const data = mkdtempSync(path.join(tmpdir(), 'confide-kills-'));
  const known: Family[] = [];
  const fell = { whileDeleting: 0, whileLooking: 0, later: 0 };
  try {
    await first.stop();
    cpSync(first.data, data, { recursive: true });
    for (let kill = 0; kill < kills; kill++) {
      if (known.every(({ disposalId }) => stepOf(data, disposalId) === DONE)) known.push(...(await prepare(data, families, known.length)));
      const moment = Math.floor(random() * LATEST);
      const org = await startOrg(data);
      await begin(org);
      await new Promise((resolve) => setTimeout(resolve, moment));
      await org.stop('SIGKILL');
      const steps = known.map((family) => wholeOrGone(data, family));
      const [agreed, looking] = ['Agreed', 'Removed'].map((step) => steps.filter((each) => each === step).length) as [number, number];
      if (agreed > 0) fell.whileDeleting++;
      else if (looking > 0) fell.whileLooking++;
      else fell.later++;
      say(`Kill ${kill + 1} after ${moment} ms: ${agreed} not begun, ${looking} gone, ${steps.length - agreed - looking} certified`);
    }
    const certificates = await finish(data, known);
    return { seed, fell, families: known.length, certificates };
  } finally {
    rmSync(data, { recursive: true, force: true });
    rmSync(first.data, { recursive: true, force: true });
  }
}

/** The same numbers for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function anonymous(org: RunningOrg, source: string): Promise<void> {
  const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`);
  assert.equal(body.success, true, text);
}

const begin = (org: RunningOrg): Promise<void> => anonymous(org, 'DisposalRun.begin();');

/** Families with something in several rooms, decided by the officer and agreed by a lead; then their seven days go by. */
async function prepare(data: string, count: number, from: number): Promise<Family[]> {
  const org = await startOrg(data);
  const surnames = Array.from({ length: count }, (_, i) => `Quillfeather${word(from + i)}`);
  for (const surname of surnames) await anonymous(org, familyOf(surname));
  const officer = await signIn(org.url, 'dpo@demo.example');
  const lead = await signIn(org.url, 'safeguarding@demo.example');
  const desk = async (cookie: string, method: string, params: object) => {
    const { text } = await lightning(org.url, '/lightning/apex', { classname: 'DisposalDeskController', method, params }, cookie);
    assert.equal((JSON.parse(text) as { status: number }).status, 200, text);
  };
  const rows = async (soql: string) =>
    (await org.rest('dpo@demo.example', query(soql))).body.records as { Id: string; Client__c: string }[];
  const clients = (await rows('SELECT Id FROM Client__c WHERE Last_Contact_On__c < 2023-01-01')).map(({ Id }) => Id);
  assert.equal(clients.length, count, 'the families are found');
  for (const clientId of clients) await desk(officer, 'decide', { clientId, requestId: null, reason: REASON });
  const disposals = (await rows('SELECT Id, Client__c FROM Disposal__c WHERE Client__c != NULL')).filter((row) =>
    clients.includes(row.Client__c)
  );
  for (const { Id } of disposals) await desk(lead, 'step', { disposalId: Id, step: 'agree', reason: REASON });
  await org.stop();
  return inStore(data, (store) =>
    disposals.map(({ Id, Client__c }, i) => {
      store.prepare('UPDATE "Disposal__c" SET "Cooling_Off_Until__c" = ? WHERE "Id" = ?').run('2026-01-01T00:00:00.000Z', Id);
      return { disposalId: Id, surname: surnames[i]!, rows: rowsOf(store, Client__c) };
    })
  );
}

/** Letters for a number, so that a name holds none. */
const word = (number: number): string => String(number).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);

/** No name is shared: one that stands with a family not yet gone would rightly be asked about. */
function familyOf(surname: string): string {
  const first = surname.replace('Quillfeather', 'Odessa');
  return `Client__c family = new Client__c(Last_Contact_On__c = Date.today().addYears(-5));
insert as system family;
insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = '${first}', Last_Name__c = '${surname}', Email__c = '${first}.${surname}@example.org');
insert as system new Related_Person__c(Client__c = family.Id, Relationship__c = 'Child', First_Name__c = '${first}kin', Last_Name__c = '${surname}');
List<Support_Contact__c> contacts = new List<Support_Contact__c>();
for (Integer i = 0; i < 20; i++) {
  contacts.add(new Support_Contact__c(Client__c = family.Id, Happened_At__c = Datetime.now().addYears(-5).addDays(-i), Kind__c = 'Message',
    Direction__c = 'To us', With__c = 'Parent', Summary__c = '${first} ${surname} wrote to us.'));
}
insert as system contacts;
family.Last_Contact_On__c = Date.today().addYears(-5);
update as system family;
CaseDocumentStore.keep(new Case_Document__c(Client__c = family.Id, Kind__c = 'Consent form', Received_On__c = Date.today()), 'txt',
  EncodingUtil.base64Encode(Blob.valueOf('Signed: ${first} ${surname}')));
insert as system new Note(ParentId = family.Id, Title = 'Said', Body = '${first} ${surname} rang.');
RetentionStateWriter.refresh(new Set<Id>{ family.Id });`;
}

function inStore<T>(data: string, work: (store: DatabaseSync) => T): T {
  const store = new DatabaseSync(path.join(data, 'org.db'));
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const quoted = (name: string): string => `"${name}"`;

function tables(store: DatabaseSync): { table: string; columns: string[] }[] {
  const names = store.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all();
  return names.map(({ name }) => ({
    table: String(name),
    columns: store
      .prepare(`PRAGMA table_info(${quoted(String(name))})`)
      .all()
      .map((column) => String(column['name']))
  }));
}

/** She and every row that names her, with the notes and files that hang at those. */
function rowsOf(store: DatabaseSync, clientId: string): string[] {
  const found = new Map([[clientId, 'Client__c']]);
  const all = tables(store).filter(({ table, columns }) => !table.startsWith('_') && !REGISTERS.has(table) && columns.includes('Id'));
  const pointing = ['Client__c', 'ParentId', 'LinkedEntityId', 'ContentDocumentId'];
  for (let before = 0; before < found.size;) {
    before = found.size;
    const ids = JSON.stringify([...found.keys()]);
    for (const { table, columns } of all)
      for (const column of columns.filter((each) => pointing.includes(each)))
        for (const { Id, file } of store
          .prepare(
            `SELECT "Id", ${columns.includes('ContentDocumentId') ? '"ContentDocumentId"' : 'NULL'} AS file FROM ${quoted(table)} WHERE ${quoted(column)} IN (SELECT value FROM json_each(?))`
          )
          .all(ids)) {
          found.set(String(Id), table);
          if (file !== null) found.set(String(file), 'ContentDocument');
        }
  }
  return [...found].map(([id, table]) => `${table} ${id}`);
}

function stepOf(data: string, disposalId: string): string {
  return inStore(data, (store) =>
    String(store.prepare('SELECT "Step__c" AS step FROM "Disposal__c" WHERE "Id" = ?').get(disposalId)!['step'])
  );
}

/** @returns how far her deletion is. @throws AssertionError when she is neither whole nor gone, or her marks and certificate say otherwise. */
function wholeOrGone(data: string, { disposalId, surname, rows }: Family): string {
  return inStore(data, (store) => {
    const there = rows.filter((row) => {
      const [table, id] = row.split(' ') as [string, string];
      const kept = store.prepare(`SELECT * FROM ${quoted(table)} WHERE "Id" = ?`).get(id);
      assert.notEqual(kept?.['IsDeleted'], 1, `${surname}: ${table} lies in the bin`);
      return kept !== undefined;
    });
    const disposal = store
      .prepare('SELECT "Step__c" AS step, "Held_Because__c" AS held FROM "Disposal__c" WHERE "Id" = ?')
      .get(disposalId)!;
    const marks = store.prepare('SELECT COUNT(*) AS n FROM "Tombstone__c" WHERE "Disposal__c" = ?').get(disposalId)!['n'];
    const parts = store.prepare('SELECT COUNT(*) AS n FROM "Disposal_Record__c" WHERE "Disposal__c" = ?').get(disposalId)!['n'];
    const step = String(disposal['step']);
    assert.notEqual(step, 'Leftovers', `${surname}: something is said to be left`);
    const begun = step !== 'Agreed';
    assert.equal(disposal['held'], null, `${surname} is not held`);
    assert.equal(there.length, begun ? 0 : rows.length, `${surname} is half: ${there.length} of ${rows.length} rows, ${step}`);
    assert.equal(Number(marks) > 0, begun, `${surname}: marks as of ${step}`);
    assert.equal(parts, step === DONE ? 1 : 0, `${surname}: certificates as of ${step}`);
    return step;
  });
}

/** Waits as long as something moves, however slow the machine is; a night begins anew where nothing does. */
async function ended(org: RunningOrg, disposalIds: ReadonlySet<string>): Promise<void> {
  const soql = `SELECT Id, Step__c, Looked_At__c FROM Disposal__c WHERE Step__c IN ('Agreed', 'Removed') ORDER BY Id`;
  let standing = '';
  let moved = 0;
  for (let night = 0; ; await new Promise((resolve) => setTimeout(resolve, 1000))) {
    const rows = ((await org.rest('dpo@demo.example', query(soql))).body.records as { Id: string }[]).filter(({ Id }) =>
      disposalIds.has(Id)
    );
    const now = Date.now();
    if (rows.length === 0) return;
    if (JSON.stringify(rows) !== standing) [standing, moved] = [JSON.stringify(rows), now];
    if (now - moved > LONGEST_STILL) assert.fail(`Nothing moves: ${standing}`);
    if (now - Math.max(moved, night) <= A_NIGHT_LATER && night > 0) continue;
    night = now;
    await begin(org);
  }
}

/** Lets the org come to its end undisturbed. @returns certificates, each true: sealed, and no word of the families is anywhere in the store. */
async function finish(data: string, families: readonly Family[]): Promise<number> {
  const org = await startOrg(data);
  await ended(org, new Set(families.map(({ disposalId }) => disposalId)));
  await anonymous(
    org,
    `for (Disposal_Record__c part : [SELECT FIELDS(CUSTOM) FROM Disposal_Record__c WITH SYSTEM_MODE LIMIT 200]) {
       Assert.isTrue(DisposalCertificate.isTrue(part), part.Part__c);
     }`
  );
  await org.stop();
  for (const family of families) assert.equal(wholeOrGone(data, family), DONE, `${family.surname} is certified`);
  return inStore(data, (store) => {
    const words = families.map(({ surname }) => surname);
    for (const { table, columns } of tables(store))
      for (const column of columns) {
        const found = store
          .prepare(
            `SELECT COUNT(*) AS n FROM ${quoted(table)} WHERE EXISTS (SELECT 1 FROM json_each(?) WHERE instr(${quoted(column)}, value))`
          )
          .get(JSON.stringify(words))!['n'];
        assert.equal(found, 0, `${table}.${column} still holds a name`);
      }
    return Number(store.prepare('SELECT COUNT(*) AS n FROM "Disposal_Record__c"').get()!['n']);
  });
}
