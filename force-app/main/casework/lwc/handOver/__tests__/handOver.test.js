import { createElement } from 'lwc';
import HandOver from 'c/handOver';
import families from '@salesforce/apex/HandOverController.families';
import give from '@salesforce/apex/HandOverController.give';
import people from '@salesforce/apex/HandOverController.people';
import leavers from '@salesforce/apex/LeaverReturnsController.leavers';

jest.mock('@salesforce/apex/HandOverController.families', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandOverController.give', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandOverController.people', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LeaverReturnsController.leavers', () => ({ default: jest.fn() }), { virtual: true });

const ADA = { workerId: 'w1', name: 'Ada Invented', openCases: 2, available: true };
const BEA = { workerId: 'w2', name: 'Bea Invented', openCases: 0, available: true };
const UNTRAINED = { workerId: 'w3', name: 'Cy Invented', openCases: 0, available: false };
const FAMILIES = [
  { clientId: 'c1', code: 'K7M-4QX-9R', wordCode: 'amber otter' },
  { clientId: 'c2', code: 'A7M-4QX-9R', wordCode: '' }
];
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown() {
  leavers.mockResolvedValue([]);
  const element = createElement('c-hand-over', { is: HandOver });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function withGiver() {
  people.mockResolvedValue([ADA, BEA, UNTRAINED]);
  families.mockResolvedValue(FAMILIES);
  const element = await shown();
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => true;
    field.focus = jest.fn();
  }
  find(element, '[data-action="give"]');
  const from = element.shadowRoot.querySelectorAll('lightning-combobox')[0];
  from.name = 'fromWorkerId';
  from.dispatchEvent(new CustomEvent('change', { detail: { value: 'w1' } }));
  await settle();
  return element;
}

describe('c-hand-over', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    people.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading workers');
  });

  it('says that there is nobody', async () => {
    people.mockResolvedValue([]);
    expect(find(await shown(), '.nothing').textContent).toBe('There is nobody in your team yet.');
  });

  it('shows an error in one sentence', async () => {
    people.mockRejectedValue({ body: { message: 'You may not do that.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('You may not do that.');
  });

  it('offers only others who are trained, and her families by code', async () => {
    const element = await withGiver();
    expect(element.shadowRoot.querySelectorAll('lightning-combobox')[1].options).toEqual([{ value: 'w2', label: 'Bea Invented (0)' }]);
    const labels = [...element.shadowRoot.querySelectorAll('.family')].map(({ label }) => label);
    expect(labels).toEqual(['K7M-4QX-9R, amber otter', 'A7M-4QX-9R']);
    await expect(element).toBeAccessible();
  });

  it('sends nothing while a field is wrong', async () => {
    const element = await withGiver();
    find(element, '.field').reportValidity = () => false;
    find(element, '[data-action="give"]').click();
    await settle();
    expect(give).not.toHaveBeenCalled();
  });

  it('hands over the chosen families and says how many', async () => {
    give.mockResolvedValue(1);
    const element = await withGiver();
    const box = find(element, '.family[data-id="c2"]');
    box.dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
    await settle();
    find(element, '[data-action="give"]').click();
    await settle();
    expect(give.mock.calls[0][0].wish).toMatchObject({ fromWorkerId: 'w1', clientIds: ['c1'], coverUntil: null });
    expect(find(element, '.note_good').textContent).toBe('Saved: 1 family.');
  });
});
