/** The composition root: opens the data, reads the source, deploys it and puts the services together. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createApex } from './apex/index.ts';
import { createAsync } from './apex/async/index.ts';
import { createDml } from './dml/index.ts';
import { createFormula } from './formula/index.ts';
import { loadMetadata } from './metadata/index.ts';
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
  /** User name of the administrator every org starts with. */
  readonly adminUsername?: string;
  /** Where compiled Apex is kept from one start to the next; none: nothing is kept. */
  readonly cacheDir?: string;
  /** Leaves out metadata that this org does not know, and notes it, where otherwise the start fails. For tests of foreign source only. */
  readonly tolerant?: boolean;
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
  const now = options.now ?? Date.now;
  const metadata = loadMetadata(options.packageDirs, options.tolerant);
  if (options.database !== ':memory:') mkdirSync(path.dirname(path.resolve(options.database)), { recursive: true });
  const database = new Database(options.database);
  try {
    const schema = buildSchema(metadata, new StoredPrefixes(database));
    const store = createStore(database, schema);
    deploy({ metadata, schema, store, now }, options.adminUsername ?? 'admin@demo.example');
    const org = withServices({ metadata, schema, store, now }, options);
    settle(org);
    // Its tables have to stand before a first transaction can be rolled back.
    void org.async;
    return org;
  } catch (error) {
    database.close();
    throw error;
  }
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

function withServices(base: Pick<Org, 'metadata' | 'schema' | 'store' | 'now'>, options: BootOptions): Org {
  const org = { ...base } as Org;
  for (const [name, make] of Object.entries(FACTORIES)) {
    let service: unknown;
    Object.defineProperty(org, name, { enumerable: true, get: () => (service ??= make(org, options)) });
  }
  return org;
}
