/**
 * Loads rows, each once, whatever breaks in between: chunk by chunk, the next being cut while the org works on the last. Before each step
 * the journal says which job it is; after a kill the org is asked how far that job has come.
 */
import { BulkClient } from './client.ts';
import type { Chunk, Room } from './chunk.ts';
import { cut } from './chunks.ts';
import { REAL_FILES } from './files.ts';
import type { Files } from './files.ts';
import { Hasher } from './hashes.ts';
import { Journal } from './journal.ts';
import type { ChunkDone, RunTotals } from './journal.ts';
import { Manifest } from './manifest.ts';
import { MESSAGES } from './messages.ts';
import type { SavedSink } from './outcome.ts';
import { sendChunk } from './send.ts';
import type { Sent } from './send.ts';
import type { JobInfo, LoadSpec, Reject, Row } from './types.ts';

export interface LoadOptions {
  readonly spec: LoadSpec;
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
  /** 32 random bytes or more: what is kept of rows can be read by nobody without them. The same for all runs of a load. */
  readonly key: Buffer;
  /** What is loaded where: the org's id, the migration and its step. Names no person. */
  readonly scope: string;
  /** A file of this run; with it a run that was cut short goes on. */
  readonly journal: string;
  /** A file kept from run to run; with it only what has changed is sent. */
  readonly manifest?: string;
  readonly chunkBytes?: number;
  readonly keyIsCaseSensitive?: boolean;
  /** Rows that were not saved, of one chunk. After a kill it may be told of the same chunk again: what it kept of it is replaced. */
  readonly onRejects?: (chunk: number, rejects: readonly Reject[]) => void | Promise<void>;
  /** Takes the ids of saved rows; costs a request a job and most of the bytes. */
  readonly saved?: (job: string) => SavedSink;
  /** Each time the org was asked how far it is. */
  readonly onProgress?: (progress: Progress) => void;
  readonly files?: Files;
}

export interface Progress {
  readonly chunk: number;
  readonly job: string;
  readonly state: JobInfo['state'];
  /** Rows of the run so far. */
  readonly processed: number;
}

export interface LoadResult extends RunTotals {
  /** An earlier process had begun it. */
  readonly isResumed: boolean;
}

/**
 * @returns counts. Rows that the org refuses do not end the run: see `failed`.
 * @throws ToolError, after which the same call with the same files goes on.
 */
export async function load(client: BulkClient, options: LoadOptions): Promise<LoadResult> {
  const { spec } = options;
  if (!spec.columns.includes(spec.key)) throw MESSAGES.keyColumn(spec.key);
  const run = new Run(client, options);
  const earlier = run.begin();
  if (earlier) return earlier;
  const chunks = cut(options.rows, spec, run.cutting);
  let next = ahead(chunks);
  for (;;) {
    const { value: chunk, done } = await next;
    if (done) break;
    next = ahead(chunks);
    await run.take(chunk);
    run.cutting.spare.push(chunk.leave());
  }
  return run.end();
}

/** Begins with the next chunk; what it throws is thrown where it is awaited. */
function ahead(chunks: AsyncGenerator<Chunk>): Promise<IteratorResult<Chunk>> {
  const next = chunks.next();
  next.catch(() => undefined);
  return next;
}

class Run {
  readonly cutting;
  private readonly client: BulkClient;
  private readonly options: LoadOptions;
  private readonly hasher: Hasher;
  private readonly journal: Journal;
  private readonly manifest: Manifest | null;
  private readonly totals = { rows: 0, unchanged: 0, sent: 0, saved: 0, failed: 0, jobs: 0 };
  private readonly codes: Record<string, number> = {};

  constructor(client: BulkClient, options: LoadOptions) {
    const { spec, files = REAL_FILES } = options;
    this.client = client;
    this.options = options;
    this.hasher = new Hasher(options.key);
    const scope = JSON.stringify([options.scope, spec.object, spec.operation, spec.key, spec.columns]);
    this.journal = new Journal(files, options.journal, this.hasher.mark(scope));
    this.manifest = options.manifest ? new Manifest(files, options.manifest, this.hasher, scope) : null;
    this.cutting = {
      hasher: this.hasher,
      manifest: this.manifest,
      spare: [] as Room[],
      keyIsCaseSensitive: options.keyIsCaseSensitive ?? spec.key === 'Id',
      ...(options.chunkBytes ? { chunkBytes: options.chunkBytes } : {})
    };
  }

  /**
   * What an earlier run kept of rows and did not come to take over is taken over now; what this run has kept waits for its end, for its
   * chunks would not be the same. @returns the result when the run is over already.
   */
  begin(): LoadResult | null {
    if (this.journal.isResumed && !this.journal.result) this.manifest?.trim();
    else this.manifest?.finish();
    this.journal.begin();
    return this.journal.result && { ...this.journal.result, isResumed: true };
  }

  async take(chunk: Chunk): Promise<void> {
    const mark = this.hasher.mark(chunk.bytes());
    const before = this.journal.chunk(chunk.index);
    if (before && before.mark !== mark) throw MESSAGES.sourceChanged(chunk.index);
    const done = before?.done ?? (await this.send(chunk, mark));
    this.totals.rows += chunk.count + chunk.unchanged + chunk.rejects.length;
    this.totals.unchanged += chunk.unchanged;
    this.totals.sent += done.sent;
    this.totals.saved += done.saved;
    this.totals.failed += done.failed;
    this.totals.jobs += this.journal.chunk(chunk.index)?.attempts.filter(({ dropped }) => !dropped).length ?? 0;
    for (const [code, count] of Object.entries(done.codes)) this.codes[code] = (this.codes[code] ?? 0) + count;
  }

  end(): LoadResult {
    const result = { ...this.totals, codes: this.codes };
    this.journal.finished(result);
    this.manifest?.finish();
    return { ...result, isResumed: this.journal.isResumed };
  }

  private async send(chunk: Chunk, mark: string): Promise<ChunkDone> {
    const sent: Sent =
      chunk.count > 0 ? await sendChunk(this.client, this.journal, mark, chunk, this.how()) : { rejects: [], notSaved: new Set() };
    const rejects = [...chunk.rejects, ...sent.rejects];
    await this.options.onRejects?.(chunk.index, rejects);
    this.manifest?.keep(chunk.entries(sent.notSaved));
    const codes: Record<string, number> = {};
    for (const { code } of rejects) codes[code] = (codes[code] ?? 0) + 1;
    const done = { sent: chunk.count, saved: chunk.count - sent.notSaved.size, failed: rejects.length, codes };
    this.journal.done(chunk.index, mark, done);
    return done;
  }

  private how() {
    const { spec, saved, onProgress } = this.options;
    const { keyIsCaseSensitive } = this.cutting;
    return {
      spec,
      saved,
      digestOf: (key: string) => this.hasher.digest(`key\n${keyIsCaseSensitive ? key : key.toLowerCase()}`),
      seen: (chunk: number, job: JobInfo) =>
        onProgress?.({ chunk, job: job.id, state: job.state, processed: this.totals.sent + (job.numberRecordsProcessed ?? 0) })
    };
  }
}
