import { createElement } from 'lwc';
import LogContactAction from 'c/logContactAction';

jest.mock('@salesforce/apex/SupportContactController.log', () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }), {
  virtual: true
});
jest.mock(
  '@salesforce/apex/SupportContactController.onBehalf',
  () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/SupportContactController.options',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('c-log-contact-action', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the same component as the page, for the same family, and closes when it is done', async () => {
    const element = createElement('c-log-contact-action', { is: LogContactAction });
    element.recordId = 'a01000000000001AAA';
    const events = [];
    for (const type of ['lightning__actionsclosescreen']) element.addEventListener(type, () => events.push(type));
    document.body.appendChild(element);
    await settle();
    const child = element.shadowRoot.querySelector('c-log-contact');
    expect(child.recordId).toBe('a01000000000001AAA');
    await expect(element).toBeAccessible();
    child.dispatchEvent(new CustomEvent('logged'));
    expect(events).toEqual(['lightning__actionsclosescreen']);
  });

  it('shows nothing before it knows the family', async () => {
    const element = createElement('c-log-contact-action', { is: LogContactAction });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('c-log-contact')).toBeNull();
  });
});
