import { argument, raise } from '../../values/index.ts';

/** String's ways to cut, pad and tidy itself. */
export const shaping = {
  // eslint-disable-next-line no-control-regex -- Java trims everything up to the blank
  'String trim()': (self: string) => self.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, ''),
  'String left(Integer length)': (self: string, length: number) => (length < 0 ? '' : self.slice(0, length)),
  'String right(Integer length)': (self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
  'String mid(Integer start, Integer length)': (self: string, start: number, length: number) =>
    length < 0 || start > self.length ? '' : self.slice(Math.max(start, 0), Math.max(start, 0) + length),
  'String leftPad(Integer length)': (self: string, length: number) => self.padStart(length),
  'String leftPad(Integer length, String pad)': (self: string, length: number, pad: string | null) => self.padStart(length, pad || ' '),
  'String rightPad(Integer length)': (self: string, length: number) => self.padEnd(length),
  'String rightPad(Integer length, String pad)': (self: string, length: number, pad: string | null) => self.padEnd(length, pad || ' '),
  'String center(Integer size)': (self: string, size: number) => center(self, size, ' '),
  'String center(Integer size, String pad)': (self: string, size: number, pad: string | null) => center(self, size, pad || ' '),
  'String repeat(Integer times)': (self: string, times: number) => self.repeat(Math.max(times, 0)),
  'String repeat(String separator, Integer times)': (self: string, separator: string | null, times: number) =>
    Array.from({ length: Math.max(times, 0) }, () => self).join(separator ?? ''),
  'String reverse()': (self: string) => Array.from(self).reverse().join(''),
  'String normalizeSpace()': (self: string) => self.trim().replace(/\s+/g, ' '),
  'String deleteWhitespace()': (self: string) => self.replace(/\s+/g, ''),
  'String abbreviate(Integer maxWidth)': (self: string, maxWidth: number) => abbreviate(self, maxWidth, 0),
  'String abbreviate(Integer maxWidth, Integer offset)': (self: string, maxWidth: number, offset: number) =>
    abbreviate(self, maxWidth, offset),
  'String remove(String part)': (self: string, part: string | null) => (part ? self.replaceAll(part, '') : self),
  'String removeStart(String part)': (self: string, part: string | null) =>
    part && self.startsWith(part) ? self.slice(part.length) : self,
  'String removeStartIgnoreCase(String part)': (self: string, part: string | null) =>
    part && self.toLowerCase().startsWith(part.toLowerCase()) ? self.slice(part.length) : self,
  'String removeEnd(String part)': (self: string, part: string | null) =>
    part && self.endsWith(part) ? self.slice(0, -part.length) : self,
  'String removeEndIgnoreCase(String part)': (self: string, part: string | null) =>
    part && self.toLowerCase().endsWith(part.toLowerCase()) ? self.slice(0, -part.length) : self,
  'String substringAfter(String separator)': (self: string, separator: string | null) =>
    after(self, self.indexOf(argument(separator)), separator!),
  'String substringAfterLast(String separator)': (self: string, separator: string | null) =>
    argument(separator) === '' ? '' : after(self, self.lastIndexOf(separator!), separator!),
  'String substringBefore(String separator)': (self: string, separator: string | null) => before(self, self.indexOf(argument(separator))),
  'String substringBeforeLast(String separator)': (self: string, separator: string | null) =>
    argument(separator) === '' ? self : before(self, self.lastIndexOf(separator!)),
  'String substringBetween(String tag)': (self: string, tag: string | null) => between(self, argument(tag), tag!),
  'String substringBetween(String open, String close)': (self: string, open: string | null, close: string | null) =>
    between(self, argument(open), argument(close))
};

function center(self: string, size: number, pad: string): string {
  return self.padStart(self.length + Math.floor(Math.max(size - self.length, 0) / 2), pad).padEnd(size, pad);
}

/** Apache Commons' rule, which the platform documents: at least four characters, an ellipsis for what was cut. */
function abbreviate(self: string, maxWidth: number, offset: number): string {
  if (maxWidth < 4) raise('StringException', 'Minimum abbreviation width is 4');
  if (self.length <= maxWidth) return self;
  let start = Math.min(offset, self.length);
  if (self.length - start < maxWidth - 3) start = self.length - (maxWidth - 3);
  if (start <= 4) return `${self.slice(0, maxWidth - 3)}...`;
  if (maxWidth < 7) raise('StringException', 'Minimum abbreviation width with offset is 7');
  return start + maxWidth - 3 < self.length
    ? `...${abbreviate(self.slice(start), maxWidth - 3, 0)}`
    : `...${self.slice(self.length - (maxWidth - 3))}`;
}

function after(self: string, at: number, separator: string): string {
  return at < 0 ? '' : self.slice(at + separator.length);
}

function before(self: string, at: number): string {
  return at < 0 ? self : self.slice(0, at);
}

function between(self: string, open: string, close: string): string | null {
  const start = self.indexOf(open);
  const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
  return end < 0 ? null : self.slice(start + open.length, end);
}
