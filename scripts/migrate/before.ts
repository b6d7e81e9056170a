/** What stood in the org before a step changed it, locked on this machine, so that it can be put back. */
import { queryRows, type BulkClient } from '../shared/bulk/index.ts';
import type { LocalRun } from './local.ts';
import type { PreparedStep } from './prepare.ts';
import { sparedIn, staged, type StagedRow } from './staging.ts';

export interface BeforeImage {
  readonly key: string;
  readonly id: string;
  /** In the order of the fields. An empty text is a field without a value. */
  readonly cells: readonly string[];
}

export const before = (position: number): string => `before-${position}.sealed`;

/** Fields that a change touches; of a lookup by key, its id. */
export const touched = ({ columns }: PreparedStep): string[] => columns.update.map((column) => column.replace(/__r\.Legacy_Id__c$/, '__c'));

/**
 * Asks the org for the rows that the step will change, and which of them a person has changed since they were staged: a run may have
 * lain for days. Begun anew after a kill: nothing has been sent yet.
 * @param loaders ids of who has run migrations, 15 characters
 * @returns how many rows are left as the person wrote them
 */
export async function takeBefore(client: BulkClient, run: LocalRun, step: PreparedStep, loaders: ReadonlySet<string>): Promise<number> {
  if (step.counts.update === 0) return 0;
  if (!run.isMarked(before(step.position))) await ask(client, run, step, loaders);
  let spared = 0;
  for await (const _ of run.read<string>(sparedIn(step.position))) spared++;
  return spared;
}

async function ask(client: BulkClient, run: LocalRun, step: PreparedStep, loaders: ReadonlySet<string>): Promise<void> {
  const changed = new Map<string, boolean>();
  for await (const { key, writesOver } of run.read<StagedRow>(staged(`${step.position}-update`)))
    changed.set(key.toLowerCase(), writesOver);
  const [images, spared] = [run.begin(before(step.position)), run.begin(sparedIn(step.position))];
  let isHeader = true;
  const soql = `SELECT Id, Legacy_Id__c, LastModifiedById, ${touched(step).join(', ')} FROM ${step.object} WHERE Legacy_Id__c != null`;
  for await (const [id, key, who, ...cells] of queryRows(client, soql)) {
    const writesOver = isHeader ? undefined : changed.get(key!.toLowerCase());
    if (writesOver === false && !loaders.has(who!.slice(0, 15))) spared.add(key!.toLowerCase());
    else if (writesOver !== undefined) images.add({ id: id!, key: key!, cells } satisfies BeforeImage);
    isHeader = false;
  }
  images.end();
  spared.end();
  run.mark(before(step.position));
}
