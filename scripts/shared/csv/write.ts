/** One row of CSV as Salesforce and spreadsheets read it. */

/** Blanks at the ends stay only in quotes. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** @returns a line with its end. Null is written as `#N/A`, which empties a field; an empty text leaves it alone. */
export function csvLine(cells: readonly (string | null)[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? '#N/A';
    if (i > 0) line += ',';
    line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return `${line}\n`;
}
