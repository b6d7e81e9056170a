import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import SomethingToReport from 'c/somethingToReport';

jest.mock('@salesforce/apex/ConcernController.choices', () => ({ default: jest.fn().mockResolvedValue({}) }), { virtual: true });

jest.mock('@salesforce/apex/ComplaintController.choices', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), {
  virtual: true
});
jest.mock('@salesforce/apex/LossController.choices', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), { virtual: true });
jest.mock('@salesforce/apex/LogRequestController.choices', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), {
  virtual: true
});

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(page) {
  const element = createElement('c-something-to-report', { is: SomethingToReport });
  document.body.appendChild(element);
  CurrentPageReference.emit(page);
  await settle();
  return element;
}

const onFamily = { type: 'standard__recordPage', attributes: { recordId: 'a01', objectApiName: 'Client__c', actionName: 'view' } };

describe('c-something-to-report', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows what to do in danger before it asks what it is', async () => {
    const element = await shown({ type: 'standard__namedPage', attributes: { pageName: 'home' } });
    expect(find(element, '.pad').firstElementChild.tagName).toBe('C-IN-DANGER');
    await expect(element).toBeAccessible();
  });

  it('opens a concern about the family whose page is open', async () => {
    const element = await shown(onFamily);
    find(element, '[data-choice="worried"]').click();
    await settle();
    expect(find(element, 'c-raise-concern').clientId).toBe('a01');
  });

  it('knows no family on any other page, and goes back when it is done', async () => {
    const element = await shown({ attributes: { recordId: 'b01', objectApiName: 'Worker__c' } });
    find(element, '[data-choice="worried"]').click();
    await settle();
    expect(find(element, 'c-raise-concern').clientId).toBe('');
    find(element, 'c-raise-concern').dispatchEvent(new CustomEvent('done'));
    await settle();
    expect(find(element, 'c-raise-concern')).toBeNull();
  });

  it.each([
    ['worried', 'c-raise-concern'],
    ['request', 'c-log-request'],
    ['complaint', 'c-log-complaint'],
    ['loss', 'c-log-loss']
  ])('no longer says of a %s that nothing is kept once it is written down', async (choice, form) => {
    const element = await shown(onFamily);
    find(element, `[data-choice="${choice}"]`).click();
    await settle();
    expect(find(element, '[data-action="back"]').label).toBe('Back (nothing here is kept)');
    find(element, form).dispatchEvent(new CustomEvent('logged'));
    await settle();
    expect(find(element, '[data-action="back"]').label).toBe('Back');
    find(element, '[data-action="back"]').click();
    await settle();
    find(element, `[data-choice="${choice}"]`).click();
    await settle();
    expect(find(element, '[data-action="back"]').label).toBe('Back (nothing here is kept)');
  });

  it.each([
    ['request', 'c-log-request'],
    ['complaint', 'c-log-complaint'],
    ['loss', 'c-log-loss']
  ])('opens the form of a %s, and stays with the family although the page changes', async (choice, form) => {
    const element = await shown(onFamily);
    find(element, `[data-choice="${choice}"]`).click();
    await settle();
    CurrentPageReference.emit({ attributes: { recordId: 'a02', objectApiName: 'Client__c' } });
    await settle();
    expect(find(element, form).clientId).toBe('a01');
    find(element, '[data-action="back"]').click();
    await settle();
    expect(find(element, 'c-in-danger')).not.toBeNull();
  });
});
