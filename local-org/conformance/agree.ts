/**
 * Measures how far this compiler and another one refuse the same Apex: spoils sources by single, repeatable mutations and asks both.
 *   node local-org/conformance/agree.ts --other COMMAND [--count N] [--seed N] [--answers FILE] [--report FILE] FOLDER...
 * COMMAND is started once for each folder, with it as its last argument. For every line `file TAB changed file` that it reads it prints the
 * refusals of the folder with that file changed, `file:line:column: sentence` each, and then an empty line; an empty line asks for the folder
 * as it stands. FILE of --answers keeps them, so that a second run needs no other compiler for what it has said already.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ThisCompiler } from './agree/here.ts';
import { MUTATIONS } from './agree/mutations.ts';
import { OtherCompiler } from './agree/other.ts';
import { agreementOf, summary } from './agree/report.ts';
import type { Verdict } from './agree/report.ts';
import { choose } from './agree/choose.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    other: { type: 'string' },
    count: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    answers: { type: 'string' },
    report: { type: 'string' },
    only: { type: 'string' }
  }
});
if (!values.other || positionals.length === 0) throw new Error('Say which compiler and which folders: agree.ts --other COMMAND FOLDER...');

const verdicts: Verdict[] = [];
const share = Math.ceil(Number(values.count) / positionals.length);
const kinds = Object.entries(MUTATIONS).filter(([name]) => !values.only || name.includes(values.only));
for (const folder of positionals) {
  const here = new ThisCompiler(folder);
  const other = new OtherCompiler(values.other, folder, values.answers ?? null);
  const [ours, theirs] = [here.refusals(null), await other.refusals(null)];
  // A file that either refuses as it stands cannot show what a mutation does to it.
  const spoilt = new Set([...ours, ...theirs].map((r) => r.unit.toLowerCase()));
  const sound = here.sources.filter((source) => !spoilt.has(source.name.toLowerCase()));
  const mutants = choose(sound, kinds, share, Number(values.seed));
  for (const mutant of mutants) {
    const answer = await other.refusals(mutant);
    verdicts.push({ mutant, ours: without(here.refusals(mutant), ours), theirs: without(answer, theirs) });
    if (verdicts.length % 50 === 0) console.error(`${verdicts.length} of ${share * positionals.length}`);
  }
  other.end();
}
const report = verdicts.map((verdict) => ({ ...agreementOf(verdict), ...verdict }));
if (values.report) writeFileSync(values.report, JSON.stringify(report, null, 1));
for (const line of summary(report)) console.log(line);
process.exitCode = report.some((r) => r.outcome === 'refused here alone') ? 1 : 0;

function without<T extends { unit: string; line: number; message: string }>(refusals: readonly T[], base: readonly T[]): T[] {
  const known = new Set(base.map((r) => `${r.unit}:${r.line}:${r.message}`));
  return refusals.filter((r) => !known.has(`${r.unit}:${r.line}:${r.message}`));
}
