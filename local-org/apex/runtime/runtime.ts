import { fieldOf } from '../../schema/types.ts';
import type { DmlOperation } from '../../dml/types.ts';
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import type { AccessMode } from '../../security/types.ts';
import { freshMixedDml } from '../../dml/mixed-dml.ts';
import { current } from '../../transaction.ts';
import { submitFuture } from '../async/submit.ts';
import { enumValueOf } from '../bind/enum-members.ts';
import type { TypeTable } from '../bind/types.ts';
import type { LibraryMember, PropertyImplementation } from '../library/define.ts';
import { runDml } from '../library/dml.ts';
import { runQuery, runSearch, singleRow } from '../library/query.ts';
import { fieldsOf } from '../library/Schema/describe.ts';
import { fieldSetOf } from '../library/Schema/field-sets.ts';
import { sobjectFieldOf, sobjectTypeOf } from '../library/Schema/tokens.ts';
import { checkCpu } from '../limits/limits.ts';
import {
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexException,
  ApexList,
  ApexMap,
  ApexSet,
  iterate,
  raise,
  systemException
} from '../values/index.ts';
import { accessOf as levelAccess } from '../library/access.ts';
import type { AccessLevel } from '../library/access.ts';
import { Locator } from '../library/Database/QueryLocator.ts';
import { accessOf, modeOf, running } from './access.ts';
import type { Running } from './access.ts';
import { arithmetic, comparisons, conversions } from './conversions.ts';
import { records } from './fields.ts';
import type { FieldRef } from './fields.ts';
import { nothing } from './nothing.ts';
import { makeEnum, prepare, UserException, UserObject } from './objects.ts';
import type { EnumClass } from './objects.ts';
import { withStack } from './stack.ts';
import type { ApexType } from './type.ts';

/** A class of the package at run time: its JavaScript class once loaded, its statics once initialised in the running transaction. */
export interface ClassRef {
  readonly name: string;
  c: (UserClassConstructor & EnumClass) | null;
  s: Record<string, unknown> | null;
}
export interface UserClassConstructor {
  new (): object;
  $blank(): Record<string, unknown>;
  $static(): void;
  [method: string]: unknown;
}

/** What the runtime needs of the engine around it. */
export interface Host {
  readonly org: Org;
  readonly types: TypeTable;
  ref(name: string): ClassRef;
  load(ref: ClassRef): UserClassConstructor & EnumClass;
  initialise(ref: ClassRef): Record<string, unknown>;
  isInstance(value: unknown, type: ApexType): boolean;
  cast(value: unknown, type: ApexType): unknown;
}

/** Trigger context variables, by lower-case name. */
export type TriggerContext = Readonly<Record<string, unknown>>;

interface Query {
  readonly text: string;
  readonly sources: readonly string[];
  /** WITH USER_MODE or WITH SYSTEM_MODE; null: that of the class, as with SECURITY_ENFORCED. */ readonly mode:
    'user' | 'system' | 'enforced' | null;
}

const TICKS = 2000;
let ticks = TICKS;

/** The object `R` of emitted code. */
export type Runtime = ReturnType<typeof createRuntime>;
export function createRuntime(host: Host) {
  const runtime = {
    ...conversions,
    ...arithmetic,
    ...comparisons,
    ...records,
    ...linking(host),
    ...collections(),
    UserObject,
    UserException,
    prepare,
    accessOf,
    /** Of the class now running. */
    access: running('system', false) as Running,
    triggerContext: null as TriggerContext | null,
    npe: nothing,
    load: (ref: ClassRef) => host.load(ref),
    initialise: (ref: ClassRef) => host.initialise(ref),
    isInstance: (value: unknown, type: ApexType) => host.isInstance(value, type),
    cast: (value: unknown, type: ApexType) => host.cast(value, type),
    tick(): void {
      if (--ticks > 0) return;
      ticks = TICKS;
      checkCpu();
    },
    /** A method that a user class may have: its own, else the library's. */
    dispatch(
      key: string,
      fallback: (self: unknown, ...args: unknown[]) => unknown,
      self: Record<string, unknown>,
      ...args: unknown[]
    ): unknown {
      const own = self[key];
      return typeof own === 'function' ? (own.apply(self, args) as unknown) : fallback(self, ...args);
    },
    trigger(name: string): unknown {
      const context = runtime.triggerContext;
      if (context) return context[name] ?? null;
      return name.startsWith('is') ? false : name === 'size' ? 0 : null;
    },
    /** What a catch block may see: Apex exceptions other than those that cannot be caught. */
    caught(error: unknown): ApexException {
      if (error instanceof RangeError && error.message.includes('call stack'))
        throw systemException('LimitException', 'Maximum stack depth reached: 1001');
      if (!(error instanceof ApexException)) throw error;
      withStack(error);
      if (error.typeName === 'System.LimitException' || error.typeName === 'System.AssertException') throw error;
      return error;
    },
    rows(query: Query, binds: readonly unknown[], type: ApexType): ApexList<SRecord> {
      return new ApexList(type, run(query, binds).records);
    },
    locator: (query: Query, binds: readonly unknown[], level: AccessLevel | null) =>
      Locator.of(
        query.text,
        new Map(query.sources.map((s, i) => [s, binds[i]])),
        level === null ? accessFor(query.mode) : levelAccess(level)
      ),
    count: (query: Query, binds: readonly unknown[]) => {
      const result = run(query, binds);
      return result.count ?? result.totalSize;
    },
    single: (rows: ApexList<SRecord> | null) => singleRow((rows ?? nothing()).items),
    singleOrNull: (rows: ApexList<SRecord> | null) => (rows === null || rows.items.length === 0 ? null : singleRow(rows.items)),
    search: (text: string, sources: readonly string[], binds: readonly unknown[]) =>
      runSearch(text, { binds: new Map(sources.map((s, i) => [s, binds[i]])) }),
    *chunks(rows: ApexList<SRecord>): Generator<ApexList<SRecord>> {
      for (let at = 0; at < rows.items.length; at += 200) yield new ApexList(rows.elementType, rows.items.slice(at, at + 200));
    },
    dml(operation: DmlOperation, target: unknown, access: 'user' | 'system' | null, externalIdField: string | null): void {
      runDml(operation, target, { access: accessFor(access), externalIdField });
    },
    /** Swaps the user; what it gives puts the old one back. */
    runAs(user: SRecord | null): () => void {
      const transaction = current();
      const before = transaction.userId;
      transaction.userId = (user ?? nothing()).id ?? raise('IllegalArgumentException', 'The user of System.runAs has no Id');
      const unmix = freshMixedDml(transaction);
      return () => {
        transaction.userId = before;
        unmix();
      };
    },
    future: (className: string, method: string, args: readonly unknown[]) => {
      submitFuture(className, method, args);
    },
    enumValues: (type: ApexType) => new ApexList(type, [...constantsOf(type)]),
    enumValue: (type: ApexType, name: string | null) => enumValueOf(constantsOf(type), type.name, name),
    enumConstant: (type: ApexType, name: string) => constantsOf(type).find((c) => c.constant === name) ?? null
  };

  /** In user mode sharing always holds; in system mode the sharing of the class decides. */
  function accessFor(mode: Query['mode']): AccessMode {
    return modeOf(mode === null || mode === 'enforced' ? runtime.access : running(mode, mode === 'user' || runtime.access.sharing));
  }

  function run(query: Query, binds: readonly unknown[]) {
    return runQuery(query.text, { access: accessFor(query.mode), binds: new Map(query.sources.map((s, i) => [s, binds[i]])) });
  }

  function constantsOf(type: ApexType): readonly ApexEnum[] {
    return type.library?.constants ?? host.load(host.ref(type.name)).$constants;
  }
  return runtime;
}

/** What constants of a script are made of when it is linked. */
function linking(host: Host) {
  const { types, org } = host;
  const object = (name: string) => org.schema.object(name) ?? missing(name);
  const field = (name: string, fieldName: string): FieldRef => ({
    object: object(name),
    field: fieldOf(object(name), fieldName) ?? missing(`${name}.${fieldName}`)
  });
  const member = (className: string, signature: string): LibraryMember =>
    types.libraryClass(className)?.members.find((m) => m.signature === signature) ?? missing(`${className}.${signature}`);
  /** A getter or method by its signature, or by name and types alone. */
  const method = (className: string, signature: string) => {
    const found =
      types.libraryClass(className)?.members.find((m) => m.signature === signature || m.signature.endsWith(` ${signature}`)) ??
      missing(`${className}.${signature}`);
    return found.implementation;
  };
  return {
    ref: (name: string) => host.ref(name),
    type: (name: string): ApexType => types.named(name) ?? missing(name),
    lib: method,
    getter: (className: string, signature: string) =>
      (member(className, signature).implementation as PropertyImplementation).get ?? missing(signature),
    setter: (className: string, signature: string) =>
      (member(className, signature).implementation as PropertyImplementation).set ?? missing(signature),
    constantOf: (className: string, name: string) =>
      types.libraryClass(className)?.constants.find((c) => c.constant === name) ?? missing(`${className}.${name}`),
    object,
    field,
    objectToken: (name: string) => sobjectTypeOf(object(name)),
    fieldSet: fieldSetOf,
    fieldsOf: (name: string) => fieldsOf(object(name)),
    fieldToken: (name: string, fieldName: string) => sobjectFieldOf(object(name), field(name, fieldName).field),
    query: (text: string, sources: readonly string[], mode: 'user' | 'system' | null): Query => ({ text, sources, mode }),
    decimal: (text: string) => ApexDecimal.parse(text),
    double: (text: string) => new ApexDouble(Number(text)),
    enumClass: makeEnum
  };
}

/** Collections as emitted code makes and walks them. */
function collections() {
  return {
    list: (type: ApexType, items: unknown[]) => new ApexList(type.args[0] as ApexType, items),
    set_: (type: ApexType, items: unknown[]) => new ApexSet(type.args[0] as ApexType, items),
    map: (type: ApexType, pairs: [unknown, unknown][]) => new ApexMap(type.args[0] as ApexType, type.args[1] as ApexType, pairs),
    array: (type: ApexType, size: number | null) =>
      new ApexList(type.args[0] as ApexType, new Array<unknown>(size ?? nothing()).fill(null)),
    put(list: ApexList, index: number | null, value: unknown): unknown {
      list.put(index, value);
      return value;
    },
    iterate
  };
}

function missing(what: string): never {
  throw new Error(`Linking failed: ${what} does not exist`);
}
