import { appendFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { stateFolder } from './state.ts';

/** A single word in capitals could be a surname as well: these alone are codes. */
const SINGLE: ReadonlySet<string> = new Set([
  'REFUSED',
  'FORBIDDEN',
  'UNAUTHORIZED',
  'INCOMPLETE',
  'CONFLICT',
  'ENOTFOUND',
  ...Object.keys(constants.errno)
]);

/**
 * The log of the tool: events that are declared beforehand, with fields that can hold an id, a count, a code or a hash, and nothing
 * else. A field that is not declared, or a value of another form, stops the tool: what cannot be written cannot leak.
 */
const FORMS = {
  /** A Salesforce id. */
  id: (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(value) && /\d/.test(value),
  /** A whole number. */
  count: (value: unknown) => Number.isSafeInteger(value),
  /** A command of the tool, by its id. */
  command: (value: unknown) => typeof value === 'string' && /^(confide:)?[a-z][a-z0-9-]{2,12}(:[a-z-]{2,12}){0,2}$/.test(value),
  /** A code of an org, of the network or of the tool: capitals with underscores, or one of the single words that are codes. */
  code: (value: unknown) =>
    typeof value === 'string' && (SINGLE.has(value) || (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) && value.length <= 80)),
  /** A hash or a pseudonym, in hexadecimal digits. */
  hash: (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8,64}$/.test(value),
  /** An object or field of the package. */
  apiName: (value: unknown) =>
    typeof value === 'string' && /^[A-Z][A-Za-z0-9_]{0,79}__(c|e|mdt)(\.[A-Z][A-Za-z0-9_]{0,79}__c)?$/.test(value)
} as const;

/** A form, or the words that may stand there. */
export type Form = keyof typeof FORMS | readonly string[];
export type EventShapes = Readonly<Record<string, Readonly<Record<string, Form>>>>;
type ValueOf<F extends Form> = F extends 'count' ? number : F extends readonly string[] ? F[number] : string;
export type Fields<S> = { readonly [K in keyof S]?: S[K] extends Form ? ValueOf<S[K]> : never };
export type Write<E extends EventShapes> = <N extends keyof E & string>(event: N, fields?: Fields<E[N]>) => void;

/** @returns whether a code may stand in the log */
export const isCode = (value: string): boolean => FORMS.code(value);

/** Declares a topic's events. Each topic has its own, in `<topic>/events.ts`: `export const log = events({ 'window.opened': { window: 'id' } })`. */
export function events<const E extends EventShapes>(shapes: E): Write<E> {
  return (event, fields = {}) => append(line(shapes, event, fields));
}

/** @returns the line as it is written @throws Error without the value, when a field is not allowed */
export function line(shapes: EventShapes, event: string, fields: object, at = new Date()): string {
  const shape = shapes[event];
  if (!shape) throw new Error('An event that is not declared.');
  for (const [name, value] of Object.entries(fields)) {
    const form = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (value !== undefined && !(form && allowed(form, value))) throw new Error(`A field of the event ${event} that is not allowed.`);
  }
  return `${JSON.stringify({ at: at.toISOString(), event, ...fields })}\n`;
}

function allowed(form: Form, value: unknown): boolean {
  return typeof form === 'string' ? FORMS[form](value) : form.includes(value as string);
}

function append(text: string): void {
  appendFileSync(path.join(stateFolder('log'), `${text.slice(7, 17)}.jsonl`), text, { mode: 0o600 });
}
