/** Keyed digests of rows, cut to 64 bits each, in flat tables: 16 bytes a row, and nothing that could be read back. */
import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** 64 bits as two numbers. Two rows of a million share one with a chance of one in thirty million. */
export interface Digest {
  readonly low: number;
  readonly high: number;
}

/** @param key at least 32 random bytes, kept where the list of rows is not. */
export class Hasher {
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    if (key.length < 32) throw new RangeError('A key of 32 bytes or more');
    this.key = createSecretKey(key);
  }

  digest(text: string): Digest {
    const bytes = createHmac('sha256', this.key).update(text).digest();
    return { low: bytes.readUInt32LE(0), high: bytes.readUInt32LE(4) };
  }

  /** 128 bits in hexadecimal, for journals. */
  mark(bytes: Uint8Array | string): string {
    return createHmac('sha256', this.key).update(bytes).digest('hex').slice(0, 32);
  }
}

const FULL = 0.7;

/** Keys with so many numbers each in one array, found by open addressing; the first two numbers are the key. */
class Table {
  size = 0;
  protected slots: Uint32Array;
  private readonly width: number;

  constructor(width: number, expected: number) {
    this.width = width;
    this.slots = new Uint32Array(width * 2 ** Math.ceil(Math.log2(Math.max(16, expected / FULL))));
  }

  has(key: Digest): boolean {
    return this.isTaken(this.find(key.low, key.high));
  }

  /** Makes room for so many keys more, so that it need not grow on the way. */
  reserve(more: number): void {
    while (this.size + more >= this.room * FULL) this.grow();
  }

  protected get room(): number {
    return this.slots.length / this.width;
  }

  /** Where the key stands, or would. */
  protected find(low: number, high: number): number {
    const mask = this.room - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * this.width;
      if (!this.isTaken(at) || (this.slots[at] === low && this.slots[at + 1] === high)) return at;
    }
  }

  /** A digest of nothing but zeros would count as none; it comes once in 2^64 rows, and such a row is merely sent again. */
  protected isTaken(at: number): boolean {
    return this.slots[at] !== 0 || this.slots[at + 1] !== 0;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += this.width)
      if (old[at] !== 0 || old[at + 1] !== 0) this.slots.set(old.subarray(at, at + this.width), this.find(old[at]!, old[at + 1]!));
  }
}

export class DigestSet extends Table {
  constructor(expected = 1024) {
    super(2, expected);
  }

  /** @returns whether it is new. */
  add({ low, high }: Digest): boolean {
    this.reserve(1);
    const at = this.find(low, high);
    if (this.isTaken(at)) return false;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.size++;
    return true;
  }
}

/** From a digest to a digest. */
export class DigestTable extends Table {
  constructor(expected = 1024) {
    super(4, expected);
  }

  get(key: Digest): Digest | null {
    const at = this.find(key.low, key.high);
    return this.isTaken(at) ? { low: this.slots[at + 2]!, high: this.slots[at + 3]! } : null;
  }

  put(key: Digest, value: Digest): void {
    this.reserve(1);
    const at = this.find(key.low, key.high);
    if (!this.isTaken(at)) this.size++;
    this.slots[at] = key.low;
    this.slots[at + 1] = key.high;
    this.slots[at + 2] = value.low;
    this.slots[at + 3] = value.high;
  }

  /** Gives all entries as four numbers each, in no order that tells anything. */
  *entries(): Generator<Uint32Array> {
    for (let at = 0; at < this.slots.length; at += 4) if (this.isTaken(at)) yield this.slots.subarray(at, at + 4);
  }
}
