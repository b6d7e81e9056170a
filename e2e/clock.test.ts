/**
 * The clock in Apex and its twin in the tool agree exactly, case by case (PEERS 13): cases at random go through Apex REST in
 * bulk, as the integration user. `CONFIDE_CLOCK_CASES=100000` sets how many; `CONFIDE_CLOCK_SEED` repeats a run.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import * as cases from '../scripts/shared/statutory-clock/cases.ts';
import {
  type Law,
  breachDeadlines,
  complaintDeadlines,
  lawOfOrg,
  lawOfSource,
  noticeDeadlines,
  opinionDeadlines,
  requestDeadlines,
  safeguardingDeadlines
} from '../scripts/shared/statutory-clock/index.ts';
import { ADMIN, type RunningOrg, root, seededOrg } from './org.ts';

const ADDRESS = '/services/apexrest/confide/v1/statutory-clock';
const INTEGRATION = 'integration@demo.example';
/** What one call may hold, and how many of each kind make it up. */
const MOST = 2000;
const MIX = { requests: 1000, complaints: 300, breaches: 200, concerns: 200, notices: 150, opinions: 150 } as const;
const CASES = Number(process.env['CONFIDE_CLOCK_CASES'] ?? 10_000);
/** How many reasons and warnings the clock knows. */
const REASONS = 18;
const SEED = process.env['CONFIDE_CLOCK_SEED'];

const many = <T>(arbitrary: fc.Arbitrary<T>, length: number) => fc.array(arbitrary, { minLength: length, maxLength: length, size: 'max' });
const batch = fc.record({
  requests: many(cases.request, MIX.requests),
  complaints: many(cases.complaint, MIX.complaints),
  breaches: many(cases.breach, MIX.breaches),
  concerns: many(cases.concern, MIX.concerns),
  notices: many(cases.notice, MIX.notices),
  opinions: many(cases.opinion, MIX.opinions)
});
type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

/** @returns the answer of the twin, in the form of the address's */
function twin(law: Law, { requests, complaints, breaches, concerns, notices, opinions }: Batch): Record<keyof Batch, object[]> {
  return {
    requests: requests.map((facts) => requestDeadlines(law, facts)),
    complaints: complaints.map((facts) => complaintDeadlines(law, facts)),
    breaches: breaches.map((facts) => breachDeadlines(law, facts)),
    concerns: concerns.map((facts) => safeguardingDeadlines(law, facts)),
    notices: notices.map((facts) => noticeDeadlines(law, facts)),
    opinions: opinions.map((facts) => opinionDeadlines(law, facts))
  };
}

describe('the clock over HTTP', () => {
  let org: RunningOrg;
  let law: Law;
  const ask = (body: unknown, who = INTEGRATION) => org.rest(who, ADDRESS, { method: 'POST', body });

  before(async () => {
    org = await seededOrg();
    law = lawOfSource(`${root}/force-app`);
  });
  after(() => org.stop());

  it('a supporter is refused; so are one case too many and a name that is not known', async () => {
    assert.equal((await ask({}, 'supporter@demo.example')).status, 403);
    const tooMany = await ask({ opinions: Array.from({ length: MOST + 1 }, () => ({})) });
    assert.deepEqual([tooMany.status, tooMany.body[0].errorCode], [400, 'REFUSED']);
    assert.equal((await ask({ requests: [{ kind: 'Access', recievedOn: '2026-11-23' }] })).status, 400);
  });

  it('the org and the source hold the same law', async () => {
    const query = async (soql: string) => (await org.rest(ADMIN, `/query?q=${encodeURIComponent(soql)}`)).body;
    assert.deepEqual(await lawOfOrg(query), law);
    const { body } = await ask({});
    assert.equal(body.calendarEndsOn, law.lastDay);
    assert.equal(body.calendarWarning, law.calendarWarning(new Date().toISOString().slice(0, 10)));
  });

  it(`Apex and TypeScript agree on ${CASES} cases at random`, async (context) => {
    const met = new Set<string>();
    const agrees = async (facts: Batch) => {
      const { status, body, text } = await ask(facts);
      assert.equal(status, 200, text.slice(0, 300));
      for (const [kind, expected] of Object.entries(twin(law, facts)) as [keyof Batch, object[]][]) {
        assert.equal(body[kind].length, expected.length, kind);
        for (const [place, given] of expected.entries()) {
          assert.deepEqual(oneForm(body[kind][place]), given, `${kind}: ${JSON.stringify(facts[kind][place])}`);
          for (const code of codes(given)) met.add(code);
        }
      }
    };
    const settings = { numRuns: Math.ceil(CASES / MOST), endOnFailure: true, ...(SEED ? { seed: Number(SEED) } : {}) };
    const run = await fc.check(fc.asyncProperty(batch, agrees), settings);
    assert.ok(!run.failed, `CONFIDE_CLOCK_SEED=${run.seed}: ${(run.errorInstance as Error | undefined)?.message}`);
    context.diagnostic(`reasons and warnings met: ${[...met].sort().join(', ')}`);
    if (CASES >= 10_000) assert.equal(met.size, REASONS, `the cases reach every reason and warning: ${[...met].join(', ')}`);
  });
});

/** Moments in one form: an org writes UTC as Z or as +0000. */
function oneForm(given: object): object {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' && value.includes('T') ? new Date(value).toISOString() : value
    ])
  );
}

function codes(given: object): string[] {
  const { refusals = [], warnings = [] } = given as { refusals?: string[]; warnings?: string[] };
  return [...refusals, ...warnings];
}
