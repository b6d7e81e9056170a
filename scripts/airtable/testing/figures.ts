/** Invented releases as the org would give them, and an interface of figures that gives them and notes what is written down. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_FILE, type Config, readConfig } from '../config.ts';
import { type Cell, type Figures, figuresOver, type Listing, type Release } from '../figures.ts';
import { BASE, TABLE } from './server.ts';

export const ORG = '00D000000000001AAA';
export const PROCESSOR = '001000000000001AAA';
const ID = (n: number): string => `a0A00000000000${n}AAA`;

/** The configuration of the package, with the table of the tests. @returns it, and its file */
export function testConfig(
  folder: string,
  change: (content: Record<string, unknown>) => void = () => undefined
): { config: Config; file: string } {
  const content = JSON.parse(readFileSync(CONFIG_FILE, 'utf8')) as Record<string, unknown>;
  content['tables'] = [{ base: BASE, table: TABLE }];
  change(content);
  const file = path.join(folder, 'airtable.json');
  writeFileSync(file, JSON.stringify(content));
  return { config: readConfig(file), file };
}

/** An approved release of who referred families: one cell a source, two of them without a number. */
export function release(n = 1, cells = 8): Release {
  const sources = ['Midwife', 'Health visitor', 'Mental health team', 'GP', 'Social care', 'Family', 'Self', 'Other'];
  const quarters = Math.ceil(cells / sources.length);
  const name = `F-${String(n).padStart(6, '0')}`;
  return {
    shape: 'confide-release',
    version: 1,
    release: {
      id: ID(n),
      name,
      measure: 'Sources',
      title: 'Who referred families to us',
      periodFrom: '2024-01-01',
      periodTo: '2025-12-31',
      recipient: 'Harrowfen Community Fund',
      status: 'Approved',
      approvedOn: '2026-02-03',
      hash: String(n % 10).repeat(64)
    },
    unit: 'families referred',
    rowTitle: 'Referred by',
    hiddenUpTo: 7,
    roundedTo: 5,
    total: 60,
    cells: Array.from({ length: quarters }, (_, quarter) => sources.map((row, at) => cell(name, quarter, row, at)))
      .flat()
      .slice(0, cells),
    pushes: []
  };
}

const STARTS = ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01'];
const WORDS = ['January to March', 'April to June', 'July to September', 'October to December'];

function cell(name: string, quarter: number, row: string, at: number): Cell {
  const start = STARTS[quarter]!;
  const of = { quarterFrom: start, quarterTo: start, programme: null, row, column: `${WORDS[quarter % 4]} ${start.slice(0, 4)}` };
  const key = `${name}/${quarter * 8 + at + 1}`;
  if (at === 1) return { key, ...of, mark: 'Hidden', shown: null };
  if (at === 2) return { key, ...of, mark: 'Zero', shown: 0 };
  return { key, ...of, mark: 'Shown', shown: 10 + at * 5 };
}

export interface Written {
  readonly release: string;
  readonly place?: string;
  readonly result: string;
  readonly cells: number;
}

export interface Look {
  readonly processor: string;
  readonly places: readonly string[];
  readonly findings: number;
}

/** The org's side: gives these releases, and writes down what is sent as the package does. */
export class TestOrg {
  releases: unknown[];
  places = [BASE];
  readonly written: Written[] = [];
  readonly looks: Look[] = [];
  /** What the listing says of a release; by default what the release says of itself. */
  entries: ((listing: Listing) => unknown) | undefined;
  /** Fails the next writing after it was done, as a torn connection does. */
  tear = false;
  #pushes = 0;

  constructor(...releases: unknown[]) {
    this.releases = releases;
  }

  readonly figures: Figures = figuresOver(async (where, body) => {
    if (where === '/looks') return (this.looks.push(body as Look), { looked: '2026-03-01' });
    if (body) return this.#write(where.split('/').slice(1), body as Record<string, unknown>);
    if (where === '') return this.#listing();
    return structuredClone(this.#releases().find(({ release: { id } }) => where === `/${id}`));
  });

  #releases(): Release[] {
    return this.releases as Release[];
  }

  #listing(): unknown {
    const listing: Listing = {
      shape: 'confide-figures',
      version: 1,
      holders: [{ processor: PROCESSOR, name: 'Airtable', places: this.places }],
      releases: this.#releases().map((one) => one.release)
    };
    return this.entries ? this.entries(listing) : listing;
  }

  #write([releaseId, , push]: string[], body: Record<string, unknown>): unknown {
    const found = this.#releases().find(({ release: { id } }) => id === releaseId)!;
    const id = `a0P0000000000${String(++this.#pushes).padStart(2, '0')}AAA`;
    const row = { result: (body['result'] as 'Begun' | undefined) ?? ('Begun' as const), cells: body['cells'] as number };
    const place = (body['place'] as string | undefined) ?? found.pushes.find((one) => one.id === push)!.place;
    if (push !== undefined && found.pushes.some(({ ends }) => ends === push)) throw new Error('ended twice');
    found.pushes.push({
      id,
      processor: 'Airtable',
      place,
      ...row,
      hash: found.release.hash,
      at: '2026-03-01T09:00:00.000Z',
      ends: push ?? null
    });
    this.written.push({ release: found.release.name, place, ...row });
    if (this.tear) {
      this.tear = false;
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    }
    return { push: id };
  }
}
