import { createHash } from 'node:crypto';
import { SRecord } from '../../schema/record.ts';
import type { Value } from '../../schema/types.ts';
import { SYSTEM } from '../../security/types.ts';
import { alive, fail, listOf } from '../statement.ts';
import type { Row, Statement } from '../statement.ts';
import { Save } from '../save.ts';
import type { ObjectHook } from './types.ts';

/** A version of a file: measured, numbered, and with a document of its own when it is given none. */
/** Endings whose file type has a name of its own. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  doc: 'WORD',
  docx: 'WORD_X',
  xls: 'EXCEL',
  xlsx: 'EXCEL_X',
  ppt: 'POWER_POINT',
  pptx: 'POWER_POINT_X',
  txt: 'TEXT',
  htm: 'HTML'
};

export const contentVersionHook: ObjectHook = {
  beforeTriggers(statement) {
    if (statement.operation === 'insert') for (const row of alive(statement)) describe(row);
  },
  beforeValidation(statement) {
    if (statement.operation !== 'insert') return;
    createDocuments(statement);
    numberVersions(statement);
  },
  afterWrite(statement) {
    if (statement.operation !== 'insert') return;
    const rows = alive(statement);
    const { org } = statement;
    const ids = rows.map((row) => row.next.id!);
    const documents = listOf(rows.map((row) => row.next.values.get('ContentDocumentId') as string));
    org.store.run(
      'UPDATE "ContentVersion" SET "IsLatest" = ("Id" IN (SELECT value FROM json_each(?))) WHERE "ContentDocumentId" IN (SELECT value FROM json_each(?))',
      [listOf(ids), documents]
    );
    org.store.update(
      'ContentDocument',
      rows.map(
        (row) =>
          new Map<string, Value>([
            ['Id', row.next.values.get('ContentDocumentId') as string],
            ['LatestPublishedVersionId', row.next.id],
            ...copied(row)
          ])
      )
    );
  }
};

function describe(row: Row): void {
  const values = row.next.values;
  const path = values.get('PathOnClient');
  if (typeof path !== 'string') return fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [PathOnClient]', ['PathOnClient']);
  const extension = /\.([^./\\]+)$/.exec(path)?.[1] ?? null;
  const data = values.get('VersionData');
  const bytes = data instanceof Uint8Array ? data : new Uint8Array();
  values.set('Title', values.get('Title') ?? path.replace(/^.*[/\\]/, '').replace(/\.[^.]+$/, ''));
  values.set('FileExtension', extension);
  values.set(
    'FileType',
    extension === undefined || extension === null
      ? 'UNKNOWN'
      : (FILE_TYPES[extension.toLowerCase()] ?? extension.toUpperCase().slice(0, 20))
  );
  values.set('ContentSize', bytes.length);
  // The platform gives an MD5 here; it guards nothing.
  values.set('Checksum', createHash('md5').update(bytes).digest('hex'));
  values.set('IsLatest', true);
}

function copied(row: Row): [string, Value][] {
  return ['Title', 'FileExtension', 'FileType', 'ContentSize'].map((name) => [name, row.next.values.get(name) ?? null]);
}

/** New files: a document each, a link that makes the author its owner, and one to where the file was published. */
function createDocuments(statement: Statement): void {
  const { org } = statement;
  const rows = alive(statement).filter((row) => row.next.values.get('ContentDocumentId') == null);
  if (rows.length === 0) return;
  const documents = rows.map((row) =>
    record(org, 'ContentDocument', [...copied(row), ['OwnerId', row.next.values.get('OwnerId') ?? null], ['PublishStatus', 'P']])
  );
  if (!saveAsOrg(statement, rows, documents)) return;
  rows.forEach((row, i) => row.next.values.set('ContentDocumentId', documents[i]!.id));
  const links = rows.flatMap((row) => {
    const document: [string, Value] = ['ContentDocumentId', row.next.values.get('ContentDocumentId') ?? null];
    const place = row.next.values.get('FirstPublishLocationId');
    const own = record(org, 'ContentDocumentLink', [
      document,
      ['LinkedEntityId', row.next.values.get('OwnerId') ?? null],
      ['ShareType', 'I'],
      ['Visibility', 'AllUsers']
    ]);
    return place == null || place === row.next.values.get('OwnerId')
      ? [own]
      : [own, record(org, 'ContentDocumentLink', [document, ['LinkedEntityId', place], ['ShareType', 'I'], ['Visibility', 'AllUsers']])];
  });
  saveAsOrg(statement, rows, links);
}

function saveAsOrg({ org, options }: Statement, rows: readonly Row[], records: readonly SRecord[]): boolean {
  const results = new Save(org, { userId: options.userId, access: SYSTEM, allOrNone: true }, true).run('insert', records);
  const fault = results.flatMap((result) => result.errors).find((error) => error.statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
  if (fault) for (const row of rows) fail(row, fault.statusCode, fault.message, fault.fields);
  return !fault;
}

function record(org: Statement['org'], name: string, values: readonly (readonly [string, Value])[]): SRecord {
  const made = new SRecord(org.schema.object(name)!);
  for (const [field, value] of values) made.values.set(field, value);
  return made;
}

function numberVersions(statement: Statement): void {
  const rows = alive(statement);
  const counts = new Map(
    statement.org.store
      .all(
        'SELECT "ContentDocumentId" AS id, COUNT(*) AS n FROM "ContentVersion" WHERE "ContentDocumentId" IN (SELECT value FROM json_each(?)) GROUP BY "ContentDocumentId"',
        [listOf(rows.map((row) => row.next.values.get('ContentDocumentId') as string))]
      )
      .map((row) => [row['id'], row['n'] as number])
  );
  for (const row of rows)
    row.next.values.set('VersionNumber', String((counts.get(row.next.values.get('ContentDocumentId') as string) ?? 0) + 1));
}
