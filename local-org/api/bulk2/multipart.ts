import { PlatformError } from '../../errors.ts';
import type { Call } from '../types.ts';

/** Source: Bulk API 2.0, "Create a Job" with a multipart request: characters of its data. */
const MOST = 100_000;

export interface WholeJob {
  /** What the job is to do, as it was sent. */
  readonly spec: unknown;
  readonly csv: Uint8Array;
}

export function isMultipart(contentType: string | undefined): boolean {
  return /^multipart\/form-data\b/i.test(contentType ?? '');
}

/** Reads the parts `job` (JSON) and `content` (CSV) of one request. @throws PlatformError for what is none of that, or too long. */
export async function readWholeJob({ headers }: Call, body: Buffer): Promise<WholeJob> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type']! } })
    .formData()
    .catch(() => null);
  const [job, content] = form ? [form.getAll('job'), form.getAll('content')] : [[], []];
  if (job.length !== 1 || content.length !== 1 || [...form!.keys()].length !== 2)
    throw new PlatformError('INVALIDJOB', 'InvalidJob : The request needs the parts job and content, once each');
  const csv = await bytesOf(content[0]!);
  if (new TextDecoder().decode(csv).length > MOST)
    throw new PlatformError('REQUEST_TOO_LARGE', `The data of such a request has at most ${MOST} characters`);
  return { spec: specOf(new TextDecoder().decode(await bytesOf(job[0]!))), csv };
}

async function bytesOf(part: File | string): Promise<Uint8Array> {
  return typeof part === 'string' ? Buffer.from(part) : new Uint8Array(await part.arrayBuffer());
}

function specOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PlatformError('JSON_PARSER_ERROR', 'The part job is not valid JSON');
  }
}
