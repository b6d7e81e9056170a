/** Removes what a load created, in the package's own way: the org works out what may go, and says of each row that stays why. */
import { existsSync, readFileSync } from 'node:fs';
import { csvLine } from '../shared/csv/write.ts';
import { appendDurable, wholeLines, writeAtomic } from '../shared/state.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { migrate as words } from '../messages/migrate.ts';
import { createdIn } from './execute.ts';
import type { LocalRun } from './local.ts';
import type { PreparedStep } from './prepare.ts';

const ADDRESS = '/services/apexrest/confide/v1/migration-removal';
/** Of one call: the org looks through all that hangs on these files. */
const AT_ONCE = 200;

interface Answer {
  readonly removed: number;
  /** Gone before: by an earlier call whose answer was lost. */
  readonly gone: number;
  readonly stays: readonly { readonly key: string; readonly code: string }[];
}

export interface Removed {
  readonly removed: number;
  readonly stays: readonly { readonly key: string; readonly code: string }[];
}

/** Goes on where it was cut short: each call's answer is on the disk before the next. */
export async function removeCreated(
  org: OrgConnection,
  load: LocalRun,
  undo: LocalRun,
  step: PreparedStep,
  onProgress?: (done: number) => void
): Promise<Removed> {
  const journal = undo.file(`removed-${step.position}.jsonl`);
  const answers = existsSync(journal) ? wholeLines(readFileSync(journal, 'utf8')).map((line) => JSON.parse(line) as Answer) : [];
  let at = 0;
  for await (const keys of chunks(load.read<string>(createdIn(step.position)))) {
    if (at >= answers.length) {
      const answer = await ask(org, undo.name.slice(4), step.object, keys);
      appendDurable(journal, `${JSON.stringify(answer)}\n`);
      answers.push(answer);
    }
    onProgress?.(++at * AT_ONCE);
  }
  return {
    removed: answers.reduce((sum, { removed, gone }) => sum + removed + gone, 0),
    stays: answers.flatMap(({ stays }) => stays)
  };
}

async function ask({ connection }: OrgConnection, run: string, kind: string, keys: readonly string[]): Promise<Answer> {
  return connection.request<Answer>({
    method: 'POST',
    url: `${connection.instanceUrl}${ADDRESS}`,
    body: JSON.stringify({ run, kind, keys }),
    headers: { 'content-type': 'application/json' }
  });
}

async function* chunks(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let some: string[] = [];
  for await (const key of keys)
    if (some.push(key) === AT_ONCE) {
      yield some;
      some = [];
    }
  if (some.length > 0) yield some;
}

/** Keys and reasons, no value. @returns the file, or nothing when nothing stays */
export function writeStays(undo: LocalRun, all: readonly { step: PreparedStep; stays: Removed['stays'] }[]): string | null {
  const lines = all.flatMap(({ step, stays }) =>
    stays.map(({ key, code }) =>
      csvLine([String(step.position + 1), step.object, key.slice(step.prefix.length + 1), code, words.sentences[code] ?? ''])
    )
  );
  if (lines.length === 0) return null;
  writeAtomic(undo.file('stays.csv'), csvLine(['Step', 'Object', 'Key', 'Code', 'Sentence']) + lines.join(''));
  return undo.file('stays.csv');
}
