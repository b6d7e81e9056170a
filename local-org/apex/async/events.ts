import type { SaveResult } from '../../dml/types.ts';
import type { Org } from '../../org.ts';
import { SRecord, type RecordError } from '../../schema/record.ts';
import type { FieldDef, ObjectDef, Value } from '../../schema/types.ts';
import type { AccessMode } from '../../security/types.ts';
import { current, inTransaction, transact } from '../../transaction.ts';
import { ApexException, raise } from '../values/index.ts';
import { keepCallback, runCallback, type PublishCallback } from './callbacks.ts';
import { isTesting } from './testing.ts';
import { wake } from './wake.ts';

/**
 * The platform event bus: events wait in a table until their triggers have run, in the order of publishing, up to 2,000 at a time,
 * and leave it in the same transaction as what the triggers wrote.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/
 */
const BATCH = 2000;
const RETRIES = 9;
const HELD = Symbol('immediate events of the transaction');
const CHECKPOINT = Symbol('resume checkpoint');
const SYSTEM_FIELDS = new Set(['id', 'replayid', 'eventuuid', 'createddate', 'createdbyid']);

interface Waiting {
  readonly event: string;
  readonly uuid: string;
  readonly payload: string;
  readonly userId: string;
  readonly created: string;
}

/** Publishes one event record from Apex. @returns its result: refused fields are errors, nothing is thrown. */
export function publishRecord(record: SRecord, access: AccessMode): SaveResult & { readonly uuid: string | null } {
  const { org, userId } = current();
  const error = refusal(record, access);
  if (error) return { id: null, uuid: null, success: false, created: false, errors: [error] };
  const id = org.store.nextId(record.object.name);
  const uuid = publishValues(org, record.object, record.values, userId);
  return { id, uuid, success: true, created: true, errors: [] };
}

/** Publishes the values of an event, by the event's own behaviour. @returns its EventUuid. */
export function publishValues(org: Org, object: ObjectDef, values: ReadonlyMap<string, Value>, userId: string): string {
  const fields = [...values].filter(([name]) => !SYSTEM_FIELDS.has(name.toLowerCase()));
  const uuid = (values.get('EventUuid') as string | null | undefined) ?? crypto.randomUUID();
  const waiting: Waiting = {
    event: object.name,
    uuid,
    payload: JSON.stringify(fields),
    userId,
    created: new Date(org.now()).toISOString()
  };
  if (object.publishBehavior === 'PublishImmediately' && inTransaction()) hold(waiting);
  else put(org, [waiting]);
  if (inTransaction()) {
    if (!isTesting()) current().afterCommit.push(() => wake(org));
  } else wake(org);
  return uuid;
}

/** Has a callback told of events that were just published. */
export function publishCallback(callback: PublishCallback, immediate: boolean): void {
  if (immediate) hold(callback);
  else keepCallback(current().org, callback);
}

/** Immediate events are kept outside the store until the transaction ends, one way or the other. */
function hold(waiting: Waiting | PublishCallback): void {
  const transaction = current();
  const held = transaction.slot<(Waiting | PublishCallback)[]>(HELD, () => {
    const release = (): void => {
      const events = transaction.slots.get(HELD) as (Waiting | PublishCallback)[];
      if (events.length === 0) return;
      transaction.org.store.atomically(() => put(transaction.org, events.splice(0)));
      wake(transaction.org);
    };
    transaction.afterCommit.push(release);
    transaction.afterRollback.push(release);
    return [];
  });
  held.push(waiting);
}

/** Puts the running transaction's immediate events on the bus now: `deliver()` and `stopTest` of a test. */
export function releaseHeld(): void {
  const { org, slots } = current();
  const held = (slots.get(HELD) as (Waiting | PublishCallback)[] | undefined) ?? [];
  if (held.length > 0) put(org, held.splice(0));
}

function put(org: Org, events: readonly (Waiting | PublishCallback)[]): void {
  for (const event of events) {
    if ('state' in event) {
      keepCallback(org, event);
      continue;
    }
    org.store.run('INSERT INTO "local_event" (event, uuid, payload, user_id, created) VALUES (?, ?, ?, ?, ?)', [
      event.event,
      event.uuid,
      event.payload,
      event.userId,
      event.created
    ]);
  }
}

function refusal(record: SRecord, access: AccessMode): RecordError | null {
  const { org, userId } = current();
  const { object } = record;
  if (access.mode === 'user' && !org.security.objectAccess(userId, object.name).create) {
    return { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'insufficient access rights on cross-reference id', fields: [] };
  }
  const missing: string[] = [];
  for (const field of object.fields.values()) {
    if (SYSTEM_FIELDS.has(field.name.toLowerCase())) continue;
    const value = record.values.get(field.name) ?? null;
    if (field.required && (value === null || value === '') && field.type !== 'Checkbox') missing.push(field.name);
    if (tooLong(field, value))
      return {
        statusCode: 'STRING_TOO_LONG',
        message: `${field.label}: data value too large: (max length=${field.length})`,
        fields: [field.name]
      };
  }
  return missing.length === 0
    ? null
    : { statusCode: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${missing.join(', ')}]`, fields: missing };
}

function tooLong(field: FieldDef, value: Value): boolean {
  return (
    typeof value === 'string' &&
    field.length !== undefined &&
    ['Text', 'TextArea', 'LongTextArea'].includes(field.type) &&
    value.length > field.length
  );
}

/** Says up to which event a trigger got; the rest comes again in a transaction of its own. */
export function setCheckpoint(replayId: string): void {
  if (current().kind !== 'event') raise('EventBus.InvalidReplayIdException', 'A checkpoint can only be set in a platform event trigger');
  current().slots.set(CHECKPOINT, Number(replayId));
}

/** Takes everything off the bus undelivered and tells the callbacks so: `Test.getEventBus().fail()`. */
export function failAll(org: Org, onError: (error: unknown) => void): void {
  org.store.run('DELETE FROM "local_event"');
  while (runCallback(org, automatedProcess(org), false, onError));
}

/** Delivers one batch of the event that waits longest. @returns how many left the bus, 0 when nothing (more) can be delivered. */
export function deliverNext(org: Org, onError: (error: unknown) => void): number {
  if (runCallback(org, automatedProcess(org), true, onError)) return 1;
  const oldest = org.store.all(
    'SELECT event FROM "local_event" WHERE event NOT IN (SELECT event FROM "local_event" WHERE tries > ?) ORDER BY seq LIMIT 1',
    [RETRIES]
  )[0];
  if (!oldest) return 0;
  const event = String(oldest['event']);
  const object = org.schema.object(event);
  if (!object || !org.apex.has(event, 'after', 'insert')) return discard(org, event);
  const subscriber = subscriberOf(org, event);
  const rows = org.store.all('SELECT * FROM "local_event" WHERE event = ? ORDER BY seq LIMIT ?', [event, subscriber.batchSize]);
  const last = Number(rows.at(-1)!['seq']);
  try {
    return transact(org, subscriber.userId, 'event', (transaction) => {
      transaction.slots.set(Symbol.for('event retries'), Number(rows[0]!['tries']));
      const records = rows.map((row) => eventRecord(object, row));
      org.apex.run(event, 'after', 'insert', records, null);
      const faulty = records.find((record) => record.errors.length > 0);
      if (faulty) raise('DmlException', faulty.errors[0]!.message);
      return remove(org, event, Math.min((transaction.slots.get(CHECKPOINT) as number | undefined) ?? last, last));
    });
  } catch (error) {
    return failed(org, event, last, error, onError);
  }
}

/** A retryable failure leaves the events where they are; after nine tries the subscription stops, and says so. Others are lost, as on the platform. */
function failed(org: Org, event: string, last: number, error: unknown, onError: (error: unknown) => void): number {
  onError(error);
  if (!(error instanceof ApexException) || error.typeName !== 'EventBus.RetryableException')
    return org.store.atomically(() => remove(org, event, last));
  org.store.atomically(() => org.store.run('UPDATE "local_event" SET tries = tries + 1 WHERE event = ? AND seq <= ?', [event, last]));
  return 1;
}

/** Gives stopped subscriptions another go: a server that starts again, as an administrator's Resume does. */
export function resumeSubscriptions(org: Org): void {
  org.store.run('UPDATE "local_event" SET tries = 0 WHERE tries > 0');
}

function remove(org: Org, event: string, upTo: number): number {
  const count = Number(org.store.all('SELECT COUNT(*) AS n FROM "local_event" WHERE event = ? AND seq <= ?', [event, upTo])[0]!['n']);
  org.store.run('DELETE FROM "local_event" WHERE event = ? AND seq <= ?', [event, upTo]);
  return count;
}

function discard(org: Org, event: string): number {
  return org.store.atomically(() => remove(org, event, Number.MAX_SAFE_INTEGER));
}

function eventRecord(object: ObjectDef, row: Readonly<Record<string, unknown>>): SRecord {
  const record = new SRecord(object);
  for (const [name, value] of JSON.parse(String(row['payload'])) as [string, Value][]) record.values.set(name, value);
  const system: Record<string, Value> = {
    ReplayId: String(row['seq']),
    EventUuid: String(row['uuid']),
    CreatedDate: String(row['created']),
    CreatedById: String(row['user_id'])
  };
  for (const [name, value] of Object.entries(system)) if (object.fields.has(name.toLowerCase())) record.values.set(name, value);
  return record;
}

/** Who runs the triggers of an event: a PlatformEventSubscriberConfig says, else the Automated Process. */
function subscriberOf(org: Org, event: string): { readonly userId: string; readonly batchSize: number } {
  const triggers = new Set(
    org.metadata.apexTriggers
      .filter((trigger) => new RegExp(`\\bon\\s+${event}\\b`, 'i').test(trigger.source))
      .map((trigger) => trigger.name)
  );
  for (const config of org.metadata.components.get('PlatformEventSubscriberConfig')?.values() ?? []) {
    if (!triggers.has(String(config['platformEventConsumer']?.[0]))) continue;
    const size = Number(config['batchSize']?.[0] ?? BATCH);
    const username = config['user']?.[0];
    return {
      userId: username === undefined ? automatedProcess(org) : userNamed(org, String(username)),
      batchSize: Math.min(Math.max(size, 1), BATCH)
    };
  }
  return { userId: automatedProcess(org), batchSize: BATCH };
}

export function automatedProcess(org: Org): string {
  const row = org.store.all('SELECT "Id" AS id FROM "User" WHERE "UserType" = ? LIMIT 1', ['AutomatedProcess'])[0];
  if (!row) throw new Error('The org has no Automated Process user');
  return String(row['id']);
}

function userNamed(org: Org, username: string): string {
  const row = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ? AND "IsActive" = 1', [username])[0];
  if (!row) throw new Error('The user of a platform event subscription does not exist or is not active');
  return String(row['id']);
}
