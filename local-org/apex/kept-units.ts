/** The scripts of a whole package, kept from one start to the next by everything that they are made of. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Keep } from '../keep.ts';
import type { PackageMetadata } from '../metadata/types.ts';
import type { EmittedUnit } from './emit/unit.ts';

/** Packages whose scripts are kept side by side; the oldest goes first. */
const KEPT = 6;
const PREFIX = 'apex-';
const HOME = path.dirname(import.meta.dirname);
/** Folders of this org whose code has no part in what a class compiles to. */
const WITHOUT_PART = new Set(['api', 'bench', 'bin', 'conformance', 'deploy', 'fixtures', 'lightning', 'node_modules', 'reports']);

export class KeptUnits {
  private readonly keep: Keep;
  /** Whether every unit is there. */
  readonly complete: boolean;
  private readonly cacheDir: string;

  constructor(cacheDir: string, metadata: PackageMetadata, coverage: boolean) {
    this.cacheDir = cacheDir;
    const print = createHash('sha256').update(JSON.stringify([enginePrint(), metadata.print, metadata.leftOut, coverage]));
    this.keep = new Keep(path.join(cacheDir, `${PREFIX}${print.digest('hex').slice(0, 32)}`));
    this.complete = this.keep.size > 0;
  }

  get(key: string): EmittedUnit | undefined {
    const text = this.keep.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as EmittedUnit);
  }

  /** @param units all of the package, none of which was refused */
  save(units: ReadonlyMap<string, EmittedUnit>): void {
    for (const [key, unit] of units) this.keep.put(key, JSON.stringify(unit));
    this.keep.save();
    dropOldest(this.cacheDir);
  }
}

let engine: string | undefined;

/** @returns a hash over the code that compiles, and over the versions of the libraries it uses. */
function enginePrint(): string {
  if (engine) return engine;
  const digest = createHash('sha256').update(process.version);
  const add = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) {
        if (!WITHOUT_PART.has(entry.name)) add(file);
      } else if (/(?<!\.test)\.(ts|json)$/.test(entry.name)) digest.update(`${entry.name}\n`).update(readFileSync(file));
    }
  };
  add(HOME);
  return (engine = digest.digest('hex'));
}

function dropOldest(cacheDir: string): void {
  const kept = readdirSync(cacheDir).filter((name) => name.startsWith(PREFIX));
  const byAge = kept.map((name) => ({
    file: path.join(cacheDir, name),
    at: statSync(path.join(cacheDir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
  }));
  for (const { file } of byAge.sort((a, b) => b.at - a.at).slice(KEPT)) rmSync(file, { force: true });
}
