import { document as words } from '../messages/pack.ts';
import type { Copy, Export } from './content.ts';

/** The copy as a table that a spreadsheet opens: UTF-8 with its mark, every cell quoted, and none that would run as a formula. */
export function csvOfCopy(copy: Copy): string {
  return table([
    [...words.columns],
    ...copy.blocks.map(({ title, text }) => [title, '', copy.madeOn, 'false', text]),
    ...copy.items.map(({ what, aboutWhom, writtenAt, partlyBlackedOut, text }) => [
      what,
      aboutWhom ?? '',
      writtenAt ?? '',
      String(partlyBlackedOut),
      text
    ])
  ]);
}

/** What she takes elsewhere, one row a value. */
export function csvOfExport({ records }: Export): string {
  return table([
    ['record', 'number', 'field', 'value'],
    ...Object.entries(records).flatMap(([kind, rows]) =>
      rows.flatMap(({ fields }, at) => Object.entries(fields).map(([field, value]) => [kind, String(at + 1), field, String(value)]))
    )
  ]);
}

const table = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;

const cellOf = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

/** A spreadsheet leaves blanks, quotes and full-width signs away before it looks for a formula. */
function harmless(text: string): string {
  return /^[\s'"\u00a0\uFEFF]*[=+\-@\uff1d\uff0b\uff0d\uff20|%\t\r]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}
