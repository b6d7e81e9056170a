/** The Salesforce CLI, unmodified, as the tests of real clients run it. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './org.ts';

export const SF = path.join(root, 'node_modules', '.bin', 'sf');

/** Its environment with a home of its own, where it keeps its logins. A proxy of the machine is no way to this org. */
export function cliEnvironment(home: string, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^https?_proxy$/i.test(name)));
  return {
    ...clean,
    HOME: home,
    USERPROFILE: home,
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    ...more
  };
}

/** Runs it in its home. @param timeout milliseconds @returns what it answers. @throws when it ends with a failure. */
export async function runCli(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  timeout: number
): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [SF, ...args, '--json'], {
    cwd: home,
    timeout,
    env: cliEnvironment(home, env)
  });
  return (JSON.parse(stdout) as { result: unknown }).result;
}
