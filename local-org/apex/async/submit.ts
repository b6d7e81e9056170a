import { current, type Transaction } from '../../transaction.ts';
import type { Value } from '../../schema/types.ts';
import { consume } from '../limits/limits.ts';
import { engine } from '../runtime/engine.ts';
import { hasMethod } from '../runtime/dispatch.ts';
import { raise, userZone } from '../values/index.ts';
import { nextFire, parseCron } from './cron.ts';
import { addJob, insertRow, removeJob, updateJob, waitingWithSignature } from './jobs.ts';
import { serialise } from './serialise.ts';
import { isTesting, submitted } from './testing.ts';
import { wake } from './wake.ts';

/** `AsyncOptions`, as far as a job is concerned. */
export interface AsyncOptionsValue {
  readonly delayMinutes?: number | null;
  readonly maxDepth?: number | null;
  readonly signature?: string | null;
}

const DEPTH = Symbol('depth of the queueable that runs');
const BATCH_SCOPE_MAX = 2000;

/** Marks the running transaction as a queueable at that depth of its chain. */
export function atDepth(transaction: Transaction, depth: number): void {
  transaction.slots.set(DEPTH, depth);
}

export function currentDepth(): number {
  return (current().slots.get(DEPTH) as number | undefined) ?? 0;
}

export const queueables = {
  /** `System.enqueueJob`. @throws AsyncException */
  submit(job: object, options: AsyncOptionsValue = {}): string {
    requires(job, 'execute$queueablecontext', 'Queueable');
    consume('queueables');
    const depth = currentDepth() + 1;
    const delay = options.delayMinutes ?? 0;
    if (delay < 0 || delay > 10) raise('AsyncException', 'The delay must be between 0 and 10 minutes');
    if ((options.maxDepth && depth > options.maxDepth) || (isTesting() && depth > 1))
      raise('AsyncException', 'Maximum stack depth has been reached.');
    if (options.signature && waitingWithSignature(current().org, options.signature))
      raise('DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
    return submit('queueable', job, delay * 60_000, {
      depth,
      ...(options.maxDepth ? { maxDepth: options.maxDepth } : {}),
      ...(options.signature ? { signature: options.signature } : {})
    });
  }
};

export const batches = {
  /** `Database.executeBatch`. */
  submit(job: object, scope: number): string {
    checkBatch(job, scope);
    return submit('batch', job, 0, { scope });
  },

  /** `System.scheduleBatch`: once, in some minutes. @returns the id of its CronTrigger. */
  later(job: object, name: string, minutes: number, scope: number): string {
    checkBatch(job, scope);
    const due = current().org.now() + minutes * 60_000;
    const cronId = cronTrigger(name, '', due);
    submit('batch', job, minutes * 60_000, { scope, cronId });
    return cronId;
  }
};

export const schedules = {
  /** `System.schedule`. @returns the id of the CronTrigger. @throws AsyncException for a name in use, StringException for the expression. */
  submit(name: string, expression: string, job: object): string {
    requires(job, 'execute$schedulablecontext', 'Schedulable');
    const { org } = current();
    const due = nextFire(parseCron(expression), org.now(), userZone());
    if (due === null) raise('AsyncException', "Based on configured schedule, the given trigger '" + name + "' will never fire.");
    const waiting = org.store.all(
      'SELECT t."Id" AS id FROM "CronTrigger" t JOIN "CronJobDetail" d ON d."Id" = t."CronJobDetailId" WHERE d."Name" = ? AND t."State" = ?',
      [name, 'WAITING']
    );
    if (waiting.length > 0) raise('AsyncException', 'The Apex job named "' + name + '" is already scheduled for execution.');
    const cronId = cronTrigger(name, expression, due);
    submit('scheduled', job, due - org.now(), { cronId });
    return cronId;
  }
};

/** A call of an @Future method: the emitter sends it here instead of running it. */
export function submitFuture(className: string, method: string, values: readonly unknown[]): void {
  consume('futures');
  const { org } = current();
  const id = addJob('future', className, serialiseArguments(values), org.now(), { method });
  noticed(id);
}

/** `System.abortJob`: a queued job, a batch that runs, a schedule. */
export function abort(id: string): void {
  const { org } = current();
  if (org.schema.byKeyPrefix(id.slice(0, 3))?.name === 'CronTrigger') {
    for (const row of org.store.all('SELECT "Id" AS id FROM "AsyncApexJob" WHERE "CronTriggerId" = ? AND "Status" = ?', [id, 'Queued']))
      abort(String(row['id']));
    org.store.remove('CronTrigger', [id]);
    return;
  }
  if (org.store.read('AsyncApexJob', [id]).length === 0) raise('StringException', `Invalid id: ${id}`);
  removeJob(org, id);
  updateJob(org, id, { Status: 'Aborted', CompletedDate: new Date(org.now()).toISOString() });
}

function submit(kind: 'queueable' | 'batch' | 'scheduled', job: object, delay: number, options: Parameters<typeof addJob>[4]): string {
  const id = addJob(kind, engine().typeOf(job).name, serialise(job), current().org.now() + delay, options);
  noticed(id);
  return id;
}

/** In a test the job waits for stopTest; otherwise the worker is woken once the transaction is committed. */
function noticed(id: string): void {
  const transaction = current();
  if (isTesting()) submitted(id);
  else transaction.afterCommit.push(() => wake(transaction.org));
}

function serialiseArguments(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => serialise(value)));
}

function requires(job: object, key: string, name: string): void {
  if (!hasMethod(job, key)) raise('AsyncException', `The class ${engine().typeOf(job).name} does not implement ${name}`);
}

function checkBatch(job: object, scope: number): void {
  if (!hasMethod(job, 'execute$database_batchablecontext$list'))
    raise('AsyncException', `The class ${engine().typeOf(job).name} does not implement Database.Batchable`);
  if (scope < 1 || scope > BATCH_SCOPE_MAX)
    raise('InvalidParameterValueException', `The batch size must be between 1 and ${BATCH_SCOPE_MAX}`);
}

function cronTrigger(name: string, expression: string, due: number): string {
  const { org, userId } = current();
  const detail = org.store.nextId('CronJobDetail');
  insertRow(
    org,
    'CronJobDetail',
    userId,
    new Map<string, Value>([
      ['Id', detail],
      ['Name', name],
      ['JobType', '7']
    ])
  );
  const id = org.store.nextId('CronTrigger');
  const moment = (millis: number): string => new Date(millis).toISOString();
  insertRow(
    org,
    'CronTrigger',
    userId,
    new Map<string, Value>([
      ['Id', id],
      ['CronJobDetailId', detail],
      ['CronExpression', expression],
      ['State', 'WAITING'],
      ['TimeZoneSidKey', userZone()],
      ['TimesTriggered', 0],
      ['StartTime', moment(org.now())],
      ['NextFireTime', moment(due)]
    ])
  );
  return id;
}
