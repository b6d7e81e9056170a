import type { Org } from '../../org.ts';
import { transact } from '../../transaction.ts';
import { hasMethod, callMethod } from '../runtime/dispatch.ts';
import { listOf } from '../library/make.ts';
import { systemClass, type LibraryClass } from '../library/define.ts';
import { raise } from '../values/index.ts';
import { apexOf } from './run.ts';
import { deserialise, serialise } from './serialise.ts';

/**
 * Publish callbacks: what `EventBus.publish(events, callback)` is told once the events stand on the bus, or could not be put there.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_callback.htm
 */
export interface PublishCallback {
  readonly uuids: readonly string[];
  /** The callback as the publisher left it. */
  readonly state: string;
}

class PublishResult {
  readonly uuids: readonly string[];
  constructor(uuids: readonly string[]) {
    this.uuids = uuids;
  }
}
class SuccessResult extends PublishResult {}
class FailureResult extends PublishResult {}

const SUCCESS = 'onsuccess$eventbus_successresult';
const FAILURE = 'onfailure$eventbus_failureresult';

/** @returns what is to be kept of a callback. @throws TypeException for an object that is none. */
export function pictureOf(callback: object, uuids: readonly string[]): PublishCallback {
  if (!hasMethod(callback, SUCCESS) && !hasMethod(callback, FAILURE))
    raise('TypeException', 'The callback implements neither EventBus.EventPublishSuccessCallback nor EventBus.EventPublishFailureCallback');
  return { uuids, state: serialise(callback) };
}

/** Keeps a callback beside its events, in the transaction that puts them on the bus. */
export function keepCallback(org: Org, callback: PublishCallback): void {
  org.store.run('INSERT INTO "local_event_callback" (uuids, state) VALUES (?, ?)', [JSON.stringify(callback.uuids), callback.state]);
}

/** Tells one callback how its events fared, in a transaction of its own. @returns whether there was one. */
export function runCallback(org: Org, userId: string, published: boolean, onError: (error: unknown) => void): boolean {
  const row = org.store.all('SELECT seq, uuids, state FROM "local_event_callback" ORDER BY seq LIMIT 1')[0];
  if (!row) return false;
  org.store.run('DELETE FROM "local_event_callback" WHERE seq = ?', [Number(row['seq'])]);
  const uuids = JSON.parse(String(row['uuids'])) as string[];
  try {
    transact(org, userId, 'publishCallback', () =>
      apexOf(org).enter(() => {
        const callback = deserialise(String(row['state'])) as object;
        const key = published ? SUCCESS : FAILURE;
        if (hasMethod(callback, key)) callMethod(callback, key, published ? new SuccessResult(uuids) : new FailureResult(uuids));
      })
    );
  } catch (error) {
    onError(error);
  }
  return true;
}

const notCalled = (): never => raise('TypeException', 'This interface is implemented by classes of the package');
const results = { 'List<String> getEventUuids()': (self: PublishResult) => listOf('String', [...self.uuids]) };

export default [
  systemClass('public interface EventBus.EventPublishSuccessCallback', { 'void onSuccess(EventBus.SuccessResult result)': notCalled }),
  systemClass('public interface EventBus.EventPublishFailureCallback', { 'void onFailure(EventBus.FailureResult result)': notCalled }),
  systemClass('public class EventBus.SuccessResult', results, { native: SuccessResult }),
  systemClass('public class EventBus.FailureResult', results, { native: FailureResult })
] as LibraryClass[];
