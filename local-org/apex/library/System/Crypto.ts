import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  createSign,
  createVerify,
  type KeyObject,
  randomBytes,
  randomFillSync
} from 'node:crypto';
import { NotSupportedError } from '../../../errors.ts';
import { ApexBlob, argument, raise } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  SHA256: 'sha256',
  'SHA-512': 'sha512',
  SHA512: 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-384': 'sha3-384',
  'SHA3-512': 'sha3-512'
};
const MACS: Readonly<Record<string, string>> = { HMACMD5: 'md5', HMACSHA1: 'sha1', HMACSHA256: 'sha256', HMACSHA512: 'sha512' };
const CIPHERS: Readonly<Record<string, string>> = { AES128: 'aes-128-cbc', AES192: 'aes-192-cbc', AES256: 'aes-256-cbc' };

const known = (table: Readonly<Record<string, string>>, name: string | null): string =>
  table[argument(name).toUpperCase()] ?? raise('SecurityException', `Invalid algorithm ${name}`);
const blob = (bytes: Uint8Array): ApexBlob => new ApexBlob(new Uint8Array(bytes));

/** The last few keys as Node's own objects: it looks at bare bytes for longer than it takes to hash a short text. */
const secrets = new Map<string, KeyObject>();
function secret(bytes: Uint8Array): KeyObject {
  const text = Buffer.from(bytes).toString('latin1');
  const known = secrets.get(text);
  if (known) return known;
  if (secrets.size >= 16) secrets.clear();
  const made = createSecretKey(bytes);
  secrets.set(text, made);
  return made;
}

const pool = Buffer.alloc(4096);
let taken = pool.length;

/** A few random bytes out of many: to ask the system for each number costs as much as a small query. */
function random(size: number): Buffer {
  if (taken + size > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const bytes = Buffer.from(pool.subarray(taken, taken + size));
  pool.fill(0, taken, (taken += size));
  return bytes;
}

const Crypto_ = systemClass('public class System.Crypto', {
  'static Blob generateDigest(String algorithm, Blob input)': (algorithm: string | null, input: ApexBlob | null) =>
    blob(createHash(known(DIGESTS, algorithm)).update(argument(input).bytes).digest()),
  'static Blob generateMac(String algorithm, Blob input, Blob key)': (
    algorithm: string | null,
    input: ApexBlob | null,
    key: ApexBlob | null
  ) =>
    blob(
      createHmac(known(MACS, algorithm), secret(argument(key).bytes))
        .update(argument(input).bytes)
        .digest()
    ),
  'static Boolean verifyHMac(String algorithm, Blob input, Blob key, Blob mac)': (
    algorithm: string | null,
    input: ApexBlob | null,
    key: ApexBlob | null,
    mac: ApexBlob | null
  ) =>
    createHmac(known(MACS, algorithm), secret(argument(key).bytes))
      .update(argument(input).bytes)
      .digest()
      .equals(Buffer.from(argument(mac).bytes)),
  'static Blob sign(String algorithm, Blob input, Blob privateKey)': (
    algorithm: string | null,
    input: ApexBlob | null,
    privateKey: ApexBlob | null
  ) => {
    const scheme = signature(algorithm);
    const key = keyOf(privateKey, (der) => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
    return blob(
      createSign(scheme.digest)
        .update(argument(input).bytes)
        .sign({ key, ...scheme.options })
    );
  },
  'static Boolean verify(String algorithm, Blob input, Blob signature, Blob publicKey)': (
    algorithm: string | null,
    input: ApexBlob | null,
    signed: ApexBlob | null,
    publicKey: ApexBlob | null
  ) => {
    const scheme = signature(algorithm);
    const key = keyOf(publicKey, (der) => createPublicKey({ key: der, format: 'der', type: 'spki' }));
    return createVerify(scheme.digest)
      .update(argument(input).bytes)
      .verify({ key, ...scheme.options }, argument(signed).bytes);
  },
  'static Blob signWithCertificate(String algorithm, Blob input, String certificate)': () => {
    throw new NotSupportedError('Crypto.signWithCertificate');
  },
  'static Integer getRandomInteger()': () => random(4).readInt32BE(),
  'static Long getRandomLong()': () => random(8).readBigInt64BE(),
  'static Blob generateAesKey(Integer size)': (size: number) =>
    [128, 192, 256].includes(size) ? blob(randomBytes(size / 8)) : raise('InvalidParameterValueException', 'Invalid key size'),
  'static Blob encrypt(String algorithm, Blob key, Blob vector, Blob clear)': (
    algorithm: string | null,
    key: ApexBlob | null,
    vector: ApexBlob | null,
    clear: ApexBlob | null
  ) => {
    const cipher = createCipheriv(known(CIPHERS, algorithm), argument(key).bytes, argument(vector).bytes);
    return blob(Buffer.concat([cipher.update(argument(clear).bytes), cipher.final()]));
  },
  'static Blob decrypt(String algorithm, Blob key, Blob vector, Blob secret)': (
    algorithm: string | null,
    key: ApexBlob | null,
    vector: ApexBlob | null,
    secret: ApexBlob | null
  ) => decrypt(known(CIPHERS, algorithm), argument(key), argument(vector), argument(secret)),
  'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob clear)': (
    algorithm: string | null,
    key: ApexBlob | null,
    clear: ApexBlob | null
  ) => {
    const vector = randomBytes(16);
    const cipher = createCipheriv(known(CIPHERS, algorithm), argument(key).bytes, vector);
    return blob(Buffer.concat([vector, cipher.update(argument(clear).bytes), cipher.final()]));
  },
  'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob secret)': (
    algorithm: string | null,
    key: ApexBlob | null,
    secret: ApexBlob | null
  ) => decrypt(known(CIPHERS, algorithm), argument(key), blob(argument(secret).bytes.slice(0, 16)), blob(secret!.bytes.slice(16)))
});

/** Signatures by name: the digest, and for elliptic curves the form of the result. */
function signature(algorithm: string | null): {
  readonly digest: string;
  readonly options: { readonly dsaEncoding?: 'der' | 'ieee-p1363' };
} {
  const name = argument(algorithm).toUpperCase();
  const [, scheme, size, plain] = /^(RSA|RSA-|ECDSA-)(SHA1|SHA256|SHA384|SHA512)?(-PLAIN)?$/.exec(name) ?? [];
  if (!scheme || (plain && !scheme.startsWith('EC')) || (!size && scheme !== 'RSA') || (size === 'SHA1' && scheme === 'ECDSA-'))
    raise('SecurityException', `Invalid algorithm ${algorithm}`);
  return {
    digest: (size ?? 'SHA1').toLowerCase(),
    options: scheme === 'ECDSA-' ? { dsaEncoding: plain ? 'ieee-p1363' : 'der' } : {}
  };
}

/** Keys come as DER: PKCS #8 for private ones, X.509 for public ones. */
function keyOf(given: ApexBlob | null, read: (der: Buffer) => KeyObject): KeyObject {
  const der = Buffer.from(argument(given).bytes);
  try {
    return read(der);
  } catch {
    raise('SecurityException', 'Invalid Crypto Key');
  }
}

function decrypt(cipher: string, key: ApexBlob, vector: ApexBlob, secret: ApexBlob): ApexBlob {
  try {
    const decipher = createDecipheriv(cipher, key.bytes, vector.bytes);
    return blob(Buffer.concat([decipher.update(secret.bytes), decipher.final()]));
  } catch {
    raise('SecurityException', 'Given final block not properly padded');
  }
}

/** `application/x-www-form-urlencoded`, as Java's URLEncoder writes it. */
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const utf8 = (charset: string | null): void => {
  if (argument(charset).toUpperCase() !== 'UTF-8') raise('StringException', `Unsupported encoding: ${charset}`);
};

/** As Java's URLDecoder: what follows `%` side by side is decoded together, and what is no sign of the set becomes U+FFFD. */
function urlDecode(input: string, charset: string): string {
  const decoder = decoderOf(charset);
  return input.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, (run) => decoder.decode(Buffer.from(run.replaceAll('%', ''), 'hex')));
}
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { ignoreBOM: false });
  } catch {
    raise('StringException', `Unsupported encoding: ${charset}`);
  }
}

const EncodingUtil_ = systemClass('public class System.EncodingUtil', {
  'static String base64Encode(Blob input)': (input: ApexBlob | null) => argument(input).base64(),
  'static Blob base64Decode(String input)': (input: string | null) => blob(Buffer.from(argument(input), 'base64')),
  'static String convertToHex(Blob input)': (input: ApexBlob | null) => Buffer.from(argument(input).bytes).toString('hex'),
  'static Blob convertFromHex(String input)': (input: string | null) =>
    /^([\da-f]{2})*$/i.test(argument(input))
      ? blob(Buffer.from(input!, 'hex'))
      : raise('InvalidParameterValueException', 'Invalid hex string'),
  'static String urlEncode(String input, String charset)': (input: string | null, charset: string | null) => {
    utf8(charset);
    return urlEncode(argument(input));
  },
  'static String urlDecode(String input, String charset)': (input: string | null, charset: string | null) => {
    return urlDecode(argument(input), argument(charset));
  }
});

export default [Crypto_, EncodingUtil_] as LibraryClass[];
