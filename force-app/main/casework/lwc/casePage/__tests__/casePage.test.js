import { createElement } from 'lwc';
import CasePage from 'c/casePage';
import { onLogged } from 'c/logged';
import summary from '@salesforce/apex/CaseController.summary';

jest.mock(
  '@salesforce/apex/CaseController.summary',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = {
  clientId: 'a01000000000001AAA',
  code: 'K7M-4QX-9R',
  wordCode: 'amber otter',
  status: 'Active',
  lastContactOn: '2026-11-20'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function page(data) {
  const element = createElement('c-case-page', { is: CasePage });
  element.recordId = FAMILY.clientId;
  document.body.appendChild(element);
  if (data) summary.emit(data);
  await settle();
  return element;
}

describe('c-case-page', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows which family it is, by code, and how things stand', async () => {
    const element = await page(FAMILY);
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    expect(element.shadowRoot.querySelector('.pill').textContent).toBe('Active');
    await expect(element).toBeAccessible();
  });

  it('shows the form to log a contact on demand, and tells the list when it is saved', async () => {
    const heard = jest.fn();
    const stop = onLogged(heard);
    const element = await page(FAMILY);
    expect(element.shadowRoot.querySelector('c-log-contact')).toBeNull();
    element.shadowRoot.querySelector('lightning-button').click();
    await settle();
    const form = element.shadowRoot.querySelector('c-log-contact');
    expect(form.recordId).toBe(FAMILY.clientId);
    form.dispatchEvent(new CustomEvent('logged'));
    await settle();
    stop();
    expect(heard).toHaveBeenCalledWith(FAMILY.clientId);
    expect(element.shadowRoot.querySelector('c-log-contact')).toBeNull();
  });

  it('shows one sentence and no file when it may not be read', async () => {
    const element = await page();
    summary.error({ message: 'This file is not open to you.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('This file is not open to you.');
    expect(element.shadowRoot.querySelector('c-family-code')).toBeNull();
  });
});
