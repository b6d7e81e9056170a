import { Decimal } from 'decimal.js';
import type { FieldDef, Value } from '../schema/types.ts';
import { to18 } from '../schema/ids.ts';

const NUMERIC = new Set(['Number', 'Currency', 'Percent']);

/** Brings a value to the form in which the platform keeps it: no empty or padded text, scale rounded half up, ids of 18 characters. */
export function normalise(field: FieldDef, value: Value): Value {
  if (value === null) return null;
  if (typeof value === 'number' && NUMERIC.has(field.type) && field.scale !== undefined && Number.isFinite(value)) {
    return new Decimal(value).toDecimalPlaces(field.scale, Decimal.ROUND_HALF_UP).toNumber();
  }
  if (typeof value !== 'string') return value;
  if (isReference(field) || field.type === 'Id') return /^[a-zA-Z0-9]{15}$/.test(value) ? to18(value) : value === '' ? null : value;
  const text = trims(field) ? value.trim() : value;
  if (field.type === 'MultiselectPicklist') return orderSelection(field, text);
  if (field.type === 'Picklist') return canonicalChoice(field, text);
  return text === '' ? null : text;
}

export function isReference(field: FieldDef): boolean {
  return field.type === 'Lookup' || field.type === 'MasterDetail';
}

function trims(field: FieldDef): boolean {
  return field.type !== 'LongTextArea' && field.type !== 'Html' && field.type !== 'Base64';
}

function canonicalChoice(field: FieldDef, text: string): string | null {
  if (text === '') return null;
  return field.picklist.find(({ value }) => value.toLowerCase() === text.toLowerCase())?.value ?? text;
}

/** Chosen values in the order of the definition, each once; unknown ones at the end. */
function orderSelection(field: FieldDef, text: string): string | null {
  const chosen = new Set(
    text
      .split(';')
      .map((part) => canonicalChoice(field, part.trim()))
      .filter((part) => part !== null)
  );
  const known = field.picklist.map(({ value }) => value).filter((value) => chosen.delete(value));
  const all = [...known, ...chosen];
  return all.length === 0 ? null : all.join(';');
}
