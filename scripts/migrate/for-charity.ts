/**
 * What was refused, with its values, locked for the charity: to the officer's public key (X25519, then AES-256-GCM), so that who loads keeps
 * a file that she cannot open. The pair is made from the key of the officer's own machine.
 */
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { keyFor, masterKey, seal, unseal } from '../shared/seal.ts';

/** What stands before the 32 bytes of an X25519 key in its usual wrapping (RFC 8410). */
const SECRET = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b656e032100', 'hex');

/** A key that was made for one file, locked for who may open it. */
export interface Wrapped {
  readonly run: string;
  readonly for: string;
  readonly by: string;
  readonly key: string;
}

/** @returns the public key of this machine, in hexadecimal digits, to be given to who loads */
export const publicKeyHere = (): string => hexOf(createPublicKey(secretHere(true)));

/** @throws ToolError (usage) for what is no public key */
export function isPublicKey(hex: string): string {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new ToolError(words.rejects.badKey, EXIT.usage);
  return hex.toLowerCase();
}

/** Makes a key for one file and locks it for the holder of this public key. */
export function wrapFor(hex: string, run: string): { key: Buffer; wrapped: Wrapped } {
  const key = randomBytes(32);
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const locked = seal(key, between(privateKey, publicOf(hex)), run).toString('hex');
  return { key, wrapped: { run, for: hex, by: hexOf(publicKey), key: locked } };
}

/** @throws ToolError (blocked) on another machine than the officer's */
export function unwrapHere({ run, by, key }: Wrapped): Buffer {
  return unseal(Buffer.from(key, 'hex'), between(secretHere(false), publicOf(by)), run);
}

const secretHere = (make: boolean): KeyObject =>
  createPrivateKey({ key: Buffer.concat([SECRET, keyFor('migration-rejects', masterKey(make))]), format: 'der', type: 'pkcs8' });
const publicOf = (hex: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
const hexOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('hex');
const between = (privateKey: KeyObject, publicKey: KeyObject): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), '', 'confide/rejects-for-charity', 32));
