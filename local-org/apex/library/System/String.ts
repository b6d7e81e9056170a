import { ApexList, ApexDatetime, argument, iterate, raise, textHash, textOf, toId, valueText } from '../../values/index.ts';
import { listOf } from '../make.ts';
import { systemClass } from '../define.ts';
import { regex, replaceAll, split } from '../regex.ts';
import { escapes } from '../text/escape.ts';
import { caseAndClass } from '../text/classify.ts';
import { searching } from '../text/search.ts';
import { shaping } from '../text/shape.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm */
export default systemClass('public final class System.String', {
  'static String valueOf(Date value)': text,
  'static String valueOf(Datetime value)': text,
  'static String valueOf(Decimal value)': text,
  'static String valueOf(Double value)': text,
  'static String valueOf(Integer value)': text,
  'static String valueOf(Long value)': text,
  'static String valueOf(Object value)': text,
  'static String valueOfGmt(Datetime value)': (value: ApexDatetime | null) => argument(value).toString(),
  'static String join(Iterable<Object> values, String separator)': (values: unknown, separator: string | null) =>
    [...iterate(argument(values))].map(textOrNothing).join(separator ?? 'null'),
  'static String join(List<Object> values, String separator)': (values: unknown, separator: string | null) =>
    [...iterate(argument(values))].map(textOrNothing).join(separator ?? 'null'),
  'static String join(Set<Object> values, String separator)': (values: unknown, separator: string | null) =>
    [...iterate(argument(values))].map(textOrNothing).join(separator ?? 'null'),
  'static String format(String template, List<Object> values)': format,
  'static String escapeSingleQuotes(String value)': (value: string | null) => argument(value).replace(/\\/g, '\\\\').replace(/'/g, "\\'"),
  'static String fromCharArray(List<Integer> characters)': (characters: ApexList<number> | null) =>
    String.fromCharCode(...argument(characters).items),
  'static String getCommonPrefix(List<String> values)': (values: ApexList<string> | null) => commonPrefix(argument(values).items),
  'static Boolean isBlank(String value)': (value: string | null) => value === null || blank(value),
  'static Boolean isNotBlank(String value)': (value: string | null) => value !== null && !blank(value),
  'static Boolean isEmpty(String value)': (value: string | null) => value === null || value === '',
  'static Boolean isNotEmpty(String value)': (value: string | null) => value !== null && value !== '',
  'Integer length()': (self: string) => self.length,
  'Integer compareTo(String other)': (self: string, other: string | null) => javaCompare(self, argument(other)),
  'Boolean equals(String other)': (self: string, other: string | null) => self === other,
  'Boolean equals(Object other)': (self: string, other: unknown) => self === other || sameId(self, other),
  'Boolean equalsIgnoreCase(String other)': (self: string, other: string | null) =>
    other !== null && self.toLowerCase() === other.toLowerCase(),
  'Integer hashCode()': (self: string) => textHash(self),
  'String toString()': (self: string) => self,
  'Integer charAt(Integer index)': (self: string, index: number) => code(self, index),
  'Integer codePointAt(Integer index)': (self: string, index: number) => {
    code(self, index);
    return self.codePointAt(index);
  },
  'Integer codePointBefore(Integer index)': (self: string, index: number) => {
    code(self, index - 1);
    return /[\udc00-\udfff]/.test(self.charAt(index - 1)) && index > 1 ? self.codePointAt(index - 2) : self.charCodeAt(index - 1);
  },
  'Integer codePointCount(Integer begin, Integer end)': (self: string, begin: number, end: number) => [...slice(self, begin, end)].length,
  'Integer offsetByCodePoints(Integer index, Integer count)': (self: string, index: number, count: number) =>
    index + [...self.slice(index)].slice(0, count).join('').length,
  'List<Integer> getChars()': (self: string) =>
    listOf(
      'Integer',
      Array.from({ length: self.length }, (_, i) => self.charCodeAt(i))
    ),
  'String substring(Integer start)': (self: string, start: number) => slice(self, start, self.length),
  'String substring(Integer start, Integer end)': (self: string, start: number, end: number) => slice(self, start, end),
  'List<String> split(String regex)': (self: string, pattern: string | null) => strings(split(self, pattern, 0)),
  'List<String> split(String regex, Integer limit)': (self: string, pattern: string | null, limit: number) =>
    strings(split(self, pattern, limit)),
  'List<String> splitByCharacterType()': (self: string) => strings(byType(self, false)),
  'List<String> splitByCharacterTypeCamelCase()': (self: string) => strings(byType(self, true)),
  'String replace(String target, String replacement)': (self: string, target: string | null, replacement: string | null) =>
    self.replaceAll(argument(target), () => argument(replacement)),
  'String replaceAll(String regex, String replacement)': (self: string, pattern: string | null, replacement: string | null) =>
    replaceAll(self, pattern, replacement),
  'String replaceFirst(String regex, String replacement)': (self: string, pattern: string | null, replacement: string | null) =>
    regex(pattern).matcher(self).replaceFirst(argument(replacement), true),
  ...caseAndClass,
  ...searching,
  ...shaping,
  ...escapes
});

function text(value: unknown): string | null {
  return value === null ? null : valueText(value);
}

function textOrNothing(value: unknown): string {
  return value === null ? '' : textOf(value);
}

/** `{0}` and its kin, with the quotes of Java's MessageFormat: `''` is a quote, `'{0}'` is not replaced. */
function format(template: string | null, values: ApexList | null): string {
  const items = argument(values).items;
  return argument(template).replace(/''|'([^']*)'?|\{(\d+)\}/g, (whole, quoted: string | undefined, index: string | undefined) => {
    if (whole === "''") return "'";
    if (index === undefined) return quoted ?? '';
    const at = Number(index);
    return at < items.length ? textOf(items[at]) : whole;
  });
}

function blank(value: string): boolean {
  return value.trim() === '';
}

function javaCompare(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** `equals(Object)` takes an Id in either of its lengths. */
function sameId(self: string, other: unknown): boolean {
  if (typeof other !== 'string' || self.length + other.length !== 33) return false;
  try {
    return toId(self) === toId(other);
  } catch {
    return false;
  }
}

function code(self: string, index: number): number {
  if (index < 0 || index >= self.length) raise('StringException', `String index out of range: ${index}`);
  return self.charCodeAt(index);
}

function slice(self: string, start: number, end: number): string {
  if (start < 0 || end > self.length || start > end)
    raise(
      'StringException',
      start < 0 || end <= self.length ? `Starting position out of bounds: ${start}` : `Ending position out of bounds: ${end}`
    );
  return self.slice(start, end);
}

function commonPrefix(values: readonly string[]): string {
  let prefix = values[0] ?? '';
  for (const value of values) while (!value.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

function strings(values: string[]): ApexList<string> {
  return listOf('String', values);
}

function byType(self: string, camelCase: boolean): string[] {
  const kinds = camelCase
    ? /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lu}|\p{N}+|\s+|[^\p{L}\p{N}\s]+/gu
    : /\p{Lu}+|\p{Ll}+|\p{N}+|\s+|[^\p{L}\p{N}\s]+/gu;
  return self.match(kinds) ?? [];
}
