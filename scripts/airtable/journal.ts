/**
 * What of each release has reached a table, line by line: written before a sending begins, after each request, after its end. A run that is
 * killed anywhere goes on from here. Keys of cells and fingerprints only.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { appendDurable, makeFolder, stateFolder, wholeLines, writeAtomic } from '../shared/state.ts';
import { type Place, placeOf } from './config.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().regex(/^[A-Za-z0-9]{18}$/);
const line = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('beginning'), release: id, digest: hash }),
  z.strictObject({ what: z.literal('begun'), release: id, digest: hash, push: id, cells: z.number().int().min(0) }),
  z.strictObject({ what: z.literal('sent'), cells: z.record(z.string(), hash) }),
  z.strictObject({ what: z.literal('ended'), release: id, push: id }),
  z.strictObject({ what: z.literal('whole'), release: id, hash, digest: hash, fields: hash })
]);
type Line = z.infer<typeof line>;

/** A sending that was begun and not ended; without a push when it is not known whether the org heard of it. */
export interface Open {
  readonly digest: string;
  readonly push?: string;
  readonly cells?: number;
}

export class Journal {
  /** Fingerprints of the records that are there, by key. */
  readonly sent = new Map<string, string>();
  readonly open = new Map<string, Open>();
  /** Ids of pushes that this machine began. */
  readonly pushes = new Set<string>();
  /** Releases of which every cell is there. */
  readonly whole = new Map<string, { readonly hash: string; readonly digest: string; readonly fields: string }>();
  readonly #file: string;

  constructor(orgId: string, place: Place) {
    const folder = stateFolder('airtable', orgId);
    this.#file = path.join(folder, `${placeOf(place).replace('/', '-')}.jsonl`);
    if (!existsSync(this.#file)) return;
    const text = readFileSync(this.#file, 'utf8');
    const lines = wholeLines(text);
    // A line that a kill tore off would spoil the next one.
    if (text !== '' && !text.endsWith('\n')) writeAtomic(this.#file, lines.map((one) => `${one}\n`).join(''));
    for (const one of lines) this.#take(parsed(one));
  }

  write(entry: Line): void {
    this.#take(entry);
    appendDurable(this.#file, `${JSON.stringify(entry)}\n`);
  }

  #take(entry: Line): void {
    switch (entry.what) {
      case 'beginning':
        this.open.set(entry.release, { digest: entry.digest });
        break;
      case 'begun':
        this.open.set(entry.release, { digest: entry.digest, push: entry.push, cells: entry.cells });
        this.pushes.add(entry.push);
        break;
      case 'sent':
        for (const [key, value] of Object.entries(entry.cells)) this.sent.set(key, value);
        break;
      case 'ended':
        this.open.delete(entry.release);
        break;
      case 'whole':
        this.whole.set(entry.release, { hash: entry.hash, digest: entry.digest, fields: entry.fields });
        break;
    }
  }
}

function parsed(text: string): Line {
  const read = line.safeParse(json(text));
  if (!read.success) throw new ToolError(words.stateChanged, EXIT.blocked, 'AIRTABLE_STATE');
  return read.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Lets one run at a time of this machine send. A lock whose process is gone is taken over.
 * @returns what gives the lock back
 */
export function lockSending(orgId: string): () => void {
  const file = path.join(stateFolder('airtable', orgId), 'lock');
  makeFolder(path.dirname(file));
  if (existsSync(file) && !isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file, { force: true });
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeFileSync(handle, String(process.pid));
    closeSync(handle);
  } catch {
    throw new ToolError(words.locked, EXIT.blocked, 'AIRTABLE_LOCK');
  }
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
