/** Rows that one job takes, whole in memory so that they, or some of them, can be sent again. */
import { DigestTable } from './hashes.ts';
import type { Digest } from './hashes.ts';
import type { Reject } from './types.ts';

/** Bytes of a chunk, far below the 100 MB of Salesforce: two are in memory at a time. */
export const CHUNK_BYTES = 13 * 1024 * 1024;
const FIRST_BYTES = 64 * 1024;
const FIRST_ROWS = 1024;
/** Numbers kept for a row: where it begins, its number in the source, the digests of its key and of itself. */
const NUMBERS = 6;
const ENTRY = 16;

/** What a chunk is written into; a chunk that is done with can leave it to another. */
export interface Room {
  buffer: Buffer;
  numbers: Uint32Array;
}

export class Chunk {
  readonly index: number;
  /** Rows that were refused here, before the org could see them. */
  readonly rejects: Reject[] = [];
  /** Rows among its own that the org has already as they are. */
  unchanged = 0;
  count = 0;
  private readonly room: Room;
  private readonly headerLength: number;
  private length: number;
  private places: DigestTable | null = null;

  constructor(index: number, header: string, room?: Room) {
    this.index = index;
    this.room = room ?? { buffer: Buffer.allocUnsafe(FIRST_BYTES + header.length * 3), numbers: new Uint32Array(NUMBERS * FIRST_ROWS) };
    this.headerLength = this.length = this.room.buffer.write(header);
  }

  /** The chunk must not be used any more. */
  leave(): Room {
    return this.room;
  }

  /** @returns whether a line still fits into so many bytes. A first one always does. */
  hasRoom(bytes: number, most: number): boolean {
    return this.count === 0 || this.length + bytes <= most;
  }

  add(line: string, bytes: number, sourceRow: number, key: Digest, row: Digest): void {
    this.makeRoom(bytes);
    const at = this.count * NUMBERS;
    this.room.numbers[at] = this.length;
    this.room.numbers[at + 1] = sourceRow;
    this.room.numbers[at + 2] = key.low;
    this.room.numbers[at + 3] = key.high;
    this.room.numbers[at + 4] = row.low;
    this.room.numbers[at + 5] = row.high;
    this.length += this.room.buffer.write(line, this.length);
    this.count++;
  }

  /** The CSV of all rows, or of those at some places. */
  bytes(places?: readonly number[]): Buffer {
    if (!places) return this.room.buffer.subarray(0, this.length);
    const rows = places.map((place) => this.room.buffer.subarray(this.start(place), this.start(place + 1)));
    return Buffer.concat([this.room.buffer.subarray(0, this.headerLength), ...rows]);
  }

  /** @returns the place of the row with a key; -1 when it is not in this chunk. */
  placeOf(key: Digest): number {
    return this.keyIndex().get(key)?.low ?? -1;
  }

  sourceRow(place: number): number {
    return this.room.numbers[place * NUMBERS + 1]!;
  }

  /** For the list of what the org has: the digests of all rows but some. */
  entries(leftOut: ReadonlySet<number>): Uint8Array {
    const bytes = Buffer.allocUnsafe((this.count - leftOut.size) * ENTRY);
    let at = 0;
    for (let place = 0; place < this.count; place++) {
      if (leftOut.has(place)) continue;
      for (let n = 2; n < NUMBERS; n++) at = bytes.writeUInt32LE(this.room.numbers[place * NUMBERS + n]!, at);
    }
    return bytes;
  }

  private start(place: number): number {
    return place < this.count ? this.room.numbers[place * NUMBERS]! : this.length;
  }

  /** Made only when the org has given rows back. */
  private keyIndex(): DigestTable {
    if (this.places) return this.places;
    const places = new DigestTable(this.count);
    for (let place = 0; place < this.count; place++) {
      const at = place * NUMBERS;
      places.put({ low: this.room.numbers[at + 2]!, high: this.room.numbers[at + 3]! }, { low: place, high: 0 });
    }
    return (this.places = places);
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes > this.room.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length + bytes, Math.min(this.room.buffer.length * 2, CHUNK_BYTES)));
      this.room.buffer.copy(larger, 0, 0, this.length);
      this.room.buffer = larger;
    }
    if ((this.count + 1) * NUMBERS <= this.room.numbers.length) return;
    const numbers = new Uint32Array(this.room.numbers.length * 2);
    numbers.set(this.room.numbers);
    this.room.numbers = numbers;
  }
}
