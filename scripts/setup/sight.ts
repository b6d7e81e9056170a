import type { Connection } from '@jsforce/jsforce-node';
import { setup as words } from '../messages/setup.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';

const UNSEEN = new Set(['INVALID_TYPE', 'INSUFFICIENT_ACCESS']);

/** To a login without sight of the setup an org with the package looks like one without. @throws ToolError (blocked) for such a login */
export async function requireSight(connection: Pick<Connection, 'query'>): Promise<void> {
  try {
    await connection.query('SELECT COUNT() FROM ApexClass');
  } catch (error) {
    throw UNSEEN.has(codeOf(error) ?? '') ? new ToolError(words.unseen, EXIT.blocked, 'SETUP_UNSEEN') : error;
  }
}
