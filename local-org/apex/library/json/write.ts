import { SRecord } from '../../../schema/record.ts';
import { fieldOf } from '../../../schema/types.ts';
import { engine } from '../../runtime/engine.ts';
import { ApexType } from '../../runtime/type.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexException,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  formatDouble,
  fromStored,
  raise,
  textOf
} from '../../values/index.ts';

/**
 * Apex values as JSON text, as `JSON.serialize` writes them. Text is built directly: numbers keep the digits they have.
 * @throws JSONException for what cannot be written.
 */
export function writeJson(value: unknown, options: { readonly suppressNulls?: boolean; readonly pretty?: boolean } = {}): string {
  const writer = new JsonWriter(options.suppressNulls ?? false);
  const text = writer.value(value);
  return options.pretty ? indented(text) : text;
}

class JsonWriter {
  readonly #suppressNulls: boolean;
  readonly #open = new Set<object>();

  constructor(suppressNulls: boolean) {
    this.#suppressNulls = suppressNulls;
  }

  value(value: unknown): string {
    if (value === null || value === undefined) return 'null';
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value !== 'object') return String(value);
    return scalar(value) ?? this.#once(value, () => this.#object(value));
  }

  #object(value: object): string {
    if (value instanceof ApexList) return `[${value.items.map((item) => this.value(item)).join(',')}]`;
    if (value instanceof ApexSet) return `[${[...value.values()].map((item) => this.value(item)).join(',')}]`;
    if (value instanceof ApexMap)
      return this.#members(
        [...value.entries()].map(([key, item]) => [keyText(key), item]),
        false
      );
    if (value instanceof SRecord) return this.#record(value);
    const user = engine().typeOf(value).user;
    if (!user || value instanceof ApexException) raise('JSONException', `Type cannot be serialized: ${engine().typeOf(value).name}`);
    return this.#members(
      user.fields
        .filter((field) => !field.modifiers.has('transient') && !field.modifiers.has('static'))
        .map((field) => [field.name, field.get(value)]),
      this.#suppressNulls
    );
  }

  #record(record: SRecord): string {
    const url = record.id === null ? {} : { url: `/services/data/v67.0/sobjects/${record.object.name}/${record.id}` };
    const parts = [`"attributes":${JSON.stringify({ type: record.object.name, ...url })}`];
    for (const [name, stored] of record.values) {
      const field = fieldOf(record.object, name);
      const written = this.value(field ? fromStored(stored, field) : stored);
      // Datetimes of records are written with an offset, others with Z.
      parts.push(`${JSON.stringify(name)}:${field?.type === 'DateTime' ? written.replace('Z"', '+0000"') : written}`);
    }
    for (const [name, parent] of record.parents) if (parent) parts.push(`${JSON.stringify(name)}:${this.value(parent)}`);
    for (const [name, rows] of record.children)
      parts.push(
        `${JSON.stringify(name)}:{"totalSize":${rows.length},"done":true,"records":[${rows.map((row) => this.value(row)).join(',')}]}`
      );
    return `{${parts.join(',')}}`;
  }

  #members(entries: readonly (readonly [string, unknown])[], suppress: boolean): string {
    const kept = suppress ? entries.filter(([, value]) => value !== null) : entries;
    return `{${kept.map(([name, value]) => `${JSON.stringify(name)}:${this.value(value)}`).join(',')}}`;
  }

  #once(value: object, write: () => string): string {
    if (this.#open.has(value)) raise('JSONException', 'Direct self-reference leading to cycle');
    this.#open.add(value);
    const text = write();
    this.#open.delete(value);
    return text;
  }
}

function scalar(value: object): string | null {
  if (value instanceof ApexDecimal) return value.toPlainString();
  if (value instanceof ApexDouble) return formatDouble(value.value);
  if (value instanceof ApexDate) return `"${value.toIso()}"`;
  if (value instanceof ApexDatetime) return `"${value.toIso()}"`;
  if (value instanceof ApexTime) return `"${value.toIso()}"`;
  if (value instanceof ApexBlob) return `"${value.base64()}"`;
  if (value instanceof ApexEnum) return JSON.stringify(value.constant);
  if (value instanceof ApexType) return JSON.stringify(value.name);
  return null;
}

function keyText(key: unknown): string {
  if (key === null) raise('JSONException', 'Null key for a Map not allowed in JSON');
  return key instanceof ApexDate ? key.toIso() : textOf(key);
}

/** Two spaces a level and ` : ` after a name; lists stay on their line, like the platform's pretty printer. */
export function indented(text: string): string {
  const open: string[] = [];
  let out = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
    const line = (): string => `\n${'  '.repeat(open.length)}`;
    if (token === '{' || token === '[') {
      open.push(token);
      out += token === '{' ? `{${line()}` : '[ ';
    } else if (token === '}' || token === ']') {
      open.pop();
      out += token === '}' ? `${line()}}` : ' ]';
    } else if (token === ',') out += open.at(-1) === '{' ? `,${line()}` : ', ';
    else out += token === ':' ? ' : ' : token;
  }
  return out;
}
