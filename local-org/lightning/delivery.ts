/** Files that the browser loads: the vendor build, compiled bundles, generated modules, SLDS, static resources. Hashed addresses are kept for good. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Org } from '../org.ts';
import { Bundles, importsOf } from './build/bundles.ts';
import { isPersonal, salesforceHash, salesforceModule } from './build/salesforce.ts';
import type { VendorBuild } from './build/vendor.ts';
import type { Sessions } from './sessions.ts';

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const FOR_GOOD = 'public, max-age=31536000, immutable';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.js': JAVASCRIPT,
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.pdf': 'application/pdf'
};

const require = createRequire(import.meta.url);
const slds = path.join(path.dirname(require.resolve('@salesforce-ux/design-system/package.json')), 'assets');
export const SLDS_VERSION = (JSON.parse(readFileSync(path.join(slds, '..', 'package.json'), 'utf8')) as { version: string }).version;

export interface Delivery {
  readonly org: Org;
  readonly bundles: Bundles;
  readonly sessions: Sessions;
  /** Null until the base components are ready. */
  vendor(): VendorBuild | null;
}

/** Mounts every address below which files are found. */
export function deliverFiles(app: FastifyInstance, delivery: Delivery): void {
  const { org, sessions } = delivery;
  app.get('/lightning/vendor/:key/*', (request, reply) => {
    const { key, '*': name } = request.params as { key: string; '*': string };
    const vendor = delivery.vendor();
    return vendor?.key === key ? sendFile(reply, vendor.dir, name, FOR_GOOD) : missing(reply);
  });
  app.get('/lightning/m/:hash/:namespace/:name/*', (request, reply) =>
    sendBundle(reply, delivery, request.params as BundleParams, (request.query as { scoped?: string }).scoped !== undefined)
  );
  app.get('/lightning/sf/:hash/*', (request, reply) =>
    sendGenerated(reply, FOR_GOOD, () => salesforceModule(org, null, `@salesforce/${(request.params as { '*': string })['*']}`))
  );
  app.get('/lightning/my/*', (request, reply) => {
    const session = sessions.of(request);
    return session
      ? sendGenerated(reply, 'no-store', () =>
          salesforceModule(org, session.userId, `@salesforce/${(request.params as { '*': string })['*']}`)
        )
      : missing(reply);
  });
  app.get('/assets/:version/*', (request, reply) => sendFile(reply, slds, (request.params as { '*': string })['*'], FOR_GOOD));
  // The base components ask for sprites at this address, without a version.
  app.get('/assets/icons/*', (request, reply) =>
    sendFile(reply, path.join(slds, 'icons'), (request.params as { '*': string })['*'], 'public, max-age=86400')
  );
  app.get('/resource/*', (request, reply) => sendResource(reply, org, (request.params as { '*': string })['*']));
  app.get('/lightning/assets/:name', (request, reply) =>
    sendFile(reply, path.join(import.meta.dirname, 'assets'), (request.params as { name: string }).name, 'no-cache')
  );
}

/** @returns the import map: every specifier that a module may name, to its hashed address. */
export function importMap(delivery: Delivery, vendor: VendorBuild): Record<string, string> {
  const map: Record<string, string> = {};
  for (const [specifier, file] of Object.entries(vendor.files)) map[specifier] = `/lightning/vendor/${vendor.key}/${file}`;
  for (const bundle of delivery.bundles.all()) map[bundle.specifier] = bundleAddress(delivery.bundles, bundle.specifier);
  const generated = `/lightning/sf/${salesforceHash(delivery.org)}`;
  map['@salesforce/'] = `${generated}/`;
  map['@salesforce/apex'] = `${generated}/apex`;
  for (const kind of ['user', 'customPermission', 'userPermission']) map[`@salesforce/${kind}/`] = `/lightning/my/${kind}/`;
  return map;
}

/** @returns the addresses of everything that the roots import, so that the browser fetches it all at once instead of level by level. */
export function preloads(delivery: Delivery, vendor: VendorBuild, roots: readonly string[]): string[] {
  const map = importMap(delivery, vendor);
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (specifier: string): void => {
    if (seen.has(specifier)) return;
    seen.add(specifier);
    const bundle = delivery.bundles.get(specifier);
    const file = vendor.files[specifier];
    if (bundle) for (const next of visitBundle(delivery.bundles, specifier, found)) visit(next);
    else if (file) for (const name of [file, ...(vendor.graph[file] ?? [])]) found.add(`/lightning/vendor/${vendor.key}/${name}`);
    else if (specifier.startsWith('@salesforce/') && !isPersonal(specifier))
      found.add(map[specifier] ?? `${map['@salesforce/']}${specifier.slice('@salesforce/'.length)}`);
  };
  roots.forEach(visit);
  return [...found];
}

/** Adds the bundle's own files. @returns what they import from elsewhere. A file that does not compile is left for the browser to report. */
function visitBundle(bundles: Bundles, specifier: string, found: Set<string>): string[] {
  const bundle = bundles.get(specifier)!;
  const { file, hash } = bundles.entry(bundle);
  const outside: string[] = [];
  const queue = [file];
  const seen = new Set(queue);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, search] = next.split('?') as [string, string | undefined];
    found.add(`/lightning/m/${hash}/${specifier}/${next}`);
    let code: string | undefined;
    try {
      code = bundles.compile(bundle, name, search?.includes('scoped') ?? false);
    } catch {
      continue;
    }
    for (const target of importsOf(code ?? '')) {
      const local = target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : undefined;
      if (local === undefined) outside.push(target);
      else if (!seen.has(local)) {
        seen.add(local);
        queue.push(local);
      }
    }
  }
  return outside;
}

function bundleAddress(bundles: Bundles, specifier: string): string {
  const { file, hash } = bundles.entry(bundles.get(specifier)!);
  return `/lightning/m/${hash}/${specifier}/${file}`;
}

interface BundleParams {
  readonly hash: string;
  readonly namespace: string;
  readonly name: string;
  readonly '*': string;
}

function sendBundle(
  reply: FastifyReply,
  { bundles }: Delivery,
  { namespace, name, hash, '*': file }: BundleParams,
  scoped: boolean
): unknown {
  const bundle = bundles.get(`${namespace}/${name}`);
  if (!bundle) return missing(reply);
  return sendGenerated(reply, bundles.entry(bundle).hash === hash ? FOR_GOOD : 'no-store', () => bundles.compile(bundle, file, scoped));
}

/** A module that cannot be made becomes one that throws: the error reaches the page that asked, and the console of the server. */
function sendGenerated(reply: FastifyReply, caching: string, make: () => string | undefined): unknown {
  try {
    const code = make();
    return code === undefined
      ? missing(reply)
      : reply.headers({ 'content-type': JAVASCRIPT, 'cache-control': caching, 'x-content-type-options': 'nosniff' }).send(code);
  } catch (error) {
    const { message } = error as Error;
    console.error(message);
    return reply
      .headers({ 'content-type': JAVASCRIPT, 'cache-control': 'no-store' })
      .send(`throw new Error(${JSON.stringify(message)}); export default undefined;`);
  }
}

function sendFile(reply: FastifyReply, root: string, name: string, caching: string): unknown {
  const file = path.resolve(root, name);
  if (!file.startsWith(root + path.sep) || !existsSync(file) || !statSync(file).isFile()) return missing(reply);
  return reply
    .headers({
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': caching,
      'x-content-type-options': 'nosniff'
    })
    .send(readFileSync(file));
}

/** A static resource is one file beside its metadata, or a folder of files. */
function sendResource(reply: FastifyReply, org: Org, name: string): unknown {
  const [resource, ...rest] = name.split('/') as [string, ...string[]];
  const meta = org.metadata.paths.get(`StaticResource:${resource}`);
  if (!meta) return missing(reply);
  const dir = path.resolve(path.dirname(meta));
  if (rest.length > 0) return sendFile(reply, path.join(dir, resource), rest.join('/'), 'no-cache');
  const file = readdirSync(dir).find(
    (entry) => entry.replace(/\.[^.]+$/, '') === resource && !entry.endsWith('-meta.xml') && statSync(path.join(dir, entry)).isFile()
  );
  return file ? sendFile(reply, dir, file, 'no-cache') : missing(reply);
}

function missing(reply: FastifyReply): unknown {
  return reply.code(404).header('content-type', 'text/plain; charset=utf-8').send('Not found');
}
