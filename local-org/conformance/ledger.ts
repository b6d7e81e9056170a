import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A suite that was written elsewhere and what this org makes of it. Everything that the ledger does not name is expected to pass. */
export interface Ledger {
  readonly suite: string;
  readonly source: string;
  readonly commit: string;
  /** Folder of the source inside the suite. */
  readonly folder: string;
  readonly tests: number;
  readonly knownFailures: readonly Entry[];
  readonly outOfScope: readonly Entry[];
}
export interface Entry {
  readonly reason: string;
  /** `Class` for all of its tests, or `Class.method`. */
  readonly tests: readonly string[];
}
export interface Outcome {
  readonly className: string;
  readonly methodName: string;
  readonly outcome: 'Pass' | 'Fail' | 'CompileFail';
}

/** @throws Error naming what is wrong with the ledger: an entry without a reason, a test listed twice. */
export function readLedger(file: string): Ledger {
  const ledger = parse(readFileSync(file, 'utf8')) as Ledger;
  const seen = new Set<string>();
  for (const entry of [...ledger.knownFailures, ...ledger.outOfScope]) {
    if (!entry.reason?.trim()) throw new Error(`${file}: an entry has no reason`);
    for (const test of entry.tests) {
      if (seen.has(test.toLowerCase())) throw new Error(`${file}: ${test} is listed twice`);
      seen.add(test.toLowerCase());
    }
  }
  return ledger;
}

export interface Comparison {
  readonly passed: number;
  readonly knownFailures: number;
  readonly outOfScope: number;
  /** What the ledger does not expect, a sentence each: none when the ledger is true. */
  readonly surprises: readonly string[];
}

/** Holds results against the ledger: a failure that is not listed, and a listed one that passes, are both surprises. */
export function compare(ledger: Ledger, results: readonly Outcome[]): Comparison {
  const listed = (entries: readonly Entry[]): Set<string> => new Set(entries.flatMap((entry) => entry.tests.map((t) => t.toLowerCase())));
  const known = listed(ledger.knownFailures);
  const outside = listed(ledger.outOfScope);
  const counts = { passed: 0, knownFailures: 0, outOfScope: 0 };
  const surprises: string[] = [];
  const met = new Set<string>();
  for (const { className, methodName, outcome } of results) {
    const names = [className, `${className}.${methodName}`].map((name) => name.toLowerCase());
    const holds = (list: Set<string>): boolean => names.some((name) => list.has(name) && met.add(name));
    const passes = outcome === 'Pass';
    if (holds(outside)) counts.outOfScope++;
    else if (holds(known)) {
      counts.knownFailures++;
      if (passes) surprises.push(`${className}.${methodName} passes, but is listed as a known failure`);
    } else if (passes) counts.passed++;
    else surprises.push(`${className}.${methodName} fails and is not listed`);
  }
  for (const test of [...known, ...outside]) if (!met.has(test)) surprises.push(`${test} is listed, but there is no such test`);
  if (results.length !== ledger.tests) surprises.push(`${results.length} tests ran, the ledger counts ${ledger.tests}`);
  return { ...counts, surprises };
}
