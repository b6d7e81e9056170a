import type { Connection } from '@jsforce/jsforce-node';
import { verify as words } from '../messages/verify.ts';
import { setUp } from '../setup/setup.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf as errorCode } from '../shared/failure.ts';
import { all } from './ask.ts';
import { encryptionOf } from './encryption.ts';
import { peopleOf, rolesOf } from './org-people.ts';
import { codeOf, objectsOf, setsOf, waysOf } from './org-setup.ts';
import type { Org, Package, Posture } from './types.ts';

const ADDRESS = '/services/apexrest/confide/v1/promises';

/**
 * Reads the org: its setup and what the package tells of itself, and no row about a family.
 * @throws ToolError (blocked) when the login sees only its own setup, from which nothing can be concluded
 */
export async function readOrg(connection: Connection, pack: Package): Promise<Org> {
  await demandSight(connection);
  const [objects, sets, code, ways, posture, processors, steps, shares, encryption, { roles, byId }] = await Promise.all([
    objectsOf(connection, pack),
    setsOf(connection, pack),
    codeOf(connection),
    waysOf(connection),
    unlessDenied(() => connection.request<Posture>(`${connection.instanceUrl}${ADDRESS}/posture`)),
    unlessDenied(() => processorsOf(connection)),
    setUp(connection, true),
    sharesOf(connection, pack),
    encryptionOf(connection),
    rolesOf(connection)
  ]);
  return {
    objects,
    sets,
    roles,
    ...code,
    ways,
    posture,
    processors,
    shares,
    encryption,
    openSteps: steps.filter(({ state }) => state === 'todo').map(({ code: step }) => step),
    ...(await peopleOf(connection, pack, byId))
  };
}

/** Every org has administrators; who sees none of their rights sees nobody's. */
async function demandSight(connection: Connection): Promise<void> {
  const found = await connection.query('SELECT Id FROM PermissionSet WHERE PermissionsModifyAllData = TRUE LIMIT 1');
  if (found.totalSize === 0) throw new ToolError(words.blind, EXIT.blocked, 'SETUP_NOT_SEEN');
}

/** @returns the answer, or null where the login has no right to it */
async function unlessDenied<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (/^(INSUFFICIENT_ACCESS|FORBIDDEN|INVALID_TYPE|INVALID_FIELD|NOT_FOUND)/.test(code)) return null;
    throw error;
  }
}

async function processorsOf(connection: Connection): Promise<Set<string>> {
  const rows = await all<{ Name: string }>(
    connection,
    "SELECT Name FROM Organisation__c WHERE Kind__c INCLUDES ('Processor') AND Approved_On__c != NULL AND (Agreement_Ends_On__c = NULL OR Agreement_Ends_On__c >= TODAY)"
  );
  return new Set(rows.map(({ Name }) => Name));
}

/** Objects in one question, as the package takes them. */
const A_TIME = 5;

/** By which ways rows are shared, as the package tells it; private objects alone have shares. */
async function sharesOf(connection: Connection, pack: Package): Promise<Set<string> | null> {
  const objects = [...pack.objects].filter(([, { internal }]) => internal === 'Private' || internal === 'Read').map(([name]) => name);
  const parts = Array.from({ length: Math.ceil(objects.length / A_TIME) }, (_, at) => objects.slice(at * A_TIME, (at + 1) * A_TIME));
  const ask = (part: readonly string[]) =>
    connection.request<string[]>(`${connection.instanceUrl}/services/apexrest/confide/v1/shares?objects=${part.join(',')}`);
  return unlessDenied(async () => new Set((await Promise.all(parts.map(ask))).flat()));
}
