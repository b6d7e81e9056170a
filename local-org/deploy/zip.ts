/** Reads and writes zip files. What is read comes from outside: nothing in it may cost more than is allowed, or name a place elsewhere. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { PlatformError } from '../errors.ts';

/** Source: Metadata API limits: files in a package. */
const MOST_FILES = 10_000;
/** Unpacked bytes of all files together. Salesforce allows about 400 MB. */
const MOST_BYTES = 200 * 1024 * 1024;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const LINK = 0o120000;

const refuse = (problem: string): never => {
  throw new PlatformError('INVALID_REQUEST', `The zip file cannot be read: ${problem}`);
};

/**
 * Unpacks the files of a zip by its directory, in memory.
 * @returns bytes by path, in the order of the directory. @throws PlatformError for a file that is damaged, too large, or names a path outside.
 */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let room = MOST_BYTES;
  for (const entry of entriesOf(zip)) {
    const name = checkedPath(entry.name);
    if (name.endsWith('/')) continue;
    if (((entry.attributes >>> 16) & 0o170000) === LINK) refuse('it holds a link');
    // File systems that know no case would write one over the other.
    if (seen.has(name.toLowerCase())) refuse('it holds a path twice');
    seen.add(name.toLowerCase());
    const bytes = contentOf(zip, entry, room);
    room -= bytes.length;
    files.set(name, bytes);
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly attributes: number;
  readonly at: number;
}

function* entriesOf(zip: Buffer): Generator<Entry> {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_FILES) refuse(`it holds more than ${MOST_FILES} files`);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) refuse('its directory is damaged');
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    if (at + 46 + name > zip.length) refuse('its directory is damaged');
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + name),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      attributes: zip.readUInt32LE(at + 38),
      at: zip.readUInt32LE(at + 42)
    };
    at += 46 + name + extra + comment;
  }
}

/** The record at the end, behind which only a comment may stand. */
function endOf(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at--) if (zip.readUInt32LE(at) === END) return at;
  return refuse('it is no zip file');
}

function checkedPath(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (name === '' || /[\u0000-\u001f\\:*?"<>|\uFFFD]/.test(name) || name.length > 400) return refuse('it holds a path that is not allowed');
  const parts = name.replace(/\/$/, '').split('/');
  if (parts.some((part) => part === '' || /^\.+$/.test(part) || /[. ]$/.test(part))) return refuse('it holds a path that is not allowed');
  return name;
}

function contentOf(zip: Buffer, entry: Entry, room: number): Buffer {
  if (entry.flags & 1) refuse('a file in it is encrypted');
  if (entry.packed === 0xffffffff || entry.size === 0xffffffff || entry.at === 0xffffffff) refuse('a file in it is too large');
  if (entry.size > room) refuse('its files are too large');
  if (entry.at + 30 > zip.length || zip.readUInt32LE(entry.at) !== LOCAL) refuse('a file in it is damaged');
  const from = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28);
  if (from + entry.packed > zip.length) refuse('a file in it is damaged');
  const packed = zip.subarray(from, from + entry.packed);
  const bytes =
    entry.method === STORED
      ? Buffer.from(packed)
      : entry.method === DEFLATED
        ? inflated(packed, entry.size)
        : refuse('a file in it is packed in an unknown way');
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) refuse('a file in it is damaged');
  return bytes;
}

/** A file that unpacks to more than its directory says is given up there. */
function inflated(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return refuse('a file in it is damaged');
  }
}

/** @returns a zip file of these files. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, bytes] of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2); // names are UTF-8
    head.writeUInt16LE(DEFLATED, 4);
    head.writeUInt16LE(0x21, 8); // the first day of 1980: the same files make the same zip
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    parts.push(signed(LOCAL), head, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(signed(ENTRY), Buffer.from([20, 0]), head, rest, name);
    at += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, signed(END), end]);
}

function signed(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
