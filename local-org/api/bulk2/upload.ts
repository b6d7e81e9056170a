import type { Readable } from 'node:stream';
import { PlatformError } from '../../errors.ts';
import type { JobStore } from './store.ts';
import type { Job } from './types.ts';

/** Source: Bulk API 2.0, "Upload Job Data". */
const MOST = 150 * 1024 * 1024;
const PART = 256 * 1024;

/** Jobs whose file is arriving now. */
const arriving = new Set<string>();

/**
 * Takes in the file of an open job, part by part. A file that does not arrive whole leaves nothing behind and may be sent again.
 * @throws PlatformError REQUEST_TOO_LARGE, INVALIDJOBSTATE, INVALIDBATCH for what is no UTF-8.
 */
export async function upload(store: JobStore, job: Job, body: Readable): Promise<void> {
  if (job.state !== 'Open') throw new PlatformError('INVALIDJOBSTATE', `InvalidJobState : The job takes no data while it is ${job.state}`);
  if (job.uploaded || arriving.has(job.id))
    throw new PlatformError('INVALIDJOBSTATE', `InvalidJobState : Found multiple contents for job: ${job.id}. Send the data once`);
  arriving.add(job.id);
  try {
    store.removeParts(job.id);
    await takeIn(store, job.id, body);
    const now = store.job(job.id);
    if (now?.state !== 'Open') throw new PlatformError('INVALIDJOBSTATE', 'InvalidJobState : The job was ended while its data arrived');
    store.update(now, { uploaded: true });
  } catch (error) {
    store.removeParts(job.id);
    throw error;
  } finally {
    arriving.delete(job.id);
  }
}

/** @throws PlatformError for more bytes than a job's file may have. */
export function demandSize(bytes: number): void {
  if (bytes > MOST) throw new PlatformError('REQUEST_TOO_LARGE', `The data is larger than ${MOST / 1024 / 1024} MB`);
}

async function takeIn(store: JobStore, id: string, body: Readable): Promise<void> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let pending: Buffer[] = [];
  let size = 0;
  let start = 0;
  const write = (): void => {
    const part = withoutMark(Buffer.concat(pending), start);
    if (part.length > 0) store.addPart(id, start, part);
    start += part.length;
    pending = [];
    size = 0;
  };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    check(utf8, chunk);
    pending.push(chunk);
    size += chunk.length;
    demandSize(start + size);
    if (size >= PART) write();
  }
  check(utf8);
  write();
}

/** A byte order mark is no part of the first column's name. */
function withoutMark(part: Buffer, start: number): Buffer {
  return start === 0 && part.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? part.subarray(3) : part;
}

function check(utf8: InstanceType<typeof TextDecoder>, chunk?: Buffer): void {
  try {
    utf8.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new PlatformError('INVALIDBATCH', 'InvalidBatch : The data is not UTF-8');
  }
}
