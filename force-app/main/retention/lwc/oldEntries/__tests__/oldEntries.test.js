import { createElement } from 'lwc';
import OldEntries from 'c/oldEntries';
import registers from '@salesforce/apex/RegisterDeskController.registers';
import takeStep from '@salesforce/apex/RegisterDeskController.step';

jest.mock('@salesforce/apex/RegisterDeskController.registers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegisterDeskController.step', () => ({ default: jest.fn() }), { virtual: true });

const ROW = { disposalId: 'o1', register: 'Complaints', step: 'Due', through: '2023-11-26', entries: 12, held: 2, mayDecide: true };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(answer) {
  registers.mockResolvedValue(answer);
  const element = createElement('c-old-entries', { is: OldEntries });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-old-entries', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says how many are past their day, and decides with a reason', async () => {
    const element = await shown([ROW]);
    expect(find(element, '[data-row="o1"]').textContent).toContain('12, of which 2 held');
    find(element, '[data-step="decide"]').click();
    await settle();
    expect(find(element, 'c-step-form').definition.hint).toContain('A second person must agree');
    await expect(element).toBeAccessible();
    takeStep.mockResolvedValue([{ ...ROW, step: 'Decided', mayDecide: false, decidedBy: 'Dora', reason: 'Old' }]);
    find(element, 'c-step-form').dispatchEvent(new CustomEvent('save', { detail: { words: 'Old' } }));
    await settle();
    expect(takeStep).toHaveBeenCalledWith({ disposalId: 'o1', step: 'decide', reason: 'Old' });
    expect(find(element, '[role="status"]').textContent).toContain('A second person is needed');
    expect(find(element, '[data-row="o1"]').textContent).toContain('Waits for a second person');
  });

  it('keeps the form when it is refused', async () => {
    const element = await shown([{ ...ROW, mayDecide: false, mayStop: true, step: 'Agreed' }]);
    find(element, '[data-step="stop"]').click();
    await settle();
    takeStep.mockRejectedValue({ body: { message: 'Please give a reason.' } });
    find(element, 'c-step-form').dispatchEvent(new CustomEvent('save', { detail: {} }));
    await settle();
    expect(find(element, 'c-step-form').message).toBe('Please give a reason.');
  });

  it('teaches while nothing is past its day', async () => {
    const element = await shown([]);
    expect(find(element, '.nothing').textContent).toContain('kept for three years after the answer');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    registers.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = createElement('c-old-entries', { is: OldEntries });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Not available.');
  });
});
