import { SRecord } from '../../../schema/record.ts';
import { fieldOf, type ObjectDef } from '../../../schema/types.ts';
import { engine } from '../../runtime/engine.ts';
import type { ApexType, UserClass } from '../../runtime/type.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  apexTypeOf,
  parseInteger,
  parseLong,
  raise,
  toId,
  toStored
} from '../../values/index.ts';

/** A number of the text, kept as it was written. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Tree = null | boolean | string | NumberText | Tree[] | { [name: string]: Tree };

/** @throws JSONException with the place of the fault. */
export function parseJson(text: string): Tree {
  try {
    return JSON.parse(text, ((_: string, value: unknown, context: { source?: string }) =>
      typeof value === 'number' ? new NumberText(context.source ?? String(value)) : value) as Parameters<typeof JSON.parse>[1]) as Tree;
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    const before = text.slice(0, at).split('\n');
    raise(
      'JSONException',
      `${at >= text.length ? 'Unexpected end-of-input' : `Unexpected character ('${text[at]}' (code ${text.charCodeAt(at)}))`} at input location [${before.length},${before.at(-1)!.length + 1}]`
    );
  }
}

/** `JSON.deserializeUntyped`: maps, lists, String, Boolean, Integer, Long and Decimal. */
export function untyped(tree: Tree): unknown {
  if (tree === null || typeof tree === 'string' || typeof tree === 'boolean') return tree;
  if (tree instanceof NumberText) return numberOf(tree.text);
  const any = engine().typeNamed('Object')!;
  if (Array.isArray(tree)) return new ApexList(any, tree.map(untyped));
  return new ApexMap(
    engine().typeNamed('String')!,
    any,
    Object.entries(tree).map(([name, value]) => [name, untyped(value)] as const)
  );
}

function numberOf(text: string): unknown {
  if (/[.eE]/.test(text)) return ApexDecimal.parse(text);
  const whole = BigInt(text);
  return whole === BigInt.asIntN(32, whole) ? Number(whole) : whole === BigInt.asIntN(64, whole) ? whole : ApexDecimal.parse(text);
}

/** `JSON.deserialize` of text: what it begins with is looked at before the rest is read. @throws JSONException */
export function typedText(text: string, type: ApexType, strict: boolean): unknown {
  const first = text.trimStart()[0];
  if (first !== undefined && first !== 'n') {
    if (first !== '[' && (type.is('List') || type.is('Set'))) array(null);
    if (first !== '{' && (type.is('Map') || type.object || type.user?.kind === 'class')) object(null);
  }
  return typed(parseJson(text), type, strict);
}

/** A tree as a value of the type. @param strict refuses names the class does not have. @throws JSONException */
export function typed(tree: Tree, type: ApexType, strict: boolean): unknown {
  if (tree === null) return null;
  if (type.user) return type.user.kind === 'enum' ? constant(tree, type) : instance(tree, type.user, strict);
  if (type.object || type.is('SObject')) return record(tree, type.object, strict);
  if (type.is('List'))
    return new ApexList(
      type.args[0]!,
      array(tree).map((item) => typed(item, type.args[0]!, strict))
    );
  if (type.is('Set'))
    return new ApexSet(
      type.args[0]!,
      array(tree).map((item) => typed(item, type.args[0]!, strict))
    );
  if (type.is('Map'))
    return new ApexMap(
      type.args[0]!,
      type.args[1]!,
      Object.entries(object(tree)).map(([name, value]) => [scalar(name, type.args[0]!), typed(value, type.args[1]!, strict)] as const)
    );
  if (type.name === 'Object') return untyped(tree);
  if (type.library?.kind === 'enum') return constant(tree, type);
  if (typeof tree === 'object' && !(tree instanceof NumberText))
    raise('JSONException', `Illegal value for primitive: expected ${type.name}`);
  return scalar(tree, type);
}

function scalar(tree: string | boolean | NumberText, type: ApexType): unknown {
  const text = tree instanceof NumberText ? tree.text : String(tree);
  try {
    switch (type.name) {
      case 'String':
        return text;
      case 'Id':
        return toId(text);
      case 'Boolean':
        return tree === true || text === 'true';
      case 'Integer':
        return parseInteger(text);
      case 'Long':
        return parseLong(text);
      case 'Double':
        return ApexDouble.parse(text);
      case 'Decimal':
        return ApexDecimal.parse(text);
      case 'Date':
        return ApexDate.parse(text);
      case 'Datetime':
        return ApexDatetime.fromIso(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
      case 'Time':
        return ApexTime.fromIso(text);
      case 'Blob':
        return new ApexBlob(Buffer.from(text, 'base64'));
    }
  } catch (error) {
    raise('JSONException', error instanceof Error ? error.message : String(error));
  }
  raise('JSONException', `Apex Type unsupported in JSON: ${type.name}`);
}

function constant(tree: Tree, type: ApexType): unknown {
  const constants = type.user?.values() ?? type.library?.constants ?? [];
  return constants.find((candidate) => candidate.constant === tree) ?? raise('JSONException', `Invalid value for enum ${type.name}`);
}

function array(tree: Tree): Tree[] {
  return Array.isArray(tree) ? tree : raise('JSONException', "Malformed JSON: Expected '[' at the beginning of List/Set");
}

function object(tree: Tree): { [name: string]: Tree } {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree) || tree instanceof NumberText)
    raise('JSONException', "Malformed JSON: Expected '{' at the beginning of object");
  return tree;
}

function instance(tree: Tree, user: UserClass, strict: boolean): object {
  const fields = new Map(
    user.fields
      .filter((field) => !field.modifiers.has('static') && !field.modifiers.has('transient'))
      .map((field) => [field.name.toLowerCase(), field])
  );
  const made = user.allocate();
  for (const [name, value] of Object.entries(object(tree))) {
    const field = fields.get(name.toLowerCase());
    if (field) field.set(made, typed(value, field.type, strict));
    else if (strict) raise('JSONException', `No such column '${name}' on class ${user.name}`);
  }
  return made;
}

function record(tree: Tree, declared: ObjectDef | null, strict: boolean): SRecord {
  const members = object(tree);
  const attributes = members['attributes'];
  const named =
    attributes && typeof attributes === 'object' && !Array.isArray(attributes) && !(attributes instanceof NumberText)
      ? attributes['type']
      : null;
  const def = declared ?? (typeof named === 'string' ? engine().org.schema.object(named) : null);
  if (!def) raise('JSONException', 'Cannot deserialize an SObject without its type');
  const row = new SRecord(def);
  for (const [name, value] of Object.entries(members)) if (name !== 'attributes') member(row, name, value, strict);
  return row;
}

function member(row: SRecord, name: string, value: Tree, strict: boolean): void {
  const field = fieldOf(row.object, name);
  if (field) {
    row.values.set(field.name, value === null ? null : toStored(typed(value, engine().typeNamed(apexTypeOf(field))!, strict), field));
    return;
  }
  for (const candidate of row.object.fields.values()) {
    if (candidate.relationshipName?.toLowerCase() !== name.toLowerCase()) continue;
    row.parents.set(
      candidate.relationshipName,
      value === null
        ? null
        : record(value, candidate.referenceTo.length === 1 ? (engine().org.schema.object(candidate.referenceTo[0]!) ?? null) : null, strict)
    );
    return;
  }
  for (const child of row.object.childRelationships) {
    if (
      child.name === undefined ||
      ![child.name.toLowerCase(), `${child.name.toLowerCase()}__r`].includes(name.toLowerCase()) ||
      value === null
    )
      continue;
    const rows = array(Array.isArray(value) ? value : (object(value)['records'] ?? []));
    row.children.set(
      name,
      rows.map((each) => record(each, engine().org.schema.object(child.childObject) ?? null, strict))
    );
    return;
  }
  raise('JSONException', `No such column '${name}' on sobject of type ${row.object.name}`);
}
