import { RE2JS } from 're2js';
import { NotSupportedError } from '../../errors.ts';
import { argument, raise } from '../values/index.ts';
import { isBeyondRe2, ScriptRegex } from './script-regex.ts';

/** What the library needs of a compiled pattern; RE2JS gives it, and ScriptRegex for what RE2 has not. */
export interface Regex {
  matcher(input: string): RegexMatcher;
}
export interface RegexMatcher {
  matches(): boolean;
  find(start?: number): boolean;
  lookingAt(): boolean;
  group(index?: number): string | null;
  groupCount(): number;
  start(group?: number): number;
  end(group?: number): number;
  /** By Java's rules of a replacement: `$1` is a group, a backslash takes the next character as it is. */
  replaceAll(replacement: string, java: true): string;
  replaceFirst(replacement: string, java: true): string;
}

const compiled = new Map<string, Regex>();
const KEPT = 500;

/** Java's regular expressions. @throws StringException for a faulty pattern, NotSupportedError naming what the local org does not do. */
export function regex(pattern: string | null): Regex {
  const source = argument(pattern);
  let found = compiled.get(source);
  if (!found) {
    found = compile(source);
    if (compiled.size >= KEPT) compiled.clear();
    compiled.set(source, found);
  }
  return found;
}

function compile(source: string): Regex {
  if (/[*+?}]\+/.test(source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')))
    throw new NotSupportedError(`a possessive quantifier in a regular expression: ${source}`);
  try {
    return isBeyondRe2(source) ? new ScriptRegex(source) : (RE2JS.compile(source) as unknown as Regex);
  } catch (error) {
    if (error instanceof NotSupportedError) throw error;
    raise('StringException', `Invalid regex: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A set of characters, one or many of them: JavaScript's engine reads it as Java's does, and fifty times faster than RE2 here. */
const PLAIN_SET = /^\[(?:[A-Za-z0-9 _.,;:!?'"%@<>=~/(){}|*+$]|\\[tnrf]|\\x[0-9A-Fa-f]{2})+\]\+?$/;

/** `String.replaceAll(regex, replacement)`. */
export function replaceAll(text: string, pattern: string | null, replacement: string | null): string {
  const [source, by] = [argument(pattern), argument(replacement)];
  if (PLAIN_SET.test(source) && !/[\\$]/.test(by)) return text.replace(new RegExp(source, 'g'), by);
  return regex(source).matcher(text).replaceAll(by, true);
}

/** `String.split(regex, limit)` as Java does it: no empty first piece for a match of no width, no empty pieces at the end unless asked for. */
export function split(text: string, pattern: string | null, limit: number): string[] {
  const pieces: string[] = [];
  const matcher = regex(pattern).matcher(text);
  let from = 0;
  while (matcher.find()) {
    if (limit > 0 && pieces.length === limit - 1) break;
    if (matcher.end() === 0) continue;
    pieces.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  if (from === 0 && pieces.length === 0) return [text];
  pieces.push(text.slice(from));
  if (limit === 0) while (pieces.length > 0 && pieces.at(-1) === '') pieces.pop();
  return pieces;
}
