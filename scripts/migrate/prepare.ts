/**
 * What a migration would send, row by row: the same computation for plan, which keeps nothing, and for apply, which keeps the rows
 * locked. Nothing is guessed: what could mean two things is a question, what could lead to two records is refused.
 */
import { createHmac } from 'node:crypto';
import { migrate as words } from '../messages/migrate.ts';
import type { BulkClient } from '../shared/bulk/index.ts';
import { Hasher } from '../shared/bulk/hashes.ts';
import type { Manifest } from '../shared/bulk/manifest.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { convert } from './convert.ts';
import type { Decisions } from './decisions.ts';
import type { Loaded } from './folder.ts';
import type { FieldSpec, Mapping, Step } from './mapping.ts';
import { columnsOf, type OrgSide } from './org-side.ts';
import { sameness } from './sameness.ts';
import { hashOf, keyOf, rowsOf, type SourceRow } from './source.ts';
import { transformed, type Transformed } from './transform.ts';

export const COUNTS = ['read', 'create', 'update', 'unchanged', 'rejected', 'held', 'left'] as const;
export type Counts = Record<(typeof COUNTS)[number], number>;

export interface PreparedStep {
  readonly position: number;
  readonly object: string;
  /** What stands before the source's key in Legacy_Id__c. */
  readonly prefix: string;
  readonly columns: { readonly create: readonly string[]; readonly update: readonly string[] };
  readonly counts: Counts;
  readonly codes: Record<string, number>;
  /** Keyed hash over all rows that would be sent. */
  readonly hash: string;
}

export interface PreparedRow {
  readonly position: number;
  readonly kind: 'create' | 'update';
  /** The charity has said that it is written over what a person changed. */
  readonly writesOver: boolean;
  readonly number: number;
  readonly key: string;
  readonly cells: readonly string[];
  /** Keyed digests of its key and of itself, as the list of what the org has taken keeps them. */
  readonly entry: readonly [number, number, number, number];
}

export interface PreparedReject {
  readonly position: number;
  readonly number: number;
  readonly key: string;
  readonly code: string;
  readonly fields: readonly string[];
  readonly values: SourceRow;
}

/** Takes what is prepared; plan takes nothing. */
export interface Sink {
  row(row: PreparedRow): void;
  reject(reject: PreparedReject): void;
}

export interface Preparing {
  readonly migration: Loaded;
  readonly client: BulkClient;
  readonly side: OrgSide;
  readonly decisions: Decisions;
  /** Where the CSV files lie. */
  readonly data: string;
  readonly orgId: string;
  /** 32 bytes: what is kept of rows can be read by nobody without it. */
  readonly key: Buffer;
  /** What the org has taken, for one step. */
  manifest(position: number): Manifest;
  /** Ids of who has run migrations, 15 characters: what they changed last is not a person's change. */
  readonly loaders: ReadonlySet<string>;
  readonly sink: Sink;
  readonly onProgress?: (rows: number) => void;
}

export interface Prepared {
  readonly steps: readonly PreparedStep[];
  /** SHA-256 of each source file, by its name in the mapping. */
  readonly sources: Readonly<Record<string, string>>;
  readonly decisionsHash: string | null;
  /** What apply asks for. */
  readonly hash: string;
}

/** @throws ToolError when a source or the mapping does not hold; a row that does not is counted and given to the sink */
export async function prepare(how: Preparing): Promise<Prepared> {
  await how.side.check(how.migration);
  return new Preparation(how).run();
}

/** Values of the step's fields, or why there are none. */
type Mapped = { readonly cells: ReadonlyMap<string, string> } | { readonly code: string; readonly fields: readonly string[] };

class Preparation {
  readonly #how: Preparing;
  readonly #hasher: Hasher;
  readonly #planned = new Map<string, Set<string>>();
  #alike: Awaited<ReturnType<typeof sameness>> | null = null;
  /** Rows of sources that are taken whole or not at all, by source and key, with why not. */
  readonly #parts = new Map<string, { readonly code: string; readonly fields: readonly string[] }>();
  #rows = 0;

  constructor(how: Preparing) {
    this.#how = how;
    this.#hasher = new Hasher(how.key);
  }

  async run(): Promise<Prepared> {
    const { migration, data, orgId, decisions } = this.#how;
    const sources: Record<string, string> = {};
    for (const [name, source] of Object.entries(migration.mapping.sources)) sources[name] = await hashOf(source, data);
    this.#alike = await sameness(migration.mapping, decisions, this.#hasher, (source, needed) => this.#transformed(source, needed));
    for (const [name, { whole }] of Object.entries(migration.mapping.sources)) if (whole) await this.#weighWhole(name);
    const steps: PreparedStep[] = [];
    for (const [position, step] of migration.mapping.steps.entries()) steps.push(await this.#step(position, step));
    const decisionsHash = decisions.hash;
    const facts = { orgId, name: migration.name, checksum: migration.checksum, chain: migration.chain, sources, decisionsHash, steps };
    return { steps, sources, decisionsHash, hash: createHmac('sha256', this.#how.key).update(JSON.stringify(facts)).digest('hex') };
  }

  async #step(position: number, step: Step): Promise<PreparedStep> {
    const fields = (await this.#how.side.fields(step.object))!;
    const columns = columnsOf(step, fields);
    const counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;
    const codes: Record<string, number> = {};
    const hash = createHmac('sha256', this.#how.key);
    const inOrg = await this.#how.side.keys(step.object);
    const sorting = { position, step, columns, inOrg, manifest: this.#how.manifest(position), seen: new Set<string>(), codes, hash };
    for await (const one of this.#transformed(step.source, neededBy(step))) {
      const { number, row, was } = one;
      if (row && !isMeant(step, row)) continue;
      counts.read++;
      this.#how.onProgress?.(++this.#rows);
      const outcome = row ? await this.#sort(sorting, number, row) : this.#unmade(step, one);
      if (typeof outcome === 'string') {
        counts[outcome]++;
        continue;
      }
      counts[outcome.code === 'DECISION_NEEDED' ? 'held' : 'rejected']++;
      codes[outcome.code] = (codes[outcome.code] ?? 0) + 1;
      this.#how.sink.reject({ position, number, key: outcome.key, code: outcome.code, fields: outcome.fields, values: row ?? was });
    }
    return { position, object: step.object, prefix: step.key, columns, counts, codes, hash: hash.digest('hex') };
  }

  /** What would be refused in one step is refused in all of its source. */
  async #weighWhole(name: string): Promise<void> {
    const steps = this.#how.migration.mapping.steps.filter(({ source }) => source === name);
    for await (const { row } of this.#transformed(name, steps.flatMap(neededBy))) {
      const key = row ? this.#keyOf(name, row) : '';
      if (!row || key === '') continue;
      const faults = steps
        .filter((step) => isMeant(step, row))
        .flatMap(({ fields }) => Object.entries(fields))
        .flatMap(([field, spec]) => ('lookup' in spec ? [] : [{ field, converted: this.#convert(name, key, spec, row) }]))
        .flatMap(({ field, converted }) => ('code' in converted ? [{ code: converted.code, fields: [field] }] : []));
      // What no answer can mend comes first.
      const worst = faults.find(({ code }) => code !== 'DECISION_NEEDED') ?? faults[0];
      if (worst) this.#parts.set(`${name}\n${key}`, worst);
    }
  }

  /** What becomes of one row: a count, or the code with which it is refused. */
  async #sort(
    { position, step, columns, inOrg, manifest, seen, codes, hash }: Sorting,
    number: number,
    row: SourceRow
  ): Promise<keyof Counts | { key: string; code: string; fields: readonly string[] }> {
    const own = this.#keyOf(step.source, row);
    const key = `${step.key}-${own}`;
    const refuse = (code: string, fields: readonly string[] = []) => ({ key: own, code, fields });
    if (own === '') return refuse('KEY_MISSING');
    if (key.length > 64) return refuse('KEY_TOO_LONG');
    if (seen.has(key.toLowerCase())) return refuse('KEY_TWICE_IN_SOURCE');
    seen.add(key.toLowerCase());
    const alike = this.#alike!.verdict(step.source, own);
    if (alike === 'ask') return refuse('DECISION_NEEDED');
    if (alike === 'same') return 'left';
    const part = this.#parts.get(`${step.source}\n${own}`);
    if (part) return refuse(part.code, part.fields);
    const mapped = await this.#map(step, own, row);
    if ('code' in mapped) return refuse(mapped.code, mapped.fields);
    this.#plan(step.object, key);
    const digestKey = this.#hasher.digest(`key\n${key.toLowerCase()}`);
    const digestRow = this.#digest(key, mapped.cells);
    const isKnown = manifest.holds(digestKey, digestRow);
    const last = inOrg.get(key.toLowerCase());
    if (isKnown) return last === undefined ? 'left' : 'unchanged';
    const isHers = last !== undefined && !this.#how.loaders.has(last);
    const verdict = isHers ? this.#over(step, own) : 'own';
    if (verdict !== 'own' && verdict !== 'write over') return refuse(verdict);
    if (isHers) codes['OVERWRITES'] = (codes['OVERWRITES'] ?? 0) + 1;
    const kind = last === undefined ? 'create' : 'update';
    const cells = columns[kind].map((column) => mapped.cells.get(column) ?? '');
    hash.update(JSON.stringify([kind, key, cells]));
    const entry = [digestKey.low, digestKey.high, digestRow.low, digestRow.high] as const;
    this.#how.sink.row({ position, kind, writesOver: isHers, number, key, cells, entry });
    return kind;
  }

  /** A person's change is her last word, unless the mapping lets the charity say otherwise, row by row. */
  #over({ overwrite, source, object }: Step, key: string): 'write over' | 'CHANGED_IN_ORG' | 'DECISION_NEEDED' {
    if (!overwrite) return 'CHANGED_IN_ORG';
    const choices = ['write over', 'leave'];
    const answer = this.#how.decisions.ask({ source, key, question: 'OVERWRITE', column: object, choices });
    return answer === undefined ? 'DECISION_NEEDED' : answer === 'leave' ? 'CHANGED_IN_ORG' : 'write over';
  }

  /** A row that was not mapped, as its cells have moved or the transform did not make it, by the key that it had before. */
  #unmade({ source }: Step, { was, code = 'TRANSFORM_REFUSED', fields = [] }: FromSource) {
    // In a row whose cells have moved, another's value could stand in the place of the key.
    return { key: code === 'ROW_OF_ANOTHER_LENGTH' ? '' : this.#keyOf(source, was), code, fields };
  }

  /** Of a row as the manifest keeps it. */
  #digest(key: string, cells: ReadonlyMap<string, string>) {
    return this.#hasher.digest(JSON.stringify([key, ...[...cells].sort(([a], [b]) => (a < b ? -1 : 1))]));
  }

  #plan(object: string, key: string): void {
    const planned = this.#planned.get(object) ?? new Set<string>();
    this.#planned.set(object, planned.add(key.toLowerCase()));
  }

  #keyOf(source: string, row: SourceRow): string {
    return keyOf(this.#how.migration.mapping.sources[source]!.key, row);
  }

  async #map(step: Step, own: string, row: SourceRow): Promise<Mapped> {
    const cells = new Map<string, string>();
    const fields = (await this.#how.side.fields(step.object))!;
    for (const [field, spec] of Object.entries(step.fields)) {
      if ('lookup' in spec) {
        const found = await this.#lookup(spec, row);
        if ('code' in found) return { code: found.code, fields: [field] };
        cells.set('key' in spec ? `${fields.get(field)!.relationship}.Legacy_Id__c` : field, found.value);
        continue;
      }
      const converted = this.#convert(step.source, own, spec, row);
      if ('code' in converted) return { code: converted.code, fields: [field] };
      cells.set(field, converted.value);
    }
    return { cells };
  }

  #convert(
    source: string,
    key: string,
    spec: Exclude<FieldSpec, { lookup: string }>,
    row: SourceRow
  ): { value: string } | { code: string } {
    if ('value' in spec) return { value: spec.value };
    const cell = row[spec.column] ?? '';
    const first = convert(cell, spec);
    if ('value' in first) return first;
    if ('fault' in first) return spec.bad === 'empty' && first.fault !== 'REQUIRED_MISSING' ? { value: '' } : { code: first.fault };
    const answer = this.#how.decisions.ask({ source, key, question: first.question, column: spec.column, choices: first.choices });
    const second = answer === undefined ? first : convert(cell, spec, answer);
    return 'value' in second ? second : { code: 'fault' in second ? second.fault : 'DECISION_NEEDED' };
  }

  async #lookup(spec: Extract<FieldSpec, { lookup: string }>, row: SourceRow): Promise<{ value: string } | { code: string }> {
    const text = (row[spec.column] ?? '').trim();
    if (text === '') return spec.required === false ? { value: '' } : { code: 'REQUIRED_MISSING' };
    if ('by' in spec) {
      const ids = (await this.#how.side.idsBy(spec.lookup, spec.by)).get(text.toLowerCase()) ?? [];
      return ids.length === 1 ? { value: ids[0]! } : { code: ids.length === 0 ? 'LOOKUP_UNRESOLVED' : 'LOOKUP_AMBIGUOUS' };
    }
    const key = this.#alike!.instead(`${spec.key}-${text}`);
    const isThere =
      this.#planned.get(spec.lookup)?.has(key.toLowerCase()) || (await this.#how.side.keys(spec.lookup)).has(key.toLowerCase());
    return isThere ? { value: key } : { code: 'LOOKUP_UNRESOLVED' };
  }

  /** Rows of a source behind the transform. */
  async *#transformed(name: string, needed: readonly string[]): AsyncGenerator<FromSource> {
    const { migration, data, client } = this.#how;
    const source = migration.mapping.sources[name]!;
    const { transform } = migration;
    // What a transform makes need not stand in the source.
    const asked = transform ? [] : [...new Set([...source.key, ...needed])];
    const named = namedOf(migration.mapping, name);
    for await (const { number, row, isUneven } of rowsOf(name, source, asked, data, client)) {
      if (isUneven) {
        yield { number, row: null, was: row, code: 'ROW_OF_ANOTHER_LENGTH' };
        continue;
      }
      if (!transform) {
        yield { number, row, was: row };
        continue;
      }
      for (const one of transformed(transform, row, name, named)) yield { number, was: row, ...one };
    }
  }
}

interface FromSource extends Transformed {
  readonly number: number;
  /** As it stands in the source. */
  readonly was: SourceRow;
}

interface Sorting {
  readonly position: number;
  readonly step: Step;
  readonly columns: PreparedStep['columns'];
  readonly inOrg: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
  readonly seen: Set<string>;
  readonly codes: Record<string, number>;
  readonly hash: ReturnType<typeof createHmac>;
}

function isMeant({ when }: Step, row: SourceRow): boolean {
  if (!when) return true;
  if ('filled' in when) return when.filled.some((column) => (row[column] ?? '').trim() !== '');
  return when.in.includes((row[when.column] ?? '').trim());
}

function neededBy({ fields, when }: Step): string[] {
  const columns = Object.values(fields).flatMap((spec) => ('column' in spec ? [spec.column] : []));
  return [...columns, ...(when ? ('filled' in when ? when.filled : [when.column]) : [])];
}

/** Every column of a source that the mapping names. */
const namedOf = ({ sources, steps, duplicates }: Mapping, name: string): string[] => [
  ...new Set([
    ...sources[name]!.key,
    ...steps.filter(({ source }) => source === name).flatMap(neededBy),
    ...duplicates.filter(({ source }) => source === name).flatMap(({ columns }) => columns)
  ])
];

/** @throws ToolError unless the plan that was shown is what would be done now */
export function demandSame(prepared: Prepared, hash: string): void {
  const wanted = hash.toLowerCase();
  if (wanted.length < 12 || !prepared.hash.startsWith(wanted)) throw new ToolError(words.plan.changed, EXIT.blocked, 'PLAN_CHANGED');
}
