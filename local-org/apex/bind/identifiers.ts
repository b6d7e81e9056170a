import { Refusal } from '../errors.ts';
import type { At } from '../tree/expressions.ts';

/** Words of the language that the parser would take for a name. */
const KEYWORDS = new Set(
  'abstract and as asc break bulk by catch class commit continue delete desc do else enum extends false final finally for from global having if implements in insert instanceof interface like limit list map merge new not null nulls on or override private protected public return select static super testmethod this throw trigger true try undelete update upsert using virtual webservice where while'.split(
    ' '
  )
);
/** Words kept for later, which may name methods but no variables and types. */
const RESERVED = new Set(
  'activate any array autonomous begin bigdecimal blob boolean byte case cast char collect const currency date datetime decimal default double end exception exit export float goto group hint import inner int integer into join long loop map number object of outer package parallel pragma retrieve rollback set short sobject sort string switch synchronized system then time transaction void when'.split(
    ' '
  )
);

/** @throws Refusal for a name that no variable or type may have. */
export function checkIdentifier(at: At, name: string, kind: 'variable' | 'method' | 'type' = 'variable'): void {
  const lower = name.toLowerCase();
  if (/^_|_$|__/.test(name)) throw new Refusal(at, `Invalid character in identifier: ${name}`);
  if (KEYWORDS.has(lower) && (kind !== 'type' || lower !== 'map')) throw new Refusal(at, `Unexpected token '${name}'.`);
  if (kind !== 'method' && RESERVED.has(lower)) throw new Refusal(at, `Identifier name is reserved: ${name}`);
}
