/**
 * config/airtable.json: where figures may go, by which fields, and every word that may stand in them. What is not written there does not
 * leave. It cannot be made to name a family: the sources of fields are those of a released cell, and there are no others.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { signsIn, signsOfName } from './identifying.ts';

/** What a field may be filled from: parts of one cell of an approved release. */
export const SOURCES = [
  'key',
  'release',
  'title',
  'unit',
  'row',
  'column',
  'quarterFrom',
  'quarterTo',
  'programme',
  'mark',
  'shown',
  'approvedOn'
] as const;
export type Source = (typeof SOURCES)[number];

/** A table of a base. */
export interface Place {
  readonly base: string;
  readonly table: string;
}

/** @returns a place as the org writes it down */
export const placeOf = ({ base, table }: Place): string => `${base}/${table}`;

const BASE = /^app[A-Za-z0-9]{14}$/;
const fieldName = z
  .string()
  .regex(/^[A-Z][A-Za-z ]{0,39}$/)
  .refine((name) => signsOfName(name).length === 0, 'names somebody');
const label = z
  .string()
  .min(1)
  .max(120)
  .refine((text) => signsIn(text).every((sign) => sign === 'FREE_TEXT'), 'bears the form of something personal');
const optional = fieldName.optional();

const config = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    monthlyCalls: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .describe('Calls that one month has: 1,000 on the free plan, for all who use the workspace.'),
    fields: z
      .strictObject({
        key: fieldName,
        shown: fieldName,
        mark: fieldName,
        release: optional,
        title: optional,
        unit: optional,
        row: optional,
        column: optional,
        quarterFrom: optional,
        quarterTo: optional,
        programme: optional,
        approvedOn: optional
      } satisfies Record<Source, z.ZodType>)
      .describe('Part of a cell, and the name of the field in Airtable that takes it.'),
    tables: z
      .array(
        z.strictObject({
          base: z.string().regex(BASE),
          table: z.string().regex(/^tbl[A-Za-z0-9]{14}$/)
        })
      )
      .describe('Tables that hold figures and nothing else. Their bases stand in the register of organisations too.'),
    programmes: z.array(label).describe('Names of programmes that may stand beside a figure.'),
    measures: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/), z.strictObject({ title: label, unit: label, rows: z.array(label).min(1) }))
      .describe('What may be sent, by the developer name of its measure, with every word that may stand there.')
  })
  .refine(({ fields }) => new Set(Object.values(fields)).size === Object.values(fields).length, { path: ['fields'] })
  .refine(({ tables }) => new Set(tables.map(placeOf)).size === tables.length, { path: ['tables'] });

export type Config = z.infer<typeof config>;

export const CONFIG_FILE = path.join(import.meta.dirname, '..', '..', 'config', 'airtable.json');

/** @throws ToolError naming the places in the file that do not hold, never what stands there */
export function readConfig(file: string = CONFIG_FILE): Config {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ToolError(words.configUnreadable, EXIT.usage, 'AIRTABLE_CONFIG');
  }
  const parsed = config.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new ToolError(words.configWrong(parsed.error.issues.map(whereOf)), EXIT.blocked, 'AIRTABLE_CONFIG');
}

/** Where a fault lies, in words of the file's own shape: a key that is not known may be anything and is not repeated. */
function whereOf({ path: at }: z.core.$ZodIssue): string {
  const [top, second] = at;
  if (typeof top !== 'string') return 'the file';
  return typeof second === 'number' || (SOURCES as readonly unknown[]).includes(second) ? `${top}.${String(second)}` : top;
}

/** @throws ToolError unless each is the id of a base */
export function requireBases(bases: readonly string[]): void {
  if (bases.some((base) => !BASE.test(base))) throw new ToolError(words.notABase, EXIT.usage);
}

/** The names of the fields that are filled, in a fixed order. */
export function fieldsOf({ fields }: Config): readonly (readonly [Source, string])[] {
  return SOURCES.flatMap((source) => (fields[source] === undefined ? [] : [[source, fields[source]] as const]));
}

/** The schema for editors: docs/schemas/confide-airtable-1.schema.json. */
export const schemaOfConfig = (): object => ({
  ...z.toJSONSchema(config),
  $id: 'urn:confide:airtable:1',
  title: 'Figures in Airtable: where they may go, and every word that may leave'
});
export const SCHEMA_FILE = path.join(import.meta.dirname, '..', '..', 'docs', 'schemas', 'confide-airtable-1.schema.json');

if (import.meta.main && process.argv[2] === '--write') writeFileSync(SCHEMA_FILE, `${JSON.stringify(schemaOfConfig(), null, 2)}\n`);
