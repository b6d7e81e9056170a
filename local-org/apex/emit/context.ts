import type { Org } from '../../org.ts';
import { Refusal } from '../errors.ts';
import type { Conversions } from '../bind/convert.ts';
import type { Members } from '../bind/members.ts';
import type { TypeTable } from '../bind/types.ts';
import { shown } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { At } from '../tree/expressions.ts';
import type { Operators } from './operators.ts';
import type { Code } from './scope.ts';
import type { UnitWriter } from './unit.ts';

/** What every part of the emitter works with. */
export interface Context {
  readonly org: Org;
  readonly types: TypeTable;
  readonly conversions: Conversions;
  readonly members: Members;
  readonly operators: Operators;
  readonly unit: UnitWriter;
  readonly report: (refusal: Refusal) => void;
  /** @returns a question: has anything been refused since? */
  readonly refusals: () => () => boolean;
}

/** The constant that holds a type at run time. */
export function typeConstant(cx: Context, type: ApexType): string {
  return cx.unit.call('type', 'T', type.name);
}

/** The constant through which a class of the package is reached. */
export function classConstant(cx: Context, name: string): string {
  return cx.unit.call('ref', 'm', name);
}

/** The JavaScript class of a class of the package. */
export function classOf(cx: Context, name: string): string {
  const m = classConstant(cx, name);
  return `(${m}.c??R.load(${m}))`;
}

/** The static fields of a class of the package, initialised on first use. */
export function staticsOf(cx: Context, name: string): string {
  const m = classConstant(cx, name);
  return `(${m}.s??R.initialise(${m}))`;
}

/** The value as one of the type. @throws Refusal `Illegal assignment from X to Y`. */
export function coerce(
  cx: Context,
  at: At,
  code: Code,
  type: ApexType,
  sentence = (from: string, to: string): string => `Illegal assignment from ${from} to ${to}`
): string {
  const found = tryCoerce(cx, code, type);
  if (found === null) throw new Refusal(at, sentence(shown(code.type), shown(type)));
  return found;
}

/** @returns the converted value, or null when it does not fit. */
export function tryCoerce(cx: Context, code: Code, type: ApexType): string | null {
  if (code.rows && cx.conversions.isRecord(type))
    return cx.conversions.assign(code.type.args[0] as ApexType, type) || code.type.args[0]?.name === 'SObject'
      ? `R.single(${code.js})`
      : null;
  const conversion = cx.conversions.assign(code.type, type);
  return conversion && cx.operators.convert(code.js, conversion.by);
}
