/** Loads against an org that misbehaves: each row is saved once, and what was not saved is told. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { EXIT, ToolError } from '../exit.ts';
import { ApiBudget } from '../org/budget.ts';
import { REAL_FILES } from './files.ts';
import type { Files } from './files.ts';
import { BulkClient, LOCAL_CODES, load } from './index.ts';
import type { ClientOptions, LoadOptions, LoadResult, OrgAccess, Reject, Row } from './index.ts';
import { TRIES } from './pace.ts';
import { FakeOrg } from './testing/fake-org.ts';
import { FaultyProxy } from './testing/faulty-proxy.ts';
import type { Break, Stage } from './testing/faulty-proxy.ts';
import { keysOf, QUICK, rowsOf, SPEC } from './testing/rows.ts';

const KILLS = Number(process.env['CONFIDE_KILLS'] ?? 8);

let org: FakeOrg;
let proxy: FaultyProxy;
let folder: string;
let rejects: Map<number, readonly Reject[]>;

beforeEach(async () => {
  org = await new FakeOrg().start();
  proxy = await new FaultyProxy(org.url).start();
  folder = mkdtempSync(path.join(tmpdir(), 'confide-bulk-'));
  rejects = new Map();
});
afterEach(async () => {
  await Promise.all([proxy.stop(), org.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  rows: readonly Row[],
  more: Partial<LoadOptions> = {},
  access: Partial<OrgAccess> = {},
  how: ClientOptions = {}
): Promise<LoadResult> {
  const client = new BulkClient(
    { instanceUrl: proxy.url, apiVersion: '67.0', accessToken: () => 'first', ...access },
    { pace: QUICK, ...how }
  );
  try {
    return await load(client, {
      spec: SPEC,
      rows,
      key: Buffer.alloc(32, 1),
      scope: 'test',
      journal: path.join(folder, 'run.journal'),
      chunkBytes: 4000,
      onRejects: (chunk, told) => void rejects.set(chunk, told),
      ...more
    });
  } finally {
    client.close();
  }
}

const told = (): Reject[] => [...rejects.values()].flat();
const refusal = async (running: Promise<unknown>): Promise<ToolError> => {
  const error = await running.then(
    () => assert.fail('it should have stopped'),
    (reason: unknown) => reason
  );
  assert.ok(error instanceof ToolError, String(error));
  return error;
};

describe('a load', () => {
  it('saves each row once and tells of those that broke a rule, by key and code', async () => {
    const rows = rowsOf(200);
    org.broken.add('G-7').add('G-190');
    const result = await run(rows);
    assert.deepEqual(result, {
      rows: 200,
      unchanged: 0,
      sent: 200,
      saved: 198,
      failed: 2,
      codes: { FIELD_CUSTOM_VALIDATION_EXCEPTION: 2 },
      jobs: 3,
      isResumed: false
    });
    assert.deepEqual(org.notOnce(keysOf(rows)), ['G-7', 'G-190']);
    assert.deepEqual(
      told().map(({ row, key, code, fields }) => [row, key, code, fields]),
      [
        [7, 'G-7', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', ['Area__c']],
        [190, 'G-190', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', ['Area__c']]
      ]
    );
  });

  it('needs five requests and one more look when nothing is wrong but a row', async () => {
    org.broken.add('G-1');
    const budget = new ApiBudget();
    await run(rowsOf(50), { chunkBytes: 100_000 }, {}, { budget });
    assert.equal(budget.calls, 6, 'the fake org is done at the second look');
    assert.deepEqual([budget.used, budget.limit], [6, 15_000]);
  });

  it('begins no job when the budget of the whole run is spent, and sees one that is under way to its end', async () => {
    const budget = new ApiBudget(2);
    await run(rowsOf(50), { chunkBytes: 100_000 }, {}, { budget });
    assert.equal(org.saves.size, 50);
    await assert.rejects(
      run(rowsOf(60), { chunkBytes: 100_000, journal: path.join(folder, 'another.journal') }, {}, { budget }),
      (error: ToolError) => error.exitCode === EXIT.remote && error.code === 'API_BUDGET'
    );
    assert.equal(org.saves.size, 50, 'nothing more was sent');
  });

  it('refuses keys that are missing or stand twice, and rows of another length, before the org sees them', async () => {
    const result = await run([...rowsOf(3), ['g-2', 'again', '', ''], ['', 'nameless', '', ''], ['G-9', 'short']]);
    assert.deepEqual(
      told().map(({ row, code }) => [row, code]),
      [
        [4, LOCAL_CODES.keyTwice],
        [5, LOCAL_CODES.keyMissing],
        [6, LOCAL_CODES.columns]
      ]
    );
    assert.deepEqual([result.sent, result.saved, result.failed], [3, 3, 3]);
    assert.deepEqual([...org.saves.keys()], ['G-1', 'G-2', 'G-3']);
  });

  it('gives the ids of saved rows to whoever wants them', async () => {
    const ids = new Map<string, string>();
    let pending = new Map<string, string>();
    const saved = () => {
      pending = new Map();
      return {
        row: (key: string, id: string) => void pending.set(key, id),
        complete: () => pending.forEach((id, key) => ids.set(key, id))
      };
    };
    proxy.rules.push({ stage: 'successfulResults', how: 'cut', times: 1 });
    await run(rowsOf(100), { saved });
    assert.equal(ids.size, 100);
    assert.equal(ids.get('G-100'), 'a000000000000G-100');
  });
});

const BREAKS: Readonly<Record<Exclude<Stage, 'rows'>, readonly Break[]>> = {
  create: ['503', 'reset', 'silence', 'late-503', 'late-reset', 'late-silence', 'cut', 'cut-silent', '401'],
  upload: ['503', 'reset', 'silence', 'late-503', 'late-reset', 'late-silence', '401'],
  close: ['503', 'reset', 'silence', 'late-503', 'late-reset', 'late-silence', 'cut', 'cut-silent', '401'],
  poll: ['503', 'reset', 'silence', 'late-503', 'late-reset', 'late-silence', 'cut', 'cut-silent', '401'],
  failedResults: ['503', 'reset', 'silence', 'cut', 'cut-silent', '401'],
  successfulResults: ['503', 'reset', 'silence', 'cut', 'cut-silent', '401'],
  unprocessedrecords: ['503', 'reset', 'silence', 'cut', 'cut-silent', '401']
};
/** Two in a row, except where the second would be the second refusal of a token that has just been renewed. */
const timesOf = (how: Break): number => (how === '401' ? 1 : 2);
const discarding = () => ({ row: () => undefined, complete: () => undefined });

describe('a load through a line that breaks', () => {
  for (const [stage, breaks] of Object.entries(BREAKS) as [Stage, readonly Break[]][])
    for (const how of breaks)
      it(`${how} on ${stage}: each row once`, async () => {
        const rows = rowsOf(120);
        org.broken.add('G-5').add('G-100');
        if (stage === 'unprocessedrecords') org.failAfter.push(20);
        proxy.rules.push({ stage, how, times: timesOf(how) });
        const result = await run(rows, { saved: discarding }, { refresh: async () => 'first' });
        assert.equal(proxy.hits, timesOf(how), 'the line did break');
        assert.deepEqual(org.notOnce(keysOf(rows)), ['G-5', 'G-100']);
        assert.deepEqual(
          told().map(({ key }) => key),
          ['G-5', 'G-100']
        );
        assert.deepEqual([result.saved, result.failed], [118, 2]);
      });

  for (const stage of Object.keys(BREAKS) as (keyof typeof BREAKS)[])
    it(`${stage} that never works: stops as "run again", and running again saves each row once`, async () => {
      const rows = rowsOf(120);
      org.broken.add('G-100');
      if (stage === 'unprocessedrecords') org.failAfter.push(20);
      proxy.rules.push({ stage, how: '503', times: TRIES });
      const error = await refusal(run(rows, { saved: discarding }));
      assert.equal(error.exitCode, EXIT.remote);
      assert.match(error.message, /^The org keeps answering 503\. .* Run the same command again to go on from here\.$/);
      const result = await run(rows, { saved: discarding });
      assert.deepEqual(org.notOnce(keysOf(rows)), ['G-100']);
      assert.deepEqual([result.saved, result.failed, result.isResumed], [119, 1, true]);
    });
});

describe('a load into an org that has its moods', () => {
  it('renews a token that runs out, and goes on', async () => {
    org.token = 'second';
    const result = await run(rowsOf(50), {}, { refresh: async () => 'second' });
    assert.equal(result.saved, 50);
  });

  it('stops as blocked when the token cannot be renewed', async () => {
    org.token = 'second';
    const error = await refusal(run(rowsOf(50)));
    assert.deepEqual([error.exitCode, error.message.slice(0, 22)], [EXIT.blocked, 'The login has run out.']);
  });

  it('sends rows that were locked again, and only those', async () => {
    org.locks.set('G-3', 2).set('G-90', 1);
    const rows = rowsOf(120);
    const result = await run(rows);
    assert.deepEqual(org.notOnce(keysOf(rows)), []);
    assert.deepEqual([result.saved, result.failed, told()], [120, 0, []]);
  });

  it('tells of a row that stays locked', async () => {
    org.locks.set('G-3', 99);
    const result = await run(rowsOf(20));
    assert.deepEqual([result.saved, result.codes], [19, { UNABLE_TO_LOCK_ROW: 1 }]);
    assert.deepEqual([told()[0]!.key, told()[0]!.row], ['G-3', 3]);
  });

  it('sends what a job ended without, and only that', async () => {
    org.failAfter.push(10, 25);
    const rows = rowsOf(120);
    const result = await run(rows);
    assert.deepEqual(org.notOnce(keysOf(rows)), []);
    assert.equal(result.saved, 120);
  });

  it('stops as blocked at a job that takes no row, and names the column, not a value', async () => {
    org.failAfter.push(0);
    org.failure = 'InvalidBatch : Field name not found : Soil__c';
    const error = await refusal(run(rowsOf(20)));
    assert.equal(error.exitCode, EXIT.blocked);
    assert.match(error.message, /^The org ended job 750\w{15} before its first row: InvalidBatch, column Soil__c\./);
    assert.equal((await run(rowsOf(20))).saved, 20, 'once it is put right');
  });

  it("leaves a part of the day's API calls to others", async () => {
    org.used = 11_990;
    const rows = rowsOf(400);
    const error = await refusal(run(rows));
    assert.equal(error.exitCode, EXIT.remote);
    assert.match(error.message, /^Stopped: 80 % of the org's daily API calls are used, and the rest is kept/);
    org.used = 0;
    await run(rows);
    assert.deepEqual(org.notOnce(keysOf(rows)), []);
  });

  it('never repeats what the org says about a request that it refuses', async () => {
    org.token = 'other';
    const error = await refusal(
      run(
        rowsOf(5),
        {},
        {
          refresh: async () => {
            throw new Error('for ada@example.org');
          }
        }
      )
    );
    assert.doesNotMatch(error.message, /Ada|ada/);
  });
});

describe('a load that is run again', () => {
  const journal = (name: string) => path.join(folder, name);

  it('sends nothing when nothing has changed but the rows that were rejected, then only what has changed', async () => {
    const manifest = path.join(folder, 'sent.manifest');
    org.broken.add('G-7');
    await run(rowsOf(200), { manifest, journal: journal('1') });
    const again = await run(rowsOf(200), { manifest, journal: journal('2') });
    assert.deepEqual([again.unchanged, again.sent, again.failed], [199, 1, 1]);
    org.broken.clear();
    await run(rowsOf(200), { manifest, journal: journal('3') });
    const calls = org.requests;
    assert.deepEqual((await run(rowsOf(200), { manifest, journal: journal('4') })).unchanged, 200);
    assert.equal(org.requests, calls, 'not one request');
    const changed = await run(
      rowsOf(200, (n) => (n === 50 || n === 150 ? 'new' : 'as it was')),
      { manifest, journal: journal('5') }
    );
    assert.deepEqual([changed.sent, changed.unchanged], [2, 198]);
    assert.deepEqual(org.notOnce(keysOf(rowsOf(200))), ['G-50', 'G-150']);
  });

  it('does nothing when the run is over, and says what it came to', async () => {
    const first = await run(rowsOf(50));
    const calls = org.requests;
    assert.deepEqual(await run(rowsOf(50)), { ...first, isResumed: true });
    assert.equal(org.requests, calls);
  });

  it('refuses to go on with another source, or with the journal of another load', async () => {
    proxy.rules.push({ stage: 'poll', how: '503', times: TRIES });
    await refusal(run(rowsOf(50)));
    const changed = await refusal(run(rowsOf(50, () => 'other')));
    assert.match(changed.message, /^The source, or what was sent before, is not the same as when this run began \(part 1\)/);
    const other = await refusal(run(rowsOf(50), { scope: 'other' }));
    assert.deepEqual([other.exitCode, other.message.slice(0, 36)], [EXIT.blocked, 'The journal belongs to another load.']);
    assert.match((await refusal(run(rowsOf(50), { key: Buffer.alloc(32, 2) }))).message, /^The journal belongs to another load/);
  });

  it('forgives a last line of the journal that was written half', async () => {
    proxy.rules.push({ stage: 'poll', how: '503', times: TRIES });
    await refusal(run(rowsOf(50)));
    appendFileSync(path.join(folder, 'run.journal'), '{"is":"do');
    assert.equal((await run(rowsOf(50))).saved, 50);
    assert.deepEqual(org.notOnce(keysOf(rowsOf(50))), []);
  });

  it('keeps no word of a row on disk', async () => {
    org.broken.add('G-7');
    await run(rowsOf(50), { manifest: path.join(folder, 'sent.manifest') });
    for (const name of readdirSync(folder))
      assert.doesNotMatch(readFileSync(path.join(folder, name), 'latin1'), /Garden|Clay|G-\d|as it was/, name);
  });
});

describe('a disk that is full', () => {
  it('stops as blocked at any write, and running again saves each row once', async () => {
    const rows = rowsOf(60);
    const [journal, manifest] = [path.join(folder, 'run.journal'), path.join(folder, 'sent.manifest')];
    let stops = 0;
    for (let room = 0; ; room++, stops++) {
      const { files, isFull } = smallDisk(room);
      const result = await run(rows, { manifest, files, chunkBytes: 2000 }).catch((error: unknown) => error);
      if (!isFull()) break;
      assert.ok(result instanceof ToolError, String(result));
      assert.deepEqual([result.exitCode, result.message.slice(0, 40)], [EXIT.blocked, 'The disk is full or cannot be written. N']);
      await run(rows, { manifest, chunkBytes: 2000 });
      assert.deepEqual(org.notOnce(keysOf(rows)), [], `full at write ${room + 1}`);
      assert.equal((await run(rows, { manifest, journal: path.join(folder, 'next') })).unchanged, 60);
      org.saves.clear();
      for (const file of [journal, manifest, path.join(folder, 'next')]) rmSync(file);
    }
    assert.ok(stops > 8, `${stops} writes`);
  });
});

/** Takes so many writes; of the next it takes half. */
function smallDisk(room: number): { files: Files; isFull: () => boolean } {
  let writes = 0;
  const full = () => Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  const files: Files = {
    ...REAL_FILES,
    append: (file, bytes) => {
      const fits = writes++ < room;
      REAL_FILES.append(file, fits ? bytes : bytes.subarray(0, Math.max(1, bytes.length / 2 - 3)));
      if (!fits) throw full();
    },
    replace: (file, pieces) => {
      if (writes++ >= room) throw full();
      REAL_FILES.replace(file, pieces);
    }
  };
  return { files, isFull: () => writes > room };
}

describe('a load that is killed', () => {
  const ROWS = 200;
  /** Requests of a run without kills: a job of each chunk is made, filled, closed and looked at twice. */
  const REQUESTS = 30;
  let running: ReturnType<typeof worker> | null = null;
  after(() => running?.process.kill('SIGKILL'));

  it(`at ${KILLS} points, then run again: each row once`, { timeout: 60_000 + KILLS * 20_000 }, async () => {
    let kills = 0;
    for (let round = 0; round < KILLS; round++) {
      const point = killAt(round);
      running = worker();
      const ended = await running.ended;
      proxy.onRequest = proxy.onAnswer = () => undefined;
      assert.ok(ended.signal === 'SIGKILL' || ended.code === 0, ended.output);
      if (ended.signal) kills++;
      if (ended.signal) assert.equal((await (running = worker()).ended).code, 0, point);
      assert.deepEqual(org.notOnce(keysOf(rowsOf(ROWS))), [], point);
      org.saves.clear();
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
    }
    assert.ok(kills >= Math.min(KILLS, 6), `${kills} processes were killed`);
  });

  /**
   * First when the org has acted on the first, the second … request and its answer is not yet sent; then at other requests in turn,
   * before or after the org has acted, at once or some milliseconds later.
   */
  function killAt(round: number): string {
    const isEarly = round < 6;
    const request = isEarly ? round + 1 : 1 + ((round * 7) % REQUESTS);
    const delay = isEarly || round % 3 === 0 ? 0 : (round * 13) % 40;
    const when = isEarly || round % 2 === 0 ? 'onAnswer' : 'onRequest';
    let count = 0;
    proxy[when] = async () => {
      if (++count !== request) return;
      const kill = () => running?.process.kill('SIGKILL');
      if (delay > 0) return void setTimeout(kill, delay);
      kill();
      await running?.ended;
    };
    return `round ${round}: ${when} of request ${request}, after ${delay} ms`;
  }

  function worker() {
    const script = path.join(import.meta.dirname, 'testing', 'load-worker.ts');
    const child = spawn(process.execPath, [script, proxy.url, folder, String(ROWS)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const ended = new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal, output }))
    );
    return { process: child, ended };
  }
});
