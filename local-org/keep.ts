/**
 * What can be made anew at any time, kept from one start to the next: texts by their keys, many in one file. The file is read at
 * once, and each text taken out of it when it is asked for. It may be deleted at any time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';

/** First line of a file: how many bytes each text has, in the order in which they follow. */
type Index = readonly (readonly [key: string, bytes: number])[];

const LINE = 10;

export class Keep {
  private readonly file: string;
  private readonly bytes: Buffer;
  private readonly places = new Map<string, readonly [from: number, to: number]>();
  private readonly added = new Map<string, string>();
  private readonly used = new Set<string>();
  private readonly most: number;

  /** @param most bytes of the file, beyond which what nobody asked for goes, the longest unasked first */
  constructor(file: string, most = Infinity) {
    this.file = file;
    this.most = most;
    this.bytes = bytesOf(file);
    let from = this.bytes.indexOf(LINE) + 1;
    for (const [key, bytes] of indexOf(this.bytes.subarray(0, from))) this.places.set(key, [from, (from += bytes)]);
    // Half a file, written by something else than this class, is none.
    if (from > this.bytes.length) this.places.clear();
  }

  /** Whether a text is there; it counts as asked for. */
  has(key: string): boolean {
    this.used.add(key);
    return this.added.has(key) || this.places.has(key);
  }

  get size(): number {
    return this.places.size + this.added.size;
  }

  get(key: string): string | undefined {
    this.used.add(key);
    const added = this.added.get(key);
    if (added !== undefined) return added;
    const place = this.places.get(key);
    return place && this.bytes.toString('utf8', ...place);
  }

  put(key: string, text: string): void {
    this.used.add(key);
    this.added.set(key, text);
  }

  /** Writes the file when something was put: what was asked for stands last. */
  save(): void {
    if (this.added.size === 0) return;
    const of = (keys: readonly string[]) => keys.map((key) => [key, this.bytes.subarray(...this.places.get(key)!)] as const);
    const old = [...this.places.keys()].filter((key) => !this.added.has(key));
    const unasked = of(old.filter((key) => !this.used.has(key)));
    const asked: (readonly [string, Uint8Array])[] = [
      ...of(old.filter((key) => this.used.has(key))),
      ...[...this.added].map(([key, text]) => [key, Buffer.from(text)] as const)
    ];
    let over = bytesIn(asked) + bytesIn(unasked) - this.most;
    while (over > 0 && unasked.length > 0) over -= unasked.shift()![1].length;
    const parts = [...unasked, ...asked];
    const index: Index = parts.map(([key, bytes]) => [key, bytes.length]);
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeWhole(this.file, Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...parts.map(([, bytes]) => bytes)]));
  }
}

/** Written aside and renamed, so that nobody ever reads half a file. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const aside = `${file}.${process.pid}-${threadId}`;
  writeFileSync(aside, content);
  renameSync(aside, file);
}

function bytesIn(parts: readonly (readonly [string, Uint8Array])[]): number {
  return parts.reduce((sum, [, { length }]) => sum + length, 0);
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function indexOf(line: Uint8Array): Index {
  if (line.length === 0) return [];
  try {
    return JSON.parse(Buffer.from(line).toString('utf8')) as Index;
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
