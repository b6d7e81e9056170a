import { ApexEnum } from '../values/enum.ts';
import { ApexException } from '../values/exception.ts';
import type { ApexType } from '../runtime/type.ts';

/*
 * The seam between compiler and library. A library file default-exports one LibraryClass (or an array of them); the compiler
 * binds against the parsed signatures and the running program calls the functions beside them.
 *
 * Values: Integer = number; Long = bigint; Double = ApexDouble; Decimal = ApexDecimal; Boolean; String and Id = string;
 * Date, Datetime, Time, Blob, List, Set, Map = the classes of ../values; sObject = SRecord; System.Type = ApexType;
 * enums = ApexEnum; exceptions = ApexException; null = null (never undefined; void functions may return undefined).
 *
 * Functions: instance methods and getters take `(self, ...args)`, self never null; static methods take `(...args)`;
 * constructors take `(...args)`; constructors of a generic class take `(type, ...args)` where type is the ApexType being made,
 * as do static methods of generic classes. A property `'String name {get; set;}'` is given as `{ get, set }`.
 * Arguments are already converted to the declared types; user methods are reached through `callMethod` of ../runtime/dispatch.ts.
 */

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- arguments have been checked against the Apex signature beside the function
export type Implementation = (...args: any[]) => unknown;
export interface PropertyImplementation {
  readonly get?: Implementation;
  readonly set?: Implementation;
}

export interface LibraryOptions {
  /** The JavaScript class of its instances: gives values their run-time type and answers instanceof. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any class will do
  readonly native?: abstract new (...args: any[]) => object;
  /** The type arguments of an instance of a generic class, for its run-time type. */
  readonly typeArguments?: (self: never) => readonly ApexType[];
  /** Its methods are called with a null receiver too, and refuse it in their own words. */
  readonly takesNull?: boolean;
}

/** A type as written in a signature, not yet resolved. */
export interface TypeName {
  readonly name: string;
  readonly args: readonly TypeName[];
}
export interface Parameter {
  readonly name: string;
  readonly type: TypeName;
}

export interface LibraryMember {
  readonly kind: 'method' | 'constructor' | 'property';
  readonly name: string;
  readonly isStatic: boolean;
  readonly typeParameters: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly type: TypeName;
  readonly canGet: boolean;
  readonly canSet: boolean;
  readonly signature: string;
  readonly implementation: Implementation | PropertyImplementation;
}

export interface LibraryClass {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly namespace: string;
  readonly name: string;
  /** `System.String`, `Database.SaveResult`. */
  readonly fullName: string;
  readonly typeParameters: readonly string[];
  readonly superType: TypeName | null;
  readonly interfaces: readonly TypeName[];
  /** May be extended by user classes (`virtual` or `abstract` in the header). */
  readonly isVirtual: boolean;
  readonly isAbstract: boolean;
  readonly members: readonly LibraryMember[];
  /** Constants of an enum. */
  readonly constants: readonly ApexEnum[];
  readonly options: LibraryOptions;
}

/**
 * Declares a class or interface.
 * @param header `public final class System.String`, `virtual class System.Exception`, `class System.List<T> implements System.Iterable<T>`, `interface Database.Batchable<T>`.
 * @param members Apex signature to implementation: `'static Boolean isBlank(String value)'`, `'Integer length()'`, `'String(String s)'` for a constructor,
 *   `'static Integer MAX_VALUE {get;}'` / `'String name {get; set;}'` for properties, `'static <T> T pick(List<T> from)'` for generic methods.
 *   Methods of an interface are given the function to use when the receiver is a library object.
 */
export function systemClass(
  header: string,
  members: Readonly<Record<string, Implementation | PropertyImplementation>>,
  options: LibraryOptions = {}
): LibraryClass {
  const scan = new Scanner(header);
  const words = new Set<string>();
  let kind: LibraryClass['kind'] | null = null;
  while (kind === null) {
    const word = scan.word();
    if (word === 'class' || word === 'interface' || word === 'enum') kind = word;
    else words.add(word);
  }
  const declared = scan.type();
  const dot = declared.name.lastIndexOf('.');
  if (dot < 0) throw new Error(`Library class without a namespace: ${header}`);
  let superType: TypeName | null = null;
  const interfaces: TypeName[] = [];
  if (kind === 'class' && scan.take('extends')) superType = scan.type();
  if (scan.take('implements') || scan.take('extends'))
    do interfaces.push(scan.type());
    while (scan.take(','));
  scan.end();
  const name = declared.name.slice(dot + 1);
  return {
    kind,
    namespace: declared.name.slice(0, dot),
    name,
    fullName: declared.name,
    typeParameters: declared.args.map((a) => a.name),
    superType,
    interfaces,
    isVirtual: words.has('virtual') || words.has('abstract'),
    isAbstract: words.has('abstract') || kind === 'interface',
    members: Object.entries(members).map(([signature, implementation]) => parseMember(signature, name, implementation)),
    constants: [],
    options
  };
}

/** Declares an enum; its values have name(), ordinal() and the statics values() and valueOf(String), which the compiler adds. */
export function systemEnum(fullName: string, constants: readonly string[]): LibraryClass & { readonly value: (name: string) => ApexEnum } {
  const dot = fullName.lastIndexOf('.');
  const name = fullName.slice(dot + 1);
  const values = constants.map((c, i) => new ApexEnum(fullName.startsWith('System.') ? name : fullName, c, i));
  const byName = new Map(values.map((v) => [v.constant, v]));
  return {
    kind: 'enum',
    namespace: fullName.slice(0, dot),
    name,
    fullName,
    typeParameters: [],
    superType: null,
    interfaces: [],
    isVirtual: false,
    isAbstract: false,
    members: [],
    constants: values,
    options: {},
    value(constant) {
      const found = byName.get(constant);
      if (!found) throw new Error(`No constant ${constant} in ${fullName}`);
      return found;
    }
  };
}

/**
 * Declares an exception of the library with its four constructors; getMessage() and the like are inherited from System.Exception.
 * @param members what is its own (`getDmlMessage(Integer)` …). Instances are ApexExceptions whose typeName is `fullName`.
 */
export function systemException(
  fullName: string,
  members: Readonly<Record<string, Implementation | PropertyImplementation>> = {},
  superName = 'System.Exception'
): LibraryClass {
  const name = fullName.slice(fullName.lastIndexOf('.') + 1);
  return systemClass(`virtual class ${fullName} extends ${superName}`, {
    [`${name}()`]: () => new ApexException(fullName),
    [`${name}(String message)`]: (message: string | null) => new ApexException(fullName, message),
    [`${name}(Exception cause)`]: (cause: ApexException | null) => new ApexException(fullName, cause?.given ?? null, cause),
    [`${name}(String message, Exception cause)`]: (message: string | null, cause: ApexException | null) =>
      new ApexException(fullName, message, cause),
    ...members
  });
}

/** Parses `Integer indexOf(String s, Integer from)` and its kin. `className` tells constructors from methods. */
export function parseMember(signature: string, className: string, implementation: Implementation | PropertyImplementation): LibraryMember {
  const scan = new Scanner(signature);
  const isStatic = scan.take('static');
  const typeParameters: string[] = [];
  if (scan.take('<')) {
    do typeParameters.push(scan.word());
    while (scan.take(','));
    scan.expect('>');
  }
  const first = scan.type();
  if (scan.peek('(')) {
    if (first.name !== className) throw new Error(`Method without a return type in ${className}: ${signature}`);
    const parameters = parseParameters(scan);
    return {
      kind: 'constructor',
      name: className,
      isStatic: false,
      typeParameters,
      parameters,
      type: { name: 'void', args: [] },
      canGet: false,
      canSet: false,
      signature,
      implementation
    };
  }
  const name = scan.word();
  if (scan.peek('(')) {
    const parameters = parseParameters(scan);
    if (typeof implementation !== 'function') throw new Error(`A method needs a function: ${className}.${signature}`);
    return {
      kind: 'method',
      name,
      isStatic,
      typeParameters,
      parameters,
      type: first,
      canGet: false,
      canSet: false,
      signature,
      implementation
    };
  }
  let canGet = false;
  let canSet = false;
  scan.expect('{');
  while (!scan.take('}')) {
    const accessor = scan.word();
    if (accessor === 'get') canGet = true;
    else if (accessor === 'set') canSet = true;
    else throw new Error(`Not an accessor in ${className}.${signature}: ${accessor}`);
    scan.expect(';');
  }
  scan.end();
  const property = typeof implementation === 'function' ? { get: implementation } : implementation;
  if (canGet !== Boolean(property.get) || canSet !== Boolean(property.set))
    throw new Error(`Accessors differ from the signature ${className}.${signature}`);
  return {
    kind: 'property',
    name,
    isStatic,
    typeParameters,
    parameters: [],
    type: first,
    canGet,
    canSet,
    signature,
    implementation: property
  };
}

function parseParameters(scan: Scanner): Parameter[] {
  const parameters: Parameter[] = [];
  scan.expect('(');
  while (!scan.take(')')) {
    if (parameters.length) scan.expect(',');
    const type = scan.type();
    parameters.push({ type, name: scan.peek(',') || scan.peek(')') ? `p${parameters.length}` : scan.word() });
  }
  scan.end();
  return parameters;
}

class Scanner {
  readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
    this.space();
  }

  private space(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  peek(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    return !/\w/.test(token) || !/\w/.test(this.text[this.at + token.length] ?? ' ');
  }

  take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.at += token.length;
    this.space();
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw new Error(`Expected ${token} at ${this.at} in signature: ${this.text}`);
  }

  word(): string {
    const match = /^\w+/.exec(this.text.slice(this.at));
    if (!match) throw new Error(`Expected a name at ${this.at} in signature: ${this.text}`);
    this.at += match[0].length;
    this.space();
    return match[0];
  }

  /** A type: dotted name, type arguments, and `[]` for a list. */
  type(): TypeName {
    let name = this.word();
    while (this.take('.')) name += `.${this.word()}`;
    const args: TypeName[] = [];
    if (this.take('<')) {
      do args.push(this.type());
      while (this.take(','));
      this.expect('>');
    }
    const type = { name, args };
    return this.take('[]') ? { name: 'List', args: [type] } : type;
  }

  end(): void {
    if (this.at < this.text.length) throw new Error(`Unexpected text at ${this.at} in signature: ${this.text}`);
  }
}
