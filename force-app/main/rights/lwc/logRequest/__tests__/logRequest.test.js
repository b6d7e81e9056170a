import { createElement } from 'lwc';
import LogRequest from 'c/logRequest';
import choices from '@salesforce/apex/LogRequestController.choices';
import log from '@salesforce/apex/LogRequestController.log';

jest.mock('@salesforce/apex/LogRequestController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LogRequestController.log', () => ({ default: jest.fn() }), { virtual: true });

const option = (value) => ({ value, label: value });
const CHOICES = {
  kinds: ['Access', 'Objection'].map(option),
  channels: [option('Spoken')],
  requesters: ['Self', 'Other'].map(option),
  relations: [option('Partner or former partner')],
  abouts: [option('Parent')],
  purposes: [option('PU7')],
  processors: [option('a0A000000000001AAA')]
};
const RECEIPT = {
  message: 'Thank you.',
  whatNow: 'Tell her safely.',
  requests: [{ requestNumber: 'RQ-000001', kind: 'Access', dueOn: '2026-12-21' }]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(properties = {}) {
  if (!globalThis.crypto?.randomUUID) globalThis.crypto = { ...globalThis.crypto, randomUUID: () => 'key' };
  const element = Object.assign(createElement('c-log-request', { is: LogRequest }), properties);
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => true;
    field.focus = jest.fn();
  }
  return element;
}

const field = (element, name) => [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);

async function fill(element, name, value) {
  const detail = typeof value === 'boolean' ? { checked: value } : { value };
  field(element, name).dispatchEvent(new CustomEvent('change', { detail }));
  await settle();
}

async function tick(element, kind) {
  find(element, `[data-kind="${kind}"]`).dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
  await settle();
  for (const one of element.shadowRoot.querySelectorAll('.field')) one.reportValidity = () => true;
}

describe('c-log-request', () => {
  beforeEach(() => choices.mockResolvedValue(CHOICES));
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading, and why it could not', async () => {
    choices.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading the form');
    choices.mockRejectedValue({ body: { message: 'Not now.' } });
    document.body.replaceChildren();
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not now.');
  });

  it('sends nothing while nothing is chosen', async () => {
    const element = await shown();
    find(element, '[data-action="save"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toContain('choose what she wants');
    expect(log).not.toHaveBeenCalled();
  });

  it('keeps what was written, and its key, when the org refuses', async () => {
    log.mockRejectedValue({ body: { message: 'This day has not come yet.' } });
    const element = await shown();
    await tick(element, 'Access');
    await fill(element, 'words', 'A copy');
    find(element, '[data-action="save"]').click();
    await settle();
    find(element, '[data-action="save"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('This day has not come yet.');
    expect(field(element, 'words').value).toBe('A copy');
    expect(log.mock.calls[1][0].request.requestKey).toBe(log.mock.calls[0][0].request.requestKey);
  });

  it('writes several wishes down and says what to do now', async () => {
    log.mockResolvedValue(RECEIPT);
    const element = await shown();
    await expect(element).toBeAccessible();
    await tick(element, 'Access');
    await tick(element, 'Objection');
    await fill(element, 'processorId', 'a0A000000000001AAA');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(log.mock.calls[0][0].request).toMatchObject({
      kinds: ['Access', 'Objection'],
      processorId: 'a0A000000000001AAA',
      requester: 'Self'
    });
    expect(find(element, '.receipt').textContent).toContain('RQ-000001 See or have a copy of what we hold: to be answered by 21/12/2026');
    expect(find(element, '.receipt').textContent).toContain('Tell her safely.');
    await expect(element).toBeAccessible();
  });

  it('ID-04: warns when another asks, and never says whether we know her', async () => {
    const element = await shown();
    await fill(element, 'requester', 'Other');
    expect(find(element, '.note_warning').textContent).toContain('do not tell this person whether we know her');
  });

  it('CHD-07: does not say that she is asked first when it is she who has died', async () => {
    const element = await shown();
    await fill(element, 'requester', 'Other');
    expect(find(element, '.note_warning').textContent).toContain('We ask her first, alone');
    field(element, 'personDied').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await settle();
    expect(find(element, '.note_warning').textContent).not.toContain('alone');
    expect(find(element, '.note_warning').textContent).toContain('do not tell this person whether we know her');
    await fill(element, 'about', 'Baby or child');
    expect(find(element, '.note_warning').textContent).toContain('We ask her first, alone');
  });

  it('asks for no code from a family’s page', async () => {
    log.mockResolvedValue(RECEIPT);
    const element = await shown({ clientId: 'a01000000000001AAA' });
    expect(field(element, 'code')).toBeUndefined();
    await tick(element, 'Access');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(log.mock.calls[0][0].request.clientId).toBe('a01000000000001AAA');
  });
});
