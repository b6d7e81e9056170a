/**
 * What bases hold already: every table, field and record is read once, and what is not an anonymous figure is counted by kind. Ids, codes
 * and counts leave this file; no value, and no name of a base, table or field, since somebody may have put a person there.
 */
import { airtable as words } from '../messages/airtable.ts';
import { ToolError } from '../shared/exit.ts';
import { HIDDEN_UP_TO } from './check.ts';
import { type Airtable, type AirtableRecord, type Field, type Table } from './client.ts';
import { type Config, fieldsOf, type Source } from './config.ts';
import { log } from './events.ts';
import { FigureTable } from './audit-figures.ts';
import { looksLikeName, type Sign, signsIn, signsOfName } from './identifying.ts';

export type Code = keyof typeof words.codes;

/** Something that should not be there. */
export interface Finding {
  readonly base: string;
  readonly table: string | null;
  /** Id of the field, with its place in the table; null when the finding is of the table or base. */
  readonly field: string | null;
  readonly code: Code;
  readonly count: number;
}

export interface Report {
  readonly tables: number;
  readonly records: number;
  readonly findings: readonly Finding[];
  /** Whether all was read; else the month's calls were used up. */
  readonly complete: boolean;
}

/** Counts findings by place and code. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #where: readonly [string, string | null];

  constructor(base: string, table: string | null) {
    this.#where = [base, table];
  }

  add(field: string | null, code: Code, count = 1): void {
    const key = JSON.stringify([field, code]);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  findings(): Finding[] {
    const [base, table] = this.#where;
    return [...this.#counts].map(([key, count]) => {
      const [field, code] = JSON.parse(key) as [string | null, Code];
      return { base, table, field, code, count };
    });
  }
}

/** @param bases those to read; by default those of the configuration. */
export async function audit(
  airtable: Airtable,
  config: Config,
  bases: readonly string[] = [],
  progress?: (records: number) => void
): Promise<Report> {
  const findings: Finding[] = [];
  const allowed = new Set(config.tables.map(({ base }) => base));
  let [tables, records] = [0, 0];
  let complete = true;
  try {
    if (bases.length === 0) findings.push(...(await others(airtable, allowed)));
    for (const base of bases.length > 0 ? new Set(bases) : allowed)
      for (const table of await airtable.tables(base)) {
        tables++;
        const reader = readerOf(base, table, config);
        try {
          for await (const page of airtable.pages(base, table.id)) {
            for (const record of page) reader.read(record);
            records += page.length;
            progress?.(records);
          }
        } finally {
          findings.push(...reader.findings());
        }
      }
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'AIRTABLE_MONTH') throw error;
    complete = false;
  }
  log('airtable.audited', { tables, records, findings: findings.length, calls: airtable.calls.made });
  return { tables, records, findings, complete };
}

/** Bases that the token opens and nobody configured. */
async function others(airtable: Airtable, allowed: ReadonlySet<string>): Promise<Finding[]> {
  const open = await airtable.bases();
  return open.filter((base) => !allowed.has(base)).map((base) => ({ base, table: null, field: null, code: 'BASE_NOT_ALLOWED', count: 1 }));
}

interface Reader {
  read(record: AirtableRecord): void;
  findings(): Finding[];
}

function readerOf(base: string, table: Table, config: Config): Reader {
  const isFigures = config.tables.some((place) => place.base === base && place.table === table.id);
  const tally = new Tally(base, table.id);
  for (const text of [table.description ?? '', isFigures ? '' : table.name]) for (const sign of signsIn(text)) tally.add(null, sign);
  return isFigures ? figures(table, config, tally) : anything(table, tally);
}

/** A table of figures: cells of releases in the configured fields, and nothing beside them. */
function figures(table: Table, config: Config, tally: Tally): Reader {
  const sources = new Map<string, Source>(fieldsOf(config).map(([source, name]) => [name, source]));
  const columns = table.fields.flatMap((field, at) => {
    const source = sources.get(field.name);
    return source === undefined ? [] : [{ source, id: field.id, shown: shownId(field, at) }];
  });
  const cells = new FigureTable(columns, config, tally);
  const strange = table.fields.flatMap((field, at) => (sources.has(field.name) ? [] : [{ field, at }]));
  const rest = strange.map(({ field, at }) => new StrangeField(field, at, tally));
  for (const { field, at } of strange) tally.add(shownId(field, at), 'FIELD_NOT_ALLOWED', 0);
  return {
    read: (record) => {
      cells.read(record);
      for (const field of rest) if (field.read(record)) tally.add(field.shown, 'FIELD_NOT_ALLOWED');
      if (record.commentCount) tally.add(null, 'COMMENTS', record.commentCount);
    },
    findings: () => tally.findings()
  };
}

/** Kinds of findings by which a record stands for one person or family. */
const ROW: ReadonlySet<Code> = new Set<Code>([
  'NAME',
  'DATE_OF_BIRTH',
  'EMAIL',
  'PHONE',
  'POSTCODE',
  'NHS_NUMBER',
  'NI_NUMBER',
  'FAMILY_CODE',
  'RECORD_ID'
]);

/** A table that nobody configured: any sign counts, and each record with one is a row about somebody. */
function anything(table: Table, tally: Tally): Reader {
  const fields = table.fields.map((field, at) => new StrangeField(field, at, tally));
  tally.add(null, 'TABLE_NOT_ALLOWED', 0);
  return {
    read: (record) => {
      tally.add(null, 'TABLE_NOT_ALLOWED');
      const found = fields.flatMap((field) => field.read(record) ?? []);
      if (found.some((code) => ROW.has(code))) tally.add(null, 'ROW_LEVEL');
      if (record.commentCount) tally.add(null, 'COMMENTS', record.commentCount);
    },
    findings: () => tally.findings()
  };
}

/** What a type of field is made for. */
const BY_TYPE: Readonly<Record<string, Code>> = {
  email: 'EMAIL',
  phoneNumber: 'PHONE',
  date: 'EXACT_DATE',
  dateTime: 'EXACT_DATE',
  multilineText: 'FREE_TEXT',
  richText: 'FREE_TEXT',
  aiText: 'FREE_TEXT',
  multipleAttachments: 'ATTACHMENT',
  singleCollaborator: 'NAME',
  multipleCollaborators: 'NAME',
  createdBy: 'NAME',
  lastModifiedBy: 'NAME',
  barcode: 'RECORD_ID'
};

/** Where in the table a field stands, so that a person finds it without its name. */
export const shownId = ({ id }: Field, at: number): string => `${id} (field ${at + 1})`;

/** A field that nobody configured: its type, its name and each of its values are looked at. */
class StrangeField {
  readonly shown: string;
  readonly #field: Field;
  readonly #tally: Tally;
  readonly #meant: readonly Code[];

  constructor(field: Field, at: number, tally: Tally) {
    this.#field = field;
    this.#tally = tally;
    this.shown = shownId(field, at);
    const type = BY_TYPE[field.type];
    this.#meant = [...new Set<Code>([...(type ? [type] : []), ...signsOfName(field.name)])];
    for (const sign of signsIn(`${field.name}\n${field.description ?? ''}`.trim())) if (sign !== 'FREE_TEXT') tally.add(this.shown, sign);
  }

  /** @returns the kinds that a record's value is of, or nothing when there is none */
  read({ fields }: AirtableRecord): Code[] | undefined {
    const value = fields[this.#field.id];
    if (value === undefined || value === null || value === '' || value === false) return undefined;
    const codes = new Set<Code>([...this.#meant, ...signsOf(value)]);
    for (const code of codes) this.#tally.add(this.shown, code);
    return [...codes];
  }
}

function signsOf(value: unknown): Code[] {
  if (typeof value === 'number') return isSmall(value) ? ['SMALL_NUMBER'] : signsIn(String(value)).filter((sign) => sign !== 'FREE_TEXT');
  const texts = textsIn(value);
  const signs = new Set<Sign>(texts.flatMap(signsIn));
  if (texts.some(looksLikeName)) signs.add('NAME');
  return texts.some((text) => /^\d+$/.test(text) && isSmall(Number(text))) ? ['SMALL_NUMBER', ...signs] : [...signs];
}

const isSmall = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= HIDDEN_UP_TO;

/** All text in a value, however deep: lists, look-ups, files with their names, collaborators. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
