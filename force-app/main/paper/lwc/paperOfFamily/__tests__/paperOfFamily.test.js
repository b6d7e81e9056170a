import { createElement } from 'lwc';
import PaperOfFamily from 'c/paperOfFamily';
import choices from '@salesforce/apex/PaperController.choices';
import ofFamily from '@salesforce/apex/PaperController.ofFamily';

jest.mock('@salesforce/customPermission/Confide_Keep_Paper', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.ofFamily', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.page', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), { virtual: true });

const ROW = { paperId: 'p1', label: 'P-K7M-4QX-9R', what: 'Notes', location: 'Cabinet 1', locked: true };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(rows) {
  choices.mockResolvedValue({ mayKeep: true, kinds: [], people: [] });
  if (rows) ofFamily.mockResolvedValue(rows);
  const element = createElement('c-paper-of-family', { is: PaperOfFamily });
  element.recordId = 'c1';
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-paper-of-family', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    ofFamily.mockReset();
  });

  it('says that it is loading, what went wrong, and that none is registered', async () => {
    ofFamily.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading paper');
    ofFamily.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not available.');
    expect(find(await shown([]), '.quiet').textContent).toContain('No paper is registered.');
  });

  it('lists her paper, opens one, and registers another', async () => {
    const element = await shown([ROW]);
    expect(find(element, '.pill').textContent).toBe('Locked away');
    await expect(element).toBeAccessible();
    find(element, '[data-action="new"]').click();
    await settle();
    expect(find(element, 'c-paper-form').recordId).toBe('c1');
    find(element, 'c-paper-form').dispatchEvent(new CustomEvent('registered', { detail: 'p2' }));
    await settle();
    expect(find(element, '.note_good').textContent).toContain('Registered.');
    find(element, 'button[data-id="p1"]').click();
    await settle();
    expect(find(element, 'c-paper-page').paperId).toBe('p1');
  });
});
