/** Results of batches, line by line, and as whole documents. Source: Bulk API, "Get Batch Results" and "Get Results for a Batch Query". */
import { Readable } from 'node:stream';
import type { SRecord } from '../../schema/record.ts';
import type { BoundColumn } from '../../soql/types.ts';
import type { Outcome } from '../bulk2/apply.ts';
import { csvLine } from '../bulk2/csv.ts';
import type { JobStore } from '../bulk2/store.ts';
import { asks, LINE_ENDINGS } from '../bulk2/types.ts';
import type { ContentType, Job } from '../bulk2/types.ts';
import { recordToJson } from '../record-json.ts';
import type { Answer } from '../types.ts';
import { elements, frame } from './xml.ts';

export const TYPES: Readonly<Record<ContentType, string>> = {
  CSV: 'text/csv; charset=UTF-8',
  XML: 'application/xml; charset=UTF-8',
  JSON: 'application/json; charset=UTF-8'
};

/** What became of rows, one line each. */
export function outcomeLines({ spec }: Job, outcomes: readonly Outcome[]): string[] {
  const type = spec.classic!.contentType;
  return outcomes.map(({ id, created, error, errors }) => {
    const success = error === null;
    if (type === 'CSV') return csvLine([id ?? '', String(success), String(created), error ?? ''], spec);
    const told = errors.map(({ fields, message, statusCode }) => ({ fields: [...fields], message, statusCode }));
    if (type === 'JSON') return JSON.stringify({ success, created, id, errors: told });
    return elements({ result: { errors: told, id, success, created } });
  });
}

/** A row that a query gave. */
export function documentLine({ spec }: Job, row: SRecord, columns: readonly BoundColumn[]): string {
  const json = recordToJson(row, columns, spec.version);
  return spec.classic!.contentType === 'JSON' ? JSON.stringify(json) : `<records xsi:type="sObject">${recordXml(json)}</records>`;
}

function recordXml({ attributes, ...fields }: Record<string, unknown>): string {
  const rest = Object.entries(fields).map(([name, value]) =>
    typeof value === 'object' && value !== null
      ? `<${name} xsi:type="sObject">${recordXml(value as Record<string, unknown>)}</${name}>`
      : elements({ [name]: value })
  );
  return elements({ type: (attributes as { type: string }).type }) + rest.join('');
}

/** The result of a batch as one document, sent piece by piece. */
export function resultOf(store: JobStore, batch: Job): Answer {
  return {
    status: 200,
    body: Readable.from(pieces(store, batch), { objectMode: false }),
    headers: { 'content-type': TYPES[batch.spec.classic!.contentType] }
  };
}

const HEADER = ['Id', 'Success', 'Created', 'Error'];

function* pieces(store: JobStore, batch: Job): Generator<string> {
  const query = asks(batch);
  const type = batch.spec.classic!.contentType;
  const ending = LINE_ENDINGS[batch.spec.lineEnding];
  // The platform's own words: clients look for them.
  if (query && type === 'CSV' && batch.processed === 0) return yield 'Records not found for this query';
  const [start, between, end] = {
    CSV: [csvLine(query ? (batch.header ?? []) : HEADER, batch.spec) + ending, ending, batch.processed === 0 ? '' : ending],
    JSON: ['[', ',', ']'],
    XML: [frame(query ? 'queryResult' : 'results')[0], '', frame(query ? 'queryResult' : 'results')[1]]
  }[type] as [string, string, string];
  yield start;
  let first = true;
  for (const lines of store.lines(batch.id, 'rows', 0, batch.processed)) {
    yield (first ? '' : between) + lines.join(between);
    first = false;
  }
  yield end;
}
