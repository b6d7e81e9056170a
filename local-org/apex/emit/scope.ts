import type { ObjectDef } from '../../schema/types.ts';
import { Refusal } from '../errors.ts';
import type { ApexType } from '../runtime/type.ts';
import type { ClassSymbol, FieldSymbol } from '../bind/symbols.ts';
import { checkIdentifier } from '../bind/identifiers.ts';
import type { At } from '../tree/expressions.ts';

export interface Local {
  readonly js: string;
  readonly type: ApexType;
  readonly isFinal: boolean;
}

/** An expression in JavaScript, with what the binder knows of it. */
export interface Code {
  readonly js: string;
  readonly type: ApexType;
  /** Certainly not null. */
  readonly present?: boolean;
  /** A walk to a parent row: a member of null is then null instead of a fault. */
  readonly relation?: boolean;
  /** Rows of inline SOQL, which may stand for a single row. */
  readonly rows?: boolean;
  /** The objects a row reached through a polymorphic relationship may be of. */
  readonly poly?: readonly string[];
  /** The object whose token this is. */
  readonly token?: ObjectDef;
}

/** Where a body stands: its class, its locals, what it returns. One for each method. */
export class Scope {
  readonly cls: ClassSymbol;
  readonly isStatic: boolean;
  readonly returns: ApexType | null;
  /** The object of the trigger, when this is one. */
  readonly trigger: ApexType | null;
  private readonly blocks: Map<string, Local>[] = [new Map()];
  private count = 0;
  private readonly temps: string[] = [];
  loops = 0;
  /** Of a field whose initialiser this is, its place in the source: later fields are not there yet. */
  order: number | null = null;
  /** A constructor: it gives the object it made. */
  returnsThis = false;
  /** The property whose accessor this is: its name then means the value it keeps. */
  accessor: FieldSymbol | null = null;
  /** May assign final fields: constructors and initialisers. */
  readonly initialises: boolean;
  /** The body does something that depends on whose code it is: queries, DML, calls. */
  needsAccess = false;

  constructor(
    cls: ClassSymbol,
    options: { isStatic: boolean; returns: ApexType | null; trigger?: ApexType | null; initialises?: boolean }
  ) {
    this.cls = cls;
    this.isStatic = options.isStatic;
    this.returns = options.returns;
    this.trigger = options.trigger ?? null;
    this.initialises = options.initialises ?? false;
  }

  open(): void {
    this.blocks.push(new Map());
  }

  close(): void {
    this.blocks.pop();
  }

  /** @throws Refusal `Duplicate variable: x`. */
  declare(at: At, name: string, type: ApexType, isFinal = false): Local {
    const lower = name.toLowerCase();
    checkIdentifier(at, name);
    if (this.find(lower)) throw new Refusal(at, `Duplicate variable: ${name}`);
    const local = { js: `${lower}_${this.count++}`, type, isFinal };
    this.blocks.at(-1)!.set(lower, local);
    return local;
  }

  find(lower: string): Local | null {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      const local = this.blocks[i]!.get(lower);
      if (local) return local;
    }
    return null;
  }

  /** @returns a JavaScript variable of the whole body. */
  temp(): string {
    const name = `$${this.temps.length}`;
    this.temps.push(name);
    return name;
  }

  /** @returns the declaration of the temporaries used. */
  declareTemps(): string {
    return this.temps.length ? `let ${this.temps.join(',')};` : '';
  }
}
