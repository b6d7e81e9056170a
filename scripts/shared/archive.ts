import { randomInt } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { archive as words } from '../messages/common.ts';
import { EXIT, ToolError } from './exit.ts';

/** Signs that are not taken for another when they are read aloud or written down. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const GROUPS = 5;
const IN_A_GROUP = 5;

export interface File {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** @returns 25 signs at random: 123 bits, since a ZIP archive makes its key of a passphrase with little work */
export function newPassphrase(): string {
  const group = (): string => Array.from({ length: IN_A_GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Locks the files into one archive, AES-256, in memory. Names of files stay readable in it: codes only. */
export async function archiveOf(files: readonly File[], passphrase: string, madeOn: Date): Promise<Uint8Array> {
  const { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    password: passphrase,
    encryptionStrength: 3,
    lastModDate: madeOn,
    extendedTimestamp: false,
    useWebWorkers: false
  });
  for (const { name, content } of files) {
    await zip.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content));
  }
  return zip.close();
}

/** Looked at before anything is fetched. What a kill left of an earlier run is locked and useless: it goes. @throws ToolError */
export function archiveTarget({ out, replace }: { readonly out: string; readonly replace: boolean }, name: string): string {
  try {
    if (!statSync(out).isDirectory()) throw new Error('no folder');
    accessSync(out, constants.W_OK);
  } catch {
    throw new ToolError(words.noFolder, EXIT.usage);
  }
  const target = path.join(out, name);
  if (existsSync(target) && !replace) throw new ToolError(words.exists(name), EXIT.blocked, 'ARCHIVE_EXISTS');
  for (const left of readdirSync(out).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.tmp'))) rmSync(path.join(out, left));
  return target;
}
