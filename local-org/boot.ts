/** The composition root: opens the data, reads the source, deploys it and puts the services together. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { currentGeneration } from './deploy/generations.ts';
import { createApex } from './apex/index.ts';
import { createAsync } from './apex/async/index.ts';
import { createDml } from './dml/index.ts';
import { createFormula } from './formula/index.ts';
import { loadMetadata } from './metadata/index.ts';
import type { MetadataError } from './metadata/index.ts';
import type { DeployedSource } from './metadata/types.ts';
import type { Org } from './org.ts';
import { deploy } from './schema/deploy/index.ts';
import { settle } from './schema/deploy/settle.ts';
import { buildSchema } from './schema/index.ts';
import { createSecurity } from './security/index.ts';
import { createSoql } from './soql/index.ts';
import { Database, StoredPrefixes, createStore } from './store/index.ts';

export interface BootOptions {
  /** Directories of SFDX source, read as they stand. */
  readonly packageDirs: readonly string[];
  /** Path of the SQLite file, or `:memory:`. */
  readonly database: string;
  /** Does not wait for the disk at each commit, so that rows survive a kill and no power cut: for tests, which commit by the thousand. */
  readonly unsynced?: boolean;
  /** Folder for what is deployed into the running org; none: a folder for the life of the process. */
  readonly deployedDir?: string | null;
  /** What stands before the package directories, in an org that keeps no such folder. */
  readonly deployed?: DeployedSource | null;
  /** User name of the administrator every org starts with. */
  readonly adminUsername?: string;
  /** Where compiled Apex is kept from one start to the next; none: nothing is kept. */
  readonly cacheDir?: string | null;
  /** Leaves out metadata that this org does not know, and notes it, where otherwise the start fails. For tests of foreign source only. */
  readonly tolerant?: boolean;
  /** Where every fault of the source goes, so that the start goes on behind it: shows all that a deployment would meet. */
  readonly faults?: MetadataError[];
  /** Milliseconds since the epoch, for tests that move the clock. */
  readonly now?: () => number;
  /** Counts the statements Apex runs, for the coverage of tests. */
  readonly coverage?: boolean;
}

/**
 * Boots an org.
 * @throws MetadataError, NotSupportedError or Error with a sentence for people, when the source cannot be deployed or the data not be opened.
 */
export function bootOrg(options: BootOptions): Org {
  if (options.database !== ':memory:') mkdirSync(path.dirname(path.resolve(options.database)), { recursive: true });
  const database = new Database(options.database, options.unsynced);
  try {
    const org = orgOn(database, options);
    org.redeploy(options.deployed ?? currentGeneration(database, options.deployedDir ?? null));
    return org;
  } catch (error) {
    database.close();
    throw error;
  }
}

type Source = Pick<Org, 'metadata' | 'schema' | 'store'>;
/** What the org runs on; other source replaces all of it at once. */
interface State {
  readonly source: Partial<Source>;
  readonly services: Map<string, unknown>;
}

function orgOn(database: Database, options: BootOptions): Org {
  const now = options.now ?? Date.now;
  let state: State = { source: {}, services: new Map() };
  const org = { options, now } as Org;
  const define = (name: string, get: () => unknown): void => void Object.defineProperty(org, name, { enumerable: true, get });
  for (const name of ['metadata', 'schema', 'store'] as const) define(name, () => state.source[name]);
  for (const [name, make] of Object.entries(FACTORIES))
    define(name, () => {
      const { services } = state;
      if (!services.has(name)) services.set(name, make(org, options));
      return services.get(name);
    });
  const start = (deployed: DeployedSource | null): void => {
    const { tolerant, faults, cacheDir } = options;
    const metadata = loadMetadata(options.packageDirs, { tolerant, faults, deployed, cacheDir });
    const schema = buildSchema(metadata, new StoredPrefixes(database));
    const store = createStore(database, schema);
    state = { source: { metadata, schema, store }, services: new Map() };
    deploy({ metadata, schema, store, now }, options.adminUsername ?? 'admin@demo.example');
    settle(org);
    // Their tables have to stand before a first transaction can be rolled back, which would then also cost every statement its compiled form.
    void org.async;
    void org.dml;
  };
  return Object.assign(org, {
    redeploy(deployed: DeployedSource | null, alongside: () => void = () => undefined): void {
      if (database.depth > 0) throw new Error('Source cannot change inside a transaction');
      const { beforeCommit } = database;
      const before = state;
      // The counters of the store that is given up belong to a transaction that is rolled back.
      const goBack = (error: unknown): never => {
        state = before;
        database.beforeCommit = beforeCommit;
        throw error;
      };
      const work = (): void => {
        start(deployed);
        alongside();
      };
      try {
        database.atomically(() => {
          try {
            work();
          } catch (error) {
            goBack(error);
          }
        });
      } catch (error) {
        goBack(error);
      }
    }
  });
}

/** How each service is made. They reach each other through the org at call time, so each is made when it is first asked for. */
const FACTORIES = {
  security: createSecurity,
  formula: createFormula,
  soql: createSoql,
  dml: createDml,
  apex: (org, options) => createApex(org, { cacheDir: options.cacheDir ?? null, coverage: options.coverage ?? false }),
  async: createAsync
} satisfies { readonly [Service in keyof Org]?: (org: Org, options: BootOptions) => Org[Service] };
