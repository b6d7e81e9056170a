import { current } from '../../transaction.ts';
import type { Org } from '../../org.ts';
import type { AccessMode } from '../../security/types.ts';
import type { ApexType } from './type.ts';

/** Gives the answer of a stubbed method. */
export type StubHandler = (
  stub: object,
  method: string,
  returns: ApexType | null,
  parameters: readonly { readonly name: string; readonly type: ApexType }[],
  args: readonly unknown[]
) => unknown;

/** What the library may ask of the engine that runs it. Reached through {@link engine}. */
export interface Engine {
  readonly org: Org;
  /** @returns the type of that Apex name in any case (`Map<Id, List<Account>>`, `Outer.Inner`), or null. */
  typeNamed(name: string): ApexType | null;
  /** @returns the run-time type of a value; null has type `null`. Strings are `String`, also when they hold an Id. */
  typeOf(value: unknown): ApexType;
  /** @returns what `value instanceof type` says (null is no instance). */
  isInstance(value: unknown, type: ApexType): boolean;
  /** @returns `List<element>`, `Set<element>`, `Map<key,value>`. */
  listOf(element: ApexType): ApexType;
  setOf(element: ApexType): ApexType;
  mapOf(key: ApexType, value: ApexType): ApexType;
  /** @returns an object of that class or interface whose methods ask `handle`. @throws TypeException for types that cannot be stubbed. */
  stub(type: ApexType, handle: StubHandler): object;
  /** Classes of the package, outer and inner. */
  userClasses(): Iterable<ApexType>;
  /**
   * Runs Apex in the running transaction: sets up its statics and restores those of the transaction around it.
   * Everything that calls a user method from outside Apex goes through it. `access` is the mode of the entry (system by default).
   */
  enter<T>(work: () => T, access?: AccessMode): T;
  /** Gives the running transaction fresh statics for the length of `work` (test methods). */
  withFreshStatics<T>(work: () => T): T;
  /** Transactions that begin in `work` keep the statics of the running one: jobs at the end of a test do. */
  sharingStatics<T>(work: () => T): T;
  /** Access of the Apex now running: what bare queries and DML of its class use. */
  readonly access: AccessMode;
  /** Whether the running class enforces sharing; decides for `AccessLevel.SYSTEM_MODE`. */
  readonly sharing: boolean;
  /** Statements run so far by class or trigger name, when the engine was made with coverage; null otherwise. */
  coverage(): ReadonlyMap<
    string,
    { readonly kind: 'Class' | 'Trigger'; readonly lines: readonly number[]; readonly hits: readonly number[] }
  > | null;
}

/** @returns the engine of the running transaction's org. */
export function engine(): Engine {
  return current().org.apex as unknown as Engine;
}
