/**
 * A small linear program solver: the least and the greatest of a sum of unknowns, none of them negative, under bounds on sums
 * of them. Two-phase simplex on a dense table with Bland's rule, which never cycles. Enough for some hundred unknowns.
 */
export interface Row {
  /** Factor by unknown. */
  readonly terms: Map<number, number>;
  readonly low: number;
  readonly high: number;
}

const TINY = 1e-9;

/** @returns the least and greatest value of the sum; -Infinity and Infinity where it has none */
export function extremes(unknowns: number, rows: readonly Row[], sum: ReadonlyMap<number, number>): [number, number] {
  const table = feasible(unknowns, rows);
  const least = -maximum(copy(table), unknowns, sum, -1);
  const greatest = maximum(table, unknowns, sum, 1);
  return [least, greatest];
}

interface Table {
  /** Rows of factors, the right side last. */
  readonly lines: Float64Array[];
  /** By line: the unknown that stands in it. */
  readonly basis: number[];
  readonly width: number;
  readonly artificial: number;
}

function copy({ lines, basis, width, artificial }: Table): Table {
  return { lines: lines.map((line) => line.slice()), basis: [...basis], width, artificial };
}

/** Every bound as an equation with a slack, an artificial unknown where the slack would be negative; then those driven out. */
function feasible(unknowns: number, rows: readonly Row[]): Table {
  const bounds = rows.flatMap(({ terms, low, high }) => [
    ...(low > -Infinity ? [{ terms, side: low, sign: -1 }] : []),
    ...(high < Infinity ? [{ terms, side: high, sign: 1 }] : [])
  ]);
  const artificial = unknowns + bounds.length;
  const width = artificial + bounds.length;
  const basis: number[] = [];
  const lines = bounds.map(({ terms, side, sign }, place) => {
    const line = new Float64Array(width + 1);
    const turn = sign < 0 ? (side > 0 ? 1 : -1) : 1;
    for (const [unknown, factor] of terms) line[unknown] = factor * turn;
    line[unknowns + place] = sign * turn;
    line[width] = side * turn;
    if (sign * turn < 0) {
      line[artificial + place] = 1;
      basis.push(artificial + place);
    } else basis.push(unknowns + place);
    return line;
  });
  const table = { lines, basis, width, artificial };
  const goal = new Float64Array(width + 1);
  for (const [place, unknown] of basis.entries())
    if (unknown >= artificial) for (let at = 0; at <= width; at++) if (at < artificial || at === width) goal[at]! += lines[place]![at]!;
  climb(table, goal, artificial);
  if (goal[width]! > 1e-6) throw new Error('The released cells contradict each other.');
  leaveArtificial(table);
  return table;
}

/** An artificial unknown that stands at nought is put out of its line, if anything else is in it. */
function leaveArtificial(table: Table): void {
  for (const [place, unknown] of table.basis.entries()) {
    if (unknown < table.artificial) continue;
    const other = table.lines[place]!.findIndex((factor, at) => at < table.artificial && Math.abs(factor) > TINY);
    if (other >= 0) pivot(table, place, other, null);
  }
}

function maximum(table: Table, unknowns: number, sum: ReadonlyMap<number, number>, sign: number): number {
  const goal = new Float64Array(table.width + 1);
  for (const [unknown, factor] of sum) if (unknown < unknowns) goal[unknown] = factor * sign;
  for (const [place, unknown] of table.basis.entries()) {
    const factor = goal[unknown]!;
    if (factor !== 0) for (let at = 0; at <= table.width; at++) goal[at]! -= factor * table.lines[place]![at]!;
  }
  return climb(table, goal, table.artificial) ? -goal[table.width]! : Infinity;
}

/** @returns false where there is no greatest */
function climb(table: Table, goal: Float64Array, columns: number): boolean {
  for (;;) {
    let column = -1;
    for (let at = 0; at < columns && column < 0; at++) if (goal[at]! > TINY) column = at;
    if (column < 0) return true;
    let line = -1;
    let best = Infinity;
    for (const [place, factors] of table.lines.entries()) {
      if (factors[column]! <= TINY) continue;
      const ratio = factors[table.width]! / factors[column]!;
      if (ratio < best - TINY || (ratio <= best + TINY && line >= 0 && table.basis[place]! < table.basis[line]!))
        [best, line] = [Math.min(best, ratio), place];
    }
    if (line < 0) return false;
    pivot(table, line, column, goal);
  }
}

function pivot({ lines, basis, width }: Table, line: number, column: number, goal: Float64Array | null): void {
  const own = lines[line]!;
  const by = own[column]!;
  for (let at = 0; at <= width; at++) own[at]! /= by;
  for (const other of goal ? [...lines, goal] : lines) {
    if (other === own || Math.abs(other[column]!) < TINY) continue;
    const factor = other[column]!;
    for (let at = 0; at <= width; at++) if (own[at] !== 0) other[at]! -= factor * own[at]!;
  }
  basis[line] = column;
}
