import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { state as words } from '../messages/common.ts';
import { EXIT, ToolError } from './exit.ts';

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

/**
 * Makes the folder and those above it, the owner's alone. One by one: Node's own way never ends where none can be made, as in /proc.
 * @throws ToolError when one cannot be made
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at); at = path.dirname(at)) missing.unshift(at);
  for (const one of missing) {
    try {
      mkdirSync(one, { mode: 0o700 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
      if (code !== 'EEXIST' || !statSync(one).isDirectory()) throw new ToolError(words.noFolder(code ?? ''), EXIT.usage);
    }
  }
}

/** @returns the folder, made when it is missing: `stateFolder('migrations', orgId)` */
export function stateFolder(...parts: string[]): string {
  const root = stateRoot();
  const folder = path.join(root, ...parts);
  makeFolder(folder);
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

/** Codes of a place that a person named and that cannot be written to. */
const NO_PLACE = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EROFS', 'EEXIST', 'ENOTEMPTY']);

/** Writes a file where the person who runs the tool said. @throws ToolError (usage) when that is no place to write to */
export function writeWhereSaid(file: string, content: string | Uint8Array): void {
  try {
    writeAtomic(path.resolve(file), content);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw NO_PLACE.has(code) ? new ToolError(words.noFile(code), EXIT.usage) : error;
  }
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
