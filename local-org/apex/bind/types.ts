import type { Schema } from '../../schema/types.ts';
import type { LibraryClass, TypeName } from '../library/define.ts';
import { ApexType } from '../runtime/type.ts';
import { Refusal } from '../errors.ts';
import type { TypeRef } from '../tree/expressions.ts';
import type { ClassSymbol } from './symbols.ts';
import { NotSupportedError } from '../../errors.ts';
import { aggregateClass, enumClass } from './enum-members.ts';

export const VOID = new ApexType('void', 'void');
export const NULL = new ApexType('null', 'null');

/** Types of the library that the platform's sentences name without their namespace. */
const BARE = new Set(
  'Integer Long Decimal Double String Id Boolean Date Datetime Time Blob Object SObject Exception List Set Map System Database'.split(' ')
);

/** @returns a type as the platform's sentences name it: `System.Type`, `List<System.Type>`, `NULL`. */
export function shown(type: ApexType): string {
  if (type === VOID) return 'void';
  if (type === NULL) return 'NULL';
  const { library } = type;
  if (!library) return type.name;
  const base = library.namespace === 'System' && BARE.has(library.name) ? library.name : library.fullName;
  return type.args.length ? `${base}<${type.args.map(shown).join(',')}>` : base;
}

/** Every type of one org by name: library, sObjects, classes of the package. Interns, so types compare with `===`. */
export class TypeTable {
  readonly classes = new Map<string, ClassSymbol>();
  private readonly symbols = new Map<ApexType, ClassSymbol>();
  private readonly schema: Schema;
  /** By lower-case full name, and by simple name for System and Schema. */
  private readonly library = new Map<string, LibraryClass>();
  private readonly interned = new Map<string, ApexType>();
  private readonly parameters = new Map<string, ApexType>();
  private readonly mentions = new Map<TypeName, ApexType>();

  constructor(schema: Schema, library: readonly LibraryClass[]) {
    this.schema = schema;
    for (const c of [enumClass, aggregateClass, ...library]) {
      this.library.set(c.fullName.toLowerCase(), c);
      if (c.namespace === 'System' || (c.namespace === 'Schema' && !this.library.has(c.name.toLowerCase())))
        this.library.set(c.name.toLowerCase(), c);
    }
  }

  add(symbol: ClassSymbol): void {
    this.classes.set(symbol.name.toLowerCase(), symbol);
    this.symbols.set(symbol.type, symbol);
  }

  /** Drops the classes of a unit that is declared anew. */
  forget(unit: string): void {
    for (const [name, symbol] of this.classes) {
      if (symbol.unit !== unit) continue;
      this.classes.delete(name);
      this.symbols.delete(symbol.type);
    }
    const mention = new RegExp(`\\b${unit}\\b`);
    for (const name of this.interned.keys()) if (mention.test(name)) this.interned.delete(name);
  }

  /** @returns the declaration of a type of the package. */
  symbol(type: ApexType): ClassSymbol | undefined {
    return this.symbols.get(type);
  }

  libraryClass(name: string): LibraryClass | undefined {
    return this.library.get(name.toLowerCase());
  }

  /** @returns a library type that must exist. */
  system(name: string, ...args: ApexType[]): ApexType {
    const found = this.libraryClass(name);
    if (!found) throw new NotSupportedError(`the Apex class ${name}`);
    return this.ofLibrary(found, args);
  }

  listOf(element: ApexType): ApexType {
    return this.system('List', element);
  }

  ofLibrary(library: LibraryClass, args: readonly ApexType[]): ApexType {
    const base = library.namespace === 'System' ? library.name : library.fullName;
    return this.intern(
      args.length ? `${base}<${args.map((a) => a.name).join(',')}>` : base,
      () => new ApexType('library', args.length ? `${base}<${args.map((a) => a.name).join(',')}>` : base, args, { library })
    );
  }

  ofObject(name: string): ApexType | null {
    const object = this.schema.object(name);
    return object ? this.intern(`\0${object.name}`, () => new ApexType('sobject', object.name, [], { object })) : null;
  }

  private intern(name: string, make: () => ApexType): ApexType {
    let type = this.interned.get(name);
    if (!type) this.interned.set(name, (type = make()));
    return type;
  }

  /** A type as source mentions it, seen from a class. @throws Refusal `Invalid type: X`. */
  resolve(ref: TypeRef, scope: ClassSymbol | null): ApexType {
    const found = this.find(
      ref.name,
      ref.args.map((a) => this.resolve(a, scope)),
      scope
    );
    if (!found) throw new Refusal(ref, `Invalid type: ${ref.name}`);
    return found;
  }

  /** @returns the type of that name, or null. Names without arguments of generic classes are refused. */
  find(name: string, args: readonly ApexType[], scope: ClassSymbol | null): ApexType | null {
    const lower = name.toLowerCase();
    if (lower === 'void') return VOID;
    if (args.length === 0) {
      const user = this.findClass(lower, scope);
      if (user) return user.type;
    }
    const library = this.library.get(lower);
    if (library) return library.typeParameters.length === args.length ? this.ofLibrary(library, args) : null;
    if (args.length) return null;
    return this.ofObject(lower.startsWith('schema.') ? lower.slice(7) : lower);
  }

  private findClass(lower: string, scope: ClassSymbol | null): ClassSymbol | undefined {
    const dot = lower.indexOf('.');
    const first = dot < 0 ? lower : lower.slice(0, dot);
    for (let at: ClassSymbol | null = scope; at; at = at.outer) {
      if (dot < 0 && at.node.name.toLowerCase() === lower && at.outer) return at;
      const inner = this.innerOf(at, first);
      if (inner) return dot < 0 ? inner : this.innerOf(inner, lower.slice(dot + 1));
    }
    return this.classes.get(lower);
  }

  private innerOf(of: ClassSymbol, lower: string): ClassSymbol | undefined {
    for (let at: ClassSymbol | undefined = of; at; at = at.superType ? this.symbols.get(at.superType) : undefined) {
      const inner = at.inner.get(lower);
      if (inner) return inner;
    }
    return undefined;
  }

  /** A type as a library signature mentions it; type parameters become parameter types. */
  mention(ref: TypeName, parameters: readonly string[]): ApexType {
    const known = this.mentions.get(ref);
    if (known) return known;
    let type: ApexType | null;
    if (parameters.includes(ref.name)) {
      type = this.parameters.get(ref.name) ?? new ApexType('parameter', ref.name);
      this.parameters.set(ref.name, type);
    } else {
      type = this.find(
        ref.name,
        ref.args.map((a) => this.mention(a, parameters)),
        null
      );
    }
    if (!type) throw new NotSupportedError(`the Apex type ${ref.name}`);
    this.mentions.set(ref, type);
    return type;
  }

  /** Replaces type parameters by arguments. */
  substitute(type: ApexType, names: readonly string[], args: readonly ApexType[]): ApexType {
    if (type.kind === 'parameter') return args[names.indexOf(type.name)] ?? type;
    if (!type.args.length || !type.library) return type;
    return this.ofLibrary(
      type.library,
      type.args.map((a) => this.substitute(a, names, args))
    );
  }

  /** `Map<Id, List<Account>>` in any case, as Type.forName and stored names write it. */
  named(text: string): ApexType | null {
    const compact = text.replace(/\s+/g, '');
    const known = this.interned.get(compact);
    if (known) return known;
    const open = compact.indexOf('<');
    if (compact.endsWith('[]')) return this.wrap(compact.slice(0, -2));
    if (open < 0) return this.find(compact, [], null);
    if (!compact.endsWith('>')) return null;
    const args: ApexType[] = [];
    for (const part of splitArguments(compact.slice(open + 1, -1))) {
      const arg = this.named(part);
      if (!arg) return null;
      args.push(arg);
    }
    return this.find(compact.slice(0, open), args, null);
  }

  private wrap(element: string): ApexType | null {
    const type = this.named(element);
    return type && this.listOf(type);
  }
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Name of a type in JavaScript method names: without type arguments, parameters as `object`. */
export function erased(type: ApexType): string {
  if (type.kind === 'parameter') return 'object';
  const open = type.name.indexOf('<');
  return (open < 0 ? type.name : type.name.slice(0, open)).toLowerCase();
}
