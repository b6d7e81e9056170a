/** A small migration to try in an org: invented families, a window for the database manager, and what a run left in the org. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { wholeLines } from '../shared/state.ts';
import { query, type RunningOrg } from '../shared/testing/org.ts';

export const MANAGER = 'dbmanager@demo.example';
export const OFFICER = 'dpo@demo.example';
export const NAME = '0001_contacts_and_notes';
export const OBJECTS = ['Client__c', 'Client_Identity__c', 'Service_Agreement__c', 'Contact_Preference__c', 'Support_Contact__c'] as const;

/** Rows of each object that carry a key of this migration. As the database manager, in her window. */
export async function loadedRows(org: RunningOrg, like = '%'): Promise<Record<string, number>> {
  const counts = OBJECTS.map(async (object) => {
    const { body } = await org.rest(MANAGER, query(`SELECT COUNT(Id) n FROM ${object} WHERE Legacy_Id__c LIKE '${like}'`));
    return [object, Number((body as { records: { n: number }[] }).records[0]!.n)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Where a run may be killed: before it has sent anything, while rows are on their way, between two steps. */
export const KILL_POINTS: Readonly<Record<string, (run: string) => boolean>> = {
  'while the rows are staged': (run) => has(run, /^staged-0-create\.sealed$/),
  'when the org has rows of a job': (run) => journal(run, '0-create').some(({ is }) => is === 'job'),
  'between a load and the word of it': (run) => journal(run, '1-create').some(({ is }) => is === 'finished')
};

const has = (run: string, name: RegExp): boolean => readdirSync(run).some((file) => name.test(file));
function journal(run: string, name: string): { is: string }[] {
  return has(run, new RegExp(`^journal-${name}\\.jsonl$`))
    ? wholeLines(readFileSync(path.join(run, `journal-${name}.jsonl`), 'utf8')).map((line) => JSON.parse(line) as { is: string })
    : [];
}

/** The folders of the runs of a migration on this machine. */
export function runFolders(state: string): string[] {
  const files = readdirSync(state, { recursive: true }) as string[];
  return files.filter((file) => /run-[0-9a-f-]{36}$/.test(file)).map((file) => path.join(state, file));
}

/** Starts the tool and kills it, as no process can refuse, once `when` says so. @returns whether it was killed before it ended */
export async function killed(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string, when: () => boolean): Promise<boolean> {
  const bin = path.join(import.meta.dirname, '..', 'bin', 'run.ts');
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const watch = setInterval(() => {
    if (when()) child.kill('SIGKILL');
  }, 1);
  const signal = await ended;
  clearInterval(watch);
  return signal === 'SIGKILL';
}
