import { hideWhenLeft } from 'c/hiding';

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
