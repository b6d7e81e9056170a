import { NotSupportedError } from '../../errors.ts';
import { raise } from '../values/index.ts';
import type { Regex, RegexMatcher } from './regex.ts';

/**
 * Look-around and back-references, which RE2 leaves out on purpose, by JavaScript's RegExp. Only for patterns whose other parts
 * mean the same in Java and in JavaScript; what differs is refused.
 */
export function isBeyondRe2(source: string): boolean {
  return /\(\?<?[=!]/.test(source) || /\\[1-9]/.test(source.replaceAll('\\\\', ''));
}

const DIFFERENT = /\\[AGZzQEhHRvVXNpP]|&&|\(\?[a-zA-Z-]+[):]|\[[^\]]*\[/;

export class ScriptRegex implements Regex {
  readonly #source: string;

  constructor(source: string) {
    const different = DIFFERENT.exec(source.replaceAll('\\\\', ''));
    if (different) throw new NotSupportedError(`${different[0]} beside look-around or a back-reference in a regular expression: ${source}`);
    this.#source = source;
    new RegExp(source, 'dg');
  }

  matcher(input: string): RegexMatcher {
    return new ScriptMatcher(this.#source, input);
  }
}

class ScriptMatcher implements RegexMatcher {
  readonly #source: string;
  readonly #input: string;
  #match: RegExpExecArray | null = null;
  #next = 0;

  constructor(source: string, input: string) {
    this.#source = source;
    this.#input = input;
  }

  matches(): boolean {
    return this.#run(new RegExp(`^(?:${this.#source})$(?![\\s\\S])`, 'd'), 0);
  }

  lookingAt(): boolean {
    return this.#run(new RegExp(this.#source, 'dy'), 0);
  }

  find(start?: number): boolean {
    const from = start ?? this.#next;
    if (from > this.#input.length || !this.#run(new RegExp(this.#source, 'dg'), from)) return false;
    const end = this.end();
    this.#next = end === this.start() ? end + 1 : end;
    return true;
  }

  group(index = 0): string | null {
    return this.#found()[index] ?? null;
  }

  groupCount(): number {
    return new RegExp(`${this.#source}|`).exec('')!.length - 1;
  }

  start(group = 0): number {
    return this.#found().indices?.[group]?.[0] ?? -1;
  }

  end(group = 0): number {
    return this.#found().indices?.[group]?.[1] ?? -1;
  }

  replaceAll(replacement: string): string {
    return this.#input.replace(new RegExp(this.#source, 'g'), (...groups) => filled(replacement, groups as string[]));
  }

  replaceFirst(replacement: string): string {
    return this.#input.replace(new RegExp(this.#source), (...groups) => filled(replacement, groups as string[]));
  }

  #run(expression: RegExp, from: number): boolean {
    expression.lastIndex = from;
    this.#match = expression.exec(this.#input);
    return this.#match !== null;
  }

  #found(): RegExpExecArray {
    return this.#match ?? raise('StringException', 'No match found');
  }
}

/** Java's replacement text: `$1` is a group, a backslash takes the next character as it is. */
function filled(replacement: string, groups: readonly (string | undefined)[]): string {
  return replacement.replace(
    /\\(.)|\$(\d)/gs,
    (_, literal: string | undefined, group: string | undefined) => literal ?? groups[Number(group)] ?? ''
  );
}
