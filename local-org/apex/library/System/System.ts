import { SRecord } from '../../../schema/record.ts';
import { current } from '../../../transaction.ts';
import { engine } from '../../runtime/engine.ts';
import { ApexType } from '../../runtime/type.ts';
import { attachFinalizer } from '../../async/finalizers.ts';
import { abort, batches, queueables, schedules, type AsyncOptionsValue } from '../../async/submit.ts';
import { ApexDatetime, ApexEnum, argument, equal, hash, raise } from '../../values/index.ts';
import { debug } from '../debug.ts';
import { systemClass, systemEnum, type LibraryClass } from '../define.ts';
import { assertEqual, assertNotEqual, assertTrue } from './Assert.ts';
import { now, today } from './dates.ts';

const LoggingLevel = systemEnum('System.LoggingLevel', ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR']);
const TriggerOperation = systemEnum('System.TriggerOperation', [
  'BEFORE_INSERT',
  'BEFORE_UPDATE',
  'BEFORE_DELETE',
  'AFTER_INSERT',
  'AFTER_UPDATE',
  'AFTER_DELETE',
  'AFTER_UNDELETE'
]);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm. `runAs` is a statement of the compiler's. */
const System_ = systemClass('public class System.System', {
  'static void debug(Object message)': (message: unknown) => debug(message),
  'static void debug(LoggingLevel level, Object message)': (level: ApexEnum | null, message: unknown) =>
    debug(message, argument(level).constant),
  'static Datetime now()': () => new ApexDatetime(now()),
  'static Date today()': today,
  'static Long currentTimeMillis()': () => BigInt(now()),
  'static void assert(Boolean condition)': assertTrue,
  'static void assert(Boolean condition, Object message)': assertTrue,
  'static void assertEquals(Object expected, Object actual)': assertEqual,
  'static void assertEquals(Object expected, Object actual, Object message)': assertEqual,
  'static void assertNotEquals(Object expected, Object actual)': assertNotEqual,
  'static void assertNotEquals(Object expected, Object actual, Object message)': assertNotEqual,
  'static Boolean equals(Object a, Object b)': equal,
  'static Integer hashCode(Object value)': hash,
  'static Id enqueueJob(Queueable job)': (job: object | null) => queueables.submit(argument(job)),
  'static Id enqueueJob(Queueable job, Integer delayInMinutes)': (job: object | null, delay: number) =>
    queueables.submit(argument(job), { delayMinutes: argument(delay) }),
  'static Id enqueueJob(Queueable job, AsyncOptions options)': (job: object | null, options: AsyncOptionsValue | null) =>
    queueables.submit(argument(job), argument(options)),
  'static String schedule(String name, String cron, Schedulable job)': (name: string | null, cron: string | null, job: object | null) =>
    schedules.submit(argument(name), argument(cron), argument(job)),
  'static String scheduleBatch(Object batch, String name, Integer minutes)': (batch: object, name: string, minutes: number) =>
    batches.later(argument(batch), argument(name), minutes, 200),
  'static String scheduleBatch(Object batch, String name, Integer minutes, Integer scope)': (
    batch: object,
    name: string,
    minutes: number,
    scope: number
  ) => batches.later(argument(batch), argument(name), minutes, scope),
  'static void abortJob(String jobId)': (id: string | null) => abort(argument(id)),
  'static void attachFinalizer(Finalizer finalizer)': (finalizer: object | null) => attachFinalizer(argument(finalizer)),
  'static Boolean isBatch()': () => current().kind === 'batch',
  'static Boolean isFuture()': () => current().kind === 'future',
  'static Boolean isQueueable()': () => current().kind === 'queueable',
  'static Boolean isScheduled()': () => current().kind === 'scheduled',
  'static Boolean isFunctionCallback()': () => false
});

/** Answers of `Request.getCurrent()`. */
const Quiddity = systemEnum('System.Quiddity', [
  'ANONYMOUS',
  'AURA',
  'BATCH_ACS',
  'BATCH_APEX',
  'BATCH_CHUNK_PARALLEL',
  'BATCH_CHUNK_SERIAL',
  'BULK_API',
  'COMMERCE_INTEGRATION',
  'DISCOVERABLE_LOGIN',
  'EXTERNAL_SERVICE_CALLBACK',
  'FUNCTION_CALLBACK',
  'FUTURE',
  'INBOUND_EMAIL_SERVICE',
  'INVOCABLE_ACTION',
  'IOT',
  'PLATFORM_EVENT_PUBLISH_CALLBACK',
  'POST_INSTALL_SCRIPT',
  'QUEUEABLE',
  'QUICK_ACTION',
  'REMOTE_ACTION',
  'REST',
  'RUNTEST_ASYNC',
  'RUNTEST_DEPLOY',
  'RUNTEST_SYNC',
  'SCHEDULED',
  'SOAP',
  'SYNCHRONOUS',
  'TRANSACTION_FINALIZER_QUEUEABLE',
  'UNDEFINED',
  'VF'
]);
const QUIDDITY: Readonly<Record<string, string>> = {
  api: 'SYNCHRONOUS',
  aura: 'AURA',
  rest: 'REST',
  anonymous: 'ANONYMOUS',
  test: 'RUNTEST_SYNC',
  queueable: 'QUEUEABLE',
  batch: 'BATCH_APEX',
  scheduled: 'SCHEDULED',
  future: 'FUTURE',
  event: 'SYNCHRONOUS',
  publishCallback: 'PLATFORM_EVENT_PUBLISH_CALLBACK'
};
class CurrentRequest {
  static readonly one = new CurrentRequest();
}
const REQUEST_ID = Symbol('request id');

const Request_ = systemClass(
  'public class System.Request',
  {
    'static Request getCurrent()': () => CurrentRequest.one,
    'Quiddity getQuiddity()': () => Quiddity.value(QUIDDITY[current().kind] ?? 'UNDEFINED'),
    'String getRequestId()': () => current().slot(REQUEST_ID, () => crypto.randomUUID().replaceAll('-', '').toUpperCase())
  },
  { native: CurrentRequest }
);

class Uuid {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}
const UUID_ = systemClass(
  'public class System.UUID',
  {
    'static UUID randomUUID()': () => new Uuid(crypto.randomUUID()),
    'static UUID fromString(String text)': (text: string | null) =>
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(argument(text))
        ? new Uuid(text!.toLowerCase())
        : raise('IllegalArgumentException', `Invalid UUID string: ${text}`),
    'String toString()': (self: Uuid) => self.text,
    'Boolean equals(Object other)': (self: Uuid, other: unknown) => other instanceof Uuid && other.text === self.text
  },
  { native: Uuid }
);

const Type_ = systemClass(
  'public class System.Type',
  {
    'static Type forName(String name)': (name: string | null) => typeNamed(argument(name)),
    'static Type forName(String space, String name)': (space: string | null, name: string | null) =>
      space ? typeNamed(`${space}.${argument(name)}`) : typeNamed(argument(name)),
    'String getName()': (self: ApexType) => self.name,
    'Object newInstance()': (self: ApexType) => construct(self),
    'Boolean isAssignableFrom(Type other)': (self: ApexType, other: ApexType) => isAssignable(self, argument(other)),
    'String toString()': (self: ApexType) => self.name
  },
  { native: ApexType }
);

const Callable = systemClass('public interface System.Callable', {
  'Object call(String action, Map<String,Object> arguments)': () => raise('TypeException', 'Not callable')
});

export default [LoggingLevel, TriggerOperation, System_, Quiddity, Request_, UUID_, Type_, Callable] as LibraryClass[];

/** Names of the package's classes come first; a System class needs no namespace. Null for what does not exist. */
function typeNamed(name: string): ApexType | null {
  return engine().typeNamed(name);
}

/** @throws TypeException for what has no constructor without parameters. */
function construct(type: ApexType): unknown {
  if (type.user) return type.user.construct();
  if (type.object) return new SRecord(type.object);
  const make = type.library?.members.find((member) => member.kind === 'constructor' && member.parameters.length === 0);
  if (!make || typeof make.implementation !== 'function') raise('TypeException', `No default constructor found: ${type.name}`);
  return type.library!.typeParameters.length > 0 ? make.implementation(type) : make.implementation();
}

function isAssignable(to: ApexType, from: ApexType): boolean {
  if (to === from || to.name === 'Object') return true;
  for (let type: ApexType | null = from; type; type = type.user?.superType ?? null) {
    if (type === to || type.user?.interfaces.includes(to)) return true;
  }
  return to.name === 'SObject' && from.object !== null;
}
