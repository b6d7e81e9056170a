import { createElement } from 'lwc';
import PlainDay from 'c/plainDay';

const shown = (value) => {
  const element = Object.assign(createElement('c-plain-day', { is: PlainDay }), { value });
  document.body.appendChild(element);
  return element.shadowRoot.querySelector('lightning-formatted-date-time');
};

describe('c-plain-day', () => {
  it('reads a day in no time zone, so that it is the same day everywhere', () => {
    expect(shown('2026-11-23')).toMatchObject({ value: '2026-11-23', timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' });
  });

  it('shows nothing for no day', () => {
    expect(shown(null)).toBeNull();
  });
});
