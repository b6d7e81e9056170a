import { createElement } from 'lwc';
import CasePage from 'c/casePage';
import { onLogged } from 'c/logged';
import summary from '@salesforce/apex/CaseController.summary';
import { registerRefreshHandler } from 'lightning/refresh';

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

  it('shows how things stand, and leaves the code and the buttons to the head of the page', async () => {
    const element = await page(FAMILY);
    expect(element.shadowRoot.textContent).not.toContain(FAMILY.code);
    expect(element.shadowRoot.querySelector('lightning-button')).toBeNull();
    expect(element.shadowRoot.querySelector('.pill').textContent).toBe('Active');
    await expect(element).toBeAccessible();
  });

  it('tells the list when a contact was logged over the page', async () => {
    const heard = jest.fn();
    const stop = onLogged(heard);
    await page(FAMILY);
    const [host, refresh] = registerRefreshHandler.mock.calls.at(-1);
    await refresh.call(host);
    stop();
    expect(heard).toHaveBeenCalledWith(FAMILY.clientId);
  });

  it('shows one sentence and no file when it may not be read', async () => {
    const element = await page();
    summary.error({ message: 'This file is not open to you.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('This file is not open to you.');
    expect(element.shadowRoot.querySelector('dl')).toBeNull();
  });
});
