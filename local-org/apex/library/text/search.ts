import { argument } from '../../values/index.ts';

/** String's ways to look for something in itself. Positions are UTF-16 units, -1 when not found. */
const lower = (text: string): string => text.toLowerCase();

export const searching = {
  'Boolean contains(String part)': (self: string, part: string | null) => self.includes(argument(part)),
  'Boolean containsIgnoreCase(String part)': (self: string, part: string | null) => lower(self).includes(lower(argument(part))),
  'Boolean containsAny(String characters)': (self: string, characters: string | null) =>
    [...argument(characters)].some((c) => self.includes(c)),
  'Boolean containsNone(String characters)': (self: string, characters: string | null) =>
    ![...argument(characters)].some((c) => self.includes(c)),
  'Boolean containsOnly(String characters)': (self: string, characters: string | null) =>
    [...self].every((c) => argument(characters).includes(c)),
  'Integer countMatches(String part)': (self: string, part: string | null) => (argument(part) === '' ? 0 : self.split(part!).length - 1),
  'Boolean startsWith(String prefix)': (self: string, prefix: string | null) => self.startsWith(argument(prefix)),
  'Boolean startsWithIgnoreCase(String prefix)': (self: string, prefix: string | null) => lower(self).startsWith(lower(argument(prefix))),
  'Boolean endsWith(String suffix)': (self: string, suffix: string | null) => self.endsWith(argument(suffix)),
  'Boolean endsWithIgnoreCase(String suffix)': (self: string, suffix: string | null) => lower(self).endsWith(lower(argument(suffix))),
  'Integer indexOf(String part)': (self: string, part: string | null) => self.indexOf(argument(part)),
  'Integer indexOf(String part, Integer start)': (self: string, part: string | null, start: number) => self.indexOf(argument(part), start),
  'Integer indexOfChar(Integer character)': (self: string, character: number) => self.indexOf(String.fromCodePoint(character)),
  'Integer indexOfChar(Integer character, Integer start)': (self: string, character: number, start: number) =>
    self.indexOf(String.fromCodePoint(character), start),
  'Integer indexOfIgnoreCase(String part)': (self: string, part: string | null) => lower(self).indexOf(lower(argument(part))),
  'Integer indexOfIgnoreCase(String part, Integer start)': (self: string, part: string | null, start: number) =>
    lower(self).indexOf(lower(argument(part)), start),
  'Integer indexOfAny(String characters)': (self: string, characters: string | null) =>
    firstIndex(self, (c) => argument(characters).includes(c)),
  'Integer indexOfAnyBut(String characters)': (self: string, characters: string | null) =>
    firstIndex(self, (c) => !argument(characters).includes(c)),
  'Integer indexOfDifference(String other)': (self: string, other: string | null) => differenceAt(self, argument(other)),
  'Integer lastIndexOf(String part)': (self: string, part: string | null) => self.lastIndexOf(argument(part)),
  'Integer lastIndexOf(String part, Integer end)': (self: string, part: string | null, end: number) =>
    end < 0 ? -1 : self.lastIndexOf(argument(part), end),
  'Integer lastIndexOfChar(Integer character)': (self: string, character: number) => self.lastIndexOf(String.fromCodePoint(character)),
  'Integer lastIndexOfIgnoreCase(String part)': (self: string, part: string | null) => lower(self).lastIndexOf(lower(argument(part))),
  'String difference(String other)': (self: string, other: string | null) => {
    const at = differenceAt(self, argument(other));
    return at < 0 ? '' : other!.slice(at);
  },
  'Integer getLevenshteinDistance(String other)': (self: string, other: string | null) => levenshtein(self, argument(other)),
  'Integer getLevenshteinDistance(String other, Integer threshold)': (self: string, other: string | null, threshold: number) => {
    const d = levenshtein(self, argument(other));
    return d > threshold ? -1 : d;
  }
};

function firstIndex(self: string, wanted: (character: string) => boolean): number {
  for (let i = 0; i < self.length; i++) if (wanted(self.charAt(i))) return i;
  return -1;
}

function differenceAt(a: string, b: string): number {
  if (a === b) return -1;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
