import type { SaveResult } from '../../dml/types.ts';
import type { SRecord } from '../../schema/record.ts';
import { current } from '../../transaction.ts';
import callbacks, { pictureOf } from '../async/callbacks.ts';
import { publishCallback, publishRecord, setCheckpoint } from '../async/events.ts';
import { deliverEvents, failEvents } from '../async/testing.ts';
import { consume } from '../limits/limits.ts';
import { ApexList, argument, raise } from '../values/index.ts';
import { accessOf, type AccessLevel } from './access.ts';
import { engine } from '../runtime/engine.ts';
import { ApexSaveResult } from './Database/results.ts';
import { systemClass, type LibraryClass } from './define.ts';
import { listOf } from './make.ts';
import type { AccessMode } from '../../security/types.ts';

/**
 * Publishes platform events. Immediate ones have their own limit and survive a rollback; the others count as DML. A plain `publish` follows the
 * mode of the class that calls it: user mode from API 67.0 on, and then the user needs Create on the event.
 * @returns one result a record, its id being the event's UUID-like id as on the platform.
 */
export function publishEvents(records: readonly SRecord[], access: AccessMode | null = null, callback: object | null = null): SaveResult[] {
  const immediate = records.some((record) => record.object.publishBehavior === 'PublishImmediately');
  consume(immediate ? 'immediateEvents' : 'dmlStatements');
  const results = records.map((record) => {
    if (record === null) raise('NullPointerException', 'Argument cannot be null.');
    if (record.object.kind !== 'platformEvent') raise('TypeException', `Not a platform event: ${record.object.name}`);
    return publishRecord(record, access ?? engine().access);
  });
  const uuids = results.flatMap(({ uuid }) => uuid ?? []);
  if (callback && uuids.length > 0) publishCallback(pictureOf(callback, uuids), immediate);
  return results;
}

const EventBus_ = systemClass('public class System.EventBus', {
  'static Database.SaveResult publish(SObject event)': (event: SRecord | null) => new ApexSaveResult(publishEvents([argument(event)])[0]!),
  'static List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList<SRecord> | null) => results(argument(events), null),
  'static Database.SaveResult publish(SObject event, Object callback)': (event: SRecord | null, callback: object | null) =>
    new ApexSaveResult(publishEvents([argument(event)], null, argument(callback))[0]!),
  'static List<Database.SaveResult> publish(List<SObject> events, Object callback)': (
    events: ApexList<SRecord> | null,
    callback: object | null
  ) => results(argument(events), null, argument(callback)),
  'static String getOperationId(Object result)': (result: ApexSaveResult | null) => argument(result).result.id,
  'static Database.SaveResult publishWithAccessLevel(SObject event, AccessLevel level)': (event: SRecord | null, level: AccessLevel) =>
    new ApexSaveResult(publishEvents([argument(event)], accessOf(argument(level)))[0]!),
  'static List<Database.SaveResult> publishWithAccessLevel(List<SObject> events, AccessLevel level)': (
    events: ApexList<SRecord> | null,
    level: AccessLevel
  ) => results(argument(events), accessOf(argument(level)))
});

function results(events: ApexList<SRecord>, access: AccessMode | null, callback: object | null = null): ApexList {
  return listOf(
    'Database.SaveResult',
    publishEvents(events.items, access, callback).map((result) => new ApexSaveResult(result))
  );
}

export class TestBroker {
  static readonly one = new TestBroker();
}
const TestBroker_ = systemClass(
  'public class EventBus.TestBroker',
  {
    'void deliver()': () => {
      deliverEvents();
    },
    'void fail()': failEvents
  },
  { native: TestBroker }
);

class TriggerContext {
  static readonly one = new TriggerContext();
}
const TriggerContext_ = systemClass(
  'public class EventBus.TriggerContext',
  {
    'static EventBus.TriggerContext currentContext()': () => TriggerContext.one,
    'Integer retries {get;}': () => current().slot(Symbol.for('event retries'), () => 0),
    'void setResumeCheckpoint(String replayId)': (_: TriggerContext, replayId: string | null) => setCheckpoint(argument(replayId))
  },
  { native: TriggerContext }
);

export default [EventBus_, TestBroker_, TriggerContext_, callbacks].flat() as LibraryClass[];
