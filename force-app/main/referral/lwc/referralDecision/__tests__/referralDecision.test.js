import { createElement } from 'lwc';
import ReferralDecision from 'c/referralDecision';
import allocate from '@salesforce/apex/ReferralWorkController.allocate';
import decide from '@salesforce/apex/ReferralWorkController.decide';
import workersToAllocate from '@salesforce/apex/ReferralWorkController.workersToAllocate';

jest.mock('@salesforce/apex/ReferralWorkController.allocate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralWorkController.workersToAllocate', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const referral = (status) => ({ referralId: 'a03000000000001AAA', name: 'R-000007', code: 'K7M-4QX-9R', wordCode: 'amber otter', status });

async function form(status) {
  const element = createElement('c-referral-decision', { is: ReferralDecision });
  element.referral = referral(status);
  document.body.appendChild(element);
  await settle();
  return element;
}

async function answer(element, selector, value) {
  const field = element.shadowRoot.querySelector(selector);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
}

async function save(element, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  element.shadowRoot.querySelector('lightning-button').click();
  await settle();
}

describe('c-referral-decision', () => {
  beforeEach(() => {
    decide.mockResolvedValue(null);
    allocate.mockResolvedValue(null);
    workersToAllocate.mockResolvedValue([
      { workerId: 'a04000000000001AAA', name: 'Tilly Marchbank', openCases: 3, available: true },
      { workerId: 'a04000000000002AAA', name: 'Wilf Ambler', openCases: 1, available: false, why: 'Training has run out' }
    ]);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it.each([
    ['New', ['Accept', 'Wait', 'Decline', 'Withdraw']],
    ['Accepted', ['Allocate', 'Wait', 'Decline', 'Withdraw']],
    ['Allocated', ['Close']]
  ])('offers what a %s referral can become', async (status, expected) => {
    const element = await form(status);
    expect(element.shadowRoot.querySelector('lightning-radio-group').options.map(({ value }) => value)).toEqual(expected);
    await expect(element).toBeAccessible();
  });

  it('records a decision with its reason', async () => {
    const element = await form('New');
    await answer(element, 'lightning-radio-group', 'Decline');
    await answer(element, 'lightning-textarea', 'Outside the area');
    await save(element);
    expect(decide).toHaveBeenCalledWith({ referralId: 'a03000000000001AAA', decision: 'Decline', reason: 'Outside the area' });
  });

  it('allocates to somebody who is available, and says why others are not', async () => {
    const element = await form('Accepted');
    await answer(element, 'lightning-radio-group', 'Allocate');
    expect(element.shadowRoot.querySelector('lightning-combobox').options).toEqual([
      { value: 'a04000000000001AAA', label: 'Tilly Marchbank, 3 families now' }
    ]);
    expect(element.shadowRoot.textContent).toContain('Wilf Ambler: Training has run out');
    await answer(element, 'lightning-combobox', 'a04000000000001AAA');
    await answer(element, 'lightning-textarea', 'Lives nearby');
    await save(element);
    expect(allocate).toHaveBeenCalledWith({ referralId: 'a03000000000001AAA', workerId: 'a04000000000001AAA', reason: 'Lives nearby' });
  });

  it('decides nothing without a reason', async () => {
    const element = await form('New');
    await answer(element, 'lightning-radio-group', 'Accept');
    await save(element, false);
    expect(decide).not.toHaveBeenCalled();
  });

  it('says why the org refused and stays open', async () => {
    decide.mockRejectedValue({ body: { message: 'Somebody else has decided already.' } });
    const element = await form('New');
    const decided = jest.fn();
    element.addEventListener('decided', decided);
    await answer(element, 'lightning-radio-group', 'Accept');
    await save(element);
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Somebody else has decided already.');
    expect(decided).not.toHaveBeenCalled();
  });
});
