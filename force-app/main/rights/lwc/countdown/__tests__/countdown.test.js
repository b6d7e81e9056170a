import { countdown, wish } from 'c/countdown';

const OPEN = { open: true, status: 'Working', dueOn: '2026-12-21' };

describe('c/countdown', () => {
  it.each([
    [-2, '2 days late', 'pill pill_error'],
    [0, 'Due today', 'pill pill_error'],
    [1, '1 day left', 'pill pill_warning'],
    [24, '24 days left', 'pill pill_good']
  ])('says in words how much time is left: %i', (daysLeft, words, pill) => {
    expect(countdown({ ...OPEN, daysLeft })).toEqual({ words, pill });
  });

  it('CLK-08: shows no due day while it is paused, but what it would be', () => {
    expect(countdown({ open: true, status: 'Paused', projectedDueOn: '2026-12-28' }).words).toBe(
      'Paused: no due day now. If she answered today, it would be due on 28/12/2026.'
    );
    expect(countdown({ open: true, status: 'Waiting for identity' }).words).toBe('Waiting for her: no due day now.');
  });

  it('says how a closed one ended', () => {
    expect(countdown({ open: false, status: 'Answered' })).toEqual({ words: 'Answered', pill: 'pill' });
  });

  it('uses the words of a talk, and the stored word for what it does not know', () => {
    expect(wish('Erasure')).toBe('Have something deleted');
    expect(wish('Other')).toBe('Other');
  });
});
