import { randomInt } from 'node:crypto';

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
