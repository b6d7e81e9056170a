import { createReadStream } from 'node:fs';
import { appendDurable } from './state.ts';
import { seal, unseal } from './seal.ts';

/**
 * A file of locked records, one a line, for what may be large and must survive a kill: each line is sealed by itself with its place,
 * so that none can be moved, left out before the last, or taken to another file.
 */
export class SealedLines {
  readonly #file: string;
  readonly #key: Buffer;
  readonly #about: string;
  #next: number;

  /** @param from how many lines the file holds already (see `read`) */
  constructor(file: string, key: Buffer, about: string, from = 0) {
    this.#file = file;
    this.#key = key;
    this.#about = about;
    this.#next = from;
  }

  /** Adds records and has them on the disk before it returns. */
  append(records: readonly unknown[]): void {
    const lines = records.map((record) => seal(Buffer.from(JSON.stringify(record)), this.#key, place(this.#about, this.#next++)));
    appendDurable(this.#file, lines.map((line) => `${line.toString('base64')}\n`).join(''));
  }

  /** Reads the records in order, one at a time. A last line that a kill tore is left out. */
  static async *read<T>(file: string, key: Buffer, about: string): AsyncGenerator<T> {
    let rest = '';
    let at = 0;
    for await (const chunk of createReadStream(file, 'latin1')) {
      const lines = (rest + (chunk as string)).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(unseal(Buffer.from(line, 'base64'), key, place(about, at++)).toString('utf8')) as T;
    }
  }
}

const place = (about: string, index: number): string => `${about}#${index}`;
