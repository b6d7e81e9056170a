import { RE2JS } from 're2js';
import { NotSupportedError } from '../../errors.ts';
import { argument, raise } from '../values/index.ts';

/** Java's regular expressions by RE2: the same syntax but for look-around and back-references, which are refused by name. */
const compiled = new Map<string, RE2JS>();
const KEPT = 500;

/** @throws StringException for a faulty pattern, NotSupportedError for what RE2 does not do. */
export function regex(pattern: string | null): RE2JS {
  const source = argument(pattern);
  let found = compiled.get(source);
  if (!found) {
    found = compile(source);
    if (compiled.size >= KEPT) compiled.clear();
    compiled.set(source, found);
  }
  return found;
}

function compile(source: string): RE2JS {
  const missing = /\(\?<?[=!]/.test(source) ? 'look-around in a regular expression' : /\\[1-9]/.test(source.replaceAll('\\\\', '')) ? 'a back-reference in a regular expression' : /[*+?}]\+/.test(source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')) ? 'a possessive quantifier in a regular expression' : null;
  if (missing) throw new NotSupportedError(`${missing}: ${source}`);
  try {
    return RE2JS.compile(source);
  } catch (error) {
    raise('StringException', `Invalid regex: ${error instanceof Error ? error.message : String(error)}`);
  }
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
