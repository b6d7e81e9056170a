/** Cases at random for the tests of the clock: near the edges of months, years, laws and the change of clocks more often than elsewhere. */
import fc from 'fast-check';
import { plusDays } from './day.ts';
import { COMPLAINT_KINDS, KINDS } from './index.ts';

const FIRST = '2023-11-01';
const DAYS = 3100;
const EDGES = [
  '2024-02-29',
  '2024-12-24',
  '2026-01-31',
  '2026-02-05',
  '2026-06-19',
  '2026-12-25',
  '2027-12-25',
  '2028-01-31',
  '2031-12-26'
];
const CLOCK_CHANGES = ['2026-03-29T01:00:00.000Z', '2026-10-25T01:00:00.000Z', '2028-03-26T01:00:00.000Z', '2030-10-27T01:00:00.000Z'];

const day = fc.oneof(
  { weight: 4, arbitrary: fc.nat(DAYS).map((days) => plusDays(FIRST, days)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...EDGES), fc.integer({ min: -3, max: 3 })).map(([edge, off]) => plusDays(edge, off)) },
  { weight: 1, arbitrary: fc.constantFrom('2018-05-24', '2018-05-25') }
);
/** A day from shortly before to some months after another. */
const near = (start: string, from = -5, to = 60) => fc.integer({ min: from, max: to }).map((days) => plusDays(start, days));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: null });
const seconds = (start: string, from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((off) => new Date(Date.parse(start) + off * 1000).toISOString());
const moment = fc.oneof(
  day.chain((one) => seconds(`${one}T00:00:00.000Z`, 0, 86_399)),
  fc.constantFrom(...CLOCK_CHANGES).chain((change) => seconds(change, -4 * 86_400, 86_400))
);
const momentNear = (start: string) => seconds(start, -86_400, 6 * 86_400);

const pauses = (start: string) =>
  fc.array(
    near(start, -2, 40).chain((askedOn) =>
      fc.record({
        question: fc.constantFrom(null, 'dates', 'systems', 'people'),
        askedOn: fc.option(fc.constant(askedOn), { freq: 20, nil: null }),
        answeredOn: fc.option(near(askedOn, -1, 30), { freq: 6, nil: null }),
        everything: fc.constantFrom(null, true, false)
      })
    ),
    { maxLength: 4 }
  );

export const request = day.chain((receivedOn) =>
  fc.record({
    kind: fc.oneof({ weight: 6, arbitrary: fc.constant('Access') }, fc.constantFrom(...KINDS, 'Unknown', null)),
    receivedOn: fc.option(fc.constant(receivedOn), { freq: 12, nil: null }),
    receivedAt: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, momentNear(`${receivedOn}T00:00:00.000Z`)),
    identityAskedOn: maybe(near(receivedOn)),
    identityReceivedOn: maybe(near(receivedOn)),
    authorityAskedOn: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, near(receivedOn)),
    authorityReceivedOn: maybe(near(receivedOn)),
    feeAskedOn: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, near(receivedOn)),
    feePaidOn: maybe(near(receivedOn)),
    pauses: fc.option(pauses(receivedOn), { freq: 4, nil: null }),
    extensionToldOn: maybe(near(receivedOn, -5, 90)),
    standingDueOn: maybe(near(receivedOn, 20, 120)),
    asOf: near(receivedOn, -2, 120)
  })
);
export const complaint = day.chain((receivedOn) =>
  fc.record({
    kind: fc.constantFrom(...COMPLAINT_KINDS, 'Data', 'Data', 'Unknown', null),
    receivedOn: fc.option(fc.constant(receivedOn), { freq: 12, nil: null }),
    receivedAt: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, momentNear(`${receivedOn}T00:00:00.000Z`)),
    acknowledgedOn: maybe(near(receivedOn)),
    lastUpdateOn: maybe(near(receivedOn)),
    outcomeOn: maybe(near(receivedOn))
  })
);
export const breach = moment.chain((awareAt) =>
  fc.record({
    awareAt: fc.option(fc.constant(awareAt), { freq: 5, nil: null }),
    processorAwareAt: maybe(momentNear(awareAt)),
    processorToldAt: maybe(momentNear(awareAt)),
    reportedAt: maybe(momentNear(awareAt))
  })
);
export const concern = moment.chain((knownAt) =>
  fc.record({
    knownAt: fc.option(fc.constant(knownAt), { freq: 5, nil: null }),
    highRisk: fc.constantFrom(null, true, false),
    recordedAt: maybe(momentNear(knownAt)),
    decidedAt: maybe(momentNear(knownAt)),
    phonedAt: maybe(momentNear(knownAt)),
    referredAt: maybe(momentNear(knownAt)),
    allegationAt: maybe(momentNear(knownAt)),
    sharedUrgentlyAt: maybe(momentNear(knownAt)),
    notToldOn: maybe(day),
    openedOn: maybe(day),
    lastReviewOn: maybe(day)
  })
);
export const notice = day.chain((obtainedOn) =>
  fc.record({
    obtainedOn: fc.option(fc.constant(obtainedOn), { freq: 12, nil: null }),
    fromHerself: fc.constantFrom(null, true, false, false),
    firstContactOn: maybe(near(obtainedOn)),
    firstSharedOn: maybe(near(obtainedOn))
  })
);
export const opinion = day.chain((reliedOn) =>
  fc.record({
    reliedOn: fc.option(fc.constant(reliedOn), { freq: 12, nil: null }),
    opinionOn: maybe(near(reliedOn, -200, 10))
  })
);
