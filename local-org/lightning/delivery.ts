/** Files that the browser loads: the vendor build, compiled bundles, generated modules, SLDS, static resources. Hashed addresses are kept for good. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Org } from '../org.ts';
import type { Links } from './build/links.ts';
import { salesforceModule } from './build/salesforce.ts';
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
  readonly sessions: Sessions;
  /** Null until the base components are ready. */
  vendor(): VendorBuild | null;
  /** Null until the base components are ready. */
  links(): Links | null;
}

/** Mounts every address below which files are found. */
export function deliverFiles(app: FastifyInstance, delivery: Delivery): void {
  const { org, sessions } = delivery;
  app.get('/lightning/vendor/:key/*', (request, reply) => {
    const { key, '*': name } = request.params as { key: string; '*': string };
    const vendor = delivery.vendor();
    return vendor?.key === key ? sendFile(reply, vendor.dir, name, FOR_GOOD) : missing(reply);
  });
  app.get('/lightning/m/:key/*', (request, reply) => {
    const { key, '*': name } = request.params as { key: string; '*': string };
    const links = delivery.links();
    return links ? sendModule(reply, async () => linked(await links.file(key, name))) : missing(reply);
  });
  app.get('/lightning/my/*', (request, reply) => {
    const session = sessions.of(request);
    const name = `@salesforce/${(request.params as { '*': string })['*']}`;
    return session
      ? sendModule(reply, async () => ({ code: salesforceModule(org, session.userId, name), caching: 'no-store' }))
      : missing(reply);
  });
  app.get('/assets/:version/*', (request, reply) => sendFile(reply, slds, (request.params as { '*': string })['*'], FOR_GOOD));
  // The base components ask for sprites at this address, without a version, and so does the shell: each is read and parsed once a page.
  app.get('/assets/icons/*', (request, reply) =>
    sendFile(reply, path.join(slds, 'icons'), (request.params as { '*': string })['*'], 'public, max-age=86400')
  );
  app.get('/resource/*', (request, reply) => sendResource(reply, org, (request.params as { '*': string })['*']));
  app.get('/lightning/assets/:name', (request, reply) =>
    sendFile(reply, path.join(import.meta.dirname, 'assets'), (request.params as { name: string }).name, 'no-cache')
  );
}

interface Module {
  readonly code: string | Buffer;
  readonly caching: string;
}

/** A file that an older address asks for is given as it is now, once. */
function linked(found: { code: Buffer; current: boolean } | undefined): Module | undefined {
  return found && { code: found.code, caching: found.current ? FOR_GOOD : 'no-store' };
}

/** A module that cannot be made becomes one that throws: the error reaches the page that asked, and the console of the server. */
async function sendModule(reply: FastifyReply, make: () => Promise<Module | undefined>): Promise<unknown> {
  try {
    const module = await make();
    return module === undefined
      ? missing(reply)
      : reply
          .headers({ 'content-type': JAVASCRIPT, 'cache-control': module.caching, 'x-content-type-options': 'nosniff' })
          .send(module.code);
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
  const content = file.startsWith(root + path.sep) ? contentOf(file) : undefined;
  if (!content) return missing(reply);
  return reply
    .headers({
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': caching,
      'x-content-type-options': 'nosniff'
    })
    .send(content);
}

/** Files that pages ask for again and again: the components, the sheets, the icons. */
const contents = new Map<string, { stamp: string; content: Buffer }>();

/** @returns the file's bytes as they are now; undefined when it is none. */
function contentOf(file: string): Buffer | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  const stamp = `${stat.mtimeMs} ${stat.size}`;
  const known = contents.get(file);
  if (known?.stamp === stamp) return known.content;
  const content = readFileSync(file);
  contents.set(file, { stamp, content });
  return content;
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
