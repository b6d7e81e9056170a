import { lockedAmong, setLock } from '../../../dml/locks.ts';
import type { SaveResult } from '../../../dml/types.ts';
import type { SRecord } from '../../../schema/record.ts';
import type { RecordError } from '../../../schema/record.ts';
import { current } from '../../../transaction.ts';
import { consume } from '../../limits/limits.ts';
import { engine } from '../../runtime/engine.ts';
import { ApexList, argument, raise } from '../../values/index.ts';
import { ApexError } from '../Database/results.ts';
import { Data, dataClass } from '../data-class.ts';
import { systemClass, type Implementation, type LibraryClass } from '../define.ts';
import { failureOf } from '../dml.ts';
import { listOf, mapOf } from '../make.ts';

/** What became of one row or request. */
class Result {
  readonly id: string | null;
  readonly errors: readonly RecordError[];
  constructor(id: string | null, errors: readonly RecordError[]) {
    this.id = id;
    this.errors = errors;
  }
}
class LockResult extends Result {}
class UnlockResult extends Result {}
class ProcessResult extends Result {}

const outcome: Record<string, Implementation> = {
  'Id getId()': (self: Result) => self.id,
  'Boolean isSuccess()': (self: Result) => self.errors.length === 0,
  'List<Database.Error> getErrors()': (self: Result) =>
    listOf(
      'Database.Error',
      self.errors.map((error) => new ApexError(error))
    )
};

/** Sets or takes away locks: counted and rolled back as DML is. @throws DmlException when all or nothing is wanted and a row fails. */
function change(locked: boolean, ids: readonly string[], allOrNothing: boolean): Result[] {
  const { org } = current();
  consume('dmlStatements');
  consume('dmlRows', ids.length);
  const results = ids.map((id): SaveResult => {
    const errors = refusalsOf(id);
    return { id, success: errors.length === 0, created: false, errors };
  });
  if (allOrNothing && results.some(({ success }) => !success)) throw failureOf(locked ? 'Lock' : 'Unlock', results);
  for (const { id, success } of results) if (success) setLock(org, id!, locked);
  return results.map(({ id, errors }) => new (locked ? LockResult : UnlockResult)(id, errors));
}

/** Where sharing is enforced a row is locked by who may edit it. */
function refusalsOf(id: string): RecordError[] {
  const { org, userId } = current();
  const object = org.schema.byKeyPrefix(id.slice(0, 3));
  const [row] = object ? org.store.read(object.name, [id]) : [];
  if (!object || !row || row.get('IsDeleted') === true)
    return [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }];
  const { mode, sharing } = engine().access;
  if ((mode === 'user' || sharing) && !org.security.reachable(userId, object.name, [id], 'edit', mode).has(id))
    return [{ statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on object id', fields: [] }];
  return [];
}

const idsOf = (records: ApexList<SRecord | string>): string[] =>
  records.items.map((one) => (typeof one === 'string' ? one : (argument(one).id ?? raise('NullPointerException', 'The record has no Id'))));

const statusOf = (ids: readonly string[]): ReadonlySet<string> => lockedAmong(current().org, ids);

/** `lock` and `unlock` of a row or an Id, of one or many, with and without `allOrNothing`. */
function changing(name: 'lock' | 'unlock'): Record<string, Implementation> {
  const result = `Approval.${name === 'lock' ? 'LockResult' : 'UnlockResult'}`;
  const members: Record<string, Implementation> = {};
  for (const type of ['Id', 'SObject'])
    for (const option of ['', ', Boolean allOrNothing']) {
      members[`static ${result} ${name}(${type} one${option})`] = (one: SRecord | string | null, all?: boolean | null) =>
        change(name === 'lock', idsOf(listOf(type, [argument(one)])), all !== false)[0];
      members[`static List<${result}> ${name}(List<${type}> many${option})`] = (
        many: ApexList<SRecord | string> | null,
        all?: boolean | null
      ) => listOf(result, change(name === 'lock', idsOf(argument(many)), all !== false));
    }
  return members;
}

/** There are no approval processes, so that no request finds one: in the platform's words of an org that has none. */
function process(requests: readonly (Data | null)[], allOrNone: boolean): ProcessResult[] {
  const results = requests.map((request): SaveResult => {
    const isSubmit = argument(request) instanceof Submit;
    const error = isSubmit
      ? { statusCode: 'NO_APPLICABLE_PROCESS', message: 'No applicable approval process was found.', fields: [] }
      : { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] };
    const id = isSubmit ? ((request!.values.get('objectId') as string | null | undefined) ?? null) : null;
    return { id, success: false, created: false, errors: [error] };
  });
  if (allOrNone && results.length > 0) throw failureOf('Process', results);
  return results.map(({ id, errors }) => new ProcessResult(id, errors));
}

const submit = dataClass(
  'Approval.ProcessSubmitRequest',
  { objectId: 'String', processDefinitionNameOrId: 'String', skipEntryCriteria: 'Boolean', submitterId: 'String' },
  { base: 'Approval.ProcessRequest', methods: true }
);
const Submit = submit.options.native!;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_approval.htm */
export default [
  systemClass('public class System.Approval', {
    'static Boolean isLocked(Id id)': (id: string | null) => statusOf([argument(id)]).size > 0,
    'static Boolean isLocked(SObject record)': (record: SRecord | null) => statusOf(idsOf(listOf('SObject', [argument(record)]))).size > 0,
    'static Map<Id,Boolean> isLocked(List<Id> ids)': (ids: ApexList<string> | null) => states(argument(ids)),
    'static Map<Id,Boolean> isLocked(List<SObject> records)': (records: ApexList<SRecord> | null) => states(argument(records)),
    ...changing('lock'),
    ...changing('unlock'),
    'static Approval.ProcessResult process(Approval.ProcessRequest request)': (request: Data | null) => process([request], true)[0],
    'static Approval.ProcessResult process(Approval.ProcessRequest request, Boolean allOrNone)': (
      request: Data | null,
      all: boolean | null
    ) => process([request], all !== false)[0],
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests)': (requests: ApexList<Data> | null) =>
      listOf('Approval.ProcessResult', process(argument(requests).items, true)),
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests, Boolean allOrNone)': (
      requests: ApexList<Data> | null,
      all: boolean | null
    ) => listOf('Approval.ProcessResult', process(argument(requests).items, all !== false))
  }),
  systemClass('public class Approval.LockResult', outcome, { native: LockResult }),
  systemClass('public class Approval.UnlockResult', outcome, { native: UnlockResult }),
  systemClass(
    'public class Approval.ProcessResult',
    {
      ...Object.fromEntries(Object.entries(outcome).filter(([signature]) => signature !== 'Id getId()')),
      'String getEntityId()': (self: Result) => self.id,
      'String getInstanceId()': () => null,
      'String getInstanceStatus()': () => null,
      'List<Id> getNewWorkitemIds()': () => listOf('Id', []),
      'List<Id> getActorIds()': () => listOf('Id', [])
    },
    { native: ProcessResult }
  ),
  dataClass('Approval.ProcessRequest', { comments: 'String', nextApproverIds: 'List<Id>' }, { methods: true }),
  submit,
  dataClass(
    'Approval.ProcessWorkitemRequest',
    { action: 'String', workitemId: 'String' },
    { base: 'Approval.ProcessRequest', methods: true }
  )
] as LibraryClass[];

function states(records: ApexList<SRecord | string>): unknown {
  const ids = idsOf(records);
  const locked = statusOf(ids);
  return mapOf(
    'Id',
    'Boolean',
    ids.map((id) => [id, locked.has(id)] as const)
  );
}
