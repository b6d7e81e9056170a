import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CompileErrors } from './index.ts';
import { REFUSALS } from './fixtures/refusals.ts';
import { apexOrg, CASEWORK, run } from './testing.ts';

test('what Salesforce refuses is refused in its words, at its line and column', async (t) => {
  const org = apexOrg(Object.fromEntries(REFUSALS.map(([file, source]) => [file, source])), CASEWORK);
  const found = refusals(() => org.apex.compileAll());
  for (const [file, , expected] of REFUSALS) {
    await t.test(file, () => assert.deepEqual(found.get(file.split('.')[0] as string) ?? [], expected));
  }
});

/** Classes that the cases of refusals.txt extend, implement and call. */
const AROUND = {
  'Base.cls':
    'public virtual class Base { public virtual void v() { } protected virtual void p() { } public void n() { } private void q() { } public static void s() { } protected virtual Integer pi() { return 1; } }',
  'Abs.cls': 'public abstract class Abs { public abstract void a(); public Abs(Integer i) { } }',
  'Fac.cls': 'public interface Fac { void look(); Integer two(String s); }'
};

test('each rule of the language is held to, and nothing else is refused', async (t) => {
  const lines = readFileSync(new URL('fixtures/refusals.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const cases = lines.map((line) => line.split('\t') as [string, ...string[]]);
  const nameOf = (source: string): string => /(?:class|interface) (R\d+)/.exec(source)![1]!;
  const org = apexOrg({ ...AROUND, ...Object.fromEntries(cases.map(([source]) => [`${nameOf(source)}.cls`, source])) });
  const found = refusals(() => org.apex.compileAll());
  for (const [source, ...expected] of cases)
    await t.test(source, () => assert.deepEqual((found.get(nameOf(source)) ?? []).sort(), expected.map((e) => `1:${e}`).sort()));
});

test('a package without mistakes compiles', () => {
  apexOrg({ 'Fine.cls': 'public class Fine { public static Integer twice(Integer n) { return n * 2; } }' }).apex.compileAll();
});

test('a class that does not compile does not keep the others from running', () => {
  const org = apexOrg({
    'Broken.cls': 'public class Broken { Nope x; }',
    'Sound.cls': 'public class Sound { public static Integer two() { return 2; } }'
  });
  assert.deepEqual([...refusals(() => org.apex.compileAll())], [['Broken', ['1:23: Invalid type: Nope']]]);
  assert.equal(run(org, 'Assert.areEqual(2, Sound.two());'), null);
});

function refusals(work: () => void): Map<string, string[]> {
  const found = new Map<string, string[]>();
  try {
    work();
  } catch (error) {
    if (!(error instanceof CompileErrors)) throw error;
    for (const p of error.problems) found.set(p.unit, [...(found.get(p.unit) ?? []), `${p.line}:${p.column}: ${p.message}`]);
  }
  return found;
}
