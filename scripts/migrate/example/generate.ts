/**
 * Invented families as a charity's spreadsheets would hold them: messy dates, postcodes and telephone numbers, people who are in
 * twice. The same number of families gives the same files.
 *     node scripts/migrate/example/generate.ts ~/old-system 5000
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '../../shared/csv/write.ts';

export interface Generated {
  readonly families: number;
  readonly notes: number;
  /** Rows of the same person again. */
  readonly twice: number;
}

const FIRST = ['Marigold', 'Juniper', 'Bryony', 'Saffron', 'Clover', 'Tansy', 'Zaynab', 'Wiktoria', 'Siân', 'Renée', 'Hyacinth', 'Posy'];
const LAST = [
  'Testwell',
  'Samplesworth',
  'Mockford',
  'Inventon',
  "O'Fiction",
  'Placeholder',
  'Dummett',
  'Exampleby',
  'Nowhereham',
  'Fictión'
];
const TOWNS = ['Sampleton', 'Mockham', 'Little Testing'];
const AREAS = ['ZZ1', 'ZZ12', 'QX4', 'XX9'];
const KINDS = ['visit', 'Home visit', 'phone', 'call', 'text'];

/** Numbers in a row that looks like chance and never changes (Mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function generate(folder: string, families: number): Generated {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const next = chance(2026);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const contacts = [
    ['Ref', 'First name', 'Surname', 'Date of birth', 'Address', 'Town', 'Postcode', 'Mobile', 'Email', 'Language', 'Agreed', 'OK to ring']
  ];
  const notes = [['Family', 'No', 'Date', 'Type', 'Note']];
  let twice = 0;
  for (let at = 1; at <= families; at++) {
    const again = at > 10 && at % 50 === 0;
    const ref = `P${String(at).padStart(5, '0')}`;
    if (again) twice++;
    contacts.push(again ? [ref, ...contacts[at - 5]!.slice(1)] : [ref, ...family(at, next, pick)]);
    for (let no = 1; no <= at % 3; no++)
      notes.push([ref, String(no), noteDate(next, pick), pick(KINDS), 'Talked about sleep, and "what helps".\nWill ring again.']);
  }
  write(folder, 'contacts.csv', contacts);
  write(folder, 'notes.csv', notes);
  return { families, notes: notes.length - 1, twice };
}

type Pick = <T>(from: readonly T[]) => T;

function family(at: number, next: () => number, pick: Pick): string[] {
  const first = pick(FIRST);
  const last = pick(LAST);
  return [
    at % 7 === 0 ? ` ${first.toUpperCase()} ` : first,
    at % 97 === 0 ? '' : `${last}-${at}`,
    birth(at, next),
    `${1 + Math.floor(next() * 99)} Invented Street`,
    pick(TOWNS),
    postcode(at, next, pick),
    mobile(at, next),
    at % 3 === 0 ? '' : `family${at}@example${at % 41 === 0 ? '' : '.org'}`,
    pick(['English', 'english', 'Polish', 'Urdu', '?', '']),
    at % 4 === 0 ? '' : written(day(next, 2015, 9), at % 5),
    pick(['Y', 'Yes', 'N', ''])
  ];
}

interface Day {
  readonly d: number;
  readonly m: number;
  readonly y: number;
}

const day = (next: () => number, from: number, years: number): Day => ({
  d: 1 + Math.floor(next() * 28),
  m: 1 + Math.floor(next() * 12),
  y: from + Math.floor(next() * years)
});

const MONTHS = ['Jan', 'Feb', 'March', 'April', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');

/** A day as one person or another writes it. */
function written({ d, m, y }: Day, form: number): string {
  switch (form) {
    case 0:
      return `${y}-${two(m)}-${two(d)}`;
    case 1:
      return `${d}${d === 1 ? 'st' : 'th'} ${MONTHS[m - 1]} ${y}`;
    case 2:
      return `${d} ${MONTHS[m - 1]!.slice(0, 3)} ${two(y % 100)}`;
    case 3:
      return String(Math.round((Date.UTC(y, m - 1, d) - Date.UTC(1899, 11, 30)) / 86_400_000));
    default:
      return `${two(13 + (d % 16))}/${two(m)}/${y}`;
  }
}

/** Some could be read two ways, some lack the day, some are no date at all. */
function birth(at: number, next: () => number): string {
  const { d, m, y } = day(next, 1975, 28);
  if (at % 40 === 0) return `0${1 + (d % 5)}/0${6 + (m % 4)}/${y}`;
  if (at % 61 === 0) return `${MONTHS[m - 1]} ${y}`;
  if (at % 83 === 0) return '31/02/1990';
  if (at % 29 === 0) return 'unknown';
  return written({ d, m, y }, at % 5);
}

function postcode(at: number, next: () => number, pick: Pick): string {
  const inward = `${Math.floor(next() * 10)}AB`;
  const area = pick(AREAS);
  return [`${area} ${inward}`, `${area}${inward}`.toLowerCase(), ` ${area}  ${inward}`, `${area} OAB`, area][at % 19 === 0 ? 4 : at % 4]!;
}

/** Numbers that Ofcom keeps for fiction. */
function mobile(at: number, next: () => number): string {
  const last = `900${String(Math.floor(next() * 1000)).padStart(3, '0')}`;
  return [`07700 ${last}`, `+44 7700 ${last}`, `7700${last}`, `(07700) ${last}`, 'ask her sister'][at % 31 === 0 ? 4 : at % 4]!;
}

const noteDate = (next: () => number, pick: Pick): string => {
  const at = day(next, 2016, 9);
  return `${two(at.d)}/${two(at.m)}/${at.y}${pick(['', ' 10:30', ' 9:05'])}`;
};

const write = (folder: string, name: string, rows: readonly (readonly string[])[]): void =>
  writeFileSync(path.join(folder, name), rows.map(csvLine).join(''), { mode: 0o600 });

if (import.meta.main) {
  const [folder, families = '5000'] = process.argv.slice(2);
  if (!folder || !/^\d+$/.test(families)) throw new Error('Say: generate.ts FOLDER [FAMILIES]');
  process.stdout.write(`${JSON.stringify(generate(folder, Number(families)))}\n`);
}
