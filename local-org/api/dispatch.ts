import { PlatformError } from '../errors.ts';
import { inTransaction, transact } from '../transaction.ts';
import { COMPOSITE_ROUTES } from './composite/routes.ts';
import { answerOf, notFound } from './errors.ts';
import { COLLECTION_ROUTES } from './rest/collections.ts';
import { QUERY_ROUTES } from './rest/query.ts';
import { RESOURCE_ROUTES } from './rest/resources.ts';
import { SOBJECT_ROUTES } from './rest/sobjects.ts';
import { TOOLING_ROUTES } from './tooling/routes.ts';
import type { Answer, Call, Route } from './types.ts';
import { uiApi } from './ui/index.ts';

const PLAIN: readonly Route[] = [...RESOURCE_ROUTES, ...QUERY_ROUTES, ...COLLECTION_ROUTES, ...SOBJECT_ROUTES];
/** These open their own transactions. */
const OWN: readonly Route[] = [...COMPOSITE_ROUTES, ...TOOLING_ROUTES];

/** Answers a request below a version. Every refusal is an answer; nothing is thrown. */
export function dispatch(call: Call, more: readonly Route[] = [], moreOwn: readonly Route[] = []): Answer {
  try {
    if (call.path.startsWith('ui-api/'))
      return uiApi(call.org, call.userId, {
        method: call.method,
        path: call.path.slice('ui-api/'.length),
        query: call.query,
        body: call.body
      });
    const own = find([...moreOwn, ...OWN], call);
    if (own) return own();
    const run = find([...more, ...PLAIN], call);
    if (!run) throw refusal(call, [...more, ...moreOwn, ...OWN, ...PLAIN]);
    return inTransaction() ? run() : transact(call.org, call.userId, 'api', run);
  } catch (error) {
    return answerOf(error);
  }
}

function find(routes: readonly Route[], call: Call): (() => Answer) | null {
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  for (const route of routes) {
    const parts = route.method === method ? route.path.exec(call.path) : null;
    if (parts) return () => route.run(call, ...parts.slice(1).map(decode));
  }
  return null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound();
  }
}

function refusal(call: Call, routes: readonly Route[]): PlatformError {
  const methods = [...new Set(routes.filter((route) => route.path.test(call.path)).map((route) => route.method))];
  if (methods.length === 0) return notFound();
  return new PlatformError('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${methods.join(',')}`);
}
