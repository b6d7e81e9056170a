/**
 * transform.ts of a migration: what becomes of a row before it is mapped. It is code that sees people's data, so nothing that it throws
 * is told, it imports nothing that the migration's checksum does not cover, and what it makes is looked at before it is taken.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { SourceRow } from './source.ts';

/** What a transform.ts exports by default: a row of a source becomes none, one or several. Throwing refuses the row. */
export type Transform = (row: SourceRow, source: string) => SourceRow | readonly SourceRow[] | null;

/** A row as the steps see it; where there is none, why not. */
export interface Transformed {
  readonly row: SourceRow | null;
  readonly code?: 'ROW_OF_ANOTHER_LENGTH' | 'TRANSFORM_REFUSED' | 'TRANSFORM_BAD' | 'COLUMN_MISSING';
  /** Columns that are missing. */
  readonly fields?: readonly string[];
}

/** Types are taken away before it runs; all else that it takes from elsewhere could be edited after it was applied. */
const TAKES = /^\s*(?:import(?!\s+type\b)|export\b.*\bfrom)\b|\bimport\s*\(|\brequire\s*\(/m;

/** @throws ToolError when it exports no function, takes code from elsewhere, or is no TypeScript */
export async function transformIn({ name, folder }: { name: string; folder: string }): Promise<Transform | null> {
  const file = path.join(folder, 'transform.ts');
  if (!existsSync(file)) return null;
  if (TAKES.test(readFileSync(file, 'utf8'))) throw new ToolError(words.folder.takesCode(name), EXIT.usage);
  let made: unknown;
  try {
    made = ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  } catch {
    throw new ToolError(words.folder.badTransform(name), EXIT.usage);
  }
  if (typeof made !== 'function') throw new ToolError(words.folder.noFunction(name), EXIT.usage);
  return made as Transform;
}

/** @param named columns that the mapping names for this source: a row without one of them would lose it silently */
export function transformed(transform: Transform, row: SourceRow, source: string, named: readonly string[]): readonly Transformed[] {
  let made: unknown;
  try {
    // A copy: what it changes in its row is no row of the source.
    made = transform({ ...row }, source);
  } catch {
    return [{ row: null, code: 'TRANSFORM_REFUSED' }];
  }
  if (made === null) return [];
  return (Array.isArray(made) ? made : [made]).map((one) => looked(one, named));
}

function looked(made: unknown, named: readonly string[]): Transformed {
  if (!isRow(made)) return { row: null, code: 'TRANSFORM_BAD' };
  const missing = named.filter((column) => !Object.hasOwn(made, column));
  return missing.length > 0 ? { row: null, code: 'COLUMN_MISSING', fields: missing } : { row: made };
}

const isRow = (made: unknown): made is SourceRow =>
  typeof made === 'object' &&
  made !== null &&
  Object.getPrototypeOf(made) === Object.prototype &&
  Object.values(made).every((cell) => typeof cell === 'string');
