/** Rows as they will be sent, locked on this machine before anything is sent: what a run sends is the same however often it is cut short. */
import type { LocalRun } from './local.ts';
import type { Batch } from './local.ts';
import type { PreparedReject, PreparedRow, Sink } from './prepare.ts';
import { PREPARED } from './rejects.ts';

export const KINDS = ['create', 'update'] as const;
export type Kind = (typeof KINDS)[number];

export interface StagedRow {
  readonly number: number;
  readonly key: string;
  readonly cells: readonly string[];
  readonly writesOver: boolean;
  readonly entry: readonly [number, number, number, number];
}

export const staged = (name: string): string => `staged-${name}.sealed`;

/** Takes what is prepared into locked files, one for each step and kind. */
export class Staging implements Sink {
  readonly #run: LocalRun;
  readonly #files = new Map<string, Batch>();

  constructor(run: LocalRun) {
    this.#run = run;
    run.removeRows();
  }

  row({ position, kind, ...row }: PreparedRow): void {
    this.#file(staged(`${position}-${kind}`)).add(row satisfies StagedRow);
  }

  reject(reject: PreparedReject): void {
    this.#file(PREPARED).add(reject);
  }

  end(): void {
    for (const file of this.#files.values()) file.end();
  }

  #file(name: string): Batch {
    const file = this.#files.get(name) ?? this.#run.begin(name);
    this.#files.set(name, file);
    return file;
  }
}

/** Keys of rows that a person changed after they were staged. */
export const sparedIn = (position: number): string => `spared-${position}.sealed`;

/** The rows that are sent, in the same order each time. */
export async function* sentRows(run: LocalRun, position: number, kind: Kind): AsyncGenerator<StagedRow> {
  const spared = await sparedKeys(run, position, kind);
  for await (const row of run.read<StagedRow>(staged(`${position}-${kind}`))) if (!spared.has(row.key.toLowerCase())) yield row;
}

/** The rows that are not, since hers is the last word. */
export async function* sparedRows(run: LocalRun, position: number): AsyncGenerator<StagedRow> {
  const spared = await sparedKeys(run, position, 'update');
  if (spared.size === 0) return;
  for await (const row of run.read<StagedRow>(staged(`${position}-update`))) if (spared.has(row.key.toLowerCase())) yield row;
}

/** What is new in the org nobody can have changed. */
async function sparedKeys(run: LocalRun, position: number, kind: Kind): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  if (kind === 'update') for await (const key of run.read<string>(sparedIn(position))) keys.add(key);
  return keys;
}

/** Rows of a step for the bulk load: key first. */
export async function* loadRows(run: LocalRun, position: number, kind: Kind): AsyncGenerator<readonly string[]> {
  for await (const { key, cells } of sentRows(run, position, kind)) yield [key, ...cells];
}
