import { counted, daysLeft, hoursLeft } from 'c/timeLeft';

describe('c/timeLeft', () => {
  it('counts one and many', () => {
    expect(counted(1, 'hour')).toBe('1 hour');
    expect(counted(2, 'hour')).toBe('2 hours');
  });

  it('says hours and minutes, also when they have passed', () => {
    expect(hoursLeft(72 * 60)).toBe('72 hours left');
    expect(hoursLeft(61)).toBe('1 hour 1 minute left');
    expect(hoursLeft(0)).toBe('0 minutes left');
    expect(hoursLeft(-125)).toBe('Late by 2 hours 5 minutes');
  });

  it('says days, and today', () => {
    expect(daysLeft(0)).toBe('Today');
    expect(daysLeft(1)).toBe('1 day left');
    expect(daysLeft(-3)).toBe('Late by 3 days');
  });
});
