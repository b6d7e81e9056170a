import { createElement } from 'lwc';
import LeaverReturns from 'c/leaverReturns';
import leavers from '@salesforce/apex/LeaverReturnsController.leavers';
import listAgain from '@salesforce/apex/LeaverReturnsController.listAgain';
import settle from '@salesforce/apex/LeaverReturnsController.settle';

jest.mock('@salesforce/apex/LeaverReturnsController.leavers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LeaverReturnsController.listAgain', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LeaverReturnsController.settle', () => ({ default: jest.fn() }), { virtual: true });

const KEYS = { itemId: 'i1', kind: 'Keys', dueOn: '2026-11-20', late: true, outcome: null };
const PHONE = { itemId: 'i2', kind: 'Phone', dueOn: '2026-12-20', late: false, outcome: null };
const PAPER = { itemId: 'i3', kind: 'Paper files and notes', outcome: 'Returned', returnedOn: '2026-11-25', tickedBy: 'Bea Invented' };
const ADA = { workerId: 'w1', name: 'Ada Invented', backAgain: false, items: [KEYS, PHONE, PAPER] };
const settled = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const press = async (element, selector) => {
  find(element, selector).click();
  await settled();
};

async function shown(...answers) {
  for (const answer of answers) leavers.mockResolvedValueOnce(answer);
  const element = createElement('c-leaver-returns', { is: LeaverReturns });
  document.body.appendChild(element);
  await settled();
  return element;
}

describe('c-leaver-returns', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('is not there when nothing has to come back', async () => {
    expect(find(await shown([]), 'section')).toBeNull();
  });

  it('shows an error in one sentence', async () => {
    leavers.mockRejectedValue({ body: { message: 'You may not do that.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('You may not do that.');
  });

  it('shows what is late, what is settled and by whom', async () => {
    const element = await shown([ADA]);
    const rows = [...element.shadowRoot.querySelectorAll('.item')].map(({ textContent }) => textContent.replace(/\s+/g, ' '));
    expect(rows[0]).toContain('Late');
    expect(rows[1]).not.toContain('Late');
    expect(rows[2]).toContain('ticked off by Bea Invented');
    expect(find(element, 'h4 .quiet').textContent).toBe('(2 still to come)');
    await expect(element).toBeAccessible();
  });

  it('asks before it ticks off, and ticks nothing off when told not now', async () => {
    const element = await shown([ADA]);
    await press(element, '[data-id="i1"][data-outcome="Lost"]');
    expect(find(element, '[data-asked] p').textContent).toMatch(/data protection officer/);
    await expect(element).toBeAccessible();
    await press(element, '[data-action="forget"]');
    expect(find(element, '[data-asked]')).toBeNull();
    expect(settle).not.toHaveBeenCalled();
  });

  it('ticks off with the day, and says how much is still to come', async () => {
    const element = await shown([ADA], [{ ...ADA, items: [PHONE] }]);
    await press(element, '[data-id="i1"][data-outcome="Returned"]');
    const day = find(element, 'lightning-input');
    day.reportValidity = () => true;
    day.dispatchEvent(new CustomEvent('change', { detail: { value: '2026-11-24' } }));
    await press(element, '[data-action="settle"]');
    expect(settle).toHaveBeenCalledWith({ tick: { itemId: 'i1', outcome: 'Returned', returnedOn: '2026-11-24' } });
    expect(find(element, '.note_good').textContent).toBe('Ticked off. Still to come: 1.');
  });

  it('lists again what was ticked off by mistake', async () => {
    const element = await shown([ADA], [ADA]);
    await press(element, '[data-id="i3"][data-again]');
    expect(listAgain).toHaveBeenCalledWith({ itemId: 'i3' });
    expect(find(element, '.note_good').textContent).toBe('It is on the list again.');
  });

  it('offers that she works with us again only when she does', async () => {
    const choices = (element) => [...element.shadowRoot.querySelectorAll('[data-id="i1"]')].map((one) => one.dataset.outcome);
    expect(choices(await shown([ADA]))).toEqual(['Returned', 'Had none', 'Lost']);
    expect(choices(await shown([{ ...ADA, backAgain: true }]))).toEqual(['Returned', 'Had none', 'Lost', 'Works with us again']);
  });
});
