import { today, written } from 'c/days';

describe('days', () => {
  afterEach(() => jest.useRealTimers());

  it.each([
    ['2026-06-21T22:30:00Z', '2026-06-21'],
    ['2026-06-21T23:30:00Z', '2026-06-22'],
    ['2026-12-31T23:59:59Z', '2026-12-31']
  ])('at %s it is %s in England', (moment, day) => {
    jest.useFakeTimers({ now: new Date(moment) });
    expect(today()).toBe(day);
  });

  it('writes the day first', () => expect(written('2026-11-03')).toBe('03/11/2026'));
});
