/**
 * How quick the engine is beside plain TypeScript on node:sqlite, and how the ratio grows with the data; and what parsing and compiling
 * a source tree costs, cold and from the cache. Measured in processor time, which other work on the machine does not lengthen.
 * Measured, not asserted: machines differ. Usage: node local-org/bench/engine.ts [--source DIR …]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootOrg } from '../boot.ts';
import type { Org } from '../org.ts';
import { Plain } from './plain.ts';
import { writeWork } from './work.ts';

/** From 1 to 100 times the data. */
const LOOPS = [10_000, 100_000, 1_000_000] as const;
const ROWS = [100, 200, 1_000, 10_000] as const;

interface Work {
  readonly what: string;
  readonly method: string;
  readonly sizes: readonly number[];
  readonly plain: (plain: Plain, n: number) => number;
}

const WORKS: readonly Work[] = [
  { what: 'method calls', method: 'calls', sizes: LOOPS, plain: (plain, n) => plain.calls(n) },
  { what: 'string building', method: 'strings', sizes: LOOPS, plain: (plain, n) => plain.strings(n) },
  { what: 'map loop', method: 'maps', sizes: LOOPS, plain: (plain, n) => plain.maps(n) },
  { what: 'list loop', method: 'lists', sizes: LOOPS, plain: (plain, n) => plain.lists(n) },
  { what: 'insert', method: 'insertRows', sizes: ROWS, plain: (plain, n) => plain.insert(n) },
  { what: 'query', method: 'queryRows', sizes: ROWS, plain: (plain, n) => plain.query(n) },
  { what: 'update', method: 'updateRows', sizes: ROWS, plain: (plain, n) => plain.update(n) },
  { what: 'delete', method: 'deleteRows', sizes: ROWS, plain: (plain, n) => plain.remove(n) }
];

const scratch = mkdtempSync(path.join(tmpdir(), 'engine-'));

/** @returns milliseconds of the processor. */
function busy(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The median of some runs after two that warm up. */
function measured(work: () => void, before: () => void, runs: number): number {
  for (let i = 0; i < 2; i++) {
    before();
    work();
  }
  const times = Array.from({ length: runs }, () => {
    before();
    return busy(work);
  });
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

function compare(org: Org, adminId: string): void {
  const plain = new Plain(path.join(scratch, 'plain.db'));
  const call = (method: string, n: number): unknown => org.apex.invokeAura(adminId, 'Work', method, { n });
  const empty = (): void => {
    for (const table of ['Thing__c', 'Thing__Share']) org.store.run(`DELETE FROM "${table}"`);
    plain.clear();
  };
  console.log('work              size        Apex ms   plain ms   ratio   Apex per second');
  for (const { what, method, sizes, plain: same } of WORKS) {
    const inserts = method === 'insertRows';
    for (const n of sizes) {
      const fill = (): void => {
        if (sizes !== ROWS) return;
        empty();
        if (inserts) return;
        call('insertRows', n);
        plain.insert(n);
      };
      const runs = n >= 10_000 && sizes === ROWS ? 3 : 7;
      const apex = measured(() => void call(method, n), fill, runs);
      const bare = measured(() => void same(plain, n), fill, runs);
      const columns = [apex.toFixed(2).padStart(10), bare.toFixed(2).padStart(10), (apex / bare).toFixed(1).padStart(7)];
      console.log(
        `${what.padEnd(16)} ${String(n).padStart(9)} ${columns.join(' ')} ${Math.round((n / apex) * 1000)
          .toLocaleString('en-GB')
          .padStart(16)}`
      );
    }
  }
  plain.close();
}

/** Boots and compiles a source tree twice: with an empty cache, and with the one that the first left. */
function compile(source: readonly string[]): void {
  const cacheDir = path.join(scratch, 'cache');
  for (const what of ['cold', 'cached']) {
    const started = performance.now();
    let left: Org | undefined;
    const time = busy(() => {
      left = bootOrg({ packageDirs: source, database: ':memory:', cacheDir });
      left.apex.compileAll();
    });
    const { length } = left!.metadata.apexClasses;
    const wall = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`start and compile ${length} classes, ${what}: ${(time / 1000).toFixed(1)} s of the processor, ${wall} s on the clock`);
    left!.store.close();
  }
}

try {
  const { values } = parseArgs({ options: { source: { type: 'string', multiple: true } } });
  if (values.source) compile(values.source);
  const dir = path.join(scratch, 'source');
  writeWork(dir);
  const org = bootOrg({ packageDirs: [dir], database: path.join(scratch, 'org.db') });
  compare(org, org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = \'admin@demo.example\'')[0]!['id'] as string);
  org.store.close();
} finally {
  rmSync(scratch, { recursive: true });
}
