import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from './exit.ts';

const scripts = path.dirname(import.meta.dirname);
const sf = path.join(path.dirname(scripts), 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

describe('as a plug-in of the Salesforce CLI', () => {
  let home: string;
  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'confide-sf-'));
    const { code, output } = await run('plugins', 'link', scripts, '--no-install');
    assert.equal(code, 0, output);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('the same commands answer after the word confide, with the same exit codes', async () => {
    const help = await run('confide', 'window', '--help');
    assert.match(help.output, /sf confide window COMMAND|confide window open/);
    const { code, output } = await run('confide', 'window', 'status', '--json');
    assert.equal(code, EXIT.usage, output);
    assert.match(output, /"name": "CONFIDE_USAGE"/);
  });

  function run(...args: string[]): Promise<{ code: number | null; output: string }> {
    const bin = path.dirname(process.execPath);
    const quiet = { SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_LOG_FILE: 'true' };
    const own = { HOME: home, USERPROFILE: home, XDG_DATA_HOME: '', XDG_CACHE_HOME: '', XDG_CONFIG_HOME: '' };
    const child = spawn(process.execPath, [sf, ...args], {
      cwd: home,
      env: { ...process.env, ...quiet, ...own, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` }
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
  }
});
