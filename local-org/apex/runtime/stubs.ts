import type { Conversions } from '../bind/convert.ts';
import { VOID, erased } from '../bind/types.ts';
import { raise } from '../values/index.ts';
import { markStub, methodKey } from './dispatch.ts';
import type { StubHandler } from './engine.ts';
import { UserObject } from './objects.ts';
import type { Host, UserClassConstructor } from './runtime.ts';
import type { ApexType } from './type.ts';

/** A method that a stub answers. */
interface Stubbed {
  readonly key: string;
  readonly name: string;
  readonly returns: ApexType;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
}

/**
 * Makes an object of a class or interface of the package, whose constructors and initialisers do not run and whose instance methods
 * ask `handle`; private and static methods and accessors stay as they are, as on the platform.
 * @throws TypeException for types that cannot be stubbed.
 */
export function makeStub(
  host: Host,
  conversions: Conversions,
  type: ApexType,
  handle: StubHandler,
  register: (constructor: unknown) => void
): object {
  const symbol = host.types.symbol(type);
  if (!symbol || symbol.node.kind === 'enum') raise('TypeException', `Type cannot be stubbed: ${type.name}`);
  const base = symbol.node.kind === 'interface' ? UserObject : (host.load(host.ref(symbol.name)) as UserClassConstructor);
  const Stub = class extends base {};
  for (const method of methodsOf(conversions, type)) {
    Object.defineProperty(Stub.prototype, method.key, {
      value(this: object, ...args: unknown[]) {
        const returned = handle(this, method.name, method.returns === VOID ? null : method.returns, method.parameters, args);
        return method.returns === VOID ? null : host.cast(returned ?? null, method.returns);
      }
    });
  }
  register(Stub);
  return markStub(new Stub());
}

/** Instance methods of a type, the nearest declaration of each. */
function methodsOf(conversions: Conversions, type: ApexType): Stubbed[] {
  const found = new Map<string, Stubbed>();
  const visit = (at: ApexType): void => {
    for (const method of [...ownMethods(conversions, at), ...libraryMethods(conversions, at)])
      if (!found.has(method.key)) found.set(method.key, method);
    for (const upper of conversions.superTypes(at)) visit(upper);
  };
  visit(type);
  return [...found.values()];
}

function ownMethods({ types }: Conversions, type: ApexType): Stubbed[] {
  const symbol = types.symbol(type);
  const open = ['public', 'protected', 'global', 'webservice'];
  return [...(symbol?.methods.values() ?? [])]
    .flat()
    .filter((method) => !method.isStatic && open.some((word) => method.modifiers.has(word)));
}

/** What an interface of the library asks for; the classes of the library keep their methods. */
function libraryMethods({ types }: Conversions, type: ApexType): Stubbed[] {
  const { library } = type;
  if (library?.kind !== 'interface') return [];
  return library.members.map((member) => {
    const raw = member.parameters.map((p) => types.mention(p.type, library.typeParameters));
    return {
      key: methodKey(member.name, raw.map(erased)),
      name: member.name,
      returns: types.substitute(types.mention(member.type, library.typeParameters), library.typeParameters, type.args),
      parameters: member.parameters.map((p, i) => ({
        name: p.name,
        type: types.substitute(raw[i] as ApexType, library.typeParameters, type.args)
      }))
    };
  });
}
