import { createHash } from 'node:crypto';
import { pack as words } from '../messages/pack.ts';
import { archiveOf, archiveTarget, type File, newPassphrase } from '../shared/archive.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { writeAtomic } from '../shared/state.ts';
import { checked, type Checked } from './content.ts';
import { fetchDecided, type Part } from './door.ts';
import { log } from './events.ts';

export interface Built {
  readonly archive: string;
  readonly files: readonly string[];
  readonly items: number;
  /** SHA-256 of the archive. */
  readonly sha256: string;
  readonly unprintable: number;
}

export interface Asked {
  readonly number: string;
  readonly part: Part;
  readonly out: string;
  /** The place in which that folder lies, by its name in the register. */
  readonly store: string;
  readonly replace: boolean;
}

/**
 * Fetches, checks, draws and locks a decided copy, all in memory: the archive is the first byte on the disk, and a kill leaves it
 * whole or not at all.
 * @param tell is given the passphrase once, when the archive stands
 */
export async function buildPack(org: OrgConnection, asked: Asked, tell: (passphrase: string) => void): Promise<Built> {
  const number = asked.number.toUpperCase();
  if (!/^RQ-[0-9A-F]{10}$/.test(number)) throw new ToolError(words.badNumber, EXIT.usage);
  const name = `${number}${asked.part === 'leads' ? '-part' : '-copy'}.zip`;
  const target = archiveTarget(asked, name);
  const { requestId, json } = await fetchDecided(org, number, asked.part, asked.store);
  const { files, items, unprintable } = await filesOf(await checked(json), name.replace('.zip', ''));
  const passphrase = newPassphrase();
  const bytes = await archiveOf(files, passphrase, new Date(Date.UTC(2000, 0, 1)));
  writeAtomic(target, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  log('pack.built', { request: requestId, part: asked.part, items, archive: sha256 });
  tell(passphrase);
  return { archive: name, files: files.map((file) => file.name), items, sha256, unprintable };
}

async function filesOf(
  { content, json, schemaName, schema }: Checked,
  name: string
): Promise<{ files: File[]; items: number; unprintable: number }> {
  const { csvOfCopy, csvOfExport } = await import('./csv.ts');
  const data = [
    { name: `${name}.json`, content: json },
    { name: schemaName, content: schema }
  ];
  if (content.shape === 'confide-export') {
    const items = Object.values(content.records).reduce((sum, rows) => sum + rows.length, 0);
    return { files: [...data, { name: `${name}.csv`, content: csvOfExport(content) }], items, unprintable: 0 };
  }
  const [{ html }, { pdf }] = await Promise.all([import('./html.ts'), import('./pdf.ts')]);
  const drawn = await pdf(content);
  const files = [
    { name: `${name}.html`, content: html(content) },
    { name: `${name}.pdf`, content: drawn.bytes },
    ...data,
    { name: `${name}.csv`, content: csvOfCopy(content) }
  ];
  return { files, items: content.items.length, unprintable: drawn.unprintable };
}
