/**
 * A local org for the tool's tests, in a process of its own with data of its own: `peopleOrg()` has the package and the demo's people
 * with their roles but no family; `seededOrg()` of e2e/org.ts has the families too and costs about a minute more.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ADMIN, PASSWORD, root, type RunningOrg, startOrg } from '../../../e2e/org.ts';
import { confide } from './run.ts';

export { ADMIN, PASSWORD, query, type RunningOrg, seededOrg } from '../../../e2e/org.ts';

/** Starts an org with the demo's people. Stop it with `stop()`; its data go with it. */
export async function peopleOrg(): Promise<RunningOrg> {
  const data = mkdtempSync(path.join(tmpdir(), 'confide-people-'));
  const given = process.env['CONFIDE_PEOPLE_DATA'];
  if (given && existsSync(given)) cpSync(given, data, { recursive: true });
  else await peopleFolder(data);
  const org = await startOrg(data);
  const stop = async (signal?: NodeJS.Signals): Promise<void> => {
    await org.stop(signal);
    rmSync(data, { recursive: true, force: true });
  };
  return { ...org, stop };
}

/** Boots an org on a folder, loads the demo's people, stops it: once for all files of a suite (CONFIDE_PEOPLE_DATA). @returns the folder */
export async function peopleFolder(data: string): Promise<string> {
  const org = await startOrg(data);
  const folder = demoWithoutFamilies();
  try {
    const ran = await confide(['seed', '--folder', folder, ...as(org, ADMIN)], { CONFIDE_PASSWORD: PASSWORD });
    if (ran.code !== 0) throw new Error(`confide seed ended with ${ran.code}: ${ran.output}`);
    // On a new machine the screens are built once; an org that stops before throws the work away, and the next one begins it anew.
    await org.screens;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await org.stop();
  }
  return data;
}

/** Stops an org, lets `meanwhile` work on its data, and starts it again at the same address, with other sources where they are given. @returns it as it runs now */
export async function restarted(org: RunningOrg, meanwhile: (data: string) => void, sources?: string[]): Promise<RunningOrg> {
  const ended = new Promise((resolve) => org.process.once('exit', resolve));
  org.process.kill('SIGTERM');
  await ended;
  meanwhile(org.data);
  const again = await startOrg(org.data, Number(new URL(org.url).port), sources);
  const stop = async (signal?: NodeJS.Signals): Promise<void> => {
    await again.stop(signal);
    rmSync(org.data, { recursive: true, force: true });
  };
  return { ...again, stop };
}

/** The flags with which a person of the demo runs a command; her password goes by `env`. */
export const as = (org: RunningOrg, username: string): string[] => ['--instance-url', org.url, '--username', username];
export const env = { CONFIDE_PASSWORD: PASSWORD };

function demoWithoutFamilies(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'confide-demo-'));
  const org = parse(readFileSync(path.join(root, 'config', 'demo', 'org.yaml'), 'utf8')) as Record<string, unknown>;
  const none = Object.fromEntries(
    ['sharings', 'complaints', 'losses', 'papers', 'documents', 'sessions', 'concerns'].map((key) => [key, []])
  );
  writeFileSync(path.join(folder, 'org.yaml'), stringify({ ...org, ...none }));
  writeFileSync(path.join(folder, 'families.yaml'), '[]\n');
  return folder;
}
