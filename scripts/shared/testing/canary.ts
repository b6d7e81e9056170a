/**
 * Canaries: invented people whose names are planted in every input of a command, and looked for afterwards in everything that it
 * left: its output, its log and state, temporary files, crash reports, and the records of its history in the org.
 *
 *     const nest = canaryNest();
 *     writeFileSync(path.join(nest.inputs, 'families.csv'), `Name,Phone\n${nest.canary.name},${nest.canary.phone}\n`);
 *     const ran = await nest.run(['migrate', 'plan', …]);
 *     nest.note('history', JSON.stringify(await history(org)));
 *     nest.assertSilent();
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { confide, type Ran } from './run.ts';

/** Strings that occur nowhere by chance. */
export const CANARY = {
  firstName: 'Zephyrantha',
  lastName: 'Quillfeatherby',
  name: 'Zephyrantha Quillfeatherby',
  postcode: 'ZX9 7QJ',
  phone: '07700 900619',
  email: 'zephyrantha@quillfeatherby.example',
  dateOfBirth: '1987-02-29',
  note: 'told the wyvernly midwife in confidence',
  nhs: '999 888 7776'
} as const;

export interface Nest {
  readonly canary: typeof CANARY;
  /** Where the command's inputs lie: not searched. */
  readonly inputs: string;
  /** Its working folder, state, home and temporary folder: searched. */
  readonly home: string;
  readonly state: string;
  /** Runs the tool in the nest and keeps what it says for the search; crash reports are asked for. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
  /** Keeps more to be searched: records of the org, answers of a server. */
  note(where: string, text: string): void;
  /** Places where a canary was found, as `where: which`. */
  found(): string[];
  /** @throws AssertionError naming the places */
  assertSilent(): void;
  remove(): void;
}

/**
 * A place of its own for one run, with folders for everything that a run may leave.
 * @param more names that a command invents by itself, looked for as well
 */
export function canaryNest(more: Readonly<Record<string, string>> = {}): Nest {
  const base = mkdtempSync(path.join(tmpdir(), 'confide-canary-'));
  const place = (name: string): string => (mkdirSync(path.join(base, name), { mode: 0o700 }), path.join(base, name));
  const [inputs, left, home, state, temporary, crash] = ['inputs', 'work', 'home', 'state', 'tmp', 'crash'].map(place) as [
    string,
    string,
    string,
    string,
    string,
    string
  ];
  const noted = new Map<string, string>();
  const env = {
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    CONFIDE_STATE: state,
    DEBUG: '*',
    NODE_OPTIONS: `--report-uncaught-exception --report-on-fatalerror --report-directory=${crash}`
  };
  const nest: Nest = {
    canary: CANARY,
    inputs,
    home,
    state,
    async run(args, own = {}) {
      const ran = await confide(args, { ...env, ...own }, left);
      noted.set(`output of ${args.slice(0, 2).join(' ')} #${noted.size}`, `${ran.stdout}\n${ran.stderr}`);
      return ran;
    },
    note: (where, text) => void noted.set(where, text),
    found() {
      const files = [left, home, state, temporary, crash].flatMap(filesIn);
      return [
        ...[...noted].flatMap(([where, text]) => canariesIn(Buffer.from(text), more).map((which) => `${where}: ${which}`)),
        ...files.flatMap((file) => [
          ...canariesIn(Buffer.from(path.basename(file)), more).map((which) => `name of ${path.relative(base, file)}: ${which}`),
          ...canariesIn(readFileSync(file), more).map((which) => `${path.relative(base, file)}: ${which}`)
        ])
      ];
    },
    assertSilent: () => assert.deepEqual(nest.found(), [], 'no value of an input is left anywhere'),
    remove: () => rmSync(base, { recursive: true, force: true })
  };
  return nest;
}

/** @returns which canaries the bytes hold, plain or in one of the forms in which data hides */
export function canariesIn(bytes: Buffer, more: Readonly<Record<string, string>> = {}): string[] {
  const forms = [bytes, ...unzipped(bytes)].map((form) => form.toString('latin1').toLowerCase());
  return Object.entries({ ...CANARY, ...more }).flatMap(([which, value]) =>
    spellings(value).some((word) => forms.some((form) => form.includes(word))) ? [which] : []
  );
}

/** How a value may be written: as it is, without spaces, in URLs, JSON, UTF-16, hexadecimal, base64 at each of three offsets. */
function spellings(value: string): string[] {
  const utf8 = Buffer.from(value);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), utf8])
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(Math.ceil((offset * 8) / 6), -2);
  });
  const bare = value.replaceAll(' ', '');
  return [
    value,
    bare,
    encodeURIComponent(value),
    value.replaceAll(' ', '+'),
    utf8.toString('hex'),
    ...base64,
    Buffer.from(value, 'utf16le').toString('latin1')
  ].map((word) => word.toLowerCase());
}

function unzipped(bytes: Buffer): Buffer[] {
  try {
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? [gunzipSync(bytes)] : [];
  } catch {
    return [];
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
