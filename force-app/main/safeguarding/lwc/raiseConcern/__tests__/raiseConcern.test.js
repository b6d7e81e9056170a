import { createElement } from 'lwc';
import RaiseConcern from 'c/raiseConcern';
import choices from '@salesforce/apex/ConcernController.choices';
import raise from '@salesforce/apex/ConcernController.raise';

jest.mock('@salesforce/apex/ConcernController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConcernController.raise', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

const RECEIPT = { concernNumber: 'C-12AB', message: 'Thank you.', whatNow: 'You will hear from them.', danger: false };
const CHOICES = { leads: ['Ada Invented'], colleagues: [{ value: 'w1', label: 'Bea Invented' }] };

async function shown(properties = {}) {
  choices.mockResolvedValue(CHOICES);
  const element = createElement('c-raise-concern', { is: RaiseConcern });
  Object.assign(element, properties);
  document.body.appendChild(element);
  await settle();
  sound(element);
  return element;
}

function sound(element, holds = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => holds;
    field.focus = jest.fn();
  }
}

async function fill(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: typeof value === 'boolean' ? { checked: value } : { value } }));
  await settle();
  sound(element);
}

const send = async (element) => {
  find(element, '[data-action="send"]').click();
  await settle();
};

describe('c-raise-concern', () => {
  let keys = 0;
  beforeAll(() => {
    Object.defineProperty(globalThis, 'crypto', { value: { randomUUID: () => `key-${++keys}` }, configurable: true });
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('shows what to do in danger above everything, with whom to ring', async () => {
    const element = await shown();
    expect(element.shadowRoot.firstElementChild.tagName).toBe('C-IN-DANGER');
    expect(find(element, 'c-in-danger').leads).toEqual(['Ada Invented']);
    await expect(element).toBeAccessible();
  });

  it('sends nothing while nothing is written', async () => {
    const element = await shown();
    await send(element);
    expect(raise).not.toHaveBeenCalled();
    expect(find(element, '[role="alert"]').textContent).toContain('One of them is enough.');
  });

  it('keeps words, what was seen and what is thought apart', async () => {
    raise.mockResolvedValue(RECEIPT);
    const element = await shown();
    const logged = jest.fn();
    element.addEventListener('logged', logged);
    await fill(element, 'said', 'He took my phone');
    await fill(element, 'seen', 'A bruise');
    await fill(element, 'opinion', 'I think she is watched');
    await send(element);
    const { request } = raise.mock.calls[0][0];
    expect([request.said, request.seen, request.opinion]).toEqual(['He took my phone', 'A bruise', 'I think she is watched']);
    expect(find(element, '[data-number]').textContent).toBe('C-12AB');
    expect(logged).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('keeps the form when it could not be sent, and sends it again as the same concern', async () => {
    raise.mockRejectedValueOnce({ body: { message: 'That did not work.' } }).mockResolvedValueOnce(RECEIPT);
    const element = await shown();
    await fill(element, 'said', 'He took my phone');
    await send(element);
    expect(find(element, '[role="alert"]').textContent).toBe('That did not work.');
    expect(find(element, '[data-first]').value).toBe('He took my phone');
    await send(element);
    const [first, second] = raise.mock.calls.map(([{ request }]) => request.requestKey);
    expect(second).toBe(first);
  });

  it('writes the next one under a key of its own and fills in nothing', async () => {
    raise.mockResolvedValue(RECEIPT);
    const element = await shown();
    await fill(element, 'said', 'One');
    await send(element);
    find(element, '[data-action="done"]').click();
    await settle();
    sound(element);
    expect(find(element, '[data-first]').value).toBeUndefined();
    await fill(element, 'said', 'Two');
    await send(element);
    const [first, second] = raise.mock.calls.map(([{ request }]) => request.requestKey);
    expect(second).not.toBe(first);
  });

  it('stays with the family on whose page it was opened', async () => {
    raise.mockResolvedValue(RECEIPT);
    const element = await shown({ clientId: 'a01' });
    element.clientId = 'a02';
    await fill(element, 'said', 'One');
    await send(element);
    expect(raise.mock.calls[0][0].request.clientId).toBe('a01');
  });

  it('names somebody who is none of our families as at risk, without a code', async () => {
    raise.mockResolvedValue(RECEIPT);
    const element = await shown({ clientId: 'a01' });
    await fill(element, 'said', 'One');
    await fill(element, 'whose', 'else');
    await fill(element, 'atRisk', 'The boy next door');
    await send(element);
    const { request } = raise.mock.calls[0][0];
    expect([request.clientId, request.code, request.people]).toEqual([null, null, [{ part: 'At risk', name: 'The boy next door' }]]);
  });

  it('asks who it is when it is about one of us, and sends nobody when the tick is taken away', async () => {
    raise.mockResolvedValue(RECEIPT);
    const element = await shown();
    await fill(element, 'said', 'One');
    await fill(element, 'aboutUs', true);
    expect(find(element, '[data-about]').textContent).toContain('will not see it');
    await fill(element, 'aboutWorkerId', 'w1');
    await fill(element, 'aboutUs', false);
    await send(element);
    expect(raise.mock.calls[0][0].request.aboutWorkerId).toBeNull();
  });

  it('shows the danger again when it was said to be immediate', async () => {
    raise.mockResolvedValue({ ...RECEIPT, danger: true, whatNow: 'Ring 999.' });
    const element = await shown();
    await fill(element, 'said', 'One');
    await send(element);
    expect(find(element, '.note_error').textContent).toBe('Ring 999.');
  });

  it('puts nothing into the browser’s store', async () => {
    const element = await shown();
    await fill(element, 'said', 'He took my phone');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain('phone');
  });

  it('lets her write although the lists could not be read', async () => {
    choices.mockRejectedValueOnce({ body: { message: 'No.' } });
    const element = createElement('c-raise-concern', { is: RaiseConcern });
    choices.mockRejectedValueOnce({ body: { message: 'No.' } });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[data-first]')).not.toBeNull();
  });
});
