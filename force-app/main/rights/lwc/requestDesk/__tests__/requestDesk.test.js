import { createElement } from 'lwc';
import RequestDesk from 'c/requestDesk';
import board from '@salesforce/apex/RequestDeskController.board';

jest.mock('@salesforce/apex/RequestDeskController.board', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RequestDeskController.choices', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), {
  virtual: true
});

const ROW = {
  requestId: 'a0R000000000001AAA',
  requestNumber: 'RQ-000001',
  kind: 'Access',
  code: 'K7M-4QX-9R',
  status: 'Working',
  open: true,
  receivedOn: '2026-11-20',
  dueOn: '2026-12-21',
  daysLeft: -1
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown() {
  const element = createElement('c-request-desk', { is: RequestDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-request-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading, and why it could not', async () => {
    board.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading requests');
    document.body.replaceChildren();
    board.mockRejectedValue({ body: { message: 'Not now.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not now.');
  });

  it('teaches what an empty page means', async () => {
    board.mockResolvedValue([]);
    const element = await shown();
    expect(find(element, '.nothing h3').textContent).toBe('Nobody waits for an answer');
    await expect(element).toBeAccessible();
  });

  it('says that it is about one of us where there is no family', async () => {
    board.mockResolvedValue([{ ...ROW, code: null, aboutOneOfUs: true }]);
    const element = await shown();
    expect(find(element, '[data-label="Family"]').textContent).toBe('One of us');
  });

  it('shows time left in words, by code, and opens one', async () => {
    board.mockResolvedValue([ROW]);
    const element = await shown();
    expect(find(element, '.pill').textContent).toBe('1 day late');
    await expect(element).toBeAccessible();
    find(element, '.open').click();
    await settle();
    expect(find(element, 'c-request-detail').requestId).toBe(ROW.requestId);
    find(element, 'lightning-button').click();
    await settle();
    expect(find(element, '.open')).not.toBeNull();
  });

  it('shows closed ones when asked', async () => {
    board.mockResolvedValue([]);
    const element = await shown();
    find(element, 'lightning-input').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await settle();
    expect(board).toHaveBeenLastCalledWith({ closedOnes: true });
    expect(find(element, '.nothing h3').textContent).toBe('No request was closed yet');
  });
});
