import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, with runs of white space as one space. */
  readonly output: string;
}

/** Variables through which the machine's own logins could reach a test. */
const OWN = /^(CONFIDE_|SF_|SFDX_|FORCE_)/;

let state: string | undefined;

/** State of the runs that have no place of their own, as long as this process lives. */
function sharedState(): string {
  if (!state) {
    const folder = mkdtempSync(path.join(tmpdir(), 'confide-state-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    state = folder;
  }
  return state;
}

/** Runs the tool as a person does, in a process of its own, with none of this machine's own settings for it. */
export function confide(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = process.cwd()): Promise<Ran> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)));
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', '..', 'bin', 'run.ts'), ...args], {
    cwd,
    env: { ...clean, CONFIDE_STATE: sharedState(), ...env }
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr, output: `${stdout}\n${stderr}`.replace(/\s+/g, ' ') }))
  );
}
