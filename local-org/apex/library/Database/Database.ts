import type { DmlOperation, SaveResult } from '../../../dml/types.ts';
import type { AccessMode } from '../../../security/types.ts';
import { SRecord } from '../../../schema/record.ts';
import { current } from '../../../transaction.ts';
import { ApexList, ApexMap, argument, raise } from '../../values/index.ts';
import { batches } from '../../async/submit.ts';
import { consume } from '../../limits/limits.ts';
import { accessOf, type AccessLevel } from '../access.ts';
import { systemClass, type Implementation } from '../define.ts';
import { purge, runDml } from '../dml.ts';
import { listOf } from '../make.ts';
import { recordList, runQuery } from '../query.ts';
import type { FieldToken } from '../Schema/tokens.ts';
import { ApexCursor, ApexPaginationCursor } from './Cursor.ts';
import { DmlOptionsValue } from './DMLOptions.ts';
import { Locator } from './QueryLocator.ts';
import { ApexDeleteResult, ApexEmptyRecycleBinResult, ApexSaveResult, ApexUndeleteResult, ApexUpsertResult } from './results.ts';
import { ApexSavepoint } from './Savepoint.ts';

type ResultClass = new (result: SaveResult) => object;
interface Request {
  readonly allOrNone?: boolean;
  readonly access?: AccessMode | null;
  readonly externalIdField?: string | null;
}

/** The ways to say all-or-none and access that every operation has. */
type Variant = readonly [parameters: string, request: (args: readonly unknown[]) => Request];
const VARIANTS: readonly Variant[] = [
  ['', () => ({})],
  [', Boolean allOrNone', ([all]) => ({ allOrNone: all !== false })],
  [', AccessLevel level', ([level]) => ({ access: accessOf(argument(level as AccessLevel)) })],
  [
    ', Boolean allOrNone, AccessLevel level',
    ([all, level]) => ({ allOrNone: all !== false, access: accessOf(argument(level as AccessLevel)) })
  ]
];
const WITH_OPTIONS: readonly Variant[] = [
  [', Database.DMLOptions options', ([options]) => ({ allOrNone: (options as DmlOptionsValue | null)?.allOrNone ?? true })],
  [
    ', Database.DMLOptions options, AccessLevel level',
    ([options, level]) => ({
      allOrNone: (options as DmlOptionsValue | null)?.allOrNone ?? true,
      access: accessOf(argument(level as AccessLevel))
    })
  ]
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
export default systemClass('public class System.Database', {
  ...saving('insert', 'Database.SaveResult', ApexSaveResult),
  ...saving('update', 'Database.SaveResult', ApexSaveResult),
  ...upserting(),
  ...byRecordOrId('delete', 'Database.DeleteResult', ApexDeleteResult),
  ...byRecordOrId('undelete', 'Database.UndeleteResult', ApexUndeleteResult),
  'static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': (record: SRecord) =>
    new ApexEmptyRecycleBinResult(purge(argument(record))[0]!),
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': (records: ApexList<SRecord>) =>
    listOf(
      'Database.EmptyRecycleBinResult',
      purge(argument(records)).map((r) => new ApexEmptyRecycleBinResult(r))
    ),
  'static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> ids)': (ids: ApexList<string>) =>
    listOf(
      'Database.EmptyRecycleBinResult',
      purge(rowsOf(argument(ids))).map((r) => new ApexEmptyRecycleBinResult(r))
    ),
  'static List<SObject> query(String text)': (text: string | null) => query(text, null, null),
  'static List<SObject> query(String text, AccessLevel level)': (text: string | null, level: AccessLevel) =>
    query(text, null, argument(level)),
  'static List<SObject> queryWithBinds(String text, Map<String,Object> binds, AccessLevel level)': (
    text: string | null,
    binds: ApexMap<string, unknown>,
    level: AccessLevel
  ) => query(text, argument(binds), argument(level)),
  'static Integer countQuery(String text)': (text: string | null) => count(text, null, null),
  'static Integer countQuery(String text, AccessLevel level)': (text: string | null, level: AccessLevel) =>
    count(text, null, argument(level)),
  'static Integer countQueryWithBinds(String text, Map<String,Object> binds, AccessLevel level)': (
    text: string | null,
    binds: ApexMap<string, unknown>,
    level: AccessLevel
  ) => count(text, argument(binds), argument(level)),
  'static Database.QueryLocator getQueryLocator(String text)': (text: string | null) => Locator.of(argument(text), null, null),
  'static Database.QueryLocator getQueryLocator(String text, AccessLevel level)': (text: string | null, level: AccessLevel) =>
    Locator.of(argument(text), null, accessOf(argument(level))),
  'static Database.QueryLocator getQueryLocatorWithBinds(String text, Map<String,Object> binds, AccessLevel level)': (
    text: string | null,
    binds: ApexMap<string, unknown>,
    level: AccessLevel
  ) => Locator.of(argument(text), bindMap(argument(binds)), accessOf(argument(level))),
  'static Database.QueryLocator getQueryLocator(List<SObject> query)': (records: ApexList<SRecord>) =>
    new Locator(argument(records).items, null),
  ...cursors('Cursor', ApexCursor),
  ...cursors('PaginationCursor', ApexPaginationCursor),
  'static Id executeBatch(Object job)': (job: object) => batches.submit(argument(job), 200),
  'static Id executeBatch(Object job, Integer scope)': (job: object, scope: number) => batches.submit(argument(job), argument(scope)),
  'static System.Savepoint setSavepoint()': () => {
    consume('dmlStatements');
    return ApexSavepoint.set();
  },
  'static void rollback(System.Savepoint savepoint)': (savepoint: ApexSavepoint) => {
    consume('dmlStatements');
    argument(savepoint).rollback();
  },
  'static void releaseSavepoint(System.Savepoint savepoint)': (savepoint: ApexSavepoint) => argument(savepoint).release()
});

/** `getCursor` and `getPaginationCursor`. */
function cursors(name: string, { open }: Pick<typeof ApexCursor, 'open'>): Record<string, Implementation> {
  return {
    [`static Database.${name} get${name}(String text)`]: (text: string | null) => open(argument(text), null, null),
    [`static Database.${name} get${name}(String text, AccessLevel level)`]: (text: string | null, level: AccessLevel) =>
      open(argument(text), null, accessOf(argument(level))),
    [`static Database.${name} get${name}WithBinds(String text, Map<String,Object> binds, AccessLevel level)`]: (
      text: string | null,
      binds: ApexMap<string, unknown>,
      level: AccessLevel
    ) => open(argument(text), bindMap(argument(binds)), accessOf(argument(level)))
  };
}

function saving(operation: DmlOperation, resultName: string, Kind: ResultClass): Record<string, Implementation> {
  const members: Record<string, Implementation> = {};
  for (const [parameters, request] of [...VARIANTS, ...WITH_OPTIONS]) {
    members[`static ${resultName} ${operation}(SObject record${parameters})`] = (record: unknown, ...args: unknown[]) =>
      new Kind(runDml(operation, argument(record), request(args))[0]!);
    members[`static List<${resultName}> ${operation}(List<SObject> records${parameters})`] = (records: unknown, ...args: unknown[]) =>
      listOf(
        resultName,
        runDml(operation, argument(records), request(args)).map((r) => new Kind(r))
      );
  }
  return members;
}

function upserting(): Record<string, Implementation> {
  const members: Record<string, Implementation> = {};
  for (const [parameters, request] of VARIANTS) {
    for (const field of ['', ', Schema.SObjectField externalId']) {
      const run = (target: unknown, args: unknown[]): SaveResult[] => {
        const token = field ? (args.shift() as FieldToken | null) : null;
        return runDml('upsert', argument(target), { ...request(args), externalIdField: token?.field.name ?? null });
      };
      members[`static Database.UpsertResult upsert(SObject record${field}${parameters})`] = (record: unknown, ...args: unknown[]) =>
        new ApexUpsertResult(run(record, args)[0]!);
      members[`static List<Database.UpsertResult> upsert(List<SObject> records${field}${parameters})`] = (
        records: unknown,
        ...args: unknown[]
      ) =>
        listOf(
          'Database.UpsertResult',
          run(records, args).map((r) => new ApexUpsertResult(r))
        );
    }
  }
  return members;
}

function byRecordOrId(operation: DmlOperation, resultName: string, Kind: ResultClass): Record<string, Implementation> {
  const members = saving(operation, resultName, Kind);
  for (const signature of Object.keys(members)) if (signature.includes('DMLOptions')) delete members[signature];
  for (const [parameters, request] of VARIANTS) {
    members[`static ${resultName} ${operation}(Id recordId${parameters})`] = (id: string | null, ...args: unknown[]) =>
      new Kind(runDml(operation, rowsOf(listOf('Id', [argument(id)])), request(args))[0]!);
    members[`static List<${resultName}> ${operation}(List<Id> ids${parameters})`] = (ids: ApexList<string>, ...args: unknown[]) =>
      listOf(
        resultName,
        runDml(operation, rowsOf(argument(ids)), request(args)).map((r) => new Kind(r))
      );
  }
  return members;
}

/** @returns a row that has nothing but its Id, for each id. */
function rowsOf(ids: ApexList<string>): ApexList<SRecord> {
  return recordList(
    ids.items.map((id) => {
      const object = current().org.schema.byKeyPrefix(argument(id).slice(0, 3));
      if (!object) raise('StringException', `Invalid id: ${id}`);
      const row = new SRecord(object);
      row.id = id;
      return row;
    })
  );
}

function query(text: string | null, binds: ApexMap<string, unknown> | null, level: AccessLevel | null): ApexList<SRecord> {
  const result = runQuery(argument(text), { access: accessOf(level), ...(binds ? { binds: bindMap(binds) } : {}) });
  if (result.count !== undefined) raise('QueryException', 'COUNT() is not allowed here: use Database.countQuery');
  return recordList(result.records);
}

function count(text: string | null, binds: ApexMap<string, unknown> | null, level: AccessLevel | null): number {
  const result = runQuery(argument(text), { access: accessOf(level), ...(binds ? { binds: bindMap(binds) } : {}) });
  return result.count ?? raise('QueryException', 'Query did not return a count: use SELECT COUNT()');
}

function bindMap(binds: ApexMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map(binds.entries());
}
