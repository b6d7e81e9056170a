import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXIT, ToolError } from './exit.ts';
import { failure } from './failure.ts';
import { ApiBudget } from './org/budget.ts';
import { Progress } from './progress.ts';
import { CANARY, canariesIn } from './testing/canary.ts';

function shown(isTTY: boolean, ms: number, updates: number): string[] {
  const lines: string[] = [];
  let now = 0;
  const progress = new Progress('Families', updates, { isTTY, write: (text) => lines.push(text) }, () => now);
  for (let done = 1; done <= updates; done++, now += ms) progress.update(done);
  progress.end();
  return lines;
}

describe('progress', () => {
  it('redraws one line at most four times a second on a terminal', () => {
    const lines = shown(true, 10, 101);
    assert.equal(lines.length, 5 + 2);
    assert.ok(lines.slice(0, -1).every((text) => text.startsWith('\r')));
  });

  it('writes plain lines elsewhere, one in ten seconds and the last', () => {
    assert.deepEqual(shown(false, 1000, 12), ['Families: 1 of 12\n', 'Families: 11 of 12\n', 'Families: 12 of 12\n']);
  });
});

describe('the budget of API calls', () => {
  it('is read from each answer and told', () => {
    const budget = new ApiBudget();
    budget.note('api-usage=18/15000');
    budget.note(null);
    assert.equal(budget.summary(), 'API calls: 2 by this run; the org has used 18 of the 15000 that it has a day.');
  });

  it("keeps a fifth of the day's calls for the charity", () => {
    const budget = new ApiBudget();
    budget.note('api-usage=11999/15000');
    budget.check();
    budget.note('api-usage=12000/15000');
    assert.throws(
      () => budget.check(),
      (error: ToolError) => error.exitCode === EXIT.remote && error.code === 'API_BUDGET'
    );
  });

  it('ends where the person said, whatever is left', () => {
    const budget = new ApiBudget(2);
    budget.note('api-usage=14000/15000');
    budget.check();
    budget.note('api-usage=14001/15000');
    assert.throws(() => budget.check(), /call 3/);
  });
});

describe('a failure', () => {
  const coded = (errorCode: string) => Object.assign(new Error(`${CANARY.name} at ${CANARY.postcode}`), { errorCode });

  it('is told by its code alone, with the exit code that fits', () => {
    for (const [code, exitCode] of [
      ['INVALID_SESSION_ID', EXIT.remote],
      ['REQUEST_LIMIT_EXCEEDED', EXIT.remote],
      ['INSUFFICIENT_ACCESS_OR_READONLY', EXIT.blocked],
      ['INVALID_TYPE', EXIT.blocked],
      ['ECONNRESET', EXIT.remote],
      ['ENOSPC', EXIT.remote],
      ['FIELD_CUSTOM_VALIDATION_EXCEPTION', EXIT.remote]
    ] as const) {
      const told = failure(coded(code));
      assert.equal(told.exitCode, exitCode, code);
      assert.deepEqual(canariesIn(Buffer.from(told.message)), []);
    }
  });

  it('of the tool itself says where, in our own code, and not what', () => {
    const told = failure(new TypeError(`Cannot read ${CANARY.name}`));
    assert.equal(told.exitCode, EXIT.bug);
    assert.match(told.message, /progress\.test\.ts:\d+/);
    assert.deepEqual(canariesIn(Buffer.from(told.message)), []);
  });

  it('is found among the causes', () => {
    assert.equal(
      failure(new Error('fetch failed', { cause: Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' }) })).code,
      'UND_ERR_SOCKET'
    );
  });
});
