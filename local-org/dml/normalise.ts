import { Decimal } from 'decimal.js';
import type { FieldDef, Value } from '../schema/types.ts';
import { to18 } from '../schema/ids.ts';

const NUMERIC = new Set(['Number', 'Currency', 'Percent']);

/** Brings a value to the form in which the platform keeps it: no empty or padded text, scale rounded half up, ids of 18 characters. */
export function normalise(field: FieldDef, value: Value): Value {
  if (value === null) return null;
  if (typeof value === 'number') return rounded(field, value);
  if (typeof value !== 'string') return value;
  if (isReference(field) || field.type === 'Id') return isShort(value) ? to18(value) : value === '' ? null : value;
  const text = trims(field) ? value.trim() : value;
  if (field.type === 'MultiselectPicklist') return orderSelection(field, text);
  if (field.type === 'Picklist') return canonicalChoice(field, text);
  return text === '' ? null : text;
}

function rounded(field: FieldDef, value: number): number {
  // A whole number needs no rounding; most numbers are.
  if (field.scale === undefined || Number.isSafeInteger(value) || !Number.isFinite(value) || !NUMERIC.has(field.type)) return value;
  if (Math.abs(value) < 1e15 && Number(value.toFixed(field.scale)) === value) return value;
  return new Decimal(value).toDecimalPlaces(field.scale, Decimal.ROUND_HALF_UP).toNumber();
}

function isShort(id: string): boolean {
  return id.length === 15 && /^[a-zA-Z0-9]{15}$/.test(id);
}

export function isReference(field: FieldDef): boolean {
  return field.type === 'Lookup' || field.type === 'MasterDetail';
}

function trims(field: FieldDef): boolean {
  return field.type !== 'LongTextArea' && field.type !== 'Html' && field.type !== 'Base64';
}

function canonicalChoice(field: FieldDef, text: string): string | null {
  if (text === '') return null;
  const choices = choicesOf(field);
  return choices.get(text) ?? choices.get(text.toLowerCase()) ?? text;
}

const choices = new WeakMap<FieldDef, ReadonlyMap<string, string>>();

/** The first value of the definition for each spelling: as it stands there, and in lower case. */
function choicesOf(field: FieldDef): ReadonlyMap<string, string> {
  const known = choices.get(field);
  if (known) return known;
  const found = new Map<string, string>();
  for (const { value } of field.picklist) if (!found.has(value.toLowerCase())) found.set(value.toLowerCase(), value);
  for (const { value } of field.picklist) if (!found.has(value)) found.set(value, found.get(value.toLowerCase())!);
  choices.set(field, found);
  return found;
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
