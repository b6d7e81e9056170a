/** What stood in the org before a step changed it, locked on this machine, so that it can be put back. */
import { queryRows, type BulkClient } from '../shared/bulk/index.ts';
import type { LocalRun } from './local.ts';
import type { PreparedStep } from './prepare.ts';
import { staged, type StagedRow } from './staging.ts';

export interface BeforeImage {
  readonly key: string;
  readonly id: string;
  /** In the order of the fields. An empty text is a field without a value. */
  readonly cells: readonly string[];
}

export const before = (position: number): string => `before-${position}.sealed`;

/** Fields that a change touches; of a lookup by key, its id. */
export const touched = ({ columns }: PreparedStep): string[] => columns.update.map((column) => column.replace(/__r\.Legacy_Id__c$/, '__c'));

/** Asks the org for the rows that the step will change. Begun anew after a kill: nothing has been sent yet. */
export async function takeBefore(client: BulkClient, run: LocalRun, step: PreparedStep): Promise<void> {
  const name = before(step.position);
  if (step.counts.update === 0 || run.isMarked(name)) return;
  const changed = new Set<string>();
  for await (const { key } of run.read<StagedRow>(staged(`${step.position}-update`))) changed.add(key.toLowerCase());
  const batch = run.begin(name);
  let isHeader = true;
  const soql = `SELECT Id, Legacy_Id__c, ${touched(step).join(', ')} FROM ${step.object} WHERE Legacy_Id__c != null`;
  for await (const [id, key, ...cells] of queryRows(client, soql)) {
    if (!isHeader && changed.has(key!.toLowerCase())) batch.add({ id: id!, key: key!, cells } satisfies BeforeImage);
    isHeader = false;
  }
  batch.end();
  run.mark(name);
}
