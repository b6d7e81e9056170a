import { Script } from 'node:vm';
import { current } from '../../transaction.ts';
import type { Org } from '../../org.ts';
import type { AccessMode } from '../../security/types.ts';
import { Program } from '../compile.ts';
import type { CompileOptions, TriggerUnit } from '../compile.ts';
import type { EmittedUnit } from '../emit/unit.ts';
import { BODY } from '../emit/triggers.ts';
import type { LibraryClass } from '../library/define.ts';
import { modeOf, running } from './access.ts';
import type { Engine, StubHandler } from './engine.ts';
import { Reflection } from './reflection.ts';
import { createRuntime } from './runtime.ts';
import type { ClassRef, Host, Runtime, TriggerContext, UserClassConstructor } from './runtime.ts';
import type { EnumClass } from './objects.ts';
import { registerFrames } from './stack.ts';
import { makeStub } from './stubs.ts';
import { ValueTypes } from './values-of-types.ts';
import type { ApexType } from './type.ts';

const STATICS = Symbol('statics');
/** Of so many anonymous blocks the lines can still be told. */
const ANONYMOUS_KEPT = 50;
let engines = 0;
type Statics = Map<ClassRef, Record<string, unknown>>;
type Makers = Record<string, () => unknown>;

/** Links compiled units into V8 and runs them: classes, statics of the transaction, types of values. */
export class ApexEngine implements Engine, Host {
  readonly org: Org;
  readonly program: Program;
  readonly runtime: Runtime;
  private readonly values: ValueTypes;
  private readonly refs = new Map<string, ClassRef>();
  private readonly linked = new Map<string, Makers>();
  private readonly hits = new Map<string, { kind: 'Class' | 'Trigger'; lines: readonly number[]; hits: number[] }>();
  private readonly covers: boolean;
  private active: Statics | null = null;
  private shared: Statics | null = null;
  private anonymousCount = 0;
  /** Tells the scripts of this engine from those of another in the same process. */
  private readonly serial = engines++;

  constructor(org: Org, library: readonly LibraryClass[], options: CompileOptions) {
    this.org = org;
    this.covers = options.coverage ?? false;
    this.program = new Program(org, library, options);
    this.values = new ValueTypes(this.program.types, this.program.conversions, library);
    this.runtime = createRuntime(this);
    for (const symbol of this.program.classes()) symbol.type.user = new Reflection(symbol, this, this.program.conversions);
    Error.stackTraceLimit = Math.max(Error.stackTraceLimit, 60);
  }

  get types() {
    return this.program.types;
  }
  typeNamed(name: string): ApexType | null {
    return this.types.named(name);
  }
  typeOf(value: unknown): ApexType {
    return this.values.typeOf(value);
  }
  isInstance(value: unknown, type: ApexType): boolean {
    return this.values.isInstance(value, type);
  }
  cast(value: unknown, type: ApexType): unknown {
    return this.values.cast(value, type);
  }
  listOf(element: ApexType): ApexType {
    return this.types.listOf(element);
  }
  setOf(element: ApexType): ApexType {
    return this.types.system('Set', element);
  }
  mapOf(key: ApexType, value: ApexType): ApexType {
    return this.types.system('Map', key, value);
  }
  stub(type: ApexType, handle: StubHandler): object {
    return makeStub(this, this.program.conversions, type, handle, (Class) => this.values.register(Class, type));
  }
  get access(): AccessMode {
    return modeOf(this.runtime.access);
  }
  get sharing(): boolean {
    return this.runtime.access.sharing;
  }

  *userClasses(): Iterable<ApexType> {
    for (const symbol of this.program.classes()) if (!symbol.name.includes('.trigger')) yield symbol.type;
  }

  coverage() {
    return this.covers ? this.hits : null;
  }

  ref(name: string): ClassRef {
    let ref = this.refs.get(name);
    if (!ref) this.refs.set(name, (ref = { name, c: null, s: null }));
    return ref;
  }

  load(ref: ClassRef): UserClassConstructor & EnumClass {
    if (ref.c) return ref.c;
    const symbol = this.types.classes.get(ref.name.toLowerCase());
    if (!symbol) throw new Error(`No class ${ref.name}`);
    const trigger = this.program.triggers.find((t) => t.symbol.unit === symbol.unit && symbol.name.startsWith(t.symbol.name));
    const makers = this.link(trigger ? `trigger ${trigger.node.name}` : symbol.unit, () =>
      trigger ? this.program.trigger(trigger) : this.program.unit(symbol.unit)
    );
    ref.c = makers[ref.name]!() as UserClassConstructor & EnumClass;
    this.values.register(ref.c, symbol.type);
    return ref.c;
  }

  private link(key: string, compile: () => EmittedUnit): Makers {
    let makers = this.linked.get(key);
    if (!makers) {
      makers = this.evaluate(key.replace(/\W+/g, '_'), compile());
      this.linked.set(key, makers);
    }
    return makers;
  }

  private evaluate(file: string, unit: EmittedUnit): Makers {
    const script = `${this.serial}_${file}`;
    registerFrames(script, unit);
    const hits = new Array<number>(unit.statements.length).fill(0);
    if (this.covers) this.hits.set(unit.name, { kind: unit.kind, lines: unit.statements, hits });
    const make = new Script(unit.script, { filename: `apex:${script}` }).runInThisContext() as (runtime: Runtime, hits: number[]) => Makers;
    return make(this.runtime, hits);
  }

  initialise(ref: ClassRef): Record<string, unknown> {
    const Class = this.load(ref);
    if (!this.active) throw new Error(`Statics of ${ref.name} used outside Apex: enter() was not called`);
    ref.s = Class.$blank();
    this.active.set(ref, ref.s);
    Class.$static();
    return ref.s;
  }

  enter<T>(work: () => T, access?: AccessMode): T {
    const statics = current().slot<Statics>(STATICS, () => this.shared ?? new Map());
    return this.within(statics, work, access);
  }

  withFreshStatics<T>(work: () => T): T {
    const { slots } = current();
    const before = slots.get(STATICS);
    slots.set(STATICS, new Map());
    try {
      return this.enter(work);
    } finally {
      slots.set(STATICS, before);
    }
  }

  sharingStatics<T>(work: () => T): T {
    const before = this.shared;
    this.shared = current().slot<Statics>(STATICS, () => new Map());
    try {
      return work();
    } finally {
      this.shared = before;
    }
  }

  private within<T>(statics: Statics, work: () => T, access: AccessMode | undefined): T {
    const { runtime } = this;
    const before = this.active;
    const beforeAccess = runtime.access;
    const beforeTrigger = runtime.triggerContext;
    this.activate(statics);
    runtime.access = running(access?.mode ?? 'system', access?.sharing ?? false);
    runtime.triggerContext = null;
    try {
      return work();
    } finally {
      this.activate(before);
      runtime.access = beforeAccess;
      runtime.triggerContext = beforeTrigger;
    }
  }

  private activate(statics: Statics | null): void {
    if (statics === this.active) return;
    for (const ref of this.active?.keys() ?? []) ref.s = null;
    this.active = statics;
    for (const [ref, values] of statics ?? []) ref.s = values;
  }

  /** Runs a trigger's body with its context variables. Inside {@link enter}. */
  runTrigger(trigger: TriggerUnit, context: TriggerContext): void {
    const makers = this.link(`trigger ${trigger.node.name}`, () => this.program.trigger(trigger));
    this.enter(() => {
      this.runtime.triggerContext = context;
      makers[BODY]!();
    });
  }

  /** Compiles anonymous Apex. @returns its body, to be run inside {@link enter}. @throws CompileErrors. */
  anonymous(source: string): () => void {
    const { unit, symbol } = this.program.anonymous(source);
    for (const declared of this.program.classes()) {
      if (declared.unit !== symbol.unit) continue;
      this.refs.delete(declared.name);
      declared.type.user = new Reflection(declared, this, this.program.conversions);
    }
    const makers = this.evaluate(`AnonymousBlock${this.anonymousCount++ % ANONYMOUS_KEPT}`, unit);
    this.linked.set(symbol.unit, makers);
    return () => {
      makers[BODY]!();
    };
  }
}
