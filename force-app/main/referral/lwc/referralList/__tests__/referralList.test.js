import { createElement } from 'lwc';
import ReferralList from 'c/referralList';
import list from '@salesforce/apex/ReferralWorkController.referrals';

jest.mock(
  '@salesforce/apex/ReferralWorkController.referrals',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const ROW = {
  referralId: 'a03000000000001AAA',
  name: 'R-000007',
  clientId: 'a01000000000001AAA',
  code: 'K7M-4QX-9R',
  programme: 'Expecting Together',
  source: 'Midwife',
  receivedOn: '2026-01-02',
  waitingDays: 1,
  status: 'New',
  noticeDueOn: '2026-02-02'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(rows) {
  const element = createElement('c-referral-list', { is: ReferralList });
  document.body.appendChild(element);
  if (rows) list.emit(rows);
  await settle();
  return element;
}

describe('c-referral-list', () => {
  afterEach(() => document.body.replaceChildren());

  it('lists referrals by code with their waiting time', async () => {
    const element = await shown([ROW]);
    expect(element.shadowRoot.querySelector('tbody').textContent).toContain('waits 1 day');
    expect(element.shadowRoot.querySelector('.pill_error').textContent).toBe('Late');
    await expect(element).toBeAccessible();
  });

  it('asks for the view that is chosen', async () => {
    const element = await shown([ROW]);
    element.shadowRoot.querySelector('lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: 'Waiting' } }));
    await settle();
    expect(list.getLastConfig()).toEqual({ view: 'Waiting' });
  });

  it('opens the decision about one referral', async () => {
    const element = await shown([ROW]);
    element.shadowRoot.querySelector('td button').click();
    await settle();
    expect(element.shadowRoot.querySelector('c-referral-decision').referral.name).toBe('R-000007');
  });

  it('offers no decision about a closed one', async () => {
    const element = await shown([{ ...ROW, status: 'Closed' }]);
    expect(element.shadowRoot.querySelector('td button')).toBeNull();
  });

  it('teaches when there are none', async () => {
    const element = await shown([]);
    expect(element.shadowRoot.textContent).toContain('Nothing waits here');
    await expect(element).toBeAccessible();
  });
});
