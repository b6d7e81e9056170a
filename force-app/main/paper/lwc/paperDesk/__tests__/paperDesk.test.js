import { createElement } from 'lwc';
import PaperDesk from 'c/paperDesk';
import choices from '@salesforce/apex/PaperController.choices';
import desk from '@salesforce/apex/PaperController.desk';

jest.mock('@salesforce/apex/PaperController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.desk', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.page', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.labels', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), { virtual: true });
jest.mock('@salesforce/apex/PaperCountController.places', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), {
  virtual: true
});
jest.mock('lightning/mobileCapabilities', () => ({ getBarcodeScanner: () => ({ isAvailable: () => false }) }), { virtual: true });

const ROW = { paperId: 'p1', label: 'P-K7M-4QX-9R', what: 'Notes', location: 'Cabinet 1', custodian: 'Tilly Marchbank', locked: true };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(rows, may = { mayKeep: true, mayCount: true }) {
  choices.mockResolvedValue(may);
  if (rows) desk.mockResolvedValue(rows);
  const element = createElement('c-paper-desk', { is: PaperDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-paper-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    desk.mockReset();
  });

  it('says that it is loading, what went wrong, and that there is nothing', async () => {
    desk.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading paper');
    desk.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not available.');
    expect(find(await shown([]), '.nothing').textContent).toBe('There is no paper of the families you work with.');
  });

  it('lists by label and place, offers what she may do, and prints what she chose', async () => {
    const element = await shown([ROW, { ...ROW, paperId: 'p2', label: 'P-111-222-33' }]);
    expect(find(element, '[data-label="Now"]').textContent).toBe('Locked away');
    await expect(element).toBeAccessible();
    find(element, 'input[data-id="p2"]').click();
    await settle();
    const button = find(element, '[data-part="labels"]');
    expect(button.label).toBe('Print one label');
    button.click();
    await settle();
    expect([...find(element, 'c-paper-labels').paperIds]).toEqual(['p2']);
  });

  it('offers no count to who does not count, and opens a paper', async () => {
    const element = await shown([ROW], { mayKeep: true, mayCount: false });
    expect(find(element, '[data-part="count"]')).toBeNull();
    find(element, 'button[data-id="p1"]').click();
    await settle();
    expect(find(element, 'c-paper-page').paperId).toBe('p1');
  });
});
