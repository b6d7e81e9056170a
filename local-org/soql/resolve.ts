/** Names of a query to fields of the schema: paths over parents, functions. */
import { NotSupportedError } from '../errors.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Schema } from '../schema/types.ts';
import { invalidField, malformed, noSuchColumn, noSuchObject, noSuchRelationship } from './errors.ts';
import { AGGREGATES, DATE_FUNCTIONS, typedOf } from './plan.ts';
import type { AggregateFunction, DateFunction, Expr, Join, Source, Use } from './plan.ts';
import type { CallNode, OperandNode, PathNode } from './tree.ts';

/** Parents of parents that a path may climb. SOQL reference, "Understanding Relationship Query Limitations". */
const DEPTH = 5;

/** What the whole text shares: numbers for aliases, and what was touched. */
export interface Shared {
  readonly schema: Schema;
  aliases: number;
  readonly uses: Use[];
}

/** Resolves the names of one SELECT against its FROM object. */
export class Resolver {
  readonly root: Source;
  readonly joins: Join[] = [];
  private readonly shared: Shared;
  private readonly alias: string | null;

  constructor(shared: Shared, object: ObjectDef, alias: string | null) {
    this.shared = shared;
    this.alias = alias?.toLowerCase() ?? null;
    this.root = this.source(object);
    this.use(object, null);
  }

  /** @returns the expression, and the parents it climbs. */
  operand(node: OperandNode): { expr: Expr; path: Join[] } {
    return node.kind === 'path' ? this.path(node) : { expr: this.call(node), path: [] };
  }

  expr(node: OperandNode): Expr {
    return this.operand(node).expr;
  }

  use(object: ObjectDef, field: FieldDef | null, optional = false): void {
    this.shared.uses.push({ object, field, optional });
  }

  private source(object: ObjectDef): Source {
    return { alias: `t${this.shared.aliases++}`, object, joins: new Map() };
  }

  private path({ parts }: PathNode): { expr: Expr; path: Join[] } {
    const names = this.withoutAlias(parts);
    if (names.length > DEPTH + 1) throw malformed(`A query may climb at most ${DEPTH} parent relationships: ${parts.join('.')}`);
    const path: Join[] = [];
    let source = this.root;
    for (const name of names.slice(0, -1)) {
      const join = this.join(source, name);
      if (path.at(-1) && path.at(-1)!.targets.length !== 1) throw noSuchRelationship(name, 'field path');
      path.push(join);
      source = join.targets[0]!;
    }
    const last = names.at(-1)!;
    const join = path.at(-1);
    if (join && join.targets.length !== 1) return { expr: this.polymorphic(join, last), path };
    const field = fieldOf(source.object, last);
    if (!field) throw noSuchColumn(parts.at(-1)!, source.object.name);
    this.use(source.object, field);
    return { expr: { kind: 'column', source, field }, path };
  }

  /** The fields of TYPEOF for one object that the reference may point at. */
  fieldOfTarget(name: string, object: string | null, { parts }: PathNode): { expr: Expr; path: Join[]; target: ObjectDef }[] {
    const join = this.join(this.root, name);
    const targets = join.targets.filter((target) => object === null || target.object.name.toLowerCase() === object.toLowerCase());
    if (!targets.length) throw noSuchObject(object!);
    return targets.flatMap((target) => {
      this.use(target.object, null, object === null);
      const last = parts.at(-1)!;
      const path: Join[] = [join];
      let source = target;
      for (const step of parts.slice(0, -1)) {
        const next = this.join(source, step);
        if (next.targets.length !== 1) throw noSuchRelationship(step, 'field path');
        path.push(next);
        source = next.targets[0]!;
      }
      const field = fieldOf(source.object, last);
      if (!field && object === null && targets.some((each) => fieldOf(each.object, last))) return [];
      if (!field) throw noSuchColumn(last, source.object.name);
      this.use(source.object, field);
      return [{ expr: { kind: 'column', source, field }, path, target: target.object }];
    });
  }

  private withoutAlias(parts: readonly string[]): readonly string[] {
    const first = parts[0]!.toLowerCase();
    const named = first === this.alias || (first === this.root.object.name.toLowerCase() && !relationship(this.root.object, first));
    return parts.length > 1 && named ? parts.slice(1) : parts;
  }

  private join(source: Source, name: string): Join {
    const known = source.joins.get(name.toLowerCase());
    if (known) return known;
    const field = relationship(source.object, name);
    if (!field) throw noSuchRelationship(name, 'field path');
    this.use(source.object, field);
    const objects = field.referenceTo
      .map((each) => this.shared.schema.object(each))
      .filter((each): each is ObjectDef => !!each && !each.virtual);
    if (!objects.length) throw noSuchRelationship(name, 'field path');
    if (objects.length === 1) this.use(objects[0]!, null);
    const join: Join = { name: field.relationshipName!, from: source, field, targets: objects.map((each) => this.source(each)) };
    source.joins.set(name.toLowerCase(), join);
    this.joins.push(join);
    return join;
  }

  private polymorphic(join: Join, name: string): Expr {
    if (name.toLowerCase() === 'type') return { kind: 'polyType', join };
    if (name.toLowerCase() === 'id') return { kind: 'column', source: join.from, field: join.field };
    const fields = join.targets.map((target) => fieldOf(target.object, name) ?? null);
    const field = fields.find((each) => each !== null);
    if (!field) throw noSuchColumn(name, 'Name');
    join.targets.forEach((target, i) => {
      if (fields[i]?.permissionable) this.use(target.object, fields[i]);
    });
    return { kind: 'poly', join, field, fields };
  }

  private call(node: CallNode): Expr {
    if (node.args.length !== 1) throw malformed(`unexpected token: '${node.name}'`);
    const arg = this.expr(node.args[0]!);
    if (node.name === 'TOLABEL') return { kind: 'label', arg };
    if (node.name === 'FORMAT') return { kind: 'format', arg };
    if (node.name === 'GROUPING') return { kind: 'grouping', arg };
    if (node.name === 'CONVERTTIMEZONE') return localCall(arg);
    if ((DATE_FUNCTIONS as readonly string[]).includes(node.name)) return dateCall(node.name as DateFunction, arg);
    if ((AGGREGATES as readonly string[]).includes(node.name)) return aggregateCall(node.name as AggregateFunction, arg);
    throw new NotSupportedError(`the function ${node.name}() in a query`);
  }
}

/** @returns the object of that name that queries may read. */
export function queryable(schema: Schema, name: string): ObjectDef {
  const object = schema.object(name);
  if (!object || !object.queryable || object.name === 'AggregateResult') throw noSuchObject(name);
  return object;
}

function relationship(object: ObjectDef, name: string): FieldDef | undefined {
  const lower = name.toLowerCase();
  for (const field of object.fields.values()) if (field.relationshipName?.toLowerCase() === lower && field.referenceTo.length) return field;
  return undefined;
}

function localCall(arg: Expr): Expr {
  const { type, name } = typedOf(arg);
  if (type !== 'DateTime') throw invalidField(`Invalid field type for the function convertTimezone: ${name}`, name);
  return { kind: 'local', arg };
}

function dateCall(fn: DateFunction, arg: Expr): Expr {
  const { type, name } = typedOf(arg);
  const onlyTime = fn === 'DAY_ONLY' || fn === 'HOUR_IN_DAY';
  if (type !== 'DateTime' && (type !== 'Date' || onlyTime)) throw invalidField(`Invalid field type for the function ${fn}: ${name}`, name);
  return { kind: 'date', fn, arg };
}

const SUMMABLE: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent', 'Integer']);
const UNORDERED: ReadonlySet<string> = new Set(['Checkbox', 'LongTextArea', 'Html', 'Base64', 'MultiselectPicklist', 'EncryptedText']);

function aggregateCall(fn: AggregateFunction, arg: Expr): Expr {
  const { type, name } = typedOf(arg);
  const refused =
    fn === 'SUM' || fn === 'AVG'
      ? !SUMMABLE.has(type)
      : fn === 'MIN' || fn === 'MAX'
        ? UNORDERED.has(type)
        : type === 'LongTextArea' || type === 'Html' || type === 'Base64';
  if (refused) throw invalidField(`field ${name} does not support aggregate operator ${fn}`, name);
  return { kind: 'aggregate', fn, arg };
}
