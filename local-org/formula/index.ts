import { Decimal } from 'decimal.js';
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { fieldPath, globalPath } from './fields.ts';
import type { Uses } from './fields.ts';
import { FUNCTIONS } from './functions/index.ts';
import { binary, unary } from './operators.ts';
import { parentLoader } from './parents.ts';
import { parse } from './parser.ts';
import type { Node } from './parser.ts';
import type { FormulaType, FormulaValue, Scope, Typed } from './typed.ts';
import type { CompiledFormula, FormulaContext, FormulaService } from './types.ts';

/** Formulas: parsed and typed once an object, then evaluated over rows in memory. */
export function createFormula(org: Org): FormulaService {
  const byObject = new WeakMap<ObjectDef, Map<string, CompiledFormula>>();
  const cached = (object: ObjectDef, key: string, make: () => CompiledFormula): CompiledFormula => {
    const known = byObject.get(object) ?? new Map<string, CompiledFormula>();
    byObject.set(object, known);
    const formula = known.get(key) ?? make();
    known.set(key, formula);
    return formula;
  };
  return {
    compile: (source, object) => cached(object, `text ${source}`, () => compile(org, source, object, false)),
    compileField: (field, object) => cached(object, `field ${field.name}`, () => compileField(org, field, object))
  };
}

function compile(org: Org, source: string, object: ObjectDef, blankAsZero: boolean): CompiledFormula {
  const uses: Uses = { parentPaths: [], fields: new Set(), blankAsZero };
  const typed = build(org, parse(source), object, uses);
  return {
    parentPaths: uses.parentPaths,
    fields: [...uses.fields],
    evaluate: (context) => toStored(typed.evaluate(scopeOf(org, context))),
    sql: () => null
  };
}

function compileField(org: Org, field: FieldDef, object: ObjectDef): CompiledFormula {
  const formula = compile(org, field.formula!, object, field.formulaTreatBlanksAs !== 'BlankAsBlank');
  return { ...formula, evaluate: (context) => toField(field, formula.evaluate(context)) };
}

function toField(field: FieldDef, value: Value): Value {
  if (field.type === 'Checkbox') return value === true;
  if (value === '') return null;
  if (typeof value === 'number' && field.scale !== undefined)
    return new Decimal(value).toDecimalPlaces(field.scale, Decimal.ROUND_HALF_UP).toNumber();
  return value;
}

function toStored(value: FormulaValue): Value {
  return value instanceof Decimal ? value.toNumber() : value;
}

function scopeOf(org: Org, context: FormulaContext): Scope {
  const parents = context.parents ?? parentLoader(org);
  let zone: string | undefined;
  return {
    ...context,
    org,
    parents,
    get zone() {
      return (zone ??= (parents.row(context.userId)?.values.get('TimeZoneSidKey') as string | undefined) ?? 'Europe/London');
    }
  };
}

function build(org: Org, node: Node, object: ObjectDef, uses: Uses): Typed {
  const inner = (child: Node): Typed => build(org, child, object, uses);
  switch (node.kind) {
    case 'number':
      return constant('Number', new Decimal(node.text));
    case 'text':
      return { ...constant('Text', node.value), literal: node.value };
    case 'constant':
      return constant(node.value === null ? 'Null' : 'Boolean', node.value);
    case 'path':
      return node.names[0]!.startsWith('$') ? globalPath(org, node.names) : fieldPath(org, object, node.names, uses);
    case 'unary':
      return unary(node.operator, inner(node.operand));
    case 'binary':
      return binary(node.operator, inner(node.left), inner(node.right));
    case 'call': {
      const definition = FUNCTIONS.get(node.name);
      if (!definition) throw new PlatformError('INVALID_FORMULA', `Unknown function ${node.name}. Check spelling.`);
      return definition(node.name, node.args.map(inner));
    }
  }
}

function constant(type: FormulaType, value: FormulaValue): Typed {
  return { type, evaluate: () => value };
}
