/** What the log of the tool takes, and what a failure is called there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remote } from '../messages/common.ts';
import { EXIT } from './exit.ts';
import { failure } from './failure.ts';
import { line } from './log.ts';

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
