import { createElement } from 'lwc';
import ComplaintDesk from 'c/complaintDesk';
import desk from '@salesforce/apex/ComplaintDeskController.desk';

jest.mock('@salesforce/apex/ComplaintDeskController.desk', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ComplaintDeskController.page', () => ({ default: jest.fn(() => new Promise(() => undefined)) }), {
  virtual: true
});
jest.mock('@salesforce/apex/ComplaintDeskController.take', () => ({ default: jest.fn() }), { virtual: true });

const ROW = {
  complaintId: 'a03',
  complaintNumber: 'CO-000001',
  kind: 'Data',
  receivedOn: '2026-11-23',
  nextStep: 'acknowledge',
  daysLeft: -2,
  aboutOneOfUs: true,
  mine: false
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(data) {
  if (data) desk.mockResolvedValue(data);
  const element = createElement('c-complaint-desk', { is: ComplaintDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-complaint-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    desk.mockReset();
  });

  it('says that it is loading, and what went wrong', async () => {
    desk.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading complaints');
    desk.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not available.');
  });

  it('says that none waits', async () => {
    const element = await shown({ rows: [], counts: null });
    expect(find(element, '.nothing').textContent).toBe('No complaint waits for you.');
    expect(find(element, '.numbers')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows the next step and the time in words, and the numbers', async () => {
    const counts = { received: 3, aboutData: 2, acknowledgedInTime: 1, answered: 1, upheld: 0, whole: false };
    const element = await shown({ rows: [ROW], counts });
    expect(find(element, '[data-label="Next step"]').textContent).toBe('Say that we have it');
    expect(find(element, '.pill_error').textContent).toBe('Late by 2 days');
    expect(find(element, 'th .pill_warning').textContent).toBe('About one of us');
    expect(find(element, '.numbers dd').textContent).toBe('3');
    await expect(element).toBeAccessible();
  });

  it('opens one', async () => {
    const element = await shown({ rows: [ROW], counts: null });
    find(element, 'button[data-id="a03"]').click();
    await settle();
    expect(find(element, 'c-complaint-page').complaintId).toBe('a03');
  });
});
