import type { LibraryMember } from '../library/define.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Conversions } from './convert.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from './symbols.ts';
import { NULL } from './types.ts';
import type { TypeTable } from './types.ts';

/** A method that may be called: of the package or of the library, its types filled in for the receiver. */
export interface Callable {
  readonly user: MethodSymbol | null;
  readonly library: {
    readonly className: string;
    readonly member: LibraryMember;
    readonly generic: boolean;
    readonly isInterface: boolean;
  } | null;
  readonly isStatic: boolean;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
  readonly typeParameters: readonly string[];
}

export interface LibraryProperty {
  readonly className: string;
  readonly member: LibraryMember;
  readonly type: ApexType;
}

/** Every object has these: an interface that names one asks for nothing more. */
export const OF_OBJECT: ReadonlySet<string> = new Set(['tostring$', 'hashcode$', 'equals$object']);

/** Several methods fit alike. */
export class Ambiguous extends Error {
  readonly args: readonly ApexType[];
  constructor(args: readonly ApexType[]) {
    super('Ambiguous method signature');
    this.args = args;
  }
}

/** Finds members by name and picks overloads by static type. */
export class Members {
  private readonly types: TypeTable;
  private readonly conversions: Conversions;
  private readonly cache = new Map<ApexType, Map<string, Callable[]>>();

  constructor(types: TypeTable, conversions: Conversions) {
    this.types = types;
    this.conversions = conversions;
  }

  /** @returns the field or property of a class of the package, inherited ones included. */
  field(of: ClassSymbol, name: string): FieldSymbol | null {
    const lower = name.toLowerCase();
    for (let at: ClassSymbol | undefined = of; at; at = at.superType ? this.types.symbol(at.superType) : undefined) {
      const field = at.fields.get(lower);
      if (field) return field;
    }
    return null;
  }

  /** @returns all methods of that name that a receiver of the type has. */
  methods(type: ApexType, name: string): readonly Callable[] {
    let byName = this.cache.get(type);
    if (!byName) this.cache.set(type, (byName = new Map()));
    const lower = name.toLowerCase();
    let found = byName.get(lower);
    if (!found) byName.set(lower, (found = this.collect(type, lower)));
    return found;
  }

  private collect(type: ApexType, lower: string): Callable[] {
    const found: Callable[] = [];
    const seen = new Set<ApexType>();
    const visit = (at: ApexType): void => {
      if (seen.has(at)) return;
      seen.add(at);
      const symbol = this.types.symbol(at);
      if (symbol) {
        for (const m of symbol.methods.get(lower) ?? [])
          if (symbol.node.kind !== 'interface' || !OF_OBJECT.has(m.key)) this.add(found, userCallable(m));
      }
      if (!symbol && at.library)
        for (const m of at.library.members)
          if (m.kind === 'method' && m.name.toLowerCase() === lower) this.add(found, this.libraryCallable(at, m));
      for (const upper of this.conversions.superTypes(at)) visit(upper);
    };
    visit(type);
    if (type.name !== 'Object' && this.types.libraryClass('System.Object')) visit(this.types.system('Object'));
    return found;
  }

  /** The nearest declaration hides those above with the same parameters. */
  private add(found: Callable[], candidate: Callable): void {
    const hidden = found.some(
      (f) => f.parameters.length === candidate.parameters.length && f.parameters.every((p, i) => p === candidate.parameters[i])
    );
    if (!hidden) found.push(candidate);
  }

  private libraryCallable(type: ApexType, member: LibraryMember): Callable {
    const library = type.library!;
    const names = [...library.typeParameters, ...member.typeParameters];
    const fill = (t: ApexType): ApexType => this.types.substitute(t, library.typeParameters, type.args);
    return {
      user: null,
      library: {
        className: library.fullName,
        member,
        generic: library.typeParameters.length > 0,
        isInterface: library.kind === 'interface'
      },
      isStatic: member.isStatic,
      parameters: member.parameters.map((p) => fill(this.types.mention(p.type, names))),
      returns: fill(this.types.mention(member.type, names)),
      typeParameters: member.typeParameters
    };
  }

  /** @returns constructors of a type. */
  constructors(type: ApexType): readonly Callable[] {
    const symbol = this.types.symbol(type);
    if (symbol) {
      const own = symbol.constructors.filter(
        (c) => c.node.line !== symbol.node.line || c.node.column !== symbol.node.column || !this.isException(type)
      );
      return [...own.map(userCallable), ...(this.isException(type) && symbol.superType ? this.exceptionConstructors(own) : [])];
    }
    return (type.library?.members ?? []).filter((m) => m.kind === 'constructor').map((m) => this.libraryCallable(type, m));
  }

  /** Every exception has the four constructors of the platform beside its own. */
  private exceptionConstructors(own: readonly MethodSymbol[]): Callable[] {
    const text = this.types.system('String');
    const cause = this.types.system('Exception');
    const sets = [[], [text], [cause], [text, cause]];
    return sets
      .filter((set) => !own.some((o) => o.parameters.length === set.length && o.parameters.every((p, i) => p.type === set[i])))
      .map((parameters) => ({ user: null, library: null, isStatic: false, parameters, returns: NULL, typeParameters: [] }));
  }

  isException(type: ApexType): boolean {
    return this.conversions.depth(type, this.types.system('Exception')) >= 0;
  }

  /** @returns a property of a library type, inherited ones included. */
  property(type: ApexType, name: string, isStatic: boolean): LibraryProperty | null {
    const lower = name.toLowerCase();
    const visit = (at: ApexType): LibraryProperty | null => {
      const member = at.library?.members.find((m) => m.kind === 'property' && m.isStatic === isStatic && m.name.toLowerCase() === lower);
      if (member)
        return {
          className: at.library!.fullName,
          member,
          type: this.types.substitute(this.types.mention(member.type, at.library!.typeParameters), at.library!.typeParameters, at.args)
        };
      for (const upper of this.conversions.superTypes(at)) {
        const found = visit(upper);
        if (found) return found;
      }
      return null;
    };
    return visit(type);
  }

  /** Picks the overload whose parameters all fit, the nearest ones first. Null when none fits. */
  choose(candidates: readonly Callable[], args: readonly ApexType[]): Callable | null {
    this.checkClear(candidates, args);
    let best: Callable | null = null;
    let bestCost = Infinity;
    for (const candidate of candidates) {
      if (candidate.parameters.length !== args.length) continue;
      const filled = candidate.typeParameters.length ? this.infer(candidate, args) : candidate;
      let cost = 0;
      for (const [i, arg] of args.entries()) {
        const conversion = this.conversions.assign(arg, filled.parameters[i] as ApexType);
        cost += conversion ? conversion.cost : Infinity;
      }
      if (cost < bestCost) {
        bestCost = cost;
        best = filled;
      }
    }
    return best;
  }

  /** Of several methods of the package that fit, one must be nearer than all others. @throws Ambiguous. */
  private checkClear(candidates: readonly Callable[], args: readonly ApexType[]): void {
    const own = candidates.filter(({ user, parameters }) => user && parameters.length === args.length);
    if (own.length < 2) return;
    const fits = own.filter(({ parameters }) => args.every((arg, i) => this.conversions.assign(arg, parameters[i]!)));
    if (fits.length < 2) return;
    const nearer = (a: Callable, b: Callable): boolean =>
      a.parameters.every((p, i) => this.conversions.assign(p, b.parameters[i]!) !== null);
    if (!fits.some((a) => fits.every((b) => a === b || nearer(a, b)))) throw new Ambiguous(args);
  }

  private infer(candidate: Callable, args: readonly ApexType[]): Callable {
    const bound = new Map<string, ApexType>();
    const unify = (parameter: ApexType, arg: ApexType): void => {
      if (parameter.kind === 'parameter' && !bound.has(parameter.name) && arg !== NULL) bound.set(parameter.name, arg);
      parameter.args.forEach((p, i) => {
        if (arg.args[i]) unify(p, arg.args[i]);
      });
    };
    candidate.parameters.forEach((p, i) => unify(p, args[i] as ApexType));
    const names = candidate.typeParameters;
    const values = names.map((n) => bound.get(n) ?? this.types.system('Object'));
    const fill = (t: ApexType): ApexType => this.types.substitute(t, names, values);
    return { ...candidate, parameters: candidate.parameters.map(fill), returns: fill(candidate.returns) };
  }
}

function userCallable(method: MethodSymbol): Callable {
  return {
    user: method,
    library: null,
    isStatic: method.isStatic,
    parameters: method.parameters.map((p) => p.type),
    returns: method.returns,
    typeParameters: []
  };
}
