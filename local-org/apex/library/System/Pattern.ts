import { regex, split, type Regex, type RegexMatcher } from '../regex.ts';
import { argument, raise } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';

class ApexPattern {
  readonly source: string;
  readonly compiled: Regex;
  constructor(source: string) {
    this.source = source;
    this.compiled = regex(source);
  }
  toString(): string {
    return this.source;
  }
}

class ApexMatcher {
  pattern: ApexPattern;
  input: string;
  matcher: RegexMatcher;
  matched = false;
  constructor(pattern: ApexPattern, input: string) {
    this.pattern = pattern;
    this.input = input;
    this.matcher = pattern.compiled.matcher(input);
  }

  try(how: 'matches' | 'find' | 'lookingAt', from: number | null = null): boolean {
    this.matched = from === null ? this.matcher[how]() : this.matcher.find(from);
    return this.matched;
  }

  /** @throws StringException before a match. */
  get found(): RegexMatcher {
    return this.matched ? this.matcher : raise('StringException', 'No match found');
  }

  reset(input: string = this.input): this {
    this.input = input;
    this.matcher = this.pattern.compiled.matcher(input);
    this.matched = false;
    return this;
  }
}

const Pattern_ = systemClass(
  'public final class System.Pattern',
  {
    'static Pattern compile(String regex)': (source: string | null) => new ApexPattern(argument(source)),
    'static Boolean matches(String regex, String input)': (source: string | null, input: string | null) =>
      regex(source).matcher(argument(input)).matches(),
    'static String quote(String text)': (text: string | null) => argument(text).replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'),
    'Matcher matcher(String input)': (self: ApexPattern, input: string | null) => new ApexMatcher(self, argument(input)),
    'String pattern()': (self: ApexPattern) => self.source,
    'List<String> split(String input)': (self: ApexPattern, input: string | null) =>
      listOf('String', split(argument(input), self.source, 0)),
    'List<String> split(String input, Integer limit)': (self: ApexPattern, input: string | null, limit: number) =>
      listOf('String', split(argument(input), self.source, limit))
  },
  { native: ApexPattern }
);

const Matcher_ = systemClass(
  'public final class System.Matcher',
  {
    'static String quoteReplacement(String text)': (text: string | null) => argument(text).replace(/[\\$]/g, '\\$&'),
    'Boolean matches()': (self: ApexMatcher) => self.try('matches'),
    'Boolean find()': (self: ApexMatcher) => self.try('find'),
    'Boolean find(Integer start)': (self: ApexMatcher, start: number) => self.try('find', start),
    'Boolean lookingAt()': (self: ApexMatcher) => self.try('lookingAt'),
    'String group()': (self: ApexMatcher) => self.found.group(),
    'String group(Integer index)': (self: ApexMatcher, index: number) => self.found.group(index) ?? null,
    'Integer groupCount()': (self: ApexMatcher) => self.matcher.groupCount(),
    'Integer start()': (self: ApexMatcher) => self.found.start(),
    'Integer start(Integer group)': (self: ApexMatcher, group: number) => self.found.start(group),
    'Integer end()': (self: ApexMatcher) => self.found.end(),
    'Integer end(Integer group)': (self: ApexMatcher, group: number) => self.found.end(group),
    'String replaceAll(String replacement)': (self: ApexMatcher, replacement: string | null) =>
      self.reset().matcher.replaceAll(argument(replacement), true),
    'String replaceFirst(String replacement)': (self: ApexMatcher, replacement: string | null) =>
      self.reset().matcher.replaceFirst(argument(replacement), true),
    'Matcher reset()': (self: ApexMatcher) => self.reset(),
    'Matcher reset(String input)': (self: ApexMatcher, input: string | null) => self.reset(argument(input)),
    'Pattern pattern()': (self: ApexMatcher) => self.pattern
  },
  { native: ApexMatcher }
);

export default [Pattern_, Matcher_] as LibraryClass[];
