/**
 * How far a run has come, line by line on disk before the next step is taken. Holds ids of jobs, counts and keyed digests; no value of a row.
 * What it does not know (was the job closed before the kill?) the org is asked.
 */
import { onDisk } from './files.ts';
import type { Files } from './files.ts';
import { MESSAGES } from './messages.ts';

export interface ChunkDone {
  readonly sent: number;
  readonly saved: number;
  readonly failed: number;
  /** How often each status code came. */
  readonly codes: Readonly<Record<string, number>>;
}

/** What a run came to. */
export interface RunTotals {
  readonly rows: number;
  readonly unchanged: number;
  readonly sent: number;
  readonly saved: number;
  readonly failed: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly jobs: number;
}

/** A job that took rows of a chunk. `dropped`: it was aborted before it had any. */
export interface Attempt {
  readonly job: string;
  dropped: boolean;
}

export interface ChunkState {
  /** Keyed digest of its bytes. */
  readonly mark: string;
  readonly attempts: Attempt[];
  done: ChunkDone | null;
}

type Entry =
  | { readonly is: 'run'; readonly scope: string }
  | { readonly is: 'job'; readonly chunk: number; readonly mark: string; readonly job: string }
  | { readonly is: 'dropped'; readonly chunk: number; readonly job: string }
  | ({ readonly is: 'done'; readonly chunk: number; readonly mark: string } & ChunkDone)
  | { readonly is: 'finished'; readonly result: RunTotals };

export class Journal {
  /** Whether an earlier process has begun this run. */
  readonly isResumed: boolean;
  /** Of a run that has come to its end. */
  result: RunTotals | null = null;
  private readonly files: Files;
  private readonly file: string;
  private readonly scope: string;
  private readonly chunks = new Map<number, ChunkState>();

  /** @param scope digest of what is loaded where. @throws ToolError when the file belongs to another run. */
  constructor(files: Files, file: string, scope: string) {
    this.files = files;
    this.file = file;
    this.scope = scope;
    const entries = files.exists(file) ? this.entries() : [];
    this.isResumed = entries.length > 0;
    const [first] = entries;
    if (first && (first.is !== 'run' || first.scope !== scope)) throw MESSAGES.otherRun();
    for (const entry of entries) this.take(entry);
  }

  /** Before the first chunk. @throws ToolError when the disk is full, as all that writes here does. */
  begin(): void {
    if (!this.isResumed) this.write({ is: 'run', scope: this.scope });
  }

  chunk(index: number): ChunkState | undefined {
    return this.chunks.get(index);
  }

  /** A job was made for (a part of) a chunk. On disk before the job gets its first row. */
  job(chunk: number, mark: string, job: string): void {
    this.write({ is: 'job', chunk, mark, job });
  }

  dropped(chunk: number, job: string): void {
    this.write({ is: 'dropped', chunk, job });
  }

  done(chunk: number, mark: string, outcome: ChunkDone): void {
    this.write({ is: 'done', chunk, mark, ...outcome });
  }

  finished(result: RunTotals): void {
    this.write({ is: 'finished', result });
  }

  private write(entry: Entry): void {
    onDisk(() => this.files.append(this.file, Buffer.from(`${JSON.stringify(entry)}\n`)));
    this.take(entry);
  }

  private take(entry: Entry): void {
    switch (entry.is) {
      case 'run':
        return;
      case 'job':
        this.state(entry).attempts.push({ job: entry.job, dropped: false });
        return;
      case 'dropped':
        for (const attempt of this.chunks.get(entry.chunk)?.attempts ?? []) if (attempt.job === entry.job) attempt.dropped = true;
        return;
      case 'done':
        this.state(entry).done = { sent: entry.sent, saved: entry.saved, failed: entry.failed, codes: entry.codes };
        return;
      case 'finished':
        this.result = entry.result;
    }
  }

  private state({ chunk, mark }: { readonly chunk: number; readonly mark: string }): ChunkState {
    const state = this.chunks.get(chunk) ?? { mark, attempts: [], done: null };
    this.chunks.set(chunk, state);
    return state;
  }

  /** A last line that was written half tells nothing: the step behind it was not taken. */
  private entries(): Entry[] {
    const bytes = Buffer.concat([...this.files.read(this.file)]);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) onDisk(() => this.files.cut(this.file, whole));
    const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Entry);
  }
}
