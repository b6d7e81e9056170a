/** What was not loaded: in the open by key, code and the package's sentence; with its values and the org's own words only locked. */
import { migrate as words } from '../messages/migrate.ts';
import type { Reject } from '../shared/bulk/index.ts';
import { csvLine } from '../shared/csv/write.ts';
import { writeAtomic } from '../shared/state.ts';
import type { Batch, LocalRun } from './local.ts';
import type { PreparedReject, PreparedStep } from './prepare.ts';
import { isPublicKey, wrapFor } from './for-charity.ts';
import { ruleOf } from './rules.ts';
import type { StagedRow } from './staging.ts';
import { KINDS, sentRows, sparedRows } from './staging.ts';

const HEADER = ['Step', 'Object', 'Row', 'Key', 'Code', 'Fields', 'Rule', 'Sentence'];
export const PREPARED = 'refused-prepared.sealed';
/** With values: for the charity, or without a key of hers for who has this machine's. */
export const LOCKED = 'rejects.sealed';
export const LOCKED_KEY = 'rejects.key';

/** What the locked file holds of a row: as it stood in the source, or as it was sent. */
export type Locked = PreparedReject | (StagedRow & { position: number; columns: readonly string[]; code: string; message: string });

/** Of one chunk of a load; told again after a kill, it replaces what was kept. */
export function keepRejects(run: LocalRun, name: string, chunk: number, rejects: readonly Reject[]): void {
  if (rejects.length === 0) return;
  const batch = run.begin(`refused-${name}-${chunk}.sealed`);
  for (const reject of rejects) batch.add(reject);
  batch.end();
}

/** Of a load, by the place of the row in what was staged; 1 for the first. */
export async function rejectsOf(run: LocalRun, name: string, chunks: number): Promise<Map<number, Reject>> {
  const found = new Map<number, Reject>();
  for (let chunk = 0; chunk < chunks; chunk++)
    for await (const reject of run.read<Reject>(`refused-${name}-${chunk}.sealed`)) found.set(reject.row, reject);
  return found;
}

/** Writes both files. @returns the open one, or nothing when all was loaded */
export async function writeRejects(
  run: LocalRun,
  steps: readonly PreparedStep[],
  chunksOf: (name: string) => number,
  charity: string | null
): Promise<string | null> {
  const lines: string[] = [];
  const locked = lockedFile(run, charity);
  for await (const one of run.read<PreparedReject>(PREPARED)) {
    const sentence = words.sentences[one.code] ?? '';
    lines.push(line(one.position, steps[one.position]!.object, one.number, one.key, one.code, one.fields, '', sentence));
    locked.add(one satisfies Locked);
  }
  for (const { position, object, prefix, columns } of steps) {
    for (const kind of KINDS) {
      const name = `${position}-${kind}`;
      const rejects = await rejectsOf(run, name, chunksOf(name));
      let place = 0;
      if (rejects.size === 0) continue;
      for await (const row of sentRows(run, position, kind)) {
        const reject = rejects.get(++place);
        if (!reject) continue;
        const rule = ruleOf(reject.message);
        const sentence = rule?.sentence ?? words.sentences[reject.code] ?? '';
        lines.push(
          line(position, object, row.number, row.key.slice(prefix.length + 1), reject.code, reject.fields, rule?.name ?? '', sentence)
        );
        locked.add({ position, ...row, columns: columns[kind], code: reject.code, message: reject.message } satisfies Locked);
      }
    }
    for await (const row of sparedRows(run, position)) {
      const code = 'CHANGED_IN_ORG';
      lines.push(line(position, object, row.number, row.key.slice(prefix.length + 1), code, [], '', words.sentences[code] ?? ''));
      locked.add({ position, ...row, columns: columns.update, code, message: '' } satisfies Locked);
    }
  }
  locked.end();
  if (lines.length === 0) return null;
  writeAtomic(run.file('rejects.csv'), csvLine(HEADER) + lines.join(''));
  return run.file('rejects.csv');
}

function lockedFile(run: LocalRun, charity: string | null): Batch {
  if (charity === null) return run.begin(LOCKED);
  const { key, wrapped } = wrapFor(isPublicKey(charity), run.name);
  writeAtomic(run.file(LOCKED_KEY), JSON.stringify(wrapped));
  return run.begin(LOCKED, key);
}

function line(
  position: number,
  object: string,
  row: number,
  key: string,
  code: string,
  fields: readonly string[],
  rule: string,
  sentence: string
): string {
  return csvLine([String(position + 1), object, String(row), key, code, fields.join(' '), rule, sentence]);
}
