import type { AccessMode } from '../security/types.ts';
import type { SRecord } from '../schema/record.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import type { QueryReader } from './reader.ts';

/** Bind values: canonical values, lists of them (for IN), resolved by name or by the caller's expression index. */
export type Bind = Value | readonly Value[];

export interface QueryOptions {
  readonly userId: string;
  readonly access: AccessMode;
  readonly binds?: ReadonlyMap<string, Bind>;
  /** ALL ROWS / queryAll: deleted rows too. */
  readonly allRows?: boolean;
  /** The text was written in Apex, so its WITH USER_MODE or WITH SYSTEM_MODE counts; over the API a query may not choose its rights, and is refused. */
  readonly apex?: boolean;
  /** In an Apex test a search finds these rows, whatever its words. */
  readonly found?: readonly string[];
}

export interface QueryResult {
  /** Rows; for aggregates `object.name` is `AggregateResult` and values are keyed by alias (`expr0` when unnamed). */
  readonly records: SRecord[];
  /** Set for `SELECT COUNT()`. */
  readonly count?: number;
  readonly totalSize: number;
}

/** A parsed and bound query: what the Apex compiler asks to check inline SOQL and to type its result. */
export interface BoundQuery {
  readonly object: ObjectDef;
  readonly isCount: boolean;
  readonly isAggregate: boolean;
  /** Columns in select order, with the type each gives; nested for parents and children. */
  readonly columns: readonly BoundColumn[];
  /** Bind expressions in order of appearance: the Apex source text after the colon, and the type the position wants. */
  readonly binds: readonly { readonly source: string; readonly offset: number; readonly field?: FieldDef; readonly isList: boolean }[];
  /** `WITH USER_MODE`, `WITH SYSTEM_MODE` or, up to API 66.0, `WITH SECURITY_ENFORCED` when written. */
  readonly mode?: 'user' | 'system' | 'enforced' | undefined;
  readonly forUpdate: boolean;
}
export interface BoundColumn {
  readonly name: string;
  readonly field?: FieldDef;
  readonly aggregate: boolean;
  /** As written: `count(Id)` of a column that is called by its alias. */
  readonly display: string;
  readonly columns?: readonly BoundColumn[];
  readonly relationship?: 'parent' | 'children';
  /** From FIELDS(): there is no such column for a user who may not read the field. */
  readonly optional?: boolean;
}

export interface SoqlService {
  /** Parses and resolves names. @throws PlatformError MALFORMED_QUERY, INVALID_FIELD, INVALID_TYPE with the platform's wording. */
  prepare(text: string): BoundQuery;
  /** Runs a query; `binds` are looked up by the source text of each bind expression. */
  query(text: string, options: QueryOptions): QueryResult;
  /**
   * Opens a query of any number of rows, to be read `size` rows at a time; the user's rights are looked at anew each time.
   * @throws PlatformError at once for what the user may not ask, and FEATURENOTENABLED for what cannot be read in portions.
   */
  reader(text: string, options: QueryOptions, size: number): QueryReader;
  /** Finds rows without reading them. @returns their ids in the query's order. @throws PlatformError; FEATURENOTENABLED for aggregates. */
  find(text: string, options: QueryOptions): string[];
  /** Reads rows that a query has found before, as they are now; without those that are gone or hidden. */
  readFound(text: string, ids: readonly string[], options: QueryOptions): SRecord[];
  /** SOSL `FIND {…} IN … RETURNING …`. */
  search(text: string, options: QueryOptions): SRecord[][];
  /** Parses a search and resolves its names, whatever its words. @throws PlatformError as `prepare` does. */
  checkSearch(text: string): void;
}
