import { createElement } from 'lwc';
import DecideAction from 'c/decideAction';
import { getRecord } from 'lightning/uiRecordApi';

jest.mock('@salesforce/apex/ReferralWorkController.allocate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.workersToAllocate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Confide_Decide_Referrals', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/Confide_Manage_Team', () => ({ default: undefined }), { virtual: true });

const REFERRAL = 'a03000000000001AAA';
const field = (value) => ({ value, displayValue: null });
const record = (status) => ({
  apiName: 'Referral__c',
  id: REFERRAL,
  fields: {
    Name: field('R-000007'),
    Status__c: field(status),
    Client__r: field({ apiName: 'Client__c', fields: { Name: field('K7M-4QX-9R'), Word_Code__c: field('amber otter') } })
  }
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(status) {
  const element = createElement('c-decide-action', { is: DecideAction });
  element.recordId = REFERRAL;
  document.body.appendChild(element);
  if (status) getRecord.emit(record(status));
  await settle();
  return element;
}
const form = (element) => element.shadowRoot.querySelector('c-referral-decision');

describe('c-decide-action', () => {
  afterEach(() => document.body.replaceChildren());

  it('waits for the referral', async () => {
    const element = await shown(null);
    expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('gives the form the referral by code', async () => {
    const element = await shown('New');
    expect(form(element).referral).toEqual({
      referralId: REFERRAL,
      name: 'R-000007',
      status: 'New',
      code: 'K7M-4QX-9R',
      wordCode: 'amber otter'
    });
    await expect(element).toBeAccessible();
  });

  it('offers no decision about what has ended', async () => {
    const element = await shown('Declined');
    expect(form(element)).toBeNull();
    expect(element.shadowRoot.textContent).toContain('There is nothing to decide.');
  });

  it('closes once it is decided', async () => {
    const element = await shown('New');
    const closed = jest.fn();
    element.addEventListener('lightning__actionsclosescreen', closed);
    form(element).dispatchEvent(new CustomEvent('decided'));
    await settle();
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('shows a refusal and no form', async () => {
    const element = await shown(null);
    getRecord.error({ message: 'This is not available to you.' }, 404);
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]')).not.toBeNull();
    expect(form(element)).toBeNull();
    await expect(element).toBeAccessible();
  });
});
