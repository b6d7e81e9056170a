/**
 * Lightning Experience, as far as this org has it: the shell with the package's apps, tabs, pages and components, in a browser on this machine.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Org } from '../org.ts';
import { Bundles, ownModules } from './build/bundles.ts';
import { Links } from './build/links.ts';
import { checkSalesforceImport } from './build/salesforce.ts';
import { prepareVendor } from './build/vendor.ts';
import type { VendorBuild } from './build/vendor.ts';
import { answerCalls, placesOf } from './calls.ts';
import { deliverFiles, SLDS_VERSION } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { pageHeaders, refusalOf } from './guard.ts';
import { appDocument, personaDocument, waitingDocument } from './page.ts';
import { Sessions } from './sessions.ts';
import { appsFor, openableItem } from './shell/apps.ts';
import { appName, bootData } from './shell/operations.ts';
import { homePageName, pageFor, recordPageName } from './shell/pages.ts';
import { personas } from './shell/personas.ts';
import { utilitiesOf } from './shell/utilities.ts';

export interface UiOptions {
  /** Folder for compiled components; may be deleted at any time. */
  readonly cacheDir: string;
  /** `development` prints the engine's own warnings in the browser. */
  readonly mode?: 'production' | 'development';
  /** Told while the base components are built, once per set of library versions. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Ui {
  /** Settles when the base components are ready; until then pages say how far it is. Rejects with what the build threw. */
  readonly ready: Promise<void>;
}

const SLDS = `/assets/${SLDS_VERSION}/styles/salesforce-lightning-design-system.min.css`;

/** Mounts the screens on the server. Starts to prepare the base components at once, in a thread of its own. */
export function registerUi(app: FastifyInstance, org: Org, options: UiOptions): Ui {
  const sessions = new Sessions(org);
  void org.async; // its tables hold the notifications
  let vendor: VendorBuild | null = null;
  let state = 'Preparing the Lightning components. This happens once.';
  const ready = prepareVendor({
    cacheDir: path.join(options.cacheDir, 'vendor'),
    supplied: ownModules().map((module) => module.specifier),
    mode: options.mode ?? 'production',
    onProgress: (done, total) => {
      state = `Preparing Lightning components ${done} of ${total}. This happens once.`;
      options.onProgress?.(done, total);
    }
  }).then((build) => {
    vendor = build;
  });
  // Whoever awaits `ready` is told too; an unheard rejection must not end the server.
  ready.catch((error: unknown) => {
    state = `The Lightning components could not be prepared: ${(error as Error).message}`;
  });
  let links: Links | null = null;
  let from = org.metadata;
  const delivery: Delivery = {
    org,
    sessions,
    vendor: () => vendor,
    // A deployment into the running org brings other components.
    links() {
      if (vendor && (!links || from !== org.metadata)) [links, from] = [linksOf(org, vendor, options), org.metadata];
      return links;
    }
  };
  // Should it fail, the page that asks is told.
  void ready.then(() => delivery.links()?.prepare()).catch(() => {});
  app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, reply, next) => {
      const refusal = refusalOf(request);
      if (refusal === null) next();
      else void reply.code(403).header('content-type', 'text/plain; charset=utf-8').send(refusal);
    });
    scope.setErrorHandler((error, _request, reply) => {
      // its message may quote what was sent
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode >= 500) console.error(`${(error as Error).name} while answering a page:\n${placesOf(error)}`);
      void reply
        .code(statusCode)
        .header('content-type', 'text/plain; charset=utf-8')
        .send(statusCode < 500 ? 'The request could not be read' : 'The local org could not answer. Its console names the place.');
    });
    deliverFiles(scope, delivery);
    answerCalls(scope, org, sessions);
    scope.get('/', (request, reply) => choosePersona(org, sessions, request, reply));
    scope.get('/lightning', (_request, reply) => reply.redirect('/lightning/page/home'));
    scope.get('/lightning/*', async (request, reply) => {
      const session = sessions.of(request);
      if (!session) return reply.redirect('/');
      const nonce = pageHeaders(reply);
      const modules = delivery.links();
      if (!modules) return waitingDocument(state, SLDS, shellCss());
      const name = appName(org, session);
      const components = [
        ...componentsOf(org, session.userId, name, (request.params as { '*': string })['*']),
        ...(name === null ? [] : utilitiesOf(org, session.userId, name)).filter(({ eager }) => eager).map(({ component }) => component.name)
      ];
      const [app] = appsFor(org, session.userId);
      return appDocument({
        nonce,
        imports: await modules.importMap(),
        preloads: await modules.preloads(components),
        boot: bootData(org, session),
        slds: SLDS,
        shellCss: shellCss(),
        title: app?.label ?? 'Lightning'
      });
    });
    done();
  });
  return { ready };
}

function linksOf(org: Org, vendor: VendorBuild, { cacheDir }: UiOptions): Links {
  const bundles = new Bundles(org.metadata, path.join(cacheDir, 'components'), (specifier) => checkSalesforceImport(org, specifier));
  return new Links(org, bundles, vendor, path.join(cacheDir, 'linked'));
}

function choosePersona(org: Org, sessions: Sessions, request: FastifyRequest, reply: FastifyReply): unknown {
  if (sessions.of(request)) return reply.redirect('/lightning/page/home');
  pageHeaders(reply);
  const apps = [...(org.metadata.components.get('CustomApplication') ?? [])].map(([name, node]) => ({
    label: String(node['label']?.[0] ?? name),
    description: ''
  }));
  return personaDocument(personas(org), apps, SLDS, shellCss());
}

/** The package components that the page will show, so that they are fetched with it. A page that cannot be made is reported when it is asked for. */
function componentsOf(org: Org, userId: string, app: string | null, address: string): string[] {
  try {
    const [kind, target, id] = address.split('/') as [string, string?, string?];
    const item = kind === 'n' && target ? openableItem(org, userId, target) : null;
    if (item?.kind === 'component') return [`c/${item.target}`];
    const name =
      item?.kind === 'page'
        ? item.target
        : kind === 'r' && id
          ? recordPageName(org, app, org.schema.byKeyPrefix((target!.length === 18 ? target! : id).slice(0, 3))?.name ?? '')
          : kind === 'page'
            ? homePageName(org, app)
            : null;
    if (!name) return [];
    return Object.values(pageFor({ org, userId, record: null }, name).regions)
      .flat()
      .filter((component) => component.isLwc)
      .map((component) => component.name);
  } catch {
    return [];
  }
}

function shellCss(): string {
  const file = path.join(import.meta.dirname, 'assets', 'shell.css');
  return `/lightning/assets/shell.css?${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8)}`;
}
