import { createElement } from 'lwc';
import LogComplaint from 'c/logComplaint';
import choices from '@salesforce/apex/ComplaintController.choices';
import log from '@salesforce/apex/ComplaintController.log';

jest.mock('@salesforce/apex/ComplaintController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ComplaintController.log', () => ({ default: jest.fn() }), { virtual: true });

const OPTIONS = { kinds: [], channels: [], complainants: [], workers: [{ value: 'a0W', label: 'Ada Invented' }] };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const field = (element, name) => [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);

async function shown(clientId = '') {
  choices.mockResolvedValue(OPTIONS);
  const element = createElement('c-log-complaint', { is: LogComplaint });
  element.clientId = clientId;
  document.body.appendChild(element);
  await settle();
  for (const one of element.shadowRoot.querySelectorAll('.field')) one.reportValidity = () => true;
  return element;
}

async function write(element, name, value) {
  field(element, name).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
  for (const one of element.shadowRoot.querySelectorAll('.field')) one.reportValidity = () => true;
}

describe('c-log-complaint', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('keeps what was written when it is refused, and sends the same form again', async () => {
    const element = await shown();
    const logged = jest.fn();
    element.addEventListener('logged', logged);
    await write(element, 'text', 'Nobody came');
    log.mockRejectedValueOnce({ body: { message: 'Please write what she is unhappy about.' } });
    find(element, '[data-action="send"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Please write what she is unhappy about.');
    log.mockResolvedValue({ complaintNumber: 'CO-000001', message: 'Thank you.', whatNow: 'You can tell them.' });
    find(element, '[data-action="send"]').click();
    await settle();
    const [first, second] = log.mock.calls.map(([{ request }]) => request);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ text: 'Nobody came', clientId: null, aboutWorkerId: null });
    expect(find(element, '[data-number]').textContent).toBe('CO-000001');
    expect(logged).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('says that the person it is about does not see it', async () => {
    const element = await shown();
    expect(find(element, '[data-about]')).toBeNull();
    await write(element, 'aboutWorkerId', 'a0W');
    expect(find(element, '[data-about]').textContent).toContain('will not see it');
    await expect(element).toBeAccessible();
  });

  it('takes the family of the page and asks for no code there', async () => {
    const element = await shown('a01');
    expect(field(element, 'code')).toBeUndefined();
    log.mockResolvedValue({ complaintNumber: 'CO-000001', message: '', whatNow: '' });
    find(element, '[data-action="send"]').click();
    await settle();
    expect(log.mock.calls[0][0].request.clientId).toBe('a01');
    const done = jest.fn();
    element.addEventListener('done', done);
    find(element, '[data-action="done"]').click();
    expect(done).toHaveBeenCalled();
  });
});
