/**
 * An attacker on released figures, and series of releases for her. She knows the rule, every shown cell, every mark, which
 * rows each table counts, and that measures of one base add up to the same in each quarter and programme. True totals are
 * never released, so there is none to use.
 */
import { type Row, extremes } from './linear.ts';

export interface Atom {
  base: string;
  measure: string;
  quarter: string;
  programme: string;
  value: string;
  count: number;
}
export interface AskedCell {
  column: string;
  atoms: number[];
}
export interface Series {
  atoms: Atom[];
  tables: AskedCell[][];
}
interface Mark {
  mark: string;
  shown: number | null;
}
interface Told {
  atoms: number[];
  low: number;
  high: number;
  hidden: boolean;
}
type Bounds = [number, number];

const HIDDEN_UP_TO = 7;
const HALF = 2;
const MOST = 1e6;

/** @returns what the released cells say: at least and at most of a sum of atoms. In a table that tells zeros a hidden cell is none. */
export function releasedOf(asked: readonly AskedCell[][], marks: readonly (readonly Mark[] | null)[]): Told[] {
  return asked.flatMap((cells, table) => {
    const given = marks[table];
    if (!given) return [];
    const tellsZeros = given.some(({ mark }) => mark === 'Zero');
    return cells.map(({ atoms }, place): Told => {
      const { mark, shown } = given[place]!;
      if (mark === 'Hidden') return { atoms, low: tellsZeros ? 1 : 0, high: HIDDEN_UP_TO, hidden: true };
      if (mark === 'Zero') return { atoms, low: 0, high: 0, hidden: false };
      return { atoms, low: Math.max(HIDDEN_UP_TO + 1, shown! - HALF), high: shown! + HALF, hidden: false };
    });
  });
}

/**
 * @param byProgram whether she also solves two linear programs for each hidden cell
 * @returns of each hidden cell the least and the greatest number it can be
 */
export function attack({ atoms }: Series, told: readonly Told[], byProgram: boolean): Bounds[] {
  const parts = partsOf(atoms, told);
  const rows: Row[] = [...parts.sums, ...parts.equal.map((terms) => ({ terms, low: 0, high: 0 }))];
  const propagated = propagate(parts.count, rows);
  return told.flatMap((cell, place): Bounds[] => {
    if (!cell.hidden) return [];
    const terms = parts.sums[place]!.terms;
    let [low, high] = bound(terms, propagated);
    low = Math.max(low, cell.low);
    high = Math.min(high, cell.high);
    if (byProgram) {
      const [least, greatest] = extremes(parts.count, rows, terms);
      low = Math.max(low, Math.ceil(least - 1e-6));
      high = Math.min(high, Math.floor(greatest + 1e-6));
    }
    return [[low, high]];
  });
}

/** Atoms of which the same was said are one unknown. */
function partsOf(atoms: readonly Atom[], told: readonly Told[]) {
  const cellsOf = atoms.map((): number[] => []);
  for (const [cell, { atoms: places }] of told.entries()) for (const place of places) cellsOf[place]!.push(cell);
  const measuresAt = new Map<string, Set<string>>();
  for (const [place, atom] of atoms.entries()) {
    if (cellsOf[place]!.length === 0) continue;
    const where = placeOf(atom);
    measuresAt.set(where, (measuresAt.get(where) ?? new Set()).add(atom.measure));
  }
  const numbers = new Map<string, number>();
  const sums = told.map(({ low, high }): Row => ({ terms: new Map(), low, high }));
  const byPlace = new Map<string, Map<string, Set<number>>>();
  for (const [place, atom] of atoms.entries()) {
    if (cellsOf[place]!.length === 0) continue;
    const where = measuresAt.get(placeOf(atom))!.size > 1 ? placeOf(atom) : '';
    const key = `${atom.measure}|${where}|${cellsOf[place]!.join()}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    for (const cell of cellsOf[place]!) sums[cell]!.terms.set(number, 1);
    if (where) {
      const here = byPlace.get(where) ?? new Map<string, Set<number>>();
      here.set(atom.measure, (here.get(atom.measure) ?? new Set()).add(number));
      byPlace.set(where, here);
    }
  }
  const equal = [...byPlace.values()].flatMap((here) => {
    const [first, ...others] = [...here.values()];
    return others.map((other) => new Map([...[...first!].map((one) => [one, 1] as const), ...[...other].map((one) => [one, -1] as const)]));
  });
  return { count: numbers.size, sums, equal };
}

/** Narrows the bounds of every unknown by every sum until nothing moves. */
function propagate(count: number, rows: readonly Row[]): Bounds[] {
  const bounds = Array.from({ length: count }, (): Bounds => [0, MOST]);
  for (let again = true, turns = 0; again && turns < 200; turns++) {
    again = false;
    for (const { terms, low, high } of rows) {
      const [least, greatest] = bound(terms, bounds);
      for (const [unknown, factor] of terms) {
        const own = bounds[unknown]!;
        const [ownLeast, ownGreatest] = factor > 0 ? own : [-own[1], -own[0]];
        const from = low - (greatest - ownGreatest);
        const to = high - (least - ownLeast);
        const [newLow, newHigh] = factor > 0 ? [from, to] : [-to, -from];
        if (newLow > own[0]) [own[0], again] = [newLow, true];
        if (newHigh < own[1]) [own[1], again] = [newHigh, true];
      }
    }
  }
  return bounds;
}

function bound(terms: ReadonlyMap<number, number>, bounds: readonly Bounds[]): Bounds {
  let least = 0;
  let greatest = 0;
  for (const [unknown, factor] of terms) {
    const [low, high] = bounds[unknown]!;
    least += factor > 0 ? low : -high;
    greatest += factor > 0 ? high : -low;
  }
  return [least, greatest];
}

function placeOf({ base, quarter, programme }: Atom): string {
  return `${base}|${quarter}|${programme}`;
}

/** @returns counts of a charity of 60 to 300 families a year, and five to eight tables that somebody wants of them */
export function seriesAtRandom(seed: number): Series {
  const random = generator(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const quarters = ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01'];
  const programmes = ['p1', 'p2', 'p3'].slice(0, 1 + upTo(3));
  const values = { A: names('a', 4 + upTo(4)), B: names('b', 3 + upTo(3)), All: ['all'] };
  const weights = new Map(Object.values(values).flatMap((all) => all.map((value) => [value, random() ** 2 + 0.02] as const)));
  const atoms: Atom[] = [];
  const index = new Map<string, number>();
  for (const [measure, all] of Object.entries(values))
    for (const quarter of quarters)
      for (const programme of programmes)
        for (const value of all) {
          index.set([measure, quarter, programme, value].join('|'), atoms.length);
          atoms.push({ base: 'b', measure, quarter, programme, value, count: 0 });
        }
  const families = [60, 120, 300][upTo(3)]!;
  for (let family = 0; family < families; family++) {
    const where = [quarters[upTo(4)]!, programmes[upTo(programmes.length)]!];
    for (const [measure, all] of Object.entries(values))
      atoms[index.get([measure, ...where, weighted(all, weights, random)].join('|'))!]!.count++;
  }
  const windows = [quarters, quarters.slice(0, 2), quarters.slice(2), quarters.slice(0, 3), ...quarters.map((one) => [one])];
  const table = (): AskedCell[] => {
    const measure = (['A', 'A', 'B', 'B', 'All'] as const)[upTo(5)]!;
    const window = windows[upTo(windows.length)]!;
    const columns = random() < 0.3 ? window.map((one) => [one]) : [window];
    const some = random() < 0.5 ? programmes.map((one) => [one]) : random() < 0.5 ? [programmes] : [[programmes[upTo(programmes.length)]!]];
    const rows = grouped(values[measure], random);
    return rows.flatMap((row) =>
      columns.flatMap((column) =>
        some.map((which) => ({
          column: `${column.join()} ${which.join()}`,
          atoms: column.flatMap((quarter) =>
            which.flatMap((programme) => row.map((value) => index.get([measure, quarter, programme, value].join('|'))!))
          )
        }))
      )
    );
  };
  return { atoms, tables: Array.from({ length: 5 + upTo(4) }, table) };
}

/** Rows as they are, or some of them put together. */
function grouped(values: readonly string[], random: () => number): string[][] {
  if (random() < 0.4) return values.map((value) => [value]);
  const rows: string[][] = Array.from({ length: 1 + Math.floor(random() * values.length) }, () => []);
  for (const value of values) rows[Math.floor(random() * rows.length)]!.push(value);
  return rows.filter((row) => row.length > 0);
}

function weighted(all: readonly string[], weights: ReadonlyMap<string, number>, random: () => number): string {
  let left = random() * all.reduce((sum, value) => sum + weights.get(value)!, 0);
  return all.find((value) => (left -= weights.get(value)!) <= 0) ?? all.at(-1)!;
}

function names(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${letter}${place}`);
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
