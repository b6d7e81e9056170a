import { createElement } from 'lwc';
import PaperCount from 'c/paperCount';
import expected from '@salesforce/apex/PaperCountController.expected';
import finish from '@salesforce/apex/PaperCountController.finish';
import places from '@salesforce/apex/PaperCountController.places';
import { getBarcodeScanner } from 'lightning/mobileCapabilities';

jest.mock('@salesforce/apex/PaperCountController.expected', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperCountController.finish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperCountController.places', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/mobileCapabilities', () => ({ getBarcodeScanner: jest.fn() }), { virtual: true });

const [ONE, TWO, OTHER] = ['P-K7M-4QX-9R', 'P-111-222-33', 'P-ZZZ-ZZZ-ZZ'];
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function counting(scanner = { isAvailable: () => false }) {
  getBarcodeScanner.mockReturnValue(scanner);
  places.mockResolvedValue([{ name: 'Cabinet 1', papers: 2, dueOn: '2026-11-01', late: true }]);
  expected.mockResolvedValue([
    { label: ONE, what: 'Notes' },
    { label: TWO, what: 'Form', missing: true }
  ]);
  finish.mockResolvedValue({ found: 1, missing: [TWO], moved: [], toAsk: [], unknown: [], lossNumber: 'DL-000007' });
  const element = createElement('c-paper-count', { is: PaperCount });
  document.body.appendChild(element);
  await settle();
  find(element, '[data-place="Cabinet 1"]').click();
  await settle();
  return element;
}

async function answer(element, locked) {
  find(element, 'lightning-radio-group').dispatchEvent(new CustomEvent('change', { detail: { value: locked } }));
  await settle();
  find(element, '[data-action="check"]').click();
  await settle();
}

describe('c-paper-count', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('takes a label as it is typed, and refuses what is none', async () => {
    const element = await counting();
    const typed = find(element, '[data-typed]');
    typed.dispatchEvent(new CustomEvent('change', { detail: { value: 'p k7m 4qx 9r' } }));
    find(element, '[data-action="add"]').click();
    await settle();
    expect(find(element, '[data-progress]').textContent).toBe('1 of 2');
    typed.dispatchEvent(new CustomEvent('change', { detail: { value: 'K7M-4QX-9R' } }));
    find(element, '[data-action="add"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toContain('This is not a label.');
    await expect(element).toBeAccessible();
  });

  it('asks once more before it writes down what is missing, and whether it was locked', async () => {
    const element = await counting();
    find(element, `[data-label="${ONE}"]`).click();
    await settle();
    find(element, '[data-action="check"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Say whether the cabinet was locked.');
    await answer(element, 'yes');
    expect(finish).not.toHaveBeenCalled();
    expect(find(element, '[role="alert"]').textContent).toContain(TWO);
    find(element, '[data-action="finish"]').click();
    await settle();
    expect(finish).toHaveBeenCalledWith({ counted: { place: 'Cabinet 1', labels: [ONE], wasLocked: true } });
    expect(find(element, '[role="status"]').textContent).toContain('It is written down as DL-000007');
    await expect(element).toBeAccessible();
  });

  it('scans where the phone can, labels of other cabinets too', async () => {
    const scan = jest.fn().mockResolvedValue([{ value: ONE }, { value: TWO }, { value: OTHER }]);
    const element = await counting({ isAvailable: () => true, barcodeTypes: { QR: 'qr' }, scan });
    find(element, '[data-action="scan"]').click();
    await settle();
    expect(find(element, '[data-progress]').textContent).toBe('2 of 2');
    expect(find(element, '[data-other]').textContent).toContain(OTHER);
    await answer(element, 'no');
    expect(finish).toHaveBeenCalledWith({ counted: { place: 'Cabinet 1', labels: [ONE, TWO, OTHER], wasLocked: false } });
  });
});
