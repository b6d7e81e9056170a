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

/** From a digest to a digest: open addressing in one array, four numbers an entry. */
export class DigestTable {
  size = 0;
  private slots: Uint32Array;

  constructor(expected = 1024) {
    this.slots = new Uint32Array(4 * 2 ** Math.ceil(Math.log2(Math.max(16, expected / FULL))));
  }

  get(key: Digest): Digest | null {
    const at = this.find(key.low, key.high);
    return this.taken(at) ? { low: this.slots[at + 2]!, high: this.slots[at + 3]! } : null;
  }

  has(key: Digest): boolean {
    return this.taken(this.find(key.low, key.high));
  }

  /** @returns whether the key is new. */
  put(key: Digest, value: Digest): boolean {
    if (this.size >= (this.slots.length / 4) * FULL) this.grow();
    return this.set(key.low, key.high, value.low, value.high);
  }

  /** Gives all entries as 16 bytes each, in no order that tells anything. */
  *entries(): Generator<Uint32Array> {
    for (let at = 0; at < this.slots.length; at += 4) if (this.taken(at)) yield this.slots.subarray(at, at + 4);
  }

  private set(low: number, high: number, valueLow: number, valueHigh: number): boolean {
    const at = this.find(low, high);
    const isNew = !this.taken(at);
    if (isNew) this.size++;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.slots[at + 2] = valueLow;
    this.slots[at + 3] = valueHigh;
    return isNew;
  }

  /** Where the key stands, or would. */
  private find(low: number, high: number): number {
    const mask = this.slots.length / 4 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 4;
      if (!this.taken(at) || (this.slots[at] === low && this.slots[at + 1] === high)) return at;
    }
  }

  /** A digest of nothing but zeros would count as none; it comes once in 2^64 rows, and such a row is merely sent again. */
  private taken(at: number): boolean {
    return this.slots[at] !== 0 || this.slots[at + 1] !== 0;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.size = 0;
    for (let at = 0; at < old.length; at += 4)
      if (old[at] !== 0 || old[at + 1] !== 0) this.set(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!);
  }
}
