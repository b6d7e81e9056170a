import type { ApexSource } from '../../metadata/types.ts';
import type { Mutation } from './sites.ts';
import { tokensOf } from './tokens.ts';

/** A source with one fault. */
export interface Mutant {
  readonly kind: string;
  readonly file: string;
  readonly unit: string;
  readonly line: number;
  /** The line as it was, and the lines it became. */
  readonly was: string;
  readonly now: string;
  readonly source: string;
}

/** Picks so many mutants, the kinds in turn, always the same for the same seed. */
export function choose(
  sources: readonly ApexSource[],
  kinds: readonly (readonly [string, Mutation])[],
  count: number,
  seed: number
): Mutant[] {
  const random = randomOf(seed);
  const tokens = new Map(sources.map((source) => [source, tokensOf(source.source)]));
  const chosen = new Map<string, Mutant>();
  for (let turn = 0; chosen.size < count && turn < count * 3; turn++) {
    const [kind, mutation] = kinds[turn % kinds.length]!;
    // Not every source has a place for every fault: a few are tried.
    for (let attempt = 0; attempt < 40; attempt++) {
      const source = sources[Math.floor(random() * sources.length)]!;
      const edits = mutation(tokens.get(source)!, source.source);
      const edit = edits[Math.floor(random() * edits.length)];
      if (!edit) continue;
      const text = source.source.slice(0, edit.start) + edit.text + source.source.slice(edit.end);
      if (text !== source.source) chosen.set(`${source.path}\n${text}`, mutantOf(kind, source, edit.start, text));
      break;
    }
  }
  return [...chosen.values()];
}

function mutantOf(kind: string, source: ApexSource, start: number, text: string): Mutant {
  const line = source.source.slice(0, start).split('\n').length;
  const lineOf = (all: string): string => all.split('\n')[line - 1]!.trim();
  return { kind, file: source.path, unit: source.name, line, was: lineOf(source.source), now: lineOf(text), source: text };
}

/** A small generator of its own: Math.random has no seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
