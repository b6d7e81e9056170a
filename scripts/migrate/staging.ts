/** Rows as they will be sent, locked on this machine before anything is sent: what a run sends is the same however often it is cut short. */
import type { LocalRun } from './local.ts';
import type { Batch } from './local.ts';
import type { PreparedReject, PreparedRow, PreparedStep, Sink } from './prepare.ts';
import { PREPARED } from './rejects.ts';

export const KINDS = ['create', 'update'] as const;
export type Kind = (typeof KINDS)[number];

export interface StagedRow {
  readonly number: number;
  readonly key: string;
  readonly cells: readonly string[];
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

  row({ position, kind, number, key, cells, entry }: PreparedRow): void {
    this.#file(staged(`${position}-${kind}`)).add({ number, key, cells, entry } satisfies StagedRow);
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

/** Rows of a step for the bulk load: key first. */
export async function* loadRows(run: LocalRun, name: string): AsyncGenerator<readonly string[]> {
  for await (const { key, cells } of run.read<StagedRow>(staged(name))) yield [key, ...cells];
}

export const rowCount = ({ counts }: PreparedStep, kind: Kind): number => counts[kind];
