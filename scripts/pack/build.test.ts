import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../shared/exit.ts';
import { CANARY, canaryNest, type Nest } from '../shared/testing/canary.ts';
import { as, env, peopleOrg, type RunningOrg } from '../shared/testing/org.ts';
import { asked, decided, LEAD, newFamily, OFFICER, requireLooks } from './testing/family.ts';
import { entries, tags } from './testing/read.ts';

const SAID = 'told Thessaly that he took her keys';

describe('a decided copy', () => {
  let org: RunningOrg;
  let nest: Nest;
  let out: string;
  let request: { number: string; id: string };
  before(async () => {
    org = await peopleOrg();
    nest = canaryNest();
    out = path.join(nest.home, 'to-post');
    mkdirSync(out);
    request = await asked(org, await newFamily(org, SAID));
  });
  after(async () => {
    nest.remove();
    await org.stop();
  });
  const build = (who: string, ...more: string[]) =>
    nest.run(['pack', 'build', '--request', request.number, '--out', out, ...more, ...as(org, who)], env);

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

  it('leaves as one locked archive with page, PDF, JSON, schema and table; the passphrase is said once', async () => {
    await decided(org, request.id);
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

const passphraseOf = (text: string): string => /(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}/.exec(text)![0];

function kept({ home, state }: Nest): string {
  return [home, state, path.join(path.dirname(state), 'tmp')]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
