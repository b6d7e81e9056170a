import { createElement } from 'lwc';
import NoticeException from 'c/noticeException';
import decide from '@salesforce/apex/NoticeExceptionController.decide';
import panel from '@salesforce/apex/NoticeExceptionController.panel';
import takeBack from '@salesforce/apex/NoticeExceptionController.takeBack';

jest.mock('@salesforce/apex/NoticeExceptionController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticeExceptionController.panel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticeExceptionController.takeBack', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const STANDING = { referralId: 'a03000000000001AAA', code: 'K7M-4QX-9R', kind: 'She already has it', decidedOn: '2026-11-20' };
const PANEL = { kinds: [{ value: 'She already has it', label: 'She already has it' }], standing: [] };

async function screen(answer = PANEL) {
  panel.mockResolvedValue(answer);
  const element = createElement('c-notice-exception', { is: NoticeException });
  document.body.appendChild(element);
  await settle();
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);
function fill(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.checkValidity = () => true;
  field.reportValidity = () => true;
  field.value = value;
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

describe('c-notice-exception', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('keeps the form and says why when the org refuses', async () => {
    decide.mockRejectedValue({ body: { message: 'Say what protects her instead.' } });
    const element = await screen();
    element.ask({ clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R' });
    await settle();
    for (const [name, value] of Object.entries({ kind: 'She already has it', reason: 'Told', measure: '' })) fill(element, name, value);
    find(element, 'lightning-button').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Say what protects her instead.');
    expect(find(element, '.panel')).not.toBeNull();
  });

  it('TR-03: writes down kind, reason and measure, and tells the list', async () => {
    decide.mockResolvedValue();
    const element = await screen();
    const decided = jest.fn();
    element.addEventListener('decided', decided);
    expect(find(element, '.standing')).toBeNull();
    element.ask({ clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R' });
    await settle();
    await expect(element).toBeAccessible();
    for (const [name, value] of Object.entries({ kind: 'She already has it', reason: 'Told', measure: 'Site' })) fill(element, name, value);
    find(element, 'lightning-button').click();
    await settle();
    expect(decide).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA', kind: 'She already has it', reason: 'Told', measure: 'Site' });
    expect(decided).toHaveBeenCalledTimes(1);
    expect(find(element, '.panel')).toBeNull();
  });

  it('takes a decision back with a reason', async () => {
    takeBack.mockResolvedValue();
    const element = await screen({ ...PANEL, standing: [STANDING] });
    await expect(element).toBeAccessible();
    find(element, '.back').click();
    await settle();
    fill(element, 'reason', 'We have her address now');
    find(element, 'lightning-button').click();
    await settle();
    expect(takeBack).toHaveBeenCalledWith({ referralId: STANDING.referralId, reason: 'We have her address now' });
  });
});
