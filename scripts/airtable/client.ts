/**
 * Airtable's Web API, the three calls of it that are needed: tables of a base, pages of records, upsert by one key. Five requests a second
 * and base, a wait of 30 seconds after a 429, every call counted in the month. Nothing that Airtable answers is repeated to anybody.
 */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { type Pace, REAL_PACE } from '../shared/bulk/pace.ts';
import type { Calls } from './calls.ts';

const ADDRESS = 'https://api.airtable.com';
/** As Airtable's documentation has them: requests a second and base, records a request and a page, and the wait after too many. */
export const A_SECOND = 5;
export const A_REQUEST = 10;
export const A_PAGE = 100;
export const AFTER_TOO_MANY = 30_000;
const SECOND = 1000;
const SILENCE = 60_000;
const TRIES = 5;

const fieldShape = z.object({ id: z.string(), name: z.string(), type: z.string(), description: z.string().optional() });
const tableShape = z.object({ id: z.string(), name: z.string(), description: z.string().optional(), fields: z.array(fieldShape) });
const tablesShape = z.object({ tables: z.array(tableShape) });
const recordShape = z.object({ id: z.string(), fields: z.record(z.string(), z.unknown()), commentCount: z.number().optional() });
const pageShape = z.object({ records: z.array(recordShape), offset: z.string().optional() });
const upsertShape = z.object({ records: z.array(z.object({ id: z.string() })) });
const basesShape = z.object({ bases: z.array(z.object({ id: z.string() })), offset: z.string().optional() });

export type Table = z.infer<typeof tableShape>;
export type Field = z.infer<typeof fieldShape>;
export type AirtableRecord = z.infer<typeof recordShape>;
export type Values = Readonly<Record<string, string | number | null>>;

/** Airtable said no, for good: coming again does not help. */
export class Refused extends ToolError {}

interface Ask {
  readonly method: 'GET' | 'PATCH';
  readonly base: string;
  readonly path: string;
  readonly body?: object;
}

export class Airtable {
  readonly calls: Calls;
  readonly #address: string;
  readonly #token: string;
  readonly #pace: Pace;
  /** When the last requests to each base went out: a token comes back a second after it was taken. */
  readonly #sent = new Map<string, number[]>();

  constructor(calls: Calls, env: NodeJS.ProcessEnv = process.env, pace: Pace = REAL_PACE) {
    this.calls = calls;
    this.#address = addressOf(env);
    this.#token = tokenOf(env);
    this.#pace = pace;
  }

  /** The bases that the token opens. */
  async bases(): Promise<string[]> {
    const found: string[] = [];
    for (let offset: string | undefined, more = true; more; more = offset !== undefined) {
      const query = offset === undefined ? '' : `?${new URLSearchParams({ offset })}`;
      const page = await this.#ask(basesShape, { method: 'GET', base: '', path: `/v0/meta/bases${query}` });
      found.push(...page.bases.map(({ id }) => id));
      offset = page.offset;
    }
    return found;
  }

  async tables(base: string): Promise<Table[]> {
    return (await this.#ask(tablesShape, { method: 'GET', base, path: `/v0/meta/bases/${base}/tables` })).tables;
  }

  /** All records, page by page, their values by id of field. */
  async *pages(base: string, table: string): AsyncGenerator<AirtableRecord[]> {
    for (let offset: string | undefined, more = true; more; more = offset !== undefined) {
      const query = new URLSearchParams({ pageSize: String(A_PAGE), returnFieldsByFieldId: 'true', 'recordMetadata[]': 'commentCount' });
      if (offset !== undefined) query.set('offset', offset);
      const page = await this.#ask(pageShape, { method: 'GET', base, path: `/v0/${base}/${table}?${query}` });
      yield page.records;
      offset = page.offset;
    }
  }

  /** Writes at most ten records, each found again by its key: sent twice they are there once. */
  async upsert(base: string, table: string, key: string, records: readonly Values[]): Promise<void> {
    const body = { performUpsert: { fieldsToMergeOn: [key] }, records: records.map((fields) => ({ fields })) };
    const answer = await this.#ask(upsertShape, { method: 'PATCH', base, path: `/v0/${base}/${table}`, body });
    if (answer.records.length !== records.length) throw new ToolError(words.notUnderstood, EXIT.remote, 'AIRTABLE_ANSWER');
  }

  async #ask<T>(shape: z.ZodType<T>, ask: Ask): Promise<T> {
    for (let tried = 1; ; tried++) {
      await this.#turn(ask.base);
      this.calls.note();
      const { status, text } = await this.#send(ask);
      if (status === 200) return read(shape, text);
      const type = typeOf(text);
      if (status === 429 && /BILLING_LIMIT/.test(type)) throw new ToolError(words.monthSpentThere, EXIT.remote, 'AIRTABLE_MONTH');
      if (status !== 429 && status !== 0 && status < 500) throw refusal(status, type);
      if (tried === TRIES) throw new ToolError(status === 429 ? words.tooMany : words.unreachable, EXIT.remote, 'AIRTABLE_BUSY');
      await this.#pace.wait(
        status === 429 ? AFTER_TOO_MANY + this.#pace.random() * SECOND : SECOND * 2 ** tried * (0.75 + this.#pace.random() / 2)
      );
    }
  }

  async #turn(base: string): Promise<void> {
    const sent = (this.#sent.get(base) ?? []).slice(-A_SECOND);
    const back = sent.length < A_SECOND ? 0 : sent[0]! + SECOND - this.#pace.now();
    if (back > 0) await this.#pace.wait(Math.ceil(back));
    this.#sent.set(base, [...sent, this.#pace.now()]);
  }

  /** @returns status 0 when there was no answer */
  async #send({ method, path, body }: Ask): Promise<{ status: number; text: string }> {
    try {
      const answer = await fetch(this.#address + path, {
        method,
        // The token goes to Airtable and is not carried on to wherever an answer points.
        redirect: 'manual',
        headers: { authorization: `Bearer ${this.#token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(SILENCE)
      });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return { status: 0, text: '' };
    }
  }
}

function read<T>(shape: z.ZodType<T>, text: string): T {
  const parsed = shape.safeParse(parse(text));
  if (!parsed.success) throw new ToolError(words.notUnderstood, EXIT.remote, 'AIRTABLE_ANSWER');
  return parsed.data;
}

/** Airtable's own word for a refusal, in capitals; its sentences quote values. */
function typeOf(text: string): string {
  const body = parse(text) as { error?: { type?: unknown } | string; errors?: { error?: unknown }[] } | undefined;
  const type = body?.errors?.[0]?.error ?? (typeof body?.error === 'string' ? body.error : body?.error?.type);
  return typeof type === 'string' && /^[A-Z][A-Z_]{2,79}$/.test(type) ? type : 'UNKNOWN';
}

function refusal(status: number, type: string): Refused {
  if (status === 401) return new Refused(words.tokenRefused, EXIT.blocked, 'AIRTABLE_TOKEN');
  if (status === 403 || status === 404) return new Refused(words.notFound, EXIT.blocked, 'AIRTABLE_ACCESS');
  return new Refused(words.refusedThere(status, type), EXIT.blocked, 'AIRTABLE_REFUSED');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Airtable; for tests a server on this machine, and no other. */
function addressOf(env: NodeJS.ProcessEnv): string {
  const other = env['CONFIDE_AIRTABLE_URL'];
  if (other === undefined) return ADDRESS;
  if (!/^http:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}$/.test(other)) throw new ToolError(words.onlyLocal, EXIT.usage);
  return other;
}

/** From a file that is hers alone, or a variable; never from the command line. */
function tokenOf(env: NodeJS.ProcessEnv): string {
  const file = env['CONFIDE_AIRTABLE_TOKEN_FILE'];
  const token = file === undefined ? env['CONFIDE_AIRTABLE_TOKEN'] : tokenIn(file);
  if (token === undefined || token === '') throw new ToolError(words.noToken, EXIT.usage, 'AIRTABLE_TOKEN');
  if (!/^[\w.-]{10,200}$/.test(token)) throw new ToolError(words.tokenForm, EXIT.usage, 'AIRTABLE_TOKEN');
  return token;
}

function tokenIn(file: string): string {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw new ToolError(words.tokenOpen, EXIT.blocked);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError(words.tokenUnreadable, EXIT.usage, 'AIRTABLE_TOKEN');
  }
  return text.trim();
}
