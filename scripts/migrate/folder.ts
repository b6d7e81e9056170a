/** The versioned folders: `scripts/migrations/NNNN_slug` with mapping.yaml and perhaps transform.ts, each chained to the one before. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { makeFolder } from '../shared/state.ts';
import { readMapping, type Mapping } from './mapping.ts';
import { transformIn, type Transform } from './transform.ts';

export const FOLDER = path.join(import.meta.dirname, '..', 'migrations');
const NAME = /^\d{4}_[a-z0-9]+(_[a-z0-9]+)*$/;
const FILES = ['mapping.yaml', 'transform.ts'] as const;

export interface Migration {
  readonly name: string;
  readonly folder: string;
  /** SHA-256 over its files, line ends as on Unix. */
  readonly checksum: string;
  /** SHA-256 over the checksum and the chain of the one before. */
  readonly chain: string;
}

/** All migrations in order. @throws ToolError when two have one number or a name does not hold */
export function migrations(root = FOLDER): Migration[] {
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const wrong = names.find((name, at) => !NAME.test(name) || name.slice(0, 4) === names[at - 1]?.slice(0, 4));
  if (wrong !== undefined) throw new ToolError(words.folder.badName(wrong), EXIT.usage);
  let before = '';
  return names.map((name) => {
    const folder = path.join(root, name);
    const checksum = sha256(
      FILES.filter((file) => existsSync(path.join(folder, file)))
        .map((file) => `${file}\0${readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n')}\0`)
        .join('')
    );
    before = sha256(`${before}\n${checksum}`);
    return { name, folder, checksum, chain: before };
  });
}

/** The migration of that name or number; the only one when none is named. */
export function migration(name: string | undefined, root = FOLDER): Migration {
  const all = migrations(root);
  const found = all.filter((one) => name === undefined || one.name === name || one.name.startsWith(`${name}_`));
  if (found.length !== 1) throw new ToolError(found.length === 0 ? words.folder.none : words.folder.which, EXIT.usage);
  return found[0]!;
}

export interface Loaded extends Migration {
  readonly mapping: Mapping;
  readonly text: string;
  readonly transform: Transform | null;
}

/** Reads its files. @throws ToolError with line and column of each fault of the mapping */
export async function loaded(one: Migration): Promise<Loaded> {
  const file = path.join(one.folder, 'mapping.yaml');
  if (!existsSync(file)) throw new ToolError(words.folder.noMapping(one.name), EXIT.usage);
  const text = readFileSync(file, 'utf8');
  return { ...one, text, mapping: readMapping(text, `${one.name}/mapping.yaml`), transform: await transformIn(one) };
}

/** Makes the next folder. @param slug words in small letters with underscores */
export function newMigration(slug: string, root = FOLDER): Migration {
  if (!NAME.test(`0000_${slug}`)) throw new ToolError(words.folder.badSlug, EXIT.usage);
  const last = migrations(root).at(-1)?.name.slice(0, 4) ?? '0000';
  const name = `${String(Number(last) + 1).padStart(4, '0')}_${slug}`;
  makeFolder(path.join(root, name));
  writeFileSync(path.join(root, name, 'mapping.yaml'), words.folder.skeleton, { flag: 'wx' });
  return migrations(root).at(-1)!;
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
