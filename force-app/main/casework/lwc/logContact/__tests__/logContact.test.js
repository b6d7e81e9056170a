import { createElement } from 'lwc';
import LogContact from 'c/logContact';
import log from '@salesforce/apex/SupportContactController.log';
import onBehalf from '@salesforce/apex/SupportContactController.onBehalf';
import options from '@salesforce/apex/SupportContactController.options';

jest.mock('@salesforce/apex/SupportContactController.log', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SupportContactController.onBehalf', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/SupportContactController.options',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

jest.mock('@salesforce/label/c.Confide_Contact_Not_Agreed', () => ({ default: 'Saved, but not agreed.' }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const one = (value) => [{ value, label: value }];

async function form({ valid = true, onPaper = [] } = {}) {
  onBehalf.mockResolvedValue(onPaper);
  const element = createElement('c-log-contact', { is: LogContact });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  options.emit({ kinds: one('Visit'), directions: one('From us'), withWhom: one('Parent') });
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  return element;
}

const fieldOf = (element, name) => [...element.shadowRoot.querySelectorAll('.field')].find((field) => field.name === name);

function fill(element, name, value) {
  fieldOf(element, name).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

const save = async (element) => {
  element.shadowRoot.querySelector('lightning-button').click();
  await settle();
};

describe('c-log-contact', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('has at most six fields', async () => {
    const element = await form();
    expect(element.shadowRoot.querySelectorAll('.field')).toHaveLength(6);
    await expect(element).toBeAccessible();
  });

  it.each([
    ['Saved.', { title: 'Saved.', variant: 'success' }],
    ['Saved, but not agreed.', { title: 'Saved, but not agreed.', variant: 'warning', mode: 'sticky' }]
  ])('tells what was saved: %s', async (told, expected) => {
    log.mockResolvedValue(told);
    const element = await form();
    const toasted = jest.fn();
    element.addEventListener('lightning__showtoast', toasted);
    await save(element);
    expect(toasted.mock.calls[0][0].detail).toEqual(expected);
  });

  it('knows no call of the family that had no answer', async () => {
    const element = await form();
    fill(element, 'withWhom', 'Nobody');
    fill(element, 'direction', 'To us');
    await settle();
    expect(fieldOf(element, 'withWhom').options.map(({ value }) => value)).toEqual(['Parent']);
    expect(fieldOf(element, 'withWhom').value).toBe('');
    fill(element, 'direction', 'From us');
    await settle();
    expect(fieldOf(element, 'withWhom').options.map(({ value }) => value)).toEqual(['Parent', 'Nobody']);
  });

  it('saves what was filled in', async () => {
    log.mockResolvedValue('Saved.');
    const element = await form();
    const logged = jest.fn();
    element.addEventListener('logged', logged);
    fill(element, 'happenedAt', '2026-11-20T10:00:00.000Z');
    fill(element, 'kind', 'Visit');
    fill(element, 'direction', 'From us');
    fill(element, 'withWhom', 'Parent');
    fill(element, 'minutes', '45');
    await save(element);
    const { request } = log.mock.calls[0][0];
    expect(request).toEqual({
      clientId: 'a01000000000001AAA',
      workerId: null,
      happenedAt: '2026-11-20T10:00:00.000Z',
      kind: 'Visit',
      direction: 'From us',
      reached: true,
      withWhom: 'Parent',
      minutes: 45,
      summary: ''
    });
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('lets a supervisor write it down for one of her team without a login', async () => {
    log.mockResolvedValue('Saved.');
    const element = await form({ onPaper: [{ value: 'w1', label: 'Ada Invented' }] });
    expect(onBehalf).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA' });
    expect(fieldOf(element, 'workerId').options.map(({ label }) => label)).toEqual(['I did', 'Ada Invented']);
    expect(fieldOf(element, 'workerId').value).toBe('me');
    fill(element, 'workerId', 'w1');
    await save(element);
    expect(log.mock.calls[0][0].request.workerId).toBe('w1');
    await expect(element).toBeAccessible();
  });

  it('says that nobody was reached when nobody answered', async () => {
    log.mockResolvedValue('Saved.');
    const element = await form();
    fill(element, 'withWhom', 'Nobody');
    await save(element);
    expect(log.mock.calls[0][0].request.reached).toBe(false);
  });

  it('saves nothing while a field is not valid', async () => {
    const element = await form({ valid: false });
    await save(element);
    expect(log).not.toHaveBeenCalled();
  });

  it('keeps what was written when the org refuses', async () => {
    log.mockRejectedValue({ body: { message: 'The time lies in the future.' } });
    const element = await form();
    fill(element, 'summary', 'Bring the blue folder');
    await save(element);
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('The time lies in the future.');
    expect(fieldOf(element, 'summary').value).toBe('Bring the blue folder');
  });
});
