/** toLabel() and FORMAT(): values as people read them. */
import type { FieldDef } from '../schema/types.ts';
import { typedOf } from './plan.ts';
import type { Expr } from './plan.ts';
import type { RunContext } from './run-context.ts';

/** @returns the label of a picklist value, of each of several; any other value as it is. */
export function labelled(expr: Extract<Expr, { kind: 'label' | 'format' }>, raw: string | null): string | null {
  const { field } = typedOf(expr.arg);
  if (raw === null || !field?.picklist.length) return raw;
  return raw
    .split(';')
    .map((value) => labelOf(field, value))
    .join(';');
}

function labelOf(field: FieldDef, value: string): string {
  return field.picklist.find((each) => each.value === value)?.label ?? value;
}

/** @returns numbers, dates and times in British form and the user's time zone. */
export function formatted(
  context: RunContext,
  expr: Extract<Expr, { kind: 'label' | 'format' }>,
  raw: string | number | null
): string | null {
  const { type, field } = typedOf(expr.arg);
  if (raw === null) return null;
  if (typeof raw === 'number')
    return raw.toLocaleString('en-GB', { minimumFractionDigits: field?.scale ?? 0, maximumFractionDigits: field?.scale ?? 20 });
  if (type === 'Date') return new Date(`${raw}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC' });
  if (type === 'DateTime') return new Date(raw).toLocaleString('en-GB', { timeZone: context.zone, dateStyle: 'short', timeStyle: 'short' });
  return raw;
}
