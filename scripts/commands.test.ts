import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS } from './index.ts';
import { byPassword } from './shared/connection.ts';
import { EXIT } from './shared/exit.ts';

function confide(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bin', 'run.ts'), ...args], { env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output: output.replace(/\s*›?\s+/g, ' ') })));
}

describe('confide', () => {
  it('has these commands and flags', () => {
    const surface = Object.entries(COMMANDS).map(([name, command]) => [name, Object.keys(command.flags).sort()]);
    assert.deepEqual(surface, [['seed', ['folder', 'instance-url', 'target-org', 'username']]]);
  });

  it('asks which org when none is named', async () => {
    const { code, output } = await confide(['seed'], { CONFIDE_PASSWORD: '' });
    assert.equal(code, EXIT.usage);
    assert.match(output, /Say which org: --target-org ALIAS/);
  });

  it('refuses a flag that it does not know', async () => {
    const { code, output } = await confide(['seed', '--everything']);
    assert.equal(code, EXIT.usage);
    assert.match(output, /Nonexistent flag: --everything/);
  });

  it('says what to do when nobody answers', async () => {
    const { code, output } = await confide(['seed', '--instance-url', 'http://127.0.0.1:9', '--username', 'a@b.example'], {
      CONFIDE_PASSWORD: 'x'
    });
    assert.equal(code, EXIT.remote);
    assert.match(output, /No org answers at http:\/\/127\.0\.0\.1:9\. Start it with npm start/);
  });

  it('does not repeat a password in an error', async () => {
    await assert.rejects(
      byPassword('http://127.0.0.1:9', 'a@b.example', 'very-secret'),
      (error: Error) => !error.message.includes('very-secret')
    );
  });
});
