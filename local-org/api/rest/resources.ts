import { ok } from '../types.ts';
import type { Call, Route } from '../types.ts';

const RESOURCES = ['composite', 'jobs', 'limits', 'query', 'queryAll', 'search', 'sobjects', 'tooling', 'ui-api'];

/** Allowances as a Developer Edition org states them; this org counts none down. */
const LIMITS: Readonly<Record<string, number>> = {
  DailyApiRequests: 15000,
  DailyBulkV2QueryJobs: 10000,
  DailyBulkApiBatches: 15000,
  DailyAsyncApexExecutions: 250000,
  DataStorageMB: 1024,
  FileStorageMB: 1024,
  HourlyPublishedPlatformEvents: 50000,
  SingleEmail: 15
};

/** What an API version offers, and its limits. */
export const RESOURCE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^$/,
    run: (call) =>
      ok({ ...Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${call.version}/${name}`])), identity: identityUrl(call) })
  },
  {
    method: 'GET',
    path: /^limits$/,
    run: () => ok(Object.fromEntries(Object.entries(LIMITS).map(([name, Max]) => [name, { Max, Remaining: Max }])))
  }
];

function identityUrl({ org, userId, headers }: Call): string {
  const organization = org.store.all('SELECT "Id" AS id FROM "Organization" LIMIT 1')[0]!['id'];
  return `http://${headers['host'] ?? 'localhost'}/id/${String(organization)}/${userId}`;
}
