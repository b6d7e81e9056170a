import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '@jsforce/jsforce-node';
import { seed as words } from '../messages/seed.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

/**
 * Adds the families of the past two years, whose support has ended, in one transaction of the org, and has the figures counted.
 * Coded files without a name. Running it again adds nothing.
 * @throws ToolError when the org refuses
 */
export async function addHistory(admin: Connection, folder: string): Promise<void> {
  const script = readFileSync(path.join(folder, 'history.apex'), 'utf8');
  const { success } = await admin.tooling.executeAnonymous(withoutComments(script));
  if (!success) throw new ToolError(words.historyRefused, EXIT.remote);
}

/** The script goes in an address, where room is short. */
function withoutComments(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('//'))
    .join('\n');
}
