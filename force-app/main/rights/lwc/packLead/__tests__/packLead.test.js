import { createElement } from 'lwc';
import PackLead from 'c/packLead';
import tasks from '@salesforce/apex/PackLeadController.tasks';
import open from '@salesforce/apex/PackLeadController.open';
import confirm from '@salesforce/apex/PackLeadController.confirm';

jest.mock('@salesforce/apex/PackLeadController.choices', () => ({ default: jest.fn(async () => ({})) }), { virtual: true });
jest.mock('@salesforce/apex/PackLeadController.tasks', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackLeadController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackLeadController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackLeadController.confirm', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackLeadController.readAgain', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const TASK = { requestId: 'r1', requestNumber: 'RR-1', code: 'K7M-4QX-9R', confirmed: false, secondWanted: false };

async function shown(rows) {
  if (rows) tasks.mockResolvedValue(rows);
  const element = createElement('c-pack-lead', { is: PackLead });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-pack-lead', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says that it is loading', async () => {
    tasks.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading copies');
  });

  it('shows an error in one sentence', async () => {
    tasks.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('says what an empty list means', async () => {
    const element = await shown([]);
    expect(find(element, '.nothing h3').textContent).toBe('Nothing to look at');
    await expect(element).toBeAccessible();
  });

  it('asks her to confirm also when nothing is hers', async () => {
    open.mockResolvedValue({ task: TASK, items: [], page: null, leadPage: null });
    const element = await shown([TASK]);
    find(element, 'li lightning-button').click();
    await settle();
    expect(find(element, '.nothing h3').textContent).toBe('Nothing in it is yours');
    await expect(element).toBeAccessible();
    [...element.shadowRoot.querySelectorAll('lightning-button')].find(({ label }) => label === 'I have looked').click();
    await settle();
    expect(confirm).toHaveBeenCalledWith({ requestId: 'r1', secondReaderWanted: '' });
  });
});
