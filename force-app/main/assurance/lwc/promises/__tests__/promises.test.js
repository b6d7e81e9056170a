import { createElement } from 'lwc';
import Promises from 'c/promises';
import today from '@salesforce/apex/PromisesController.today';
import nextNotice from '@salesforce/apex/PromisesController.nextNotice';

jest.mock('@salesforce/apex/PromisesController.today', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PromisesController.nextNotice', () => ({ default: jest.fn() }), { virtual: true });

const KEPT = {
  id: 'P09',
  words: 'never released for marketing',
  keptBy: 'Sharing for advertising cannot be saved.',
  tests: 'SharingRulesTest',
  state: 'Kept',
  wording: 'True',
  gap: null,
  suggested: null,
  controls: [{ kind: 'class', name: 'SharingRules', holds: true, fault: null, lastRun: null }],
  facts: [{ what: 'sharedOutside', count: 3, breaks: false }]
};
const OFF = {
  ...KEPT,
  id: 'P40',
  state: 'Switched off',
  controls: [
    { kind: 'trigger', name: 'AccessLogTrigger', holds: false, fault: 'inactive', lastRun: null },
    { kind: 'job', name: 'access log seals', holds: true, fault: null, lastRun: '2026-11-27T09:32:00.000Z' }
  ],
  facts: [{ what: 'looksUnsealed', count: 2, breaks: true }]
};
const WRONG = {
  ...KEPT,
  id: 'P21',
  state: 'Words wrong',
  wording: 'True in practice, wording wrong',
  gap: 'It is not consent.',
  suggested: 'We could not support you without it.'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(answer) {
  today.mockResolvedValue(answer);
  const element = createElement('c-promises', { is: Promises });
  document.body.appendChild(element);
  await settle();
  return element;
}
const promise = (element, id) => element.shadowRoot.querySelector(`[data-promise="${id}"]`);
const pill = (element, id) => promise(element, id).querySelector('h3 .pill');

describe('c-promises', () => {
  afterEach(() => document.body.replaceChildren());

  it('only what is kept in deed and words is green, and it counts them', async () => {
    const element = await shown([KEPT, WRONG, OFF]);
    expect(pill(element, 'P09').className).toContain('pill_good');
    expect(pill(element, 'P21').className).toContain('pill_warning');
    expect(pill(element, 'P40').className).toContain('pill_error');
    expect(element.shadowRoot.querySelector('.summary').textContent).toBe('1 of 3 promises are kept, in deed and in words.');
    await expect(element).toBeAccessible();
  });

  it('names the control that is off, what is late, and how it is shown', async () => {
    const element = await shown([OFF]);
    const text = promise(element, 'P40').textContent;
    expect(text).toContain('Rule at every save: AccessLogTrigger – is switched off');
    expect(text).toContain('Looks not sealed after three hours: 2');
    expect(text).toContain('Shown by: SharingRulesTest');
    expect(promise(element, 'P40').querySelector('.late')).not.toBeNull();
  });

  it('says which sentence would be true', async () => {
    const element = await shown([WRONG]);
    expect(promise(element, 'P21').textContent).toContain('A sentence that would be true: “We could not support you without it.”');
  });

  it('what it does not know is never green', async () => {
    const element = await shown([{ ...KEPT, state: 'Something new' }]);
    expect(pill(element, 'P09').className).toContain('pill_error');
  });

  it('leaves out what is kept when asked, and says when nothing is left', async () => {
    const element = await shown([KEPT]);
    element.shadowRoot.querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: 'open' } }));
    await settle();
    expect(promise(element, 'P09')).toBeNull();
    expect(element.shadowRoot.querySelector('.nothing').textContent).toContain('every promise is kept');
  });

  it('opens the draft of the next notice and prints', async () => {
    nextNotice.mockResolvedValue({ onDay: '2026-11-27', sections: [] });
    window.print = jest.fn();
    const element = await shown([KEPT]);
    element.shadowRoot.querySelector('.draft').dispatchEvent(new CustomEvent('click'));
    element.shadowRoot.querySelector('.print').dispatchEvent(new CustomEvent('click'));
    await settle();
    expect(element.shadowRoot.querySelector('c-notice-draft')).not.toBeNull();
    expect(window.print).toHaveBeenCalledTimes(1);
  });

  it('shows an error in one sentence', async () => {
    today.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = createElement('c-promises', { is: Promises });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
  });
});
