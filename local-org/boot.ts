/** The composition root: opens the data, reads the source, deploys it and puts the services together. */
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotSupportedError } from './errors.ts';
import { loadMetadata } from './metadata/index.ts';
import type { Org } from './org.ts';
import { deploy } from './schema/deploy/index.ts';
import { settle } from './schema/deploy/settle.ts';
import { buildSchema } from './schema/index.ts';
import { Database, StoredPrefixes, createStore } from './store/index.ts';

export interface BootOptions {
  /** Directories of SFDX source, read as they stand. */
  readonly packageDirs: readonly string[];
  /** Path of the SQLite file, or `:memory:`. */
  readonly database: string;
  /** User name of the administrator every org starts with. */
  readonly adminUsername?: string;
  /** Milliseconds since the epoch, for tests that move the clock. */
  readonly now?: () => number;
}

/**
 * Boots an org.
 * @throws MetadataError, NotSupportedError or Error with a sentence for people, when the source cannot be deployed or the data not be opened.
 */
export function bootOrg(options: BootOptions): Org {
  const now = options.now ?? Date.now;
  const metadata = loadMetadata(options.packageDirs);
  if (options.database !== ':memory:') mkdirSync(path.dirname(path.resolve(options.database)), { recursive: true });
  const database = new Database(options.database);
  try {
    const schema = buildSchema(metadata, new StoredPrefixes(database));
    const store = createStore(database, schema);
    deploy({ metadata, schema, store, now }, options.adminUsername ?? 'admin@demo.example');
    const org = withServices({ metadata, schema, store, now });
    settle(org);
    return org;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Folder and factory of each service; made when it is first asked for. */
const SERVICES = {
  security: ['./security/index.ts', 'createSecurity'],
  formula: ['./formula/index.ts', 'createFormula'],
  soql: ['./soql/index.ts', 'createSoql'],
  dml: ['./dml/index.ts', 'createDml'],
  apex: ['./apex/index.ts', 'createApex'],
  async: ['./apex/async/index.ts', 'createAsync']
} as const;

function withServices(base: Pick<Org, 'metadata' | 'schema' | 'store' | 'now'>): Org {
  const org = { ...base } as Org;
  const require = createRequire(import.meta.url);
  for (const [name, [file, factory]] of Object.entries(SERVICES)) {
    let service: unknown;
    Object.defineProperty(org, name, {
      enumerable: true,
      get: () => {
        if (service !== undefined) return service;
        if (!existsSync(fileURLToPath(new URL(file, import.meta.url)))) throw new NotSupportedError(`service ${name}`);
        const make = (require(file) as Record<string, (org: Org) => unknown>)[factory];
        if (!make) throw new NotSupportedError(`service ${name}`);
        service = make(org);
        return service;
      }
    });
  }
  return org;
}
