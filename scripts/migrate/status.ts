/** What the org's history says of the folders that are here. */
import { existsSync } from 'node:fs';
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { loaded, migrations } from './folder.ts';
import { History, type RunRecord } from './history.ts';
import { isLoad } from './migrate.ts';

export interface State {
  readonly name: string;
  readonly state: 'pending' | 'applied' | 'running' | 'interrupted' | 'edited' | 'taken back' | 'missing';
  readonly run: string | null;
  readonly at: string | null;
}

export async function status(org: OrgConnection, root?: string): Promise<readonly State[]> {
  const runs = (await new History(org).runs()).filter(({ Kind__c: kind }) => kind !== 'Decisions');
  const here = migrations(root);
  const names = new Set(here.map(({ name }) => name));
  const missing = [...new Set(runs.map((run) => run.Migration__c))].filter((name) => !names.has(name));
  return [
    ...here.map(({ name, chain }) =>
      stateOf(
        name,
        runs.filter((run) => run.Migration__c === name),
        chain
      )
    ),
    ...missing.map((name) => ({ ...last(runs.filter((run) => run.Migration__c === name)), name, state: 'missing' as const }))
  ];
}

function stateOf(name: string, own: readonly RunRecord[], chain: string): State {
  const newest = own.at(-1);
  if (!newest) return { name, state: 'pending', run: null, at: null };
  const load = own.filter(isLoad).at(-1);
  if (newest.Status__c !== 'Finished') return { name, state: newest.Status__c === 'Running' ? 'running' : 'interrupted', ...last(own) };
  if (load && load.Chain__c !== chain) return { name, state: 'edited', ...last(own) };
  return { name, state: newest.Kind__c === 'Undo' ? 'taken back' : 'applied', ...last(own) };
}

const last = (own: readonly RunRecord[]) => ({ run: own.at(-1)?.Name ?? null, at: own.at(-1)?.Started_At__c ?? null });

/** @throws ToolError naming what does not hold @returns how many migrations do */
export async function validate(root?: string, org?: OrgConnection): Promise<number> {
  if (root !== undefined && !existsSync(root)) throw new ToolError(words.folder.noRoot, EXIT.usage);
  const here = migrations(root);
  const faults: string[] = [];
  for (const one of here) {
    try {
      await loaded(one);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      faults.push(error.message);
    }
  }
  const found = org ? await status(org, root) : [];
  for (const { name, state } of found) {
    if (state === 'edited') faults.push(words.status.broken(name));
    if (state === 'missing') faults.push(words.status.missing(name));
  }
  const isDrift = found.some(({ state }) => state === 'edited' || state === 'missing');
  if (faults.length > 0) throw new ToolError(faults.join('\n'), isDrift ? EXIT.blocked : EXIT.usage, 'MIGRATION_INVALID');
  return here.length;
}
