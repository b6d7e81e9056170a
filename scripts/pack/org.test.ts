import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../shared/exit.ts';
import { CANARY, canaryNest, type Nest } from '../shared/testing/canary.ts';
import { ADMIN, as, env, peopleOrg, type RunningOrg } from '../shared/testing/org.ts';
import { AirtableServer, BASE, TOKEN } from '../airtable/testing/server.ts';
import {
  anonymous,
  approvedDrive,
  asked,
  decided,
  DEPUTY,
  ERASED,
  erasedAndBack,
  families,
  handover,
  LEAD,
  newFamily,
  OFFICER,
  requireLooks,
  TRUSTEE
} from './testing/family.ts';
import { entries, tags } from './testing/read.ts';

const DRIVE = 'Office drive';
const SAID = 'told Thessaly that he took her keys';

/** One org for all: starting one is most of what this costs. */
let org: RunningOrg;
let nest: Nest;
before(async () => {
  org = await peopleOrg();
  nest = canaryNest();
});
after(async () => {
  nest.remove();
  await org.stop();
});

describe('a decided copy', () => {
  let out: string;
  let request: { number: string; id: string };
  before(async () => {
    out = path.join(nest.home, 'to-post');
    mkdirSync(out);
    request = await asked(org, await newFamily(org, SAID));
    await approvedDrive(org, DRIVE);
  });
  const build = (who: string, ...more: string[]) => buildTo(DRIVE, who, ...more);
  const buildTo = (store: string, who: string, ...more: string[]) =>
    nest.run(['pack', 'build', '--request', request.number, '--store', store, '--out', out, ...more, ...as(org, who)], env);

  it('is refused to a processor and to everybody whose work it is not, before anything is fetched', async () => {
    for (const who of ['dbmanager@demo.example', 'supporter@demo.example', 'coordinator@demo.example']) {
      const { code, output } = await build(who);
      assert.deepEqual([who, code, /Nothing was fetched/.test(output)], [who, EXIT.blocked, true]);
    }
    const other = await build(OFFICER, '--part', 'leads');
    assert.deepEqual([other.code, /neither/.test(other.output)], [EXIT.blocked, true]);
    await requireLooks(org, 'Read copy of information', 0);
  });

  it('is refused until it is whole and decided', async () => {
    const { code, output } = await build(OFFICER);
    assert.deepEqual([code, /not whole and decided yet/.test(output)], [EXIT.blocked, true]);
    assert.deepEqual(readdirSync(out), []);
  });

  it('P12: is refused for a place that nobody approved, before anything is fetched', async () => {
    await decided(org, request.id);
    const { code, output } = await buildTo('Kitchen table', OFFICER);
    assert.deepEqual([code, /no place of that name that is approved/.test(output)], [EXIT.blocked, true]);
    assert.deepEqual(readdirSync(out), []);
    await requireLooks(org, 'Read copy of information', 0);
  });

  it('leaves as one locked archive with page, PDF, JSON, schema and table; the passphrase is said once', async () => {
    const ran = await build(OFFICER, '--json');
    assert.equal(ran.code, 0, ran.output);
    const passphrase = passphraseOf(ran.stderr);
    assert.ok(!ran.stdout.includes(passphrase), 'not in what scripts keep');
    const name = `${request.number}-copy`;
    assert.deepEqual(readdirSync(out), [`${name}.zip`]);
    const files = await entries(readFileSync(path.join(out, `${name}.zip`)), passphrase);
    assert.deepEqual(
      files.map((file) => [file.name, file.strength]),
      [`${name}.html`, `${name}.pdf`, `${name}.json`, 'confide-copy-1.schema.json', `${name}.csv`].map((file) => [file, 3])
    );
    for (const file of [files[0]!, files[2]!, files[4]!]) {
      assert.ok(file.text.includes(CANARY.lastName) && !file.text.includes(SAID), `${file.name}: hers, without the leads' part`);
    }
    assert.match((await tags(files[1]!.bytes)).text, new RegExp(CANARY.lastName));
    await requireLooks(org, 'Read copy of information', 1);
    assert.equal((await build(OFFICER)).code, EXIT.blocked, 'never over one that is there');
    assert.ok(!kept(nest).includes(passphrase), 'written nowhere');
  });

  it("has a part of the leads', which a lead hands over", async () => {
    const ran = await build(LEAD, '--part', 'leads');
    assert.equal(ran.code, 0, ran.output);
    const files = await entries(readFileSync(path.join(out, `${request.number}-part.zip`)), passphraseOf(ran.stderr));
    assert.ok(files[0]!.text.includes(SAID) && !files[0]!.text.includes(CANARY.phone), 'her part alone');
    await requireLooks(org, 'Hand over copy as a lead', 1);
  });

  it('is nowhere in clear: not in output, log, state, temporary files or beside the archive', () => nest.assertSilent());
});

describe('concerns for a successor custodian', () => {
  let out: string;
  const said: string[] = [];
  before(() => {
    out = path.join(nest.home, 'to-custodian');
    mkdirSync(out);
  });
  const build = async (who: string, number: string, store = DRIVE, ...more: string[]) => {
    const ran = await nest.run(
      ['custodian', 'export', '--handover', number, '--store', store, '--out', out, ...more, ...as(org, who)],
      env
    );
    said.push(ran.output);
    return ran;
  };

  it('are handed to nobody before a trustee has agreed, nor by anybody but the lead who proposed it', async () => {
    const early = await build(LEAD, await handover(org, false));
    assert.deepEqual([early.code, /Nothing was fetched/.test(early.output)], [EXIT.blocked, true]);
    const number = await handover(org, true);
    for (const who of [ADMIN, 'dbmanager@demo.example', DEPUTY, TRUSTEE]) {
      const { code, output } = await build(who, number);
      assert.deepEqual([who, code, /Nothing was fetched/.test(output)], [who, EXIT.blocked, true]);
    }
    assert.deepEqual(readdirSync(out), []);
    await requireLooks(org, 'Hand over to custodian', 0);
  });

  it('leave in one locked archive that the custodian opens with the passphrase, whole, without an id of ours', async () => {
    const number = await handover(org, true);
    const elsewhere = await build(LEAD, number, 'Her own phone');
    assert.deepEqual([elsewhere.code, /Nothing was fetched/.test(elsewhere.output)], [EXIT.blocked, true], 'P12');
    const ran = await build(LEAD, number, DRIVE, '--json');
    assert.equal(ran.code, 0, ran.output);
    const passphrase = passphraseOf(ran.stderr);
    assert.ok(!ran.stdout.includes(passphrase), 'not in what scripts keep');
    assert.deepEqual(readdirSync(out), [`${number}-handover.zip`]);
    const bytes = readFileSync(path.join(out, `${number}-handover.zip`));
    const { result } = JSON.parse(ran.stdout) as { result: { sha256: string } };
    assert.equal(result.sha256, createHash('sha256').update(bytes).digest('hex'), 'the fingerprint is that of the file');
    await assert.rejects(entries(bytes, 'WRONG'), 'another passphrase opens nothing');
    const files = await entries(bytes, passphrase);
    assert.deepEqual(
      files.map((file) => [file.name, file.strength]),
      ['READ-ME.txt', `${number}-handover.html`, `${number}-handover.json`].map((file) => [file, 3])
    );
    for (const file of files.slice(1)) assert.ok(file.text.includes(SAID) && file.text.includes(CANARY.lastName), file.name);
    assert.doesNotMatch(files[2]!.text, /"[a-zA-Z0-9]{15}(?:[A-Z0-9]{3})"/, 'no id of a record');
    await requireLooks(org, 'Hand over to custodian', 1);
    assert.ok(!kept(nest).includes(passphrase), 'written nowhere');
    const again = await build(LEAD, number, DRIVE, '--replace');
    assert.deepEqual([again.code, /Nothing was fetched/.test(again.output)], [EXIT.blocked, true], 'once');
  });

  it('are nowhere in clear: not in output, log, state, temporary files or names of files', () => {
    nest.assertSilent();
    assert.ok(!`${said.join()}${kept(nest)}`.includes(SAID));
  });
});

describe('a family that was erased and came back from a copy', () => {
  const MANAGER = 'dbmanager@demo.example';
  const said: string[] = [];
  const tool = async (who: string, ...args: string[]) => {
    const ran = await nest.run([...args, ...as(org, who)], { ...env, CONFIDE_AIRTABLE_URL: airtable.url, CONFIDE_AIRTABLE_TOKEN: TOKEN });
    said.push(ran.output);
    return ran;
  };
  const drive = (...more: string[]) => tool(MANAGER, 'retention', 'run', '--wait', '60', ...more, '--json');
  let drives: string;
  const airtable = new AirtableServer();
  after(() => airtable.stop());
  before(async () => {
    await airtable.start();
    await erasedAndBack(org);
    drives = path.join(nest.inputs, 'drive');
    mkdirSync(drives);
    writeFileSync(path.join(drives, 'a.txt'), 'tea and biscuits');
    writeFileSync(path.join(drives, 'b.csv'), `Name,Phone\n${ERASED.first} ${ERASED.last},01632 960000\n`);
  });

  it('is not the work of anybody but who carries deletions out', async () => {
    for (const args of [
      ['retention', 'run'],
      ['retention', 'plan'],
      ['erase', 'verify']
    ])
      assert.notEqual((await tool(OFFICER, ...args)).code, 0);
    assert.equal(await families(org), 2);
  });

  it('is found by its mark and put up to go again, and the list of marks is kept', async () => {
    const ran = await tool(MANAGER, 'erase', 'verify', '--json');
    assert.equal(ran.code, 0, ran.output);
    const { families: looked, marks, returned, fresh } = (JSON.parse(ran.stdout) as { result: Record<string, unknown> }).result;
    assert.deepEqual([looked, marks, returned, fresh], [2, 1, 1, true]);
    const again = await tool(MANAGER, 'erase', 'verify');
    assert.match(again.output, /2 families looked at against 1 marks; 0 marks were lost .* 0 files had come back/);
  });

  it('goes in the night of the org and not by the tool, which watches', async () => {
    const ran = await tool(MANAGER, 'retention', 'run');
    assert.match(ran.output, /1 are due or being looked for/);
    assert.equal(await families(org), 2);
    await anonymous(org, 'DisposalRun.begin();');
  });

  it('goes for good, and the certificate waits while a file outside holds her name', async () => {
    const ran = await drive('--files', drives, '--place', 'Shared drive');
    assert.equal(ran.code, EXIT.rejected, ran.output);
    const { result } = JSON.parse(ran.stdout) as { result: { counts: Record<string, number>; filed: string[] } };
    assert.deepEqual([result.counts['outside'], result.counts['closed'], result.filed], [1, 0, []]);
    assert.match(ran.output, /1 files hold something of the family/);
    assert.equal(await families(org), 1);
  });

  it('waits as well while Airtable holds anything but figures, and says nothing of what', async () => {
    const fields = [{ id: 'fld1', name: 'Who', type: 'singleLineText' }];
    const records = [{ id: 'rec1', fields: { Who: `${ERASED.first} ${ERASED.last}` } }];
    airtable.bases.set(BASE, [{ id: 'tblPeople00000001', name: 'People', fields, records }]);
    const ran = await drive('--place', 'Shared drive', '--airtable');
    const { result } = JSON.parse(ran.stdout) as { result: { filed: string[]; leftOver: number } };
    assert.deepEqual([ran.code, result.filed, result.leftOver > 0], [EXIT.rejected, [], true], ran.output);
    assert.match(ran.output, /Airtable/);
    airtable.bases.clear();
  });

  it('is closed when nothing is left, with the report in the certificate; run again, nothing is done twice', async () => {
    rmSync(path.join(drives, 'b.csv'));
    const ran = await drive('--files', drives, '--place', 'Shared drive', '--airtable');
    assert.equal(ran.code, 0, ran.output);
    const { result } = JSON.parse(ran.stdout) as { result: { counts: Record<string, number>; filed: string[] } };
    assert.deepEqual([result.counts['outside'], result.counts['closed'], result.filed.length], [0, 1, 1]);
    const plan = await tool(MANAGER, 'retention', 'plan');
    assert.match(plan.output, /due 0 \(held 0\), being looked for 0, with leftovers 0, .* outside 0, closed 1\./);
  });

  it('sets marks again that a copy lost, and does nothing against another secret', async () => {
    const list = path.join(nest.inputs, 'marks.jsonl');
    const own = readFileSync(marksFile(nest), 'utf8');
    const lost = { hash: 'x'.repeat(44), kind: 'Record', disposedAt: '2026-01-01T00:00:00.000Z' };
    writeFileSync(list, `${own}${JSON.stringify(lost)}\n`);
    const ran = await tool(MANAGER, 'erase', 'verify', '--marks', list);
    assert.deepEqual([ran.code, /1 marks were lost and are set again/.test(ran.output)], [0, true], ran.output);
    writeFileSync(list, own.replace(/"secret":"[^"]+"/, '"secret":"another"'));
    const other = await tool(MANAGER, 'erase', 'verify', '--marks', list);
    assert.deepEqual([other.code, /another secret/.test(other.output)], [EXIT.blocked, true]);
  });

  it('leaves nothing of her in output, log or state', () => {
    nest.assertSilent();
    assert.ok(!`${said.join()}${kept(nest)}`.includes(ERASED.last));
  });
});

const marksFile = ({ state }: Nest): string => {
  const [orgId] = readdirSync(path.join(state, 'erase'));
  return path.join(state, 'erase', orgId!, 'marks.jsonl');
};

const passphraseOf = (text: string): string => /(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}/.exec(text)![0];

function kept({ home, state }: Nest): string {
  return [home, state, path.join(path.dirname(state), 'tmp')]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
