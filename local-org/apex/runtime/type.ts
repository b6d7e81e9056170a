import type { ApexEnum } from '../values/enum.ts';
import type { LibraryClass } from '../library/define.ts';
import type { ObjectDef } from '../../schema/types.ts';

/**
 * An Apex type, interned by its name: two mentions of `List<String>` are the same object, so types compare with `===`.
 * The compiler and the running program share them; at run time it is also the value of `System.Type`.
 */
export class ApexType {
  readonly kind: 'library' | 'user' | 'sobject' | 'parameter' | 'void' | 'null';
  /** As Apex writes it: `String`, `List<Account>`, `Outer.Inner`, `Database.SaveResult`. */
  readonly name: string;
  readonly args: readonly ApexType[];
  readonly library: LibraryClass | null;
  readonly object: ObjectDef | null;
  /** Set once, when the class is declared. */
  user: UserClass | null;

  constructor(
    kind: ApexType['kind'],
    name: string,
    args: readonly ApexType[] = [],
    of: { library?: LibraryClass; object?: ObjectDef; user?: UserClass } = {}
  ) {
    this.kind = kind;
    this.name = name;
    this.args = args;
    this.library = of.library ?? null;
    this.object = of.object ?? null;
    this.user = of.user ?? null;
  }

  /** @returns whether this is the library class of that simple or full name (`String`, `Database.Batchable`), whatever its arguments. */
  is(name: string): boolean {
    return this.library !== null && (this.library.name === name || this.library.fullName === name);
  }

  toString(): string {
    return this.name;
  }
}

/** What the running program knows of a class of the package: reflection for JSON, Type, jobs and the test runner. */
export interface UserClass {
  readonly name: string;
  readonly type: ApexType;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly apiVersion: number;
  readonly isAbstract: boolean;
  readonly superType: ApexType | null;
  /** All interfaces, inherited ones included, type arguments filled in. */
  readonly interfaces: readonly ApexType[];
  readonly annotations: readonly Annotation[];
  readonly modifiers: ReadonlySet<string>;
  /** Own and inherited instance fields and properties, base class first. */
  readonly fields: readonly UserField[];
  readonly methods: readonly UserMethod[];
  /** Calls the constructor without parameters. @throws a TypeException when there is none or the class is abstract. */
  construct(): object;
  /** An instance whose fields are initialised but whose constructor did not run: for deserialisation. */
  allocate(): object;
  /** Values of an enum, in order. */
  values(): readonly ApexEnum[];
}

export interface Annotation {
  readonly name: string;
  readonly values: Readonly<Record<string, string | boolean | number>>;
}

export interface UserField {
  readonly name: string;
  readonly type: ApexType;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  /** Property of the instance that keeps it, past any accessor: for the state of jobs. */
  readonly slot: string;
  get(instance: object): unknown;
  set(instance: object, value: unknown): void;
}

export interface UserMethod {
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
  readonly returns: ApexType;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly Annotation[];
  readonly line: number;
  /** Runs it (`self` is null for static methods). Only inside {@link Engine.enter}. */
  invoke(self: object | null, args: readonly unknown[]): unknown;
}
