import { Decimal } from 'decimal.js';
import { RE2JS } from 're2js';
import { DateTime } from 'luxon';
import { NotSupportedError, PlatformError } from '../../errors.ts';
import { demand, textOf } from '../typed.ts';
import type { Typed } from '../typed.ts';
import { count, simple } from './define.ts';
import type { FunctionDef } from './define.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A number, date, date-time or picklist as text, as the API writes them. */
const textFunction: FunctionDef = (name, args) => {
  count(name, args, 1);
  const [argument] = args as [Typed];
  demand(name, argument, 'Number', 'Date', 'DateTime', 'Time', 'Picklist', 'Text');
  const dateTime = argument.type === 'DateTime';
  return {
    type: 'Text',
    evaluate(scope) {
      const value = argument.evaluate(scope);
      return value !== null && dateTime
        ? `${DateTime.fromISO(String(value), { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss')}Z`
        : textOf(value);
    }
  };
};

/** The pattern must match the whole text, in Java's syntax as far as it needs no back-tracking. */
const regex: FunctionDef = (name, args) => {
  count(name, args, 2);
  const [text, pattern] = args.map((argument) => demand(name, argument, 'Text')) as [Typed, Typed];
  const compile = (source: string): RE2JS => {
    try {
      return RE2JS.compile(source);
    } catch {
      if (/\(\?[=!<]/.test(source)) throw new NotSupportedError('look-around in the pattern of REGEX()');
      throw new PlatformError('INVALID_FORMULA', `Invalid regular expression in ${name}()`);
    }
  };
  const fixed = pattern.literal === undefined ? null : compile(pattern.literal);
  return {
    type: 'Boolean',
    evaluate: (scope) => (fixed ?? compile(textOf(pattern.evaluate(scope)))).matches(textOf(text.evaluate(scope)))
  };
};

const includes: FunctionDef = (name, args) => {
  count(name, args, 2);
  demand(name, args[0]!, 'MultiPicklist');
  demand(name, args[1]!, 'Text');
  return {
    type: 'Boolean',
    evaluate: (scope) =>
      textOf(args[0]!.evaluate(scope))
        .split(';')
        .includes(textOf(args[1]!.evaluate(scope)))
  };
};

const isPickVal: FunctionDef = (name, args) => {
  count(name, args, 2);
  demand(name, args[0]!, 'Picklist');
  demand(name, args[1]!, 'Text');
  return { type: 'Boolean', evaluate: (scope) => textOf(args[0]!.evaluate(scope)) === textOf(args[1]!.evaluate(scope)) };
};

const pad = (side: 'padStart' | 'padEnd'): FunctionDef =>
  simple(
    'Text',
    ['Text', 'Number', 'Text'],
    (_, text: string, length: Decimal, fill = ' ') => text.slice(0, length.toNumber())[side](length.toNumber(), fill as string),
    { optional: 1 }
  );

/** CONTAINS also takes a multi-select picklist. */
const contains: FunctionDef = (name, args) => {
  count(name, args, 2);
  demand(name, args[0]!, 'Text', 'MultiPicklist');
  demand(name, args[1]!, 'Text');
  return { type: 'Boolean', evaluate: (scope) => textOf(args[0]!.evaluate(scope)).includes(textOf(args[1]!.evaluate(scope))) };
};

export const TEXT: Readonly<Record<string, FunctionDef>> = {
  TEXT: textFunction,
  VALUE: simple('Number', ['Text'], (_, text: string) => (/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? new Decimal(text.trim()) : null)),
  LEN: simple('Number', ['Text'], (_, text: string) => new Decimal(text.length)),
  LEFT: simple('Text', ['Text', 'Number'], (_, text: string, n: Decimal) => text.slice(0, Math.max(0, n.toNumber()))),
  RIGHT: simple('Text', ['Text', 'Number'], (_, text: string, n: Decimal) => (n.lte(0) ? '' : text.slice(-n.toNumber()))),
  MID: simple('Text', ['Text', 'Number', 'Number'], (_, text: string, from: Decimal, n: Decimal) =>
    text.slice(Math.max(0, from.toNumber() - 1), Math.max(0, from.toNumber() - 1) + Math.max(0, n.toNumber()))
  ),
  TRIM: simple('Text', ['Text'], (_, text: string) => text.trim()),
  UPPER: simple('Text', ['Text', 'Text'], (_, text: string) => text.toUpperCase(), { optional: 1 }),
  LOWER: simple('Text', ['Text', 'Text'], (_, text: string) => text.toLowerCase(), { optional: 1 }),
  INITCAP: simple('Text', ['Text'], (_, text: string) => text.toLowerCase().replace(/\b\p{L}/gu, (c) => c.toUpperCase())),
  REVERSE: simple('Text', ['Text'], (_, text: string) => [...text].reverse().join('')),
  SUBSTITUTE: simple('Text', ['Text', 'Text', 'Text'], (_, text: string, from: string, to: string) =>
    from === '' ? text : text.replaceAll(from, () => to)
  ),
  CONTAINS: contains,
  BEGINS: simple('Boolean', ['Text', 'Text'], (_, text: string, start: string) => text.startsWith(start)),
  FIND: simple(
    'Number',
    ['Text', 'Text', 'Number'],
    (_, wanted: string, text: string, from?: Decimal) => new Decimal(text.indexOf(wanted, (from?.toNumber() ?? 1) - 1) + 1),
    { optional: 1 }
  ),
  LPAD: pad('padStart'),
  RPAD: pad('padEnd'),
  BR: simple('Text', [], () => '\n'),
  REGEX: regex,
  INCLUDES: includes,
  ISPICKVAL: isPickVal,
  CASESAFEID: simple('Text', ['Text'], (_, id: string) => id),
  HYPERLINK: simple(
    'Text',
    ['Text', 'Text', 'Text'],
    (_, url: string, label: string, target = '_blank') =>
      `<a href="${escapeHtml(url)}" target="${escapeHtml(target as string)}">${escapeHtml(label)}</a>`,
    { optional: 1 }
  ),
  IMAGE: simple(
    'Text',
    ['Text', 'Text', 'Number', 'Number'],
    (_, url: string, alt: string, height?: Decimal, width?: Decimal) =>
      `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${height ? ` height="${height}"` : ''}${width ? ` width="${width}"` : ''}/>`,
    { optional: 2 }
  )
};
