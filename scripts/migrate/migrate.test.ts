import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { csvLine } from '../shared/csv/write.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { orgConnection, type OrgConnection } from '../shared/org/index.ts';
import { canaryNest, type Nest } from '../shared/testing/canary.ts';
import { ADMIN, as, env, peopleOrg, query, type RunningOrg } from '../shared/testing/org.ts';
import { anonymous, approvedDrive } from '../pack/testing/family.ts';
import { openWindow } from '../window/window.ts';
import { generate } from './example/generate.ts';
import { migration } from './folder.ts';
import { publicKeyHere } from './for-charity.ts';
import { apply, decide, decideTakeBack, plan, resume } from './migrate.ts';
import { openRejects } from './open-rejects.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { KILL_POINTS, killed, loadedRows, MANAGER, NAME, OFFICER, runFolders } from './testing.ts';

const FAMILIES = 55;

/** The charity kept families as Contacts, and who supported them in a field. */
const CONTACTS = `sources:
  contacts: { object: Contact, fields: [Id, LastName, Birthdate, Department], key: [Id] }
steps:
  - object: Client__c
    source: contacts
    key: contact
    fields:
      Status__c: { value: Closed }
  - object: Client_Identity__c
    source: contacts
    key: contact
    fields:
      Client__c: { lookup: Client__c, column: Id, key: contact }
      Last_Name__c: { column: LastName, required: true }
      Date_of_Birth__c: { column: Birthdate, as: date }
  - object: Support_Contact__c
    source: contacts
    key: first-visit
    fields:
      Client__c: { lookup: Client__c, column: Id, key: contact }
      Worker__c: { lookup: Worker__c, column: Department, by: Name }
      Happened_At__c: { value: '2019-03-14T12:00:00Z' }
      Kind__c: { value: Visit }
      Direction__c: { value: From us }
      With__c: { value: Parent }
      Reached__c: { value: 'true' }
`;

/** What an administrator gives for a migration of Contacts, and takes away afterwards. */
async function letReadContacts(org: RunningOrg): Promise<void> {
  const make = async (object: string, body: object): Promise<string> => {
    const made = await org.rest(ADMIN, `/sobjects/${object}`, { method: 'POST', body });
    assert.equal(made.status, 201, made.text);
    return (made.body as { id: string }).id;
  };
  const set = await make('PermissionSet', { Name: 'Old_Contacts', Label: 'Old contacts' });
  await make('ObjectPermissions', { ParentId: set, SobjectType: 'Contact', PermissionsRead: true, PermissionsViewAllRecords: true });
  for (const field of ['Birthdate', 'Department'])
    await make('FieldPermissions', { ParentId: set, SobjectType: 'Contact', Field: `Contact.${field}`, PermissionsRead: true });
  const { body } = await org.rest(ADMIN, query(`SELECT Id FROM User WHERE Username = '${MANAGER}'`));
  await make('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: (body as { records: { Id: string }[] }).records[0]!.Id });
}

describe('a migration of an old spreadsheet', () => {
  let server: RunningOrg;
  let nest: Nest;
  let manager: OrgConnection;
  let officer: OrgConnection;
  const own = ['CONFIDE_STATE', 'XDG_CONFIG_HOME', 'CONFIDE_PASSWORD'] as const;
  const kept = Object.fromEntries(own.map((name) => [name, process.env[name]]));

  before(async () => {
    server = await peopleOrg();
    nest = canaryNest();
    Object.assign(process.env, { ...env, CONFIDE_STATE: nest.state, XDG_CONFIG_HOME: path.join(nest.home, '.config') });
    manager = await orgConnection({ instanceUrl: server.url, username: MANAGER });
    officer = await orgConnection({ instanceUrl: server.url, username: OFFICER });
    generate(nest.inputs, FAMILIES);
    const { canary } = nest;
    const her = [canary.firstName, canary.lastName, '1987-02-27', '1 Some Street', 'Town', canary.postcode, canary.phone, canary.email];
    family('C1', ...her);
    family('C2', ...her);
    family('C3', canary.firstName, canary.lastName, canary.dateOfBirth, canary.note, 'Town', canary.postcode, canary.phone, canary.email);
    note('C1', '1', '14/03/2019', canary.note);
    note('C1', '2', '14/03/1999', canary.note);
    note('C2', '1', '14/03/2018', canary.note);
  });
  after(async () => {
    for (const name of own) {
      if (kept[name] === undefined) delete process.env[name];
      else process.env[name] = kept[name];
    }
    nest.remove();
    await server.stop();
  });

  const file = (name: string) => path.join(nest.inputs, name);
  const family = (...cells: string[]) => appendFileSync(file('contacts.csv'), csvLine([...cells, 'English', '', 'N']));
  const note = (of: string, no: string, day: string, words: string) =>
    appendFileSync(file('notes.csv'), csvLine([of, no, day, 'call', words]));
  const edit = (name: string, from: string | RegExp, to: string) =>
    writeFileSync(file(name), readFileSync(file(name), 'utf8').replace(from, to));
  const asked = (org: OrgConnection) => ({ org, migration: migration(NAME), data: nest.inputs });
  const planned = async () => {
    const found = await plan(asked(manager));
    nest.note('plan', JSON.stringify(found));
    return { ...found, of: (object: string) => found.steps.find((step) => step.object === object)! };
  };
  const refused = (work: Promise<unknown>, code: string) =>
    assert.rejects(work, (error) => error instanceof ToolError && error.exitCode === EXIT.blocked && error.code === code);
  const one = async (who: string, soql: string) =>
    ((await server.rest(who, query(soql))).body as { records: Record<string, unknown>[] }).records[0]!;

  it('is refused without a window: not even a key is read', () => refused(plan(asked(manager)), 'WINDOW_CLOSED'));

  it('is planned: counted, with what only the charity can decide, and nothing is sent', async () => {
    await openWindow(officer, { hours: 3, reason: 'Old families', forUsername: MANAGER });
    const { of } = await planned();
    const { read, ...rest } = of('Client__c').counts;
    const total = Object.values(rest).reduce((a, b) => a + b, 0);
    assert.deepEqual([read, total], [FAMILIES + 3, FAMILIES + 3], 'every row is somewhere');
    assert.deepEqual(
      [rest.held, rest.rejected, rest.update],
      [3, 1, 0],
      'two who may be in twice and a date to be decided; one that is none'
    );
    assert.equal((await loadedRows(server))['Client__c'], 0);
    const decisions = readFileSync(file('decisions.csv'), 'utf8');
    assert.match(decisions, /families,C2,SAME_PERSON,,same:C1 \| different \| leave out,/);
    assert.match(decisions, /families,P00040,DATE_ORDER,Date of birth,day-month \| month-day,/);
  });

  it('is not carried out when it is not what was shown', async () => {
    const { hash } = await planned();
    await refused(apply(asked(manager), '0'.repeat(64)), 'PLAN_CHANGED');
    family('C4', 'Another', 'Row', '1987-02-27', '', '', '', '', '');
    await refused(apply(asked(manager), hash), 'PLAN_CHANGED');
    assert.equal((await loadedRows(server))['Client__c'], 0);
  });

  it('comes to its end exactly once, killed at three points', async () => {
    const { hash, steps } = await planned();
    const before = new Set(runFolders(nest.state));
    const folder = () => runFolders(nest.state).find((one) => !before.has(one));
    let args = ['migrate', 'apply', '--data', nest.inputs, '--plan-hash', hash, ...as(server, MANAGER)];
    for (const [where, isThere] of Object.entries(KILL_POINTS)) {
      const wasKilled = await killed(args, env, nest.home, () => folder() !== undefined && isThere(folder()!));
      assert.ok(wasKilled, where);
      args = ['migrate', 'resume', ...as(server, MANAGER)];
    }
    await refused(apply(asked(manager), hash), 'MIGRATION_UNFINISHED');
    const ended = await nest.run([...args, '--json'], env);
    assert.equal(ended.code, EXIT.rejected, ended.output);

    const expected = Object.fromEntries(
      steps.map(({ object, counts }) => [object, counts.create - (object === 'Support_Contact__c' ? 1 : 0)])
    );
    assert.deepEqual(await loadedRows(server), expected, 'all but the note that the org refuses');
    const created = Object.values(expected).reduce((a, b) => a + b, 0);
    assert.equal((JSON.parse(ended.stdout) as { result: { created: number } }).result.created, created);
    const run = await one(MANAGER, 'SELECT Status__c, Created__c, Actor__c FROM Migration_Run__c');
    assert.deepEqual([run['Status__c'], run['Created__c']], ['Finished', created]);
    nest.note('history', (await server.rest(MANAGER, query('SELECT FIELDS(ALL) FROM Migration_Step__c LIMIT 200'))).text);
  });

  it('says of each row that was not loaded its key and the rule’s sentence, and no value', () => {
    const folder = runFolders(nest.state).find((run) => readFileSync(path.join(run, 'run.json'), 'utf8').includes('"finished"'))!;
    const rejects = readFileSync(path.join(folder, 'rejects.csv'), 'utf8');
    assert.match(
      rejects,
      /^5,Support_Contact__c,\d+,C1\/2,FIELD_CUSTOM_VALIDATION_EXCEPTION,.*Confide_Date_Too_Early,This date is too long ago/m
    );
    assert.match(rejects, /^5,Support_Contact__c,\d+,C2\/1,LOOKUP_UNRESOLVED,Client__c/m);
    assert.match(rejects, /^1,Client__c,\d+,C3,DATE_BAD,Date_of_Birth__c/m);
  });

  it('sends nothing when nothing has changed, and only what the org had refused again', async () => {
    const { hash, of, steps } = await planned();
    assert.equal(
      steps.reduce((sum, { counts }) => sum + counts.create + counts.update, 0),
      of('Support_Contact__c').counts.create
    );
    assert.equal(of('Support_Contact__c').counts.create, 1);
    const { created, updated, rejected } = await apply({ ...asked(manager), charity: publicKeyHere() }, hash);
    assert.deepEqual([created, updated, rejected > 0], [0, 0, true]);
  });

  it('opens refused rows with their values to the charity, and to no processor, whatever key she holds', async () => {
    const folders = runFolders(nest.state).filter((run) => existsSync(path.join(run, 'rejects.sealed')));
    assert.deepEqual(
      folders.map((run) => existsSync(path.join(run, 'rejects.key'))).sort(),
      [false, true],
      'the second load was told the charity’s key'
    );
    const out = mkdtempSync(path.join(nest.inputs, 'opened-'));
    await refused(openRejects(officer, folders[0]!, out, 'Her own laptop'), 'STORE_NOT_APPROVED');
    await approvedDrive(server, 'Office drive');
    for (const folder of folders) {
      await refused(openRejects(manager, folder, out, 'Office drive'), 'MIGRATION_PROCESSOR');
      const { file: opened, rows } = await openRejects(officer, folder, out, 'Office drive');
      const text = readFileSync(opened, 'utf8');
      assert.ok(rows > 3 && text.includes(nest.canary.note), 'the note that the org refused');
      assert.match(text, /^5,\d+,note-C1\/2,FIELD_CUSTOM_VALIDATION_EXCEPTION,Summary__c,/m);
      assert.match(text, /^1,\d+,C3,DATE_BAD,First name,/m);
    }
    const other = { ...process.env, CONFIDE_KEY: 'ab'.repeat(32) };
    const sent = folders.find((run) => existsSync(path.join(run, 'rejects.key')))!;
    const ran = await nest.run(
      ['migrate', 'rejects', '--run', sent, '--out', out, '--store', 'Office drive', ...as(server, OFFICER)],
      other
    );
    assert.equal(ran.code, EXIT.blocked, 'on no other machine');
  });

  it('takes the charity’s decisions when another than who loads has signed them', async () => {
    edit('decisions.csv', /^(families,C2,.*),$/m, '$1,same:C1');
    edit('decisions.csv', /^(families,P00040,.*),$/m, '$1,day-month');
    const { hash, of } = await planned();
    assert.deepEqual([of('Client__c').counts.create, of('Client__c').counts.left], [1, 1], 'the date is decided, and who is in twice');
    await refused(apply(asked(manager), hash), 'MIGRATION_UNSIGNED');
    await refused(decide(asked(manager)), 'MIGRATION_DECISIONS');
    assert.equal((await decide(asked(officer))).count, 2);
    await apply(asked(manager), hash);
    const soql = "SELECT Client__r.Legacy_Id__c FROM Support_Contact__c WHERE Legacy_Id__c = 'note-C2/1'";
    assert.equal(((await one(MANAGER, soql))['Client__r'] as { Legacy_Id__c: string }).Legacy_Id__c, 'old-C1');
  });

  it('puts back what it changed, from what it had locked away, once', async () => {
    const town = async () => (await one(MANAGER, "SELECT Town__c FROM Client_Identity__c WHERE Legacy_Id__c = 'old-C1'"))['Town__c'];
    edit('contacts.csv', '1 Some Street,Town', '1 Some Street,Elsewhere');
    const { hash, of } = await planned();
    assert.equal(of('Client_Identity__c').counts.update, 1);
    assert.equal((await apply(asked(manager), hash)).updated, 1);
    assert.equal(await town(), 'Elsewhere');
    const taken = await rollback(asked(manager));
    assert.deepEqual([taken.restored, taken.rejected, await town()], [1, 0, 'Town']);
    await refused(rollback(asked(manager)), 'MIGRATION_NOTHING');
    const [{ name, state } = { name: '', state: '' }] = await status(manager);
    assert.deepEqual([name, state], [NAME, 'taken back']);
  });

  /** The officer changes a preference that was loaded. @returns its id */
  const changedByHer = async (): Promise<string> => {
    const { Id: id } = await one(
      OFFICER,
      "SELECT Id FROM Contact_Preference__c WHERE Allowed__c = 'No' AND Content_Level__c = 0 ORDER BY Name LIMIT 1"
    );
    const { status: answer, text } = await server.rest(OFFICER, `/sobjects/Contact_Preference__c/${id as string}`, {
      method: 'PATCH',
      body: { Content_Level__c: 1 }
    });
    assert.equal(answer, 204, text);
    return id as string;
  };
  const level = async (id: string) =>
    (await one(OFFICER, `SELECT Content_Level__c FROM Contact_Preference__c WHERE Id = '${id}'`))['Content_Level__c'];

  it('never overwrites what a person has changed since', async () => {
    await changedByHer();
    const { of } = await planned();
    assert.equal(of('Contact_Preference__c').codes['CHANGED_IN_ORG'], 1, 'hers is the last word');
  });

  it('is not begun while another runs, until that is dead or ended by who may', async () => {
    const { History } = await import('./history.ts');
    const { hash } = await planned();
    const { connection } = manager;
    await connection.requestPatch('/sobjects/Migration_Run__c/Run_Key__c/other', { Kind__c: 'Load', Migration__c: '0009_other' });
    await refused(apply(asked(manager), hash), 'MIGRATION_LOCKED');
    await refused(new History(manager).unlock(false), 'MIGRATION_ALIVE');
    await new History(manager).unlock(true);
    const hers = await changedByHer();
    const resumed = await resume(asked(manager));
    assert.ok(resumed.updated > 0);
    assert.equal(await level(hers), 1, 'what she changed while the run lay there is not overwritten by rows that were staged before');
    assert.equal(readFileSync(resumed.rejects!, 'utf8').match(/^4,Contact_Preference__c,\d+,P\d+,CHANGED_IN_ORG,/gm)?.length, 2);
  });

  it('takes back load by load what it created, when another has signed, but for a file that a person has worked with', async () => {
    assert.equal((await rollback(asked(manager))).left, 0, 'the last load had only changed');
    await refused(rollback(asked(manager)), 'MIGRATION_NOTHING');
    const back = { ...asked(manager), further: true };
    await refused(rollback(back), 'MIGRATION_UNSIGNED');
    await refused(decideTakeBack(asked(manager)), 'MIGRATION_DECISIONS');
    let left = 0;
    let list = '';
    for (;;) {
      const signed = await decideTakeBack(asked(officer)).catch((error: unknown) => {
        if (error instanceof ToolError && error.code === 'MIGRATION_NOTHING') return null;
        throw error;
      });
      if (!signed) break;
      const taken = await rollback(back);
      left += taken.left;
      list = taken.list ?? list;
    }
    const rows = await loadedRows(server);
    assert.equal(rows['Client__c'], 2, 'the families whose preferences the officer had changed');
    assert.equal(
      Object.values(rows).reduce((a, b) => a + b, 0),
      left
    );
    assert.match(readFileSync(list, 'utf8'), /^1,Client__c,P\d+,IN_USE,"Somebody has worked with the file since/m);
    const [{ state } = { state: '' }] = await status(manager);
    assert.equal(state, 'taken back');
  });

  it('leaves nothing in the bin once the org’s own job has run', async () => {
    const names = encodeURIComponent('SELECT COUNT() FROM Client_Identity__c WHERE IsDeleted = TRUE');
    const inBin = async () => (await server.rest(ADMIN, `/queryAll?q=${names}`)).body.totalSize as number;
    assert.ok((await inBin()) > 40, 'until then an administrator could bring the names back');
    await anonymous(server, 'MigrationBin.empty();');
    assert.equal(await inBin(), 0);
    assert.equal((await loadedRows(server))['Client__c'], 2, 'what stays, stays');
  });

  it('writes over what she changed where the charity has said so and another has signed, and a rollback gives it back', async () => {
    const root = mkdtempSync(path.join(nest.inputs, 'overwriting-'));
    const [head, ...steps] = readFileSync(path.join(migration(NAME).folder, 'mapping.yaml'), 'utf8').split(/^(?= {2}- object: )/m);
    const step = steps.find((one) => one.includes('Contact_Preference__c'))!.replace(/^ {4}key: old$/m, '$&\n    overwrite: true');
    mkdirSync(path.join(root, '0001_again'));
    writeFileSync(path.join(root, '0001_again', 'mapping.yaml'), head! + step);
    const again = { org: manager, migration: migration('0001', root), root, data: nest.inputs };
    assert.equal((await plan(again)).steps[0]!.codes['OVERWRITES'], undefined);
    assert.equal(readFileSync(file('decisions.csv'), 'utf8').match(/^families,P\d+,OVERWRITE,Contact_Preference__c,/gm)?.length, 2);
    for (const answer of ['write over', 'leave']) edit('decisions.csv', /^(families,P\d+,OVERWRITE,.*),$/m, `$1,${answer}`);
    const { hash, steps: planned_ } = await plan(again);
    assert.deepEqual([planned_[0]!.counts.update, planned_[0]!.codes['OVERWRITES'], planned_[0]!.codes['CHANGED_IN_ORG']], [1, 1, 1]);
    await refused(apply(again, hash), 'MIGRATION_UNSIGNED');
    await decide({ ...again, org: officer });
    const levels = async () => {
      const { body } = await server.rest(OFFICER, query('SELECT Content_Level__c FROM Contact_Preference__c'));
      return (body as { records: { Content_Level__c: number }[] }).records.map(({ Content_Level__c: one }) => one).sort();
    };
    assert.deepEqual(await levels(), [1, 1]);
    await apply(again, hash);
    assert.deepEqual(await levels(), [0, 1]);
    await rollback(again);
    assert.deepEqual(await levels(), [1, 1]);
  });

  it('takes Contacts of the org itself, and refuses one that could belong to two workers', async () => {
    await letReadContacts(server);
    const make = async (object: string, body: object) => {
      const made = await server.rest(ADMIN, `/sobjects/${object}`, { method: 'POST', body });
      assert.equal(made.status, 201, made.text);
    };
    for (const name of ['Invented Twin', 'Invented Twin', 'Invented Only'])
      await make('Worker__c', { Name: name, Kind__c: 'Volunteer', Active__c: true });
    for (const worker of ['Invented Twin', 'Invented Only', 'Invented Nobody'])
      await make('Contact', { LastName: nest.canary.lastName, Department: worker, Birthdate: '1987-02-27' });
    const root = mkdtempSync(path.join(nest.inputs, 'migrations-'));
    mkdirSync(path.join(root, '0001_contacts'));
    writeFileSync(path.join(root, '0001_contacts', 'mapping.yaml'), CONTACTS);
    const of = { org: manager, migration: migration('0001', root), root, data: root };
    const { hash, steps } = await plan(of);
    assert.deepEqual(
      steps.map(({ counts, codes }) => [counts.create, codes]),
      [
        [3, {}],
        [3, {}],
        [1, { LOOKUP_AMBIGUOUS: 1, LOOKUP_UNRESOLVED: 1 }]
      ]
    );
    const { created, rejected } = await apply(of, hash);
    assert.deepEqual([created, rejected], [7, 2]);
  });

  it('leaves no value of a row in output, log, state or history', () => nest.assertSilent());
});
