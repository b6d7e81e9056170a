import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

/**
 * Where the tool keeps what it must know the next time: `.confide/tool` beside the project's sfdx-project.json, or CONFIDE_STATE.
 * Folders are the owner's alone (0700), files too (0600), and git never sees them. What is personal in them is sealed (seal.ts).
 */
export function stateRoot(env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): string {
  if (env['CONFIDE_STATE']) return path.resolve(env['CONFIDE_STATE']);
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'sfdx-project.json'))) return path.join(folder, '.confide', 'tool');
    if (folder === path.dirname(folder)) return path.join(cwd, '.confide', 'tool');
  }
}

/** @returns the folder, made when it is missing: `stateFolder('migrations', orgId)` */
export function stateFolder(...parts: string[]): string {
  const root = stateRoot();
  const folder = path.join(root, ...parts);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ignore = path.join(root, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n', { mode: 0o600 });
  return folder;
}

/**
 * Writes a file whole or not at all, and has it on the disk before it returns: a process killed at any point leaves the old one or
 * the new one.
 */
export function writeAtomic(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = openSync(temporary, 'wx', 0o600);
    try {
      writeAll(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/** Adds to a file and has it on the disk before it returns. A torn last line is the reader's to leave out: see `wholeLines`. */
export function appendDurable(file: string, content: string): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    writeAll(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** @returns the lines that were written to their end; what a kill tore off is left out */
export function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1).filter(Boolean);
}

function writeAll(handle: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

/** So that the new name lasts through a power cut; Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
