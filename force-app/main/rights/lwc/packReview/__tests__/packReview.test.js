import { createElement } from 'lwc';
import PackReview from 'c/packReview';
import requests from '@salesforce/apex/PackReviewController.requests';
import open from '@salesforce/apex/PackReviewController.open';
import decide from '@salesforce/apex/PackReviewController.decide';
import documentOf from '@salesforce/apex/PackReviewController.document';

const mocks = ['choices', 'requests', 'gather', 'open', 'decide', 'dispute', 'preview', 'make', 'document'];
jest.mock('@salesforce/apex/PackReviewController.choices', () => ({ default: jest.fn(async () => ({})) }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.requests', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.gather', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.dispute', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.preview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.make', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PackReviewController.document', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const ROW = { requestId: 'r1', requestNumber: 'RR-1', code: 'K7M-4QX-9R', kind: 'Access', status: 'Working', dueOn: '2026-12-21' };
const ITEM = { itemId: 'i1', what: 'Referral', part: 'Facts', text: 'x', about: 'Her', health: false, freeWords: false, decision: null };
const VIEW = {
  requestId: 'r1',
  requestNumber: 'RR-1',
  code: 'K7M-4QX-9R',
  about: 'Her',
  gatheredAt: '2026-11-26T10:00:00.000Z',
  leadConfirmed: false,
  leadItems: null,
  secondNeeded: false,
  waitsFor: 'Some items are not decided yet.',
  items: [ITEM, { ...ITEM, itemId: 'i2', part: 'Health', health: true, decision: 'Withhold' }],
  documents: []
};

async function shown() {
  const element = createElement('c-pack-review', { is: PackReview });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function opened() {
  requests.mockResolvedValue([ROW]);
  open.mockResolvedValue(VIEW);
  const element = await shown();
  find(element, 'tbody lightning-button').click();
  await settle();
  return element;
}

describe('c-pack-review', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('lists what she wants in her words, and says where it is about one of us', async () => {
    requests.mockResolvedValue([ROW, { ...ROW, requestId: 'r2', code: null, aboutOneOfUs: true, kind: 'Portability' }]);
    const element = await shown();
    const cells = (label) => [...element.shadowRoot.querySelectorAll(`[data-label="${label}"]`)];
    expect(cells('What she wants').map(({ textContent }) => textContent)).toEqual([
      'See or have a copy of what we hold',
      'Take her data elsewhere'
    ]);
    expect(cells('Family')[0].querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    expect(cells('Family')[1].textContent).toBe('One of us');
    await expect(element).toBeAccessible();
  });

  it('says that it is loading', async () => {
    requests.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading requests');
    expect(mocks).toHaveLength(9);
  });

  it('shows an error in one sentence', async () => {
    requests.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('says what an empty list means', async () => {
    requests.mockResolvedValue([]);
    const element = await shown();
    expect(find(element, '.nothing h3').textContent).toBe('No copy is asked for');
    await expect(element).toBeAccessible();
  });

  it('says how far she is, and of the lead only that she has not confirmed', async () => {
    const element = await opened();
    expect(find(element, '.lead').textContent).toContain('1 of 2 decided. The lead has not confirmed yet.');
    expect(element.shadowRoot.querySelectorAll('.pick')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('gives plain facts together and keeps what the server refuses', async () => {
    const element = await opened();
    decide.mockRejectedValue({ body: { message: 'Not this one.' } });
    [...element.shadowRoot.querySelectorAll('lightning-button')].find(({ label }) => label.startsWith('Give the 1')).click();
    await settle();
    expect(decide.mock.calls[0][0].decisions).toEqual([{ ...ITEM, decision: 'Disclose' }]);
    expect(find(element, 'c-pack-item').message).toBe('Not this one.');
  });

  it('saves a document under its neutral name', async () => {
    requests.mockResolvedValue([ROW]);
    open.mockResolvedValue({ ...VIEW, documents: [{ documentId: 'd1', fileName: 'RQ-1-copy.json' }] });
    documentOf.mockResolvedValue({ fileName: 'RQ-1-copy.json', body: '{}' });
    URL.createObjectURL = jest.fn(() => 'blob:x');
    URL.revokeObjectURL = jest.fn();
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const element = await shown();
    find(element, 'tbody lightning-button').click();
    await settle();
    find(element, 'lightning-button[data-id="d1"]').click();
    await settle();
    expect(documentOf).toHaveBeenCalledWith({ documentId: 'd1' });
    expect(click.mock.instances[0].download).toBe('RQ-1-copy.json');
    click.mockRestore();
  });

  it('hides everything when she looks elsewhere', async () => {
    const element = await opened();
    window.dispatchEvent(new Event('blur'));
    await settle();
    expect(find(element, 'c-pack-item')).toBeNull();
    expect(find(element, '[role="status"]').textContent).toContain('Hidden');
  });
});
