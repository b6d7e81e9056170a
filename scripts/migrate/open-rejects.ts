/** Opens the locked companion of rejects for the charity. A processor's login is refused, whatever key she holds. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import { requirePart } from '../pack/door.ts';
import { csvLine } from '../shared/csv/write.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { SealedLines } from '../shared/sealed-lines.ts';
import { writeAtomic } from '../shared/state.ts';
import { log } from './events.ts';
import { type Wrapped, unwrapHere } from './for-charity.ts';
import { keys } from './local.ts';
import { dataFolder } from './migrate.ts';
import { LOCKED, LOCKED_KEY, type Locked } from './rejects.ts';

const HEADER = ['Step', 'Row', 'Key', 'Code', 'Column', 'Value', 'The org said'];

/**
 * @param folder of the run, as it lies on the loader's machine or as she sent it
 * @param store name in the register of the place where `out` lies (P12)
 * @param out folder outside the project; the file is readable by its owner alone
 */
export async function openRejects(org: OrgConnection, folder: string, out: string, store: string): Promise<{ file: string; rows: number }> {
  await requireCharity(org, store);
  const locked = path.join(folder, LOCKED);
  if (!existsSync(locked)) throw new ToolError(words.rejects.none, EXIT.usage);
  const { key, run } = keyOf(folder);
  const lines: string[] = [];
  let rows = 0;
  for await (const one of SealedLines.read<Locked>(locked, key, run + LOCKED)) {
    rows++;
    const values = 'values' in one ? Object.entries(one.values) : one.columns.map((column, at) => [column, one.cells[at] ?? ''] as const);
    const said = 'message' in one ? one.message : '';
    for (const [column, value] of values)
      lines.push(csvLine([String(one.position + 1), String(one.number), one.key, one.code, column, value ?? '', said]));
  }
  const file = path.join(dataFolder(out), 'rejects-opened.csv');
  writeAtomic(file, csvLine(HEADER) + lines.join(''));
  log('migration.opened', { rejected: rows });
  return { file, rows };
}

function keyOf(folder: string): { key: Buffer; run: string } {
  const file = path.join(folder, LOCKED_KEY);
  if (!existsSync(file)) return { key: keys(false).rows, run: path.basename(path.resolve(folder)) };
  const wrapped = JSON.parse(readFileSync(file, 'utf8')) as Wrapped;
  return { key: unwrapHere(wrapped), run: wrapped.run };
}

/** The officer or a lead. @throws ToolError (blocked) for everybody else */
async function requireCharity(org: OrgConnection, store: string): Promise<void> {
  const isRefused = (error: unknown): boolean => error instanceof ToolError && /^PACK_/.test(error.code ?? '');
  for (const part of ['officer', 'leads'] as const)
    try {
      await requirePart(org, part, store);
      return;
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  throw new ToolError(words.rejects.notYours, EXIT.blocked, 'MIGRATION_PROCESSOR');
}
