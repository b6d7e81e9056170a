/** What the log of the tool takes, and what a failure is called there. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { remote } from '../messages/common.ts';
import { EXIT } from './exit.ts';
import { failure } from './failure.ts';
import { line } from './log.ts';
import { writeWhereSaid } from './state.ts';

const shapes = { 'run.ended': { error: 'code' } } as const;
const answer = (errorCode: string) => Object.assign(new Error('Zoe Lovelace'), { errorCode });

test('a run that ends in a refusal of one word is written down, a surname in capitals is not', () => {
  for (const code of ['REFUSED', 'FORBIDDEN', 'ECONNREFUSED', 'ENOTFOUND', 'INVALID_SESSION_ID', 'ERROR_HTTP_404'])
    assert.match(line(shapes, 'run.ended', { error: code }), new RegExp(`"error":"${code}"`));
  for (const word of ['LOVELACE', 'EVANS', 'ZOE', 'refused', 'Ada_Lovelace', 'SW1A1AA'])
    assert.throws(() => line(shapes, 'run.ended', { error: word }), /not allowed/, word);
});

test('an org that refuses stands in the way: nobody is told to run it again', () => {
  for (const code of ['REFUSED', 'FORBIDDEN', 'UNAUTHORIZED', 'INSUFFICIENT_ACCESS']) {
    const told = failure(answer(code));
    assert.deepEqual([told.exitCode, told.code], [EXIT.blocked, code]);
    assert.match(told.message, new RegExp(code));
    assert.doesNotMatch(told.message, /run the same command again|Lovelace/i);
  }
  assert.equal(failure(answer('REFUSED')).message, remote.refusedByRule);
});

test('a place that a person named and that is none is told as such', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'confide-out-'));
  try {
    writeWhereSaid(path.join(folder, 'record.html'), 'x');
    assert.equal(readFileSync(path.join(folder, 'record.html'), 'utf8'), 'x');
    for (const place of [path.join(folder, 'none', 'r.html'), path.join(folder, 'record.html', 'r.html'), folder])
      assert.throws(() => writeWhereSaid(place, 'x'), { exitCode: EXIT.usage, message: /cannot be written there \(E[A-Z]+\)/ });
    assert.deepEqual(readdirSync(folder), ['record.html'], 'nothing half written stays');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('who stops a load is told how to go on', { skip: process.platform === 'win32' }, async () => {
  const script = `const { sayWhenStopped } = await import('./scripts/migrate/stopped.ts');
    sayWhenStopped('0001_families'); setInterval(() => {}, 1000); console.log('ready');`;
  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: path.join(import.meta.dirname, '..', '..') });
    let said = '';
    child.stderr.on('data', (piece) => (said += String(piece)));
    await once(child.stdout, 'data');
    child.kill(signal);
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, expected);
    assert.match(said, /^\nStopped\. Go on with: confide migrate resume 0001_families\n$/);
  }
});
