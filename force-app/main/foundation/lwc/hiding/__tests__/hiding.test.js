import { curtain, hideWhenLeft } from 'c/hiding';

describe('c-hiding', () => {
  it('hides on blur and on Esc, not on another key, until it is stopped', () => {
    const hide = jest.fn();
    const stop = hideWhenLeft(hide);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(hide).not.toHaveBeenCalled();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    window.dispatchEvent(new Event('blur'));
    expect(hide).toHaveBeenCalledTimes(2);
    stop();
    window.dispatchEvent(new Event('blur'));
    expect(hide).toHaveBeenCalledTimes(2);
  });
});

describe('a curtain', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('falls when she leaves, and says so', () => {
    const hide = jest.fn();
    const { stop } = curtain(hide);
    window.dispatchEvent(new Event('blur'));
    expect(hide).toHaveBeenCalledWith('Hidden. Open again when you need it: each look is recorded.');
    stop();
    window.dispatchEvent(new Event('blur'));
    expect(hide).toHaveBeenCalledTimes(1);
  });

  it('falls after its time, counted from the last opening, and not after it was stopped', () => {
    const hide = jest.fn();
    const { opened, stop } = curtain(hide);
    opened(300);
    jest.advanceTimersByTime(200_000);
    opened(300);
    jest.advanceTimersByTime(299_000);
    expect(hide).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1000);
    expect(hide).toHaveBeenCalledWith('Closed after five minutes. Open again when you need it.');
    opened(300);
    stop();
    jest.advanceTimersByTime(300_000);
    expect(hide).toHaveBeenCalledTimes(1);
  });
});
