import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Keep } from '../keep.ts';
import type { ApexSource } from '../metadata/types.ts';
import type { Org } from '../org.ts';
import { Conversions } from './bind/convert.ts';
import { declareNames, Declarer } from './bind/declare.ts';
import { Members } from './bind/members.ts';
import type { ClassSymbol } from './bind/symbols.ts';
import { TypeTable } from './bind/types.ts';
import { emitAnonymous, emitTrigger } from './emit/triggers.ts';
import { emitClass } from './emit/classes.ts';
import type { Context } from './emit/context.ts';
import { Operators } from './emit/operators.ts';
import type { EmittedUnit } from './emit/unit.ts';
import { UnitWriter } from './emit/unit.ts';
import { CompileErrors, Refusal } from './errors.ts';
import type { CompileProblem } from './errors.ts';
import { KeptUnits } from './kept-units.ts';
import type { LibraryClass } from './library/define.ts';
import type { AnonymousNode, ClassNode, TriggerNode } from './tree/declarations.ts';
import { pack, unpack } from './tree/packed.ts';

const require = createRequire(import.meta.url);
/** The grammar takes a tenth of a second to load, and only source that was not seen before needs it. */
const parser = () => require('./parse/parse.ts') as typeof import('./parse/parse.ts');
/** Changes whenever the form of a cached tree does. */
const TREE_FORM = 5;
/** Bytes: room for two packages of a thousand classes. */
const MOST_TREES = 50_000_000;

export interface CompileOptions {
  /** Where trees and scripts are kept by the hash of their source; none: nothing is kept. */
  readonly cacheDir?: string | null;
  /** Where trees are kept by their source from one program of this process to the next. */
  readonly trees?: TreeStore;
  readonly coverage?: boolean;
}
export type TreeStore = Map<string, ClassNode | TriggerNode>;

export interface TriggerUnit {
  readonly node: TriggerNode;
  readonly symbol: ClassSymbol;
  readonly source: ApexSource;
}

/** The package's Apex: declared as a whole, bodies compiled unit by unit when first needed. */
export class Program {
  readonly types: TypeTable;
  readonly conversions: Conversions;
  readonly members: Members;
  readonly triggers: TriggerUnit[] = [];
  private readonly org: Org;
  private readonly options: CompileOptions;
  private readonly operators: Operators;
  private readonly tops = new Map<string, ClassSymbol>();
  private readonly emitted = new Map<string, EmittedUnit>();
  private readonly problems = new Map<string, CompileProblem[]>();
  private readonly keptTrees: Keep | null;
  private kept: KeptUnits | null | undefined;

  constructor(org: Org, library: readonly LibraryClass[], options: CompileOptions) {
    this.org = org;
    this.options = options;
    this.types = new TypeTable(org.schema, library);
    this.conversions = new Conversions(this.types);
    this.members = new Members(this.types, this.conversions);
    this.operators = new Operators(this.types, this.conversions);
    this.keptTrees = options.cacheDir ? new Keep(path.join(options.cacheDir, `trees-${TREE_FORM}`), MOST_TREES) : null;
    this.declareAll();
    this.keptTrees?.save();
  }

  private declareAll(): void {
    for (const source of this.org.metadata.apexClasses) {
      const node = this.tree<ClassNode>(source, 'class');
      if (node) this.tops.set(source.name, declareNames(this.types, node, source.name, source.apiVersion));
    }
    for (const source of this.org.metadata.apexTriggers) {
      const node = this.tree<TriggerNode>(source, 'trigger');
      if (!node) continue;
      // A trigger's own methods and classes belong to a class of its own, whose name no source can spell.
      const declared: ClassNode = { ...node.declared, name: `${node.name}.trigger`, modifiers: ['without sharing'] };
      this.triggers.push({ node, source, symbol: declareNames(this.types, declared, source.name, 0) });
    }
    const all = [...this.tops.values(), ...this.triggers.map((t) => t.symbol)];
    const declarers = all.map((symbol) => [symbol, new Declarer(this.types, (r) => this.refuse(symbol.unit, r))] as const);
    for (const [symbol, declarer] of declarers) declarer.hierarchy(symbol);
    for (const [symbol, declarer] of declarers) declarer.circles(symbol);
    for (const [symbol, declarer] of declarers) declarer.members(symbol);
  }

  /** Classes of the package, outer and inner. */
  classes(): IterableIterator<ClassSymbol> {
    return this.types.classes.values();
  }

  private refuse(unit: string, refusal: Refusal): void {
    const list = this.problems.get(unit) ?? [];
    list.push({ unit, line: refusal.line, column: refusal.column, message: refusal.message });
    this.problems.set(unit, list);
  }

  private tree<T extends ClassNode | TriggerNode>(source: ApexSource, kind: 'class' | 'trigger'): T | null {
    const { trees } = this.options;
    const known = trees?.get(source.source) as T | undefined;
    const node = known ?? this.read<T>(source, kind);
    if (node) trees?.set(source.source, node);
    return node;
  }

  private read<T>(source: ApexSource, kind: 'class' | 'trigger'): T | null {
    const key = hash('sha256', `${kind}\n${source.source}`);
    const keep = this.keptTrees;
    const kept = keep?.get(key);
    if (kept !== undefined && keep?.has(bodiesOf(key))) return unpack(kept, () => keep.get(bodiesOf(key))!) as T;
    try {
      const node = kind === 'class' ? parser().parseClass(source.source) : parser().parseTrigger(source.source);
      if (keep) {
        const { declarations, bodies } = pack(node);
        keep.put(key, declarations);
        keep.put(bodiesOf(key), bodies);
      }
      return node as T;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(source.name, error);
      return null;
    }
  }

  /** @returns the compiled unit of a class. @throws CompileErrors with everything the unit is refused for. */
  unit(name: string): EmittedUnit {
    return this.compile(name, () => {
      const symbol = this.tops.get(name);
      if (!symbol)
        throw new CompileErrors(this.problems.get(name) ?? [{ unit: name, line: 1, column: 1, message: `Invalid type: ${name}` }]);
      const cx = this.context(name, 'Class');
      emitClass(cx, symbol);
      return cx.unit.finish();
    });
  }

  /** @returns the compiled unit of a trigger. @throws CompileErrors. */
  trigger(trigger: TriggerUnit): EmittedUnit {
    return this.compile(
      `trigger ${trigger.node.name}`,
      () => {
        const cx = this.context(trigger.node.name, 'Trigger');
        emitTrigger(cx, trigger);
        return cx.unit.finish();
      },
      trigger.source.name
    );
  }

  /** @returns the compiled unit of anonymous Apex. @throws CompileErrors. */
  anonymous(source: string): { readonly unit: EmittedUnit; readonly symbol: ClassSymbol } {
    const name = 'AnonymousBlock';
    this.problems.delete(name);
    let node: AnonymousNode;
    try {
      node = parser().parseAnonymous(source);
    } catch (error) {
      if (error instanceof Refusal)
        throw new CompileErrors([{ unit: name, line: error.line, column: error.column, message: error.message }]);
      throw error;
    }
    this.types.forget(name);
    const symbol = declareNames(this.types, node.declared, name, 67);
    const declarer = new Declarer(this.types, (r) => this.refuse(name, r));
    declarer.hierarchy(symbol);
    declarer.circles(symbol);
    declarer.members(symbol);
    const cx = this.context(name, 'Class');
    emitAnonymous(cx, symbol, node);
    const found = this.problems.get(name);
    if (found) throw new CompileErrors(found);
    return { unit: cx.unit.finish(), symbol };
  }

  private compile(key: string, emit: () => EmittedUnit, name = key): EmittedUnit {
    let unit = this.emitted.get(key);
    if (!unit) {
      unit = this.keptUnits()?.get(key) ?? emit();
      const found = this.problems.get(name);
      if (found) throw new CompileErrors(sorted(found));
      this.emitted.set(key, unit);
    }
    return unit;
  }

  /** Compiles everything. @throws CompileErrors with the refusals of all units. */
  all(): void {
    const kept = this.keptUnits();
    if (kept?.complete) return;
    const problems: CompileProblem[] = [];
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof CompileErrors)) throw error;
        problems.push(...error.problems);
      }
    };
    for (const source of this.org.metadata.apexClasses)
      attempt(() => {
        this.unit(source.name);
      });
    for (const trigger of this.triggers)
      attempt(() => {
        this.trigger(trigger);
      });
    for (const source of this.org.metadata.apexTriggers)
      if (!this.triggers.some((t) => t.source === source)) problems.push(...(this.problems.get(source.name) ?? []));
    if (problems.length) throw new CompileErrors(problems);
    kept?.save(this.emitted);
  }

  /** @returns the scripts of this very package, from an earlier start; null where none are kept, as in a rehearsal or when a declaration is refused. */
  private keptUnits(): KeptUnits | null {
    const { cacheDir, coverage = false } = this.options;
    const { metadata } = this.org;
    if (this.kept === undefined)
      this.kept = cacheDir && metadata.faults === null && this.problems.size === 0 ? new KeptUnits(cacheDir, metadata, coverage) : null;
    return this.kept;
  }

  private context(name: string, kind: 'Class' | 'Trigger'): Context {
    return {
      org: this.org,
      types: this.types,
      conversions: this.conversions,
      members: this.members,
      operators: this.operators,
      unit: new UnitWriter(name, kind, this.options.coverage ?? false),
      report: (refusal) => this.refuse(name, refusal),
      refusals: () => {
        const before = this.problems.get(name)?.length ?? 0;
        return () => (this.problems.get(name)?.length ?? 0) > before;
      }
    };
  }
}

function sorted(problems: readonly CompileProblem[]): CompileProblem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The key of what stands in the braces of a class, beside that of its declarations. */
const bodiesOf = (key: string): string => `${key} bodies`;
