import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { retention as words } from '../messages/retention.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { keyedHash, keyFor, masterKey } from '../shared/seal.ts';
import { textOf } from './text.ts';

/** Asks the org what each text holds of a deleted family. */
export type Look = (texts: readonly string[]) => Promise<readonly (readonly string[])[]>;

/** A file that holds something: by place, never by name. */
export interface Hit {
  readonly folder: number;
  readonly file: number;
  readonly kinds: readonly string[];
}
export interface Scan {
  readonly files: number;
  readonly texts: number;
  readonly unreadable: number;
  readonly hits: readonly Hit[];
  /** SHA-256 over keyed marks of what was read, in order. */
  readonly hash: string;
}

const A_TEXT = 20_000;
const A_CALL = 60_000;
const OVERLAP = 200;

/** Every file beneath the folders, in the order of their paths; what is no plain file or folder counts as one that cannot be read. */
export function filesIn(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new Error('no folder');
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch {
    throw new ToolError(words.noFolder, EXIT.usage);
  }
}

/** Reads every file of the folders, its name too, and asks what they hold. Nothing that is read is kept. */
export async function scan(folders: readonly string[], look: Look, seen: (files: number) => void): Promise<Scan> {
  const key = keyFor('residue-report', masterKey(true));
  const report = createHash('sha256');
  const hits: Hit[] = [];
  let [files, texts, unreadable] = [0, 0, 0];
  for (const [folderAt, folder] of folders.entries()) {
    for (const [fileAt, file] of filesIn(folder).entries()) {
      const text = readable(file) ? await textOf(file) : undefined;
      if (text === undefined) unreadable++;
      report.update(`${readable(file) ? keyedHash(readFileSync(file), key) : '-'}\n`);
      const pieces = piecesOf(`${path.relative(folder, file)}\n${text ?? ''}`);
      const kinds = await kindsIn(pieces, look);
      if (kinds.length > 0) hits.push({ folder: folderAt + 1, file: fileAt + 1, kinds });
      texts += pieces.length;
      seen(++files);
    }
  }
  return { files, texts, unreadable, hits, hash: report.digest('hex') };
}

const readable = (file: string): boolean => {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

async function kindsIn(pieces: readonly string[], look: Look): Promise<string[]> {
  const kinds = new Set<string>();
  for (let at = 0; at < pieces.length;) {
    const batch: string[] = [];
    for (let size = 0; at < pieces.length && size < A_CALL; at++) {
      batch.push(pieces[at]!);
      size += pieces[at]!.length;
    }
    for (const found of await look(batch)) for (const kind of found) kinds.add(kind);
  }
  return [...kinds].sort();
}

/** Pieces that overlap, so that nothing stands across two and is missed. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += A_TEXT - OVERLAP) {
    pieces.push(text.slice(at, at + A_TEXT));
    if (at + A_TEXT >= text.length) break;
  }
  return pieces;
}
