import { createElement } from 'lwc';
import ConsentPanel from 'c/consentPanel';
import noNewsletters from '@salesforce/apex/ConsentController.noNewsletters';
import preview from '@salesforce/apex/ConsentController.preview';
import record from '@salesforce/apex/ConsentController.record';
import view from '@salesforce/apex/ConsentController.view';
import withdraw from '@salesforce/apex/ConsentController.withdraw';

jest.mock('@salesforce/apex/ConsentController.noNewsletters', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsentController.preview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsentController.record', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsentController.withdraw', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/ConsentController.view',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const settle = () => new Promise((resolve) => setTimeout(resolve));
const one = (value) => [{ value, label: value }];
const LINE = {
  key: 'PU2|',
  purpose: 'PU2',
  label: 'Health and background facts',
  words: 'Facts without which the support would go wrong.',
  state: 'Given',
  decidedOn: '2026-11-03',
  expiresOn: '2026-12-03',
  endsSoon: true,
  needsExpress: true
};
const ENTRY = {
  key: 'a1',
  label: LINE.label,
  decision: 'Given',
  decidedOn: '2026-11-03',
  method: 'Spoken',
  wording: 'I agree.',
  partnerPresent: 'No',
  notice: '2026.1'
};
const PANEL = {
  mayRecord: true,
  onDay: '2026-11-24',
  isPast: false,
  lines: [LINE],
  history: [ENTRY],
  methods: one('Spoken'),
  languages: one('English'),
  channels: one('Email'),
  competences: one('Understands'),
  partnerAnswers: one('No')
};

async function panel(data = PANEL) {
  const element = createElement('c-consent-panel', { is: ConsentPanel });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  if (data) view.emit(data);
  await settle();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const fill = (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};

describe('c-consent-panel', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('waits, then shows where each consent stands and the whole ledger', async () => {
    const element = await panel(null);
    expect(find(element, 'lightning-spinner')).not.toBeNull();
    view.emit(PANEL);
    await settle();
    expect(find(element, '.lines .pill').textContent).toBe('Yes');
    expect(find(element, '.history').textContent).toContain('I agree.');
    await expect(element).toBeAccessible();
  });

  it('says that she was not asked when the ledger is empty', async () => {
    const element = await panel({ ...PANEL, history: [], lines: [{ ...LINE, state: 'Not asked', decidedOn: undefined }] });
    expect(element.shadowRoot.textContent).toContain('She has not been asked yet.');
    expect(find(element, '.back')).toBeNull();
  });

  it('offers nothing to write to who only reads, nor on a past day', async () => {
    const element = await panel({ ...PANEL, mayRecord: false });
    expect(find(element, '.ask')).toBeNull();
    view.emit({ ...PANEL, isPast: true });
    await settle();
    expect(find(element, '.ask')).toBeNull();
    expect(find(element, '.nonews')).toBeNull();
  });

  it('shows one sentence when the file is not hers', async () => {
    const element = await panel(null);
    view.error({ message: 'That is not available.' });
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('That is not available.');
  });

  it('shows what taking it back does before it is done, then the receipt', async () => {
    preview.mockResolvedValue({
      label: LINE.label,
      stops: ['It stops.'],
      stays: ['Support stays.'],
      holders: ['Mailing House'],
      tellBy: '2026-11-25'
    });
    withdraw.mockResolvedValue({ letter: 'We have stopped.', holders: [], tellBy: '2026-11-25' });
    const element = await panel();
    await click(element, '.back');
    expect(withdraw).not.toHaveBeenCalled();
    expect(find(element, '.holders').textContent).toBe('Mailing House');
    await expect(element).toBeAccessible();
    fill(element, 'choice', 'Erasure');
    await click(element, '.confirm');
    expect(withdraw.mock.calls[0][0].request).toEqual({
      choice: 'Erasure',
      toldOn: '2026-11-24',
      method: 'Spoken',
      wording: '',
      clientId: 'a01000000000001AAA',
      purpose: 'PU2',
      channel: undefined
    });
    expect(find(element, '.letter').textContent).toBe('We have stopped.');
    await expect(element).toBeAccessible();
  });

  it('keeps the receipt on screen when the lock closes the file to her too', async () => {
    preview.mockResolvedValue({ label: LINE.label, stops: [], stays: [], holders: [], tellBy: '2026-11-25' });
    withdraw.mockResolvedValue({ letter: 'We have locked your file.', holders: [], tellBy: '2026-11-25' });
    const element = await panel();
    await click(element, '.back');
    await click(element, '.confirm');
    view.error({ message: 'That is not available.' });
    await settle();
    expect(find(element, '.letter').textContent).toBe('We have locked your file.');
  });

  it('writes a yes with its words, and keeps them when the org refuses', async () => {
    record.mockRejectedValueOnce({ body: { message: 'Express words are needed.' } }).mockResolvedValueOnce(undefined);
    const element = await panel();
    await click(element, '.ask');
    fill(element, 'decision', 'Given');
    await settle();
    await expect(element).toBeAccessible();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    fill(element, 'wording', 'I agree.');
    fill(element, 'partnerPresent', 'No');
    await click(element, '.save');
    expect(find(element, '[role="alert"]').textContent).toBe('Express words are needed.');
    await click(element, '.save');
    expect(record.mock.calls[1][0].request).toMatchObject({ decision: 'Given', wording: 'I agree.', partnerPresent: 'No', purpose: 'PU2' });
    expect(find(element, '.save')).toBeNull();
  });

  it('puts the form she signed to a signed yes, drops it when she only said it, and shows that it is kept', async () => {
    record.mockResolvedValue(undefined);
    const element = await panel({ ...PANEL, history: [{ ...ENTRY, method: 'Signed form', formKept: true }] });
    expect(find(element, '.history').textContent).toContain('Signed form, signed form kept');
    await click(element, '.ask');
    fill(element, 'decision', 'Given');
    await settle();
    expect(find(element, 'c-signed-form')).toBeNull();
    fill(element, 'method', 'Signed form');
    await settle();
    expect(find(element, 'c-signed-form').recordId).toBe('a01000000000001AAA');
    find(element, 'c-signed-form').dispatchEvent(new CustomEvent('choose', { detail: { id: 'a03000000000001AAA' } }));
    await settle();
    await expect(element).toBeAccessible();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.save');
    expect(record.mock.calls[0][0].request).toMatchObject({ method: 'Signed form', evidenceId: 'a03000000000001AAA' });
    await click(element, '.ask');
    fill(element, 'decision', 'Given');
    await settle();
    fill(element, 'method', 'Signed form');
    await settle();
    find(element, 'c-signed-form').dispatchEvent(new CustomEvent('choose', { detail: { id: 'a03000000000001AAA' } }));
    fill(element, 'method', 'Spoken');
    await settle();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.save');
    expect(record.mock.calls[1][0].request).toMatchObject({ method: 'Spoken', evidenceId: '' });
  });

  it('takes a no to newsletters in one press', async () => {
    noNewsletters.mockResolvedValue('You will get no more.');
    const element = await panel();
    await click(element, '.nonews');
    expect(noNewsletters).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA', receivedOn: null });
    expect(find(element, '.letter').textContent).toBe('You will get no more.');
  });
});
