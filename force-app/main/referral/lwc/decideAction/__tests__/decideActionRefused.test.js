import { createElement } from 'lwc';
import DecideAction from 'c/decideAction';
import { getRecord } from 'lightning/uiRecordApi';

jest.mock('@salesforce/apex/ReferralWorkController.allocate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.workersToAllocate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/Confide_Decide_Referrals', () => ({ default: undefined }), { virtual: true });
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

describe('c-decide-action, for somebody who decides nothing', () => {
  afterEach(() => document.body.replaceChildren());

  it('says who decides, and shows no form', async () => {
    const element = await shown('New');
    expect(form(element)).toBeNull();
    expect(element.shadowRoot.textContent).toContain('A coordinator decides about referrals.');
    await expect(element).toBeAccessible();
  });
});
