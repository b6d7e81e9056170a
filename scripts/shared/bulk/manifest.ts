/**
 * What the org has taken, as keyed digests: key of a row → the row. A run compares with what earlier runs have sent and sends the rest.
 * Rows that were rejected are not in it, so they are sent again.
 */
import { DigestTable, Hasher } from './hashes.ts';
import type { Digest } from './hashes.ts';
import { onDisk } from './files.ts';
import type { Files } from './files.ts';
import { MESSAGES } from './messages.ts';

const ENTRY = 16;
const WRITTEN_AT_ONCE = 4096;

export class Manifest {
  private readonly files: Files;
  private readonly file: string;
  private readonly mark: Buffer;
  private readonly table: DigestTable;

  /**
   * @param scope tells loads apart that may not share a list: org, object, operation, columns.
   * @throws ToolError when the file belongs to another scope or key.
   */
  constructor(files: Files, file: string, hasher: Hasher, scope: string) {
    this.files = files;
    this.file = file;
    this.mark = Buffer.from(hasher.mark(scope), 'hex');
    this.table = new DigestTable(files.exists(file) ? files.size(file) / ENTRY : 0);
    if (!files.exists(file)) return;
    let isFirst = true;
    for (const piece of files.read(file)) {
      if (isFirst && !piece.subarray(0, ENTRY).equals(this.mark)) throw MESSAGES.otherManifest();
      this.take(isFirst ? piece.subarray(ENTRY) : piece);
      isFirst = false;
    }
  }

  /** Rows in it as the run began: what the run itself adds does not count before its end. */
  get size(): number {
    return this.table.size;
  }

  holds(key: Digest, row: Digest): boolean {
    const known = this.table.get(key);
    return known !== null && known.low === row.low && known.high === row.high;
  }

  /** Keeps rows that the org has taken, beside the list. @param entries 16 bytes each. @throws ToolError when the disk is full. */
  keep(entries: Uint8Array): void {
    if (entries.length > 0) onDisk(() => this.files.append(this.beside, entries));
  }

  /** Takes over what the run has kept. @throws ToolError when the disk is full. */
  finish(): void {
    if (!this.files.exists(this.beside)) return;
    this.table.reserve(this.files.size(this.beside) / ENTRY);
    for (const piece of this.files.read(this.beside)) this.take(piece);
    onDisk(() => this.files.replace(this.file, this.pieces()));
    this.files.remove(this.beside);
  }

  /** After a kill: an entry that was written half is cut off, or all behind it would be read askew. */
  trim(): void {
    if (!this.files.exists(this.beside)) return;
    const length = this.files.size(this.beside);
    if (length % ENTRY > 0) onDisk(() => this.files.cut(this.beside, length - (length % ENTRY)));
  }

  private get beside(): string {
    return `${this.file}.run`;
  }

  private take(bytes: Buffer): void {
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY)
      this.table.put(
        { low: bytes.readUInt32LE(at), high: bytes.readUInt32LE(at + 4) },
        { low: bytes.readUInt32LE(at + 8), high: bytes.readUInt32LE(at + 12) }
      );
  }

  private *pieces(): Generator<Uint8Array> {
    yield this.mark;
    const piece = Buffer.alloc(WRITTEN_AT_ONCE * ENTRY);
    let used = 0;
    for (const entry of this.table.entries()) {
      for (const number of entry) used = piece.writeUInt32LE(number, used);
      if (used < piece.length) continue;
      yield piece;
      used = 0;
    }
    yield piece.subarray(0, used);
  }
}
