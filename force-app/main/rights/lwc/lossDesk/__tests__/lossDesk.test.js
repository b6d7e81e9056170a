import { createElement } from 'lwc';
import LossDesk from 'c/lossDesk';
import board from '@salesforce/apex/LossDeskController.board';

jest.mock('@salesforce/apex/LossDeskController.board', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LossDeskController.page', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), { virtual: true });
jest.mock('@salesforce/apex/LossDeskController.take', () => ({ default: jest.fn() }), { virtual: true });

const ROW = {
  lossId: 'a05',
  lossNumber: 'DL-000001',
  kind: 'Lost',
  awareAt: '2026-12-24T17:05:00.000Z',
  minutesLeft: 61,
  nextStep: 'lead',
  highRisk: true
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(rows) {
  if (rows) board.mockResolvedValue(rows);
  const element = createElement('c-loss-desk', { is: LossDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-loss-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    board.mockReset();
  });

  it('says that it is loading, what went wrong, and that nothing waits', async () => {
    board.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading what was lost');
    board.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not available.');
    expect(find(await shown([]), '.nothing').textContent).toBe('Nothing lost waits for you.');
  });

  it('counts in hours and says the next step', async () => {
    const element = await shown([ROW, { ...ROW, lossId: 'a06', minutesLeft: null, nextStep: 'commission', highRisk: false }]);
    const [first, second] = element.shadowRoot.querySelectorAll('[data-label="To report"]');
    expect(first.textContent).toBe('1 hour 1 minute left');
    expect(second.textContent).toBe('Decided');
    expect(find(element, '[data-label="Next step"]').textContent).toBe('A lead says what keeps her safe');
    await expect(element).toBeAccessible();
  });

  it('opens one', async () => {
    const element = await shown([ROW]);
    find(element, 'button[data-id="a05"]').click();
    await settle();
    expect(find(element, 'c-loss-page').lossId).toBe('a05');
  });
});
