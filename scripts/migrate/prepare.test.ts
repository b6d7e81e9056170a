/** What becomes of rows before anything is sent, without an org: the transform, and what a person has changed since. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { migrate as words } from '../messages/migrate.ts';
import type { BulkClient } from '../shared/bulk/index.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { CANARY } from '../shared/testing/canary.ts';
import { Decisions } from './decisions.ts';
import { loaded, migration } from './folder.ts';
import { keys, LocalMigration } from './local.ts';
import type { OrgSide } from './org-side.ts';
import { prepare, type Prepared, type PreparedReject, type PreparedRow } from './prepare.ts';

const MAPPING = `sources:
  families: { csv: families.csv, key: [Ref] }
steps:
  - object: Client__c
    source: families
    key: fam
    fields:
      Language__c: { column: Language }
      Town__c: { column: Town }
`;
const LOADER = '005000000000001';
const SOMEBODY = '005000000000002';

let folder: string;
let at = 0;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'confide-prepare-'));
  writeFileSync(path.join(folder, 'families.csv'), `Ref,Language,Town\nA,English,${CANARY.lastName}\nB,Polish,Town\n`);
  process.env['CONFIDE_STATE'] = path.join(folder, 'state');
  process.env['CONFIDE_KEY'] = 'ab'.repeat(32);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
  delete process.env['CONFIDE_STATE'];
  delete process.env['CONFIDE_KEY'];
});

/** A migration of its own for each transform: Node reads a file once. */
function made(transform?: string, mapping = MAPPING) {
  const root = path.join(folder, `migrations-${at++}`);
  const one = path.join(root, '0001_families');
  mkdirSync(one, { recursive: true });
  writeFileSync(path.join(one, 'mapping.yaml'), mapping);
  if (transform !== undefined) writeFileSync(path.join(one, 'transform.ts'), transform);
  return migration('0001', root);
}

interface Seen {
  readonly prepared: Prepared;
  readonly counts: Prepared['steps'][number]['counts'];
  readonly codes: Record<string, number>;
  readonly rows: PreparedRow[];
  readonly rejects: PreparedReject[];
}

/** @param inOrg who changed last, by key */
async function seen(one: ReturnType<typeof made>, inOrg: Record<string, string> = {}, known: readonly string[] = []): Promise<Seen> {
  const writable = { createable: true, updateable: true, relationship: null };
  const side: Partial<OrgSide> = {
    check: async () => undefined,
    fields: async () => new Map(['Language__c', 'Town__c'].map((field) => [field, writable])),
    keys: async () => new Map(Object.entries(inOrg))
  };
  const rows: PreparedRow[] = [];
  const rejects: PreparedReject[] = [];
  const taken = { holds: () => known.length > 0 };
  const prepared = await prepare({
    migration: await loaded(one),
    client: {} as BulkClient,
    side: side as OrgSide,
    decisions: await Decisions.read(folder),
    data: folder,
    orgId: '00D000000000001',
    key: Buffer.alloc(32, 1),
    manifest: () => taken as never,
    loaders: new Set([LOADER]),
    sink: { row: (row) => rows.push(row), reject: (reject) => rejects.push(reject) }
  });
  return { prepared, counts: prepared.steps[0]!.counts, codes: prepared.steps[0]!.codes, rows, rejects };
}

const refusedWith = (said: RegExp) => (error: unknown) =>
  error instanceof ToolError && error.exitCode === EXIT.usage && said.test(error.message) && !error.message.includes(CANARY.lastName);

describe('a transform', () => {
  it('is refused when it takes code from elsewhere, which no checksum covers', async () => {
    for (const takes of [
      "import { helper } from '../helper.ts';\nexport default helper;\n",
      "import fs from 'node:fs';\nexport default (row) => row;\n",
      "export default (row) => { void import('./helper.ts'); return row; };\n",
      "export { default } from './helper.ts';\n"
    ])
      await assert.rejects(loaded(made(takes)), refusedWith(/takes code from elsewhere/), takes);
    const typed = "import type { Transform } from '../../transform.ts';\nexport default ((row) => row) satisfies Transform;\n";
    assert.equal(typeof (await loaded(made(typed))).transform, 'function', 'types are no code');
  });

  it('is refused when it is no function or cannot be read, and what it says then is not repeated', async () => {
    await assert.rejects(loaded(made('export const transform = 1;\n')), refusedWith(/exports no function/));
    await assert.rejects(loaded(made(`throw new Error('${CANARY.lastName}');\n`)), refusedWith(/cannot be run/));
    await assert.rejects(loaded(made('export default (row => \n')), refusedWith(/cannot be run/));
  });

  it('refuses a row by throwing: told by its key and code, its values locked with the others', async () => {
    const { counts, codes, rejects } = await seen(
      made("export default (row) => { if (row.Ref === 'A') throw new Error(row.Town); return row; };\n")
    );
    assert.deepEqual([counts.read, counts.create, counts.rejected, codes], [2, 1, 1, { TRANSFORM_REFUSED: 1 }]);
    assert.deepEqual(
      rejects.map(({ key, code, values }) => [key, code, values['Town']]),
      [['A', 'TRANSFORM_REFUSED', CANARY.lastName]]
    );
  });

  it('refuses a row of which it made something else than texts by column', async () => {
    for (const result of ['undefined', '7', '"text"', '{ ...row, Town: 7 }', '{ ...row, Town: undefined }', 'new Date()', '[null]'])
      assert.deepEqual((await seen(made(`export default (row) => (${result});\n`))).codes, { TRANSFORM_BAD: 2 }, result);
    assert.deepEqual((await seen(made('export default async (row) => row;\n'))).codes, { TRANSFORM_BAD: 2 }, 'a promise is no row');
  });

  it('refuses a row without a column that the mapping names, rather than loading it empty', async () => {
    const { codes, rejects } = await seen(made('export default ({ Ref, Language }) => ({ Ref, Language, Twon: "x" });\n'));
    assert.deepEqual([codes, rejects[0]!.key, rejects[0]!.fields], [{ COLUMN_MISSING: 2 }, 'A', ['Town']]);
  });

  it('makes one row, several or none, and one of several with the key of another is refused', async () => {
    const split = 'export default (row) => row.Ref === "A" ? null : [row, { ...row, Ref: "B/2" }, { ...row, Ref: "b" }];\n';
    const { counts, codes, rows } = await seen(made(split));
    assert.deepEqual([counts.create, codes, rows.map(({ key }) => key)], [2, { KEY_TWICE_IN_SOURCE: 1 }, ['fam-B', 'fam-B/2']]);
  });

  it('changes no row of the source by changing its own: the charity sees it as it stood', async () => {
    const { rejects } = await seen(made('export default (row) => { row.Town = row.Ref = ""; throw new Error(); };\n'));
    assert.deepEqual(
      rejects.map(({ key, values }) => [key, values['Town']]),
      [
        ['A', CANARY.lastName],
        ['B', 'Town']
      ]
    );
  });

  it('gives another plan when it says something else the second time', async () => {
    const chance = made('let n = 0;\nexport default (row) => ({ ...row, Town: String(n++) });\n');
    assert.notEqual((await seen(chance)).prepared.hash, (await seen(chance)).prepared.hash);
    const steady = made('export default (row) => row;\n');
    assert.equal((await seen(steady)).prepared.hash, (await seen(steady)).prepared.hash);
  });
});

describe('a file as it comes from a spreadsheet', () => {
  const HEADER = 'Ref,Language,Town\n';
  const withFile = async <T>(content: string | Buffer, look: () => Promise<T>, name = 'families.csv'): Promise<T> => {
    const file = path.join(folder, name);
    const was = existsSync(file) ? readFileSync(file) : null;
    writeFileSync(file, content);
    try {
      return await look();
    } finally {
      if (was) writeFileSync(file, was);
      else rmSync(file);
    }
  };

  it('has a row refused whose cells are not as many as the header names, never cut or filled up', async () => {
    const file = `${HEADER}A,English,Housing settled, ${CANARY.lastName}\nB,Polish,"Housing, settled"\nC,English\n`;
    const whole = MAPPING.replace('[Ref] }', '[Ref], whole: true }');
    for (const one of [made(), made(undefined, whole), made('export default (row) => row;\n')]) {
      const { counts, codes, rows, rejects } = await withFile(file, () => seen(one));
      assert.deepEqual([counts.read, counts.create, counts.rejected, codes], [3, 1, 2, { ROW_OF_ANOTHER_LENGTH: 2 }]);
      assert.deepEqual(
        rows.map(({ number, cells }) => [number, cells.includes('Housing, settled')]),
        [[2, true]]
      );
      assert.deepEqual(
        rejects.map(({ number, key }) => [number, key]),
        [
          [1, ''],
          [3, '']
        ],
        'told by its row: in its place a name could stand for the key'
      );
      assert.equal(rejects[0]!.values['#4'], ` ${CANARY.lastName}`, 'for the charity, nothing of it is lost');
    }
    assert.match(words.sentences['ROW_OF_ANOTHER_LENGTH']!, /quote/);
  });

  it('is refused when it is not UTF-8, by its line, before anything is sent', async () => {
    const file = Buffer.from(`${HEADER}A,English,${CANARY.lastName}\nB,Polish,Orl\xe9ans\n`, 'latin1');
    await assert.rejects(
      withFile(file, () => seen(made())),
      refusedWith(/^families\.csv, line 3: .*CSV UTF-8/)
    );
    const answers = Buffer.from('Source,Key,Question,Column,Choices,Answer\nZo\xeb,A,OVERWRITE,x,a | b,a\n', 'latin1');
    await assert.rejects(
      withFile(answers, () => seen(made()), 'decisions.csv'),
      refusedWith(/^decisions\.csv, line 2: .*CSV UTF-8/)
    );
  });
});

describe('a row that is in the org already', () => {
  const overwriting = MAPPING.replace('    key: fam\n', '    key: fam\n    overwrite: true\n');

  it('is refused when a person changed it last, and changed when a load did', async () => {
    const { counts, codes, rejects } = await seen(made(), { 'fam-a': SOMEBODY, 'fam-b': LOADER });
    assert.deepEqual([counts.create, counts.update, codes], [0, 1, { CHANGED_IN_ORG: 1 }]);
    assert.deepEqual([rejects[0]!.key, rejects[0]!.code], ['A', 'CHANGED_IN_ORG']);
  });

  it('waits for the charity where the step would write over it, and goes as she says', async () => {
    const inOrg = { 'fam-a': SOMEBODY, 'fam-b': LOADER };
    const one = made(undefined, overwriting);
    assert.deepEqual((await seen(one, inOrg)).codes, { DECISION_NEEDED: 1 });
    const answered = async (answer: string) => {
      const line = `families,A,OVERWRITE,Client__c,write over | leave,${answer}\n`;
      writeFileSync(path.join(folder, 'decisions.csv'), `Source,Key,Question,Column,Choices,Answer\n${line}`);
      const found = await seen(one, inOrg);
      rmSync(path.join(folder, 'decisions.csv'));
      return found;
    };
    const left = await answered('leave');
    assert.deepEqual([left.counts.update, left.codes], [1, { CHANGED_IN_ORG: 1 }]);
    const over = await answered('write over');
    assert.deepEqual([over.counts.update, over.codes], [2, { OVERWRITES: 1 }], 'and the plan says of how many');
    assert.deepEqual(
      over.rows.map(({ key, writesOver }) => [key, writesOver]),
      [
        ['fam-A', true],
        ['fam-B', false]
      ]
    );
    assert.ok(over.prepared.decisionsHash, 'which another has to sign');
    await assert.rejects(answered('yes'), { exitCode: EXIT.usage });
    rmSync(path.join(folder, 'decisions.csv'));
  });

  it('is not sent again when the source says the same, whoever changed it; and stays gone when somebody deleted it', async () => {
    const { counts } = await seen(made(undefined, overwriting), { 'fam-a': SOMEBODY }, ['all']);
    assert.deepEqual([counts.unchanged, counts.left, counts.update, counts.create], [1, 1, 0, 0]);
  });
});

describe('locked rows of a run', () => {
  const DAY = 86_400_000;

  it('are kept for the days of --keep, those of a run that is not over for as long as it takes', () => {
    const local = new LocalMigration('00D000000000001', '0001_families', keys(true));
    const run = (key: string, phase: 'finished' | 'loading') => {
      const one = local.run(key);
      writeFileSync(path.join(one.folder, 'rejects.csv'), 'Step\n');
      writeFileSync(path.join(one.folder, 'before-0.sealed'), 'x');
      writeFileSync(path.join(one.folder, 'run.json'), JSON.stringify({ runKey: key, phase, begunAt: '2026-01-01' }));
      const then = new Date(Date.now() - 10 * DAY);
      utimesSync(path.join(one.folder, 'run.json'), then, then);
      return one;
    };
    const [over, open] = [run('over', 'finished'), run('open', 'loading')];
    assert.equal(local.purge(14), 0, 'not yet');
    assert.ok(over.holdsRows);
    assert.equal(local.purge(9), 1);
    assert.deepEqual([over.holdsRows, over.has('rejects.csv'), open.holdsRows], [false, true, true], 'codes stay, values go');
  });
});
