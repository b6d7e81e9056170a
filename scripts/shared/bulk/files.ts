/** The few things this room does with files, so that tests can take the disk away. Files are for their owner alone. */
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { MESSAGES } from './messages.ts';

export interface Files {
  exists(file: string): boolean;
  /** Gives the bytes of a file piece by piece; each piece but the last is as long as it may be. */
  read(file: string): Iterable<Buffer>;
  size(file: string): number;
  /** Adds bytes at the end and waits until the disk has them. */
  append(file: string, bytes: Uint8Array): void;
  /** Puts a new file in place of another, whole or not at all. */
  replace(file: string, pieces: Iterable<Uint8Array>): void;
  /** Cuts a file off. */
  cut(file: string, length: number): void;
  remove(file: string): void;
}

const OWNER_ONLY = 0o600;

export const REAL_FILES: Files = {
  exists: existsSync,
  read: pieces,
  size: (file) => statSync(file).size,
  append: (file, bytes) => writing(file, 'a', (handle) => writeAll(handle, bytes)),
  replace: (file, pieces) => {
    const next = `${file}.next`;
    writing(next, 'w', (handle) => {
      for (const piece of pieces) writeAll(handle, piece);
    });
    renameSync(next, file);
    syncFolder(path.dirname(file));
  },
  cut: (file, length) => writing(file, 'r+', (handle) => ftruncateSync(handle, length)),
  remove: (file) => rmSync(file, { force: true })
};

/** A multiple of what one entry of a list takes. */
const PIECE = 1024 * 1024;

function* pieces(file: string): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      let length = 0;
      for (let read = -1; read !== 0 && length < PIECE; length += read) read = readSync(handle, piece, length, PIECE - length, null);
      if (length > 0) yield piece.subarray(0, length);
      if (length < PIECE) return;
    }
  } finally {
    closeSync(handle);
  }
}

const DISK: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO'];

/** Runs what writes. @throws ToolError when the disk is full. */
export function onDisk<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (DISK.includes((error as { code?: string }).code ?? '')) throw MESSAGES.diskFull();
    throw error;
  }
}

function writing(file: string, flags: string, run: (handle: number) => void): void {
  const handle = openSync(file, flags, OWNER_ONLY);
  try {
    run(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

/** So that the new name outlives a power cut; Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
