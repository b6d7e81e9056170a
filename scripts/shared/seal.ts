import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { state as words } from '../messages/common.ts';
import { EXIT, ToolError } from './exit.ts';
import { makeFolder, stateRoot } from './state.ts';

const MAGIC = Buffer.from('CFD1');
const NONCE = 12;
const TAG = 16;
const HEAD = MAGIC.length + 8 + NONCE;

/**
 * The key of this machine's user, from CONFIDE_KEY, from the file that CONFIDE_KEY_FILE names, or from the tool's own file in her
 * home folder: never from the folder that it locks.
 * @param make whether a missing key of the tool's own may be made; without one nothing old can be opened
 */
export function masterKey(make: boolean, env: NodeJS.ProcessEnv = process.env): Buffer {
  if (env['CONFIDE_KEY']) return decoded(env['CONFIDE_KEY']);
  const file = env['CONFIDE_KEY_FILE'] ?? path.join(env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'confide', 'key');
  if (!existsSync(file)) {
    if (!make || env['CONFIDE_KEY_FILE']) throw new ToolError(words.keyMissing, EXIT.blocked);
    outside(file, env);
    makeFolder(path.dirname(file));
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  outside(file, env);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw new ToolError(words.keyOpenToOthers, EXIT.blocked);
  return decoded(readFileSync(file, 'utf8').trim());
}

function outside(file: string, env: NodeJS.ProcessEnv): void {
  const real = (where: string): string =>
    existsSync(where) ? realpathSync(where) : path.join(real(path.dirname(where)), path.basename(where));
  const relative = path.relative(real(stateRoot(env)), real(path.resolve(file)));
  if (!relative.startsWith('..') && !path.isAbsolute(relative)) throw new ToolError(words.keyInside, EXIT.blocked);
}

function decoded(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== 32) throw new ToolError(words.keyBad, EXIT.usage);
  return key;
}

/** A key for one purpose only, e.g. `before-images`, `row-hashes`: what is made for one opens or matches nothing of another. */
export function keyFor(purpose: string, master: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `confide/${purpose}`, 32));
}

/** @returns a pseudonym in 64 hexadecimal digits: the same for the same value and key, and not to be turned back without the key */
export function keyedHash(value: string | Uint8Array, key: Buffer): string {
  return createHmac('sha256', key).update(value).digest('hex');
}

/** Locks bytes with AES-256-GCM. @param about what they belong to (a file's name, a run's id): they open for the same only */
export function seal(content: Uint8Array, key: Buffer, about = ''): Buffer {
  const nonce = randomBytes(NONCE);
  const head = Buffer.concat([MAGIC, fingerprint(key), nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(about)]));
  return Buffer.concat([head, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` locked. @throws ToolError when the key is another or one byte was changed */
export function unseal(sealed: Uint8Array, key: Buffer, about = ''): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const head = bytes.subarray(0, HEAD);
  try {
    if (!head.subarray(0, HEAD - NONCE).equals(Buffer.concat([MAGIC, fingerprint(key)]))) throw new Error('head');
    const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(HEAD - NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.concat([head, Buffer.from(about)])).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(HEAD, -TAG)), decipher.final()]);
  } catch {
    throw new ToolError(words.wrongKey, EXIT.blocked);
  }
}

/** Says which key a file was locked with, and nothing of the key. */
function fingerprint(key: Buffer): Buffer {
  return createHmac('sha256', key).update('confide/fingerprint').digest().subarray(0, 8);
}
