import type { ClassSymbol, FieldSymbol, MethodSymbol } from '../bind/symbols.ts';
import type { Conversions } from '../bind/convert.ts';
import { raise } from '../values/index.ts';
import { prepare } from './objects.ts';
import type { UserObject } from './objects.ts';
import type { ClassRef, Host } from './runtime.ts';
import type { ApexType, UserClass, UserField, UserMethod } from './type.ts';

/** What the running program may know of a class of the package. */
export class Reflection implements UserClass {
  readonly name: string;
  readonly type: ApexType;
  private readonly symbol: ClassSymbol;
  private readonly host: Host;
  private readonly conversions: Conversions;

  constructor(symbol: ClassSymbol, host: Host, conversions: Conversions) {
    this.symbol = symbol;
    this.host = host;
    this.conversions = conversions;
    this.name = symbol.name;
    this.type = symbol.type;
  }

  get kind(): 'class' | 'interface' | 'enum' {
    return this.symbol.node.kind;
  }
  get apiVersion(): number {
    return this.symbol.apiVersion;
  }
  get isAbstract(): boolean {
    return this.symbol.node.modifiers.includes('abstract') || this.kind !== 'class';
  }
  get superType(): ApexType | null {
    return this.symbol.superType;
  }
  get annotations() {
    return this.symbol.node.annotations;
  }
  get modifiers(): ReadonlySet<string> {
    return new Set(this.symbol.node.modifiers);
  }

  get interfaces(): readonly ApexType[] {
    const found = new Set<ApexType>();
    const visit = (type: ApexType): void => {
      for (const upper of this.conversions.superTypes(type)) {
        if (upper.library?.kind === 'interface' || upper.user?.kind === 'interface') found.add(upper);
        visit(upper);
      }
    };
    visit(this.type);
    return [...found];
  }

  get fields(): readonly UserField[] {
    const upper = this.symbol.superType?.user?.fields ?? [];
    return [...upper, ...[...this.symbol.fields.values()].filter((f) => !f.isStatic).map(fieldOf)];
  }

  get methods(): readonly UserMethod[] {
    return [...this.symbol.methods.values()].flat().map((m) => this.methodOf(m));
  }

  private get ref(): ClassRef {
    return this.host.ref(this.name);
  }

  construct(): object {
    const plain = this.symbol.constructors.find((c) => c.parameters.length === 0);
    if (this.isAbstract || !plain) raise('TypeException', `Class ${this.name} must have a public no-argument constructor`);
    const Class = this.host.load(this.ref);
    const instance = new Class() as Record<string, unknown>;
    return (instance[plain.key] as () => object).call(instance);
  }

  allocate(): object {
    const Class = this.host.load(this.ref);
    const instance = new Class();
    prepare(instance as UserObject);
    return instance;
  }

  values() {
    return this.kind === 'enum' ? this.host.load(this.ref).$constants : [];
  }

  private methodOf(method: MethodSymbol): UserMethod {
    return {
      name: method.name,
      isStatic: method.isStatic,
      parameters: method.parameters,
      returns: method.returns,
      modifiers: method.modifiers,
      annotations: method.annotations,
      line: method.node.line,
      invoke: (self, args) => {
        const target = (method.isStatic ? this.host.load(this.ref) : self) as Record<string, unknown>;
        return (target[method.key] as (...a: readonly unknown[]) => unknown).apply(target, [...args]);
      }
    };
  }
}

function fieldOf(field: FieldSymbol): UserField {
  const key = `_${field.name.toLowerCase()}`;
  const lower = field.name.toLowerCase();
  return {
    name: field.name,
    type: field.type,
    modifiers: field.modifiers,
    annotations: field.annotations,
    slot: key,
    get: (instance) => {
      const target = instance as Record<string, unknown>;
      return field.viaMethods && field.canGet ? (target[`get$${lower}`] as () => unknown).call(target) : target[key];
    },
    set: (instance, value) => {
      const target = instance as Record<string, unknown>;
      if (field.viaMethods && field.canSet) (target[`set$${lower}`] as (v: unknown) => void).call(target, value);
      else target[key] = value;
    }
  };
}
