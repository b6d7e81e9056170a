import type { ClassSymbol, MethodSymbol } from '../bind/symbols.ts';
import { erased } from '../bind/types.ts';
import { methodKey } from '../runtime/dispatch.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Context } from './context.ts';

/** What an interface asks for: the JavaScript name it is called by, and the method that must be there. */
export interface Demand {
  readonly interface: ApexType;
  readonly name: string;
  readonly key: string;
  readonly parameters: readonly ApexType[];
  readonly returns: ApexType;
}

/** @returns every method that the interfaces of a class ask for, inherited interfaces included. */
export function demands(cx: Context, symbol: ClassSymbol): Demand[] {
  const found: Demand[] = [];
  const visit = (type: ApexType): void => {
    const user = cx.types.symbol(type);
    if (user?.node.kind === 'interface')
      for (const m of [...user.methods.values()].flat())
        found.push({ interface: type, name: m.name, key: m.key, parameters: m.parameters.map((p) => p.type), returns: m.returns });
    if (type.library?.kind === 'interface') {
      const { library } = type;
      for (const member of library.members) {
        const raw = member.parameters.map((p) => cx.types.mention(p.type, library.typeParameters));
        const fill = (t: ApexType): ApexType => cx.types.substitute(t, library.typeParameters, type.args);
        found.push({
          interface: type,
          name: member.name,
          key: methodKey(member.name, raw.map(erased)),
          parameters: raw.map(fill),
          returns: fill(cx.types.mention(member.type, library.typeParameters))
        });
      }
    }
    for (const upper of cx.conversions.superTypes(type)) visit(upper);
  };
  visit(symbol.type);
  return found;
}

/** @returns the method of a class that answers a demand: same name, parameters that fit. */
export function answer(cx: Context, symbol: ClassSymbol, demand: Demand): MethodSymbol | null {
  const takes = (method: MethodSymbol, fits: (wanted: ApexType, given: ApexType) => boolean): boolean =>
    method.parameters.every((p, i) => fits(demand.parameters[i]!, p.type));
  const candidates = cx.members
    .methods(symbol.type, demand.name)
    .flatMap(({ user }) =>
      user && user.owner.node.kind !== 'interface' && user.parameters.length === demand.parameters.length ? [user] : []
    )
    .filter(({ returns }) => returns === demand.returns || passes(cx, returns, demand.returns));
  return (
    candidates.find((m) => takes(m, (wanted, given) => given === wanted)) ??
    candidates.find((m) => takes(m, (wanted, given) => passes(cx, wanted, given))) ??
    null
  );
}

/** Whether a value of one type is one of the other as it is. */
function passes(cx: Context, from: ApexType, to: ApexType): boolean {
  const conversion = cx.conversions.assign(from, to);
  return conversion !== null && conversion.by === null;
}

/** Methods under the names by which generic interfaces call them. */
export function bridges(cx: Context, symbol: ClassSymbol): string[] {
  const lines = new Set<string>();
  for (const demand of demands(cx, symbol)) {
    const method = answer(cx, symbol, demand);
    // The platform takes a static method for what an interface asks for.
    if (method?.isStatic) lines.add(`${demand.key}(...a){return this.constructor.${method.key}(...a);}`);
    else if (method && method.key !== demand.key) lines.add(`${demand.key}(...a){return this.${method.key}(...a);}`);
  }
  return [...lines];
}
