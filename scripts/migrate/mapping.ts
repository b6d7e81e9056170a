/** mapping.yaml of a migration: what comes from where and becomes what. Every fault is told with its line and column. */
import { LineCounter, parseDocument, isMap, type Document } from 'yaml';
import { z } from 'zod';
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

const apiName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);
const columns = z.array(z.string().min(1)).min(1);
const texts = z.record(z.string(), z.string());

/** Whether a row of which one part does not hold is refused in every step: no family without its name. */
const whole = z.boolean().default(false);

const csvSource = z.strictObject({
  whole,
  /** Name of the file in the folder that --data names. */
  csv: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/),
  delimiter: z.string().length(1).optional(),
  key: columns
});
const objectSource = z.strictObject({ whole, object: apiName, fields: z.array(apiName).min(1), key: columns });

const constant = z.strictObject({ value: z.string() });
const lookupByKey = z.strictObject({ lookup: apiName, column: z.string(), key: z.string(), required: z.boolean().optional() });
const lookupByField = z.strictObject({ lookup: apiName, column: z.string(), by: apiName, required: z.boolean().optional() });
const column = z.strictObject({
  column: z.string(),
  as: z.enum(['text', 'date', 'datetime', 'postcode', 'phone', 'email', 'number', 'yesno']).default('text'),
  /** What `03/04/1987` means: `ask` puts the question to the charity. */
  order: z.enum(['day-month', 'month-day', 'ask']).default('ask'),
  max: z.int().positive().optional(),
  /** From what the source says, in any case, to what the org takes; anything else is refused. */
  values: texts.optional(),
  /** Texts that say nothing, such as `n/a`. */
  blank: z.array(z.string()).default([]),
  /** What is sent for an empty cell. */
  otherwise: z.string().optional(),
  /** What a value that does not hold costs: the row, or the field alone. */
  bad: z.enum(['reject', 'empty']).default('reject'),
  required: z.boolean().default(false)
});

const step = z.strictObject({
  object: apiName,
  source: z.string(),
  /** What stands before the source's key in Legacy_Id__c, so that two sources never share one. */
  key: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
  when: z.union([z.strictObject({ filled: columns }), z.strictObject({ column: z.string(), in: columns })]).optional(),
  /** Whether the charity may say, row by row, that it writes over what people have changed in the org since. */
  overwrite: z.boolean().default(false),
  fields: z.record(apiName, z.union([constant, lookupByKey, lookupByField, column]))
});

const mapping = z.strictObject({
  description: z.string().optional(),
  sources: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), z.union([csvSource, objectSource])),
  /** Rows that are alike in these columns may be one person: the charity says. */
  duplicates: z.array(z.strictObject({ source: z.string(), columns })).default([]),
  steps: z.array(step).min(1)
});

export type Mapping = z.infer<typeof mapping>;
export type Step = z.infer<typeof step>;
export type FieldSpec = Step['fields'][string];
export type ColumnSpec = z.infer<typeof column>;
export type Source = Mapping['sources'][string];

interface Fault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/** @throws ToolError (usage) with every fault's line and column */
export function readMapping(text: string, file: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number, what: string): Fault => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col, what });
  const broken = document.errors.map((error) => at(error.pos[0], words.mapping.syntax(error.code)));
  if (broken.length > 0) throw faulty(file, broken);
  const parsed = mapping.safeParse(document.toJS());
  if (!parsed.success) throw faulty(file, issuesOf(parsed.error.issues, document, at));
  const faults = crossFaults(parsed.data).map(({ path, what }) => at(offsetOf(document, path), what));
  if (faults.length > 0) throw faulty(file, faults);
  return parsed.data;
}

/** Where an entry of the mapping stands, for faults that only the org can tell. */
export function placeIn(text: string, path: readonly (string | number)[]): { line: number; column: number } {
  const lines = new LineCounter();
  const { line, col } = lines.linePos(offsetOf(parseDocument(text, { lineCounter: lines }), path));
  return { line, column: col };
}

export function faulty(file: string, faults: readonly Fault[]): ToolError {
  const sorted = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  return new ToolError(
    sorted.map(({ line, column: col, what }) => `${file}:${line}:${col}: ${what}`).join('\n'),
    EXIT.usage,
    'MIGRATION_MAPPING'
  );
}

type Issue = z.core.$ZodIssue;

function issuesOf(
  issues: readonly Issue[],
  document: Document,
  at: (offset: number, what: string) => Fault,
  base: PropertyKey[] = []
): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path] as (string | number)[];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => at(offsetOf(document, [...path, key]), words.mapping.unknownKey(key)));
    if (issue.code === 'invalid_union') {
      const nearest = [...issue.errors].sort((a, b) => unknown(a) - unknown(b))[0] ?? [];
      return nearest.length > 0 ? issuesOf(nearest, document, at, path) : [at(offsetOf(document, path), words.mapping.wrong)];
    }
    return [
      at(offsetOf(document, path), issue.code === 'invalid_value' ? words.mapping.oneOf(issue.values.map(String)) : words.mapping.wrong)
    ];
  });
}

/** The form that was meant is the one that knows most of what was written. */
const unknown = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1]!;
    const pair = isMap(parent)
      ? parent.items.find((item) => String((item.key as { value?: unknown }).value ?? item.key) === String(key))
      : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** What one entry says of another. */
function crossFaults(data: Mapping): { path: (string | number)[]; what: string }[] {
  const faults: { path: (string | number)[]; what: string }[] = [];
  const known = new Set(Object.keys(data.sources));
  data.duplicates.forEach(({ source }, at) => {
    if (!known.has(source)) faults.push({ path: ['duplicates', at, 'source'], what: words.mapping.noSource(source) });
  });
  const keys = new Set<string>();
  data.steps.forEach(({ object, source, key, fields }, at) => {
    if (!known.has(source)) faults.push({ path: ['steps', at, 'source'], what: words.mapping.noSource(source) });
    if (keys.has(`${object} ${key}`)) faults.push({ path: ['steps', at, 'key'], what: words.mapping.keyTwice });
    keys.add(`${object} ${key}`);
    if ('Legacy_Id__c' in fields) faults.push({ path: ['steps', at, 'fields', 'Legacy_Id__c'], what: words.mapping.keyField });
  });
  return faults;
}
