/** Where deployed source lies: a folder for each deployment, of which the database names the one that counts. */
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeployedSource } from '../metadata/types.ts';
import type { Org } from '../org.ts';
import type { Database } from '../store/index.ts';

const REMOVED = 'removed.json';
const SOURCE = 'source';

/** @returns what was deployed into the org of that database, or null. Folders of deployments that came to nothing are removed. */
export function currentGeneration(database: Database, dir: string | null): DeployedSource | null {
  database.run('CREATE TABLE IF NOT EXISTS "_generation" (part TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID');
  if (dir === null || !existsSync(dir)) return null;
  const name = database.all(`SELECT name FROM "_generation" WHERE part = 'deployed'`)[0]?.['name'] as string | undefined;
  for (const entry of readdirSync(dir)) if (entry !== name) rmSync(path.join(dir, entry), { recursive: true, force: true });
  return name !== undefined && existsSync(path.join(dir, name)) ? read(path.join(dir, name)) : null;
}

function read(generation: string): DeployedSource {
  return {
    dir: path.join(generation, SOURCE),
    removed: JSON.parse(readFileSync(path.join(generation, REMOVED), 'utf8')) as string[]
  };
}

/** A folder in the making: what counts now, to be changed and then put in its place. */
export class Generation {
  readonly source: DeployedSource;
  private readonly root: string;
  private readonly removed: Set<string>;
  private taken = false;

  /** @param home the folder of all generations */
  constructor(home: string, before: DeployedSource | null) {
    mkdirSync(home, { recursive: true });
    this.root = mkdtempSync(path.join(home, 'g'));
    this.removed = new Set(before?.removed);
    this.source = { dir: path.join(this.root, SOURCE), removed: [] };
    mkdirSync(this.source.dir);
    if (before) link(before.dir, this.source.dir);
  }

  /** Writes a file, in the place of one of that name. It is never written into: older generations hold the same file. */
  write(file: string, bytes: Uint8Array): void {
    const full = this.inside(file);
    mkdirSync(path.dirname(full), { recursive: true });
    rmSync(full, { force: true });
    writeFileSync(full, bytes);
  }

  /** Takes a file or a folder away, if it is there. */
  remove(file: string): void {
    rmSync(this.inside(file), { recursive: true, force: true });
  }

  /** Says that a component of the package directories no longer counts, or counts again. */
  hide(key: string, hidden: boolean): void {
    if (hidden) this.removed.add(key);
    else this.removed.delete(key);
  }

  /** @returns what the org would run on. */
  finish(): DeployedSource {
    const removed = [...this.removed].sort();
    writeFileSync(path.join(this.root, REMOVED), JSON.stringify(removed, null, 1));
    return { dir: this.source.dir, removed };
  }

  /** The org runs on it from now on, after a restart too. @throws what {@link Org.redeploy} throws; then nothing has changed. */
  take(org: Org): void {
    const old = org.metadata.deployed;
    org.redeploy(this.finish(), () =>
      org.store.run(`INSERT OR REPLACE INTO "_generation" (part, name) VALUES ('deployed', ?)`, [path.basename(this.root)])
    );
    this.taken = true;
    if (old) rmSync(path.dirname(old.dir), { recursive: true, force: true });
  }

  discardUnlessTaken(): void {
    if (!this.taken) this.discard();
  }

  discard(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private inside(file: string): string {
    const full = path.resolve(this.source.dir, file);
    if (!full.startsWith(this.source.dir + path.sep)) throw new Error('A file outside the folder of the deployment');
    return full;
  }
}

const homes = new WeakMap<Org, string>();

/** @returns the folder for the generations of an org; one without a data folder has a temporary one while the process lives. */
export function homeOf(org: Org): string {
  const given = org.options.deployedDir;
  if (given) return path.resolve(given);
  let home = homes.get(org);
  if (home === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'org-deployed-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    homes.set(org, (home = made));
  }
  return home;
}

/** The same files under another name; copied where the file system has no links. */
function link(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      mkdirSync(target);
      link(source, target);
    } else
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
  }
}
