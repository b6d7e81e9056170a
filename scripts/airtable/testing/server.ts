/**
 * A server on this machine that behaves as Airtable's documentation says: tables of a base, pages of 100 records, upsert of ten records by
 * up to three fields, five requests a second and base with 30 seconds' penalty, a month's limit. Keeps every request for the tests.
 */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Record<string, unknown>;
export interface TestTable {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly fields: { id: string; name: string; type: string; description?: string }[];
  /** By name of field. */
  readonly records: { id: string; fields: Fields; commentCount?: number }[];
}
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
  /** As it was answered. */
  status: number;
}
type Fault = (request: Request, response: http.ServerResponse) => boolean;

export const TOKEN = 'patTEST1234567890.secretsecret';
const SECOND = 1000;

export class AirtableServer {
  readonly bases = new Map<string, TestTable[]>();
  readonly requests: Request[] = [];
  /** Calls that the month still has. */
  month = Infinity;
  /** Answers in place of the server when it returns true. */
  fault: Fault | undefined;
  /** How long too many requests are punished. */
  penalty = 30 * SECOND;
  now: () => number = () => performance.now();
  readonly #times = new Map<string, number[]>();
  readonly #shutUntil = new Map<string, number>();
  readonly #server = http.createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  table(base: string, id: string): TestTable {
    return this.bases.get(base)!.find((table) => table.id === id)!;
  }

  /** Everything that was sent here, for a search. */
  received(): string {
    return this.requests.map(({ method, path, body }) => `${method} ${path}\n${body}`).join('\n');
  }

  async #answer(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: Request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      authorization: incoming.headers.authorization ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
      status: 0
    };
    this.requests.push(request);
    if (this.fault?.(request, response)) return;
    const [status, body] = this.#reply(request);
    request.status = status;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #reply(request: Request): [number, unknown] {
    const url = new URL(request.path, this.url);
    const parts = url.pathname.split('/').filter(Boolean).slice(1);
    const base = parts[0] === 'meta' ? (parts[2] ?? '') : parts[0]!;
    if (request.authorization !== `Bearer ${TOKEN}`)
      return [401, { error: { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' } }];
    if (this.#isTooMany(base))
      return [429, { errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' }] }];
    if (--this.month < 0)
      return [429, { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED', message: 'The API billing plan limit is exceeded' }] }];
    if (parts[0] === 'meta' && base === '')
      return [200, { bases: [...this.bases.keys()].map((id) => ({ id, name: 'A base', permissionLevel: 'read' })) }];
    const tables = this.bases.get(base);
    if (!tables)
      return [
        403,
        { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND', message: 'Invalid permissions, or the requested model was not found.' } }
      ];
    if (parts[0] === 'meta')
      return [200, { tables: tables.map(({ records: _, ...table }) => ({ ...table, primaryFieldId: table.fields[0]?.id })) }];
    const table = tables.find(({ id }) => id === parts[1]);
    if (!table)
      return [
        403,
        { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND', message: 'Invalid permissions, or the requested model was not found.' } }
      ];
    return request.method === 'GET' ? page(table, url.searchParams) : upsert(table, JSON.parse(request.body) as Upsert);
  }

  #isTooMany(base: string): boolean {
    const now = this.now();
    const times = (this.#times.get(base) ?? []).filter((time) => now - time < SECOND);
    this.#times.set(base, [...times, now]);
    if (times.length >= 5) this.#shutUntil.set(base, now + this.penalty);
    return now < (this.#shutUntil.get(base) ?? -Infinity);
  }
}

function page({ fields, records }: TestTable, query: URLSearchParams): [number, unknown] {
  const size = Number(query.get('pageSize') ?? 100);
  if (!(size >= 1 && size <= 100)) return invalid('INVALID_PAGE_SIZE');
  const from = Number(query.get('offset')?.split('/')[1] ?? 0);
  const byId = query.get('returnFieldsByFieldId') === 'true';
  const shown = records.slice(from, from + size).map((record) => ({
    id: record.id,
    createdTime: '2026-01-01T00:00:00.000Z',
    fields: Object.fromEntries(
      Object.entries(record.fields)
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [byId ? fields.find((field) => field.name === name)!.id : name, value])
    ),
    ...(query.getAll('recordMetadata[]').includes('commentCount') ? { commentCount: record.commentCount ?? 0 } : {})
  }));
  return [200, { records: shown, ...(from + size < records.length ? { offset: `itr/${from + size}` } : {}) }];
}

interface Upsert {
  readonly performUpsert?: { readonly fieldsToMergeOn: string[] };
  readonly records: { readonly fields: Fields }[];
}

/** All of a request or nothing of it. */
function upsert(table: TestTable, { performUpsert, records }: Upsert): [number, unknown] {
  const merge = performUpsert?.fieldsToMergeOn ?? [];
  if (records.length < 1 || records.length > 10 || merge.length < 1 || merge.length > 3) return invalid('INVALID_REQUEST_UNKNOWN');
  for (const { fields } of records)
    for (const [name, value] of Object.entries(fields)) {
      const field = table.fields.find((one) => one.name === name);
      if (!field) return invalid('UNKNOWN_FIELD_NAME', name);
      if (value !== null && (field.type === 'number') !== (typeof value === 'number'))
        return invalid('INVALID_VALUE_FOR_COLUMN', String(value));
    }
  const found = records.map(({ fields }) => table.records.filter((record) => merge.every((name) => record.fields[name] === fields[name])));
  if (found.some((matches) => matches.length > 1)) return invalid('INVALID_VALUE_FOR_COLUMN', 'multiple matches');
  const [created, updated]: string[][] = [[], []];
  const written = records.map(({ fields }, at) => {
    const match = found[at]![0];
    const record = match ?? { id: `rec${randomBytes(7).toString('hex')}`, fields: {} };
    Object.assign(record.fields, fields);
    if (!match) table.records.push(record);
    (match ? updated! : created!).push(record.id);
    return { id: record.id, createdTime: '2026-01-01T00:00:00.000Z', fields: record.fields };
  });
  return [200, { records: written, createdRecords: created, updatedRecords: updated }];
}

/** Airtable's sentences quote what was sent. */
const invalid = (type: string, value = ''): [number, unknown] => [422, { error: { type, message: `Invalid: "${value}"` } }];

export const BASE = 'appInvented000001';
export const TABLE = 'tblFigures0000001';

const FIELDS = [
  ['Cell', 'singleLineText'],
  ['Release', 'singleLineText'],
  ['Figures', 'singleLineText'],
  ['Counts', 'singleLineText'],
  ['Row', 'singleLineText'],
  ['Column', 'singleLineText'],
  ['First quarter', 'date'],
  ['Last quarter', 'date'],
  ['Programme', 'singleLineText'],
  ['Mark', 'singleLineText'],
  ['Number', 'number'],
  ['Approved on', 'date']
] as const;

/** An empty table with the fields of config/airtable.json. */
export function figureTable(): TestTable {
  const fields = FIELDS.map(([name, type], at) => ({ id: `fld${String(at + 1).padStart(14, '0')}`, name, type: type as string }));
  return { id: TABLE, name: 'Figures', fields, records: [] };
}
