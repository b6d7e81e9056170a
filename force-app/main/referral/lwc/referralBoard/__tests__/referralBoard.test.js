import { createElement } from 'lwc';
import ReferralBoard from 'c/referralBoard';
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
  waitingDays: 1,
  status: 'New',
  noticeDueOn: '2026-01-02'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(rows) {
  const element = createElement('c-referral-board', { is: ReferralBoard });
  document.body.appendChild(element);
  if (rows) list.emit(rows);
  await settle();
  return element;
}

describe('c-referral-board', () => {
  afterEach(() => document.body.replaceChildren());

  it('says that it is loading', async () => {
    const element = await shown();
    expect(element.shadowRoot.querySelector('lightning-spinner').alternativeText).toBe('Loading the board');
  });

  it('puts each referral in its column, and says how long families wait without naming one', async () => {
    const element = await shown([
      ROW,
      { ...ROW, referralId: '2', status: 'Waiting', waitingDays: 9 },
      { ...ROW, referralId: '3', status: 'Allocated' }
    ]);
    const labels = [...element.shadowRoot.querySelectorAll('section')].map((column) => column.getAttribute('aria-label'));
    expect(labels).toEqual(['New: 1 referral', 'Accepted: 0 referrals', 'Waiting: 1 referral', 'Allocated: 1 referral']);
    const summary = element.shadowRoot.querySelector('[role="status"]').textContent;
    expect(summary).toBe('2 families wait: half of them 1 day or less, the longest 9 days.');
    await expect(element).toBeAccessible();
  });

  it('opens the decision with the move that was chosen', async () => {
    const element = await shown([ROW]);
    element.shadowRoot.querySelector('button[data-move="Wait"]').click();
    await settle();
    const form = element.shadowRoot.querySelector('c-referral-decision');
    expect([form.referral.name, form.proposal]).toEqual(['R-000007', 'Wait']);
  });

  it('gives the focus back when the decision is left', async () => {
    const element = await shown([ROW]);
    element.shadowRoot.querySelector('button[data-move="Accept"]').click();
    await settle();
    element.shadowRoot.querySelector('c-referral-decision').dispatchEvent(new CustomEvent('cancelled'));
    await settle();
    expect(element.shadowRoot.activeElement.dataset.id).toBe(ROW.referralId);
  });

  it('says that nobody waits', async () => {
    const element = await shown([]);
    expect(element.shadowRoot.querySelector('[role="status"]').textContent).toBe('Nobody waits.');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    const element = await shown();
    list.error({ message: 'You may not do that.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('You may not do that.');
  });
});
