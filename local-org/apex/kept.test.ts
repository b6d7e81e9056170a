import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { bootOrg } from '../boot.ts';
import { GARDEN } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import { CompileErrors } from './index.ts';
import { run } from './testing.ts';

const CLASS = '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion></ApexClass>';
const label = (value: string): string =>
  `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Colour</fullName><language>en_US</language><protected>false</protected><shortDescription>Colour</shortDescription><value>${value}</value></labels></CustomLabels>`;
const SOURCE = {
  'labels/Colours.labels-meta.xml': label('green'),
  'classes/Sign.cls-meta.xml': CLASS,
  'classes/Sign.cls': 'public class Sign { public static String words() { return System.Label.Colour; } }',
  'classes/Reader.cls-meta.xml': CLASS,
  'classes/Reader.cls': 'public class Reader { public static String read() { String said = Sign.words(); return said; } }'
};

/** A package that a test may change, and a folder for what its starts keep. */
function changing(t: TestContext) {
  const home = mkdtempSync(path.join(tmpdir(), 'kept-'));
  t.after(() => rmSync(home, { recursive: true }));
  const [source, cache] = [path.join(home, 'source'), path.join(home, 'cache')];
  cpSync(GARDEN, source, { recursive: true });
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
    writeFileSync(path.join(source, file), text);
  };
  for (const [file, text] of Object.entries(SOURCE)) write(file, text);
  const start = (coverage = false): Org => {
    const org = bootOrg({ packageDirs: [source], database: ':memory:', cacheDir: cache, coverage });
    org.apex.compileAll();
    return org;
  };
  return {
    write,
    start,
    /** What a class says, in an org that starts now. */
    said: (): string | null => run(start(), 'throw new IllegalArgumentException(Reader.read());'),
    scripts: () =>
      readdirSync(cache)
        .filter((name) => name.startsWith('apex-'))
        .map((name) => path.join(cache, name))
  };
}
const GREEN = 'System.IllegalArgumentException: green';

test('a package that has not changed starts from the scripts of its last start', (t) => {
  const { said, scripts } = changing(t);
  assert.equal(said(), GREEN);
  const [file = '', ...others] = scripts();
  assert.deepEqual(others, []);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('green', 'stale'));
  assert.equal(said(), 'System.IllegalArgumentException: stale', 'it is the kept script that runs');
  assert.deepEqual(scripts(), [file]);
});

test('scripts are compiled anew when something changed that they are made of, and again known when it is as it was', (t) => {
  const { said, write, scripts } = changing(t);
  assert.equal(said(), GREEN);
  write('labels/Colours.labels-meta.xml', label('brown'));
  assert.equal(said(), 'System.IllegalArgumentException: brown');
  write('labels/Colours.labels-meta.xml', label('green'));
  assert.equal(said(), GREEN);
  assert.equal(scripts().length, 2);
});

test('a class that no longer fits another is refused, although the other was kept', (t) => {
  const { start, write, scripts } = changing(t);
  start();
  write('classes/Sign.cls', 'public class Sign { public static Integer words() { return 7; } }');
  assert.throws(
    () => start(),
    (error) => error instanceof CompileErrors && error.problems.map(({ unit, line }) => `${unit}:${line}`).join() === 'Reader:1'
  );
  assert.equal(scripts().length, 1, 'what is refused is not kept');
});

test('scripts that count for coverage are kept apart from those that do not', (t) => {
  const { start, scripts } = changing(t);
  start();
  start(true);
  assert.equal(scripts().length, 2);
});

test('bodies that were kept compile as those that were parsed', (t) => {
  const { said, write } = changing(t);
  assert.equal(said(), GREEN);
  // Another label text: every unit is emitted again, from trees of the first start.
  write('labels/Colours.labels-meta.xml', label('ochre'));
  write(
    'classes/Sign.cls',
    `public class Sign {
  static Integer told; static { told = 1; }
  public String own { get { return own == null ? 'none' : own; } set { own = value + told; } }
  public class Deep { public String more() { return 'inner ' + System.Label.Colour; } }
  public static String words() { Sign s = new Sign(); s.own = 'own'; return s.own + ' ' + new Deep().more(); }
}`
  );
  assert.equal(said(), 'System.IllegalArgumentException: own1 inner ochre');
  write('labels/Colours.labels-meta.xml', label('azure'));
  assert.equal(said(), 'System.IllegalArgumentException: own1 inner azure');
});
