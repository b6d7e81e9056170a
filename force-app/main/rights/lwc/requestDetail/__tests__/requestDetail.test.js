import { createElement } from 'lwc';
import RequestDetail from 'c/requestDetail';
import choices from '@salesforce/apex/RequestDeskController.choices';
import detail from '@salesforce/apex/RequestDeskController.detail';
import letter from '@salesforce/apex/RequestDeskController.letter';

jest.mock('@salesforce/apex/RequestDeskController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RequestDeskController.detail', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RequestDeskController.letter', () => ({ default: jest.fn() }), { virtual: true });

const DETAIL = {
  row: {
    requestId: 'a0R000000000001AAA',
    requestNumber: 'RQ-000001',
    kind: 'Access',
    status: 'Working',
    open: true,
    receivedOn: '2026-11-20',
    dueOn: '2026-12-21',
    targetOn: '2026-12-11',
    daysLeft: 24
  },
  words: 'What do you have on me?',
  requester: 'Other',
  relation: 'Partner or former partner',
  about: 'Parent',
  codeTyped: 'K7M',
  warnings: ['PARTNER', 'NO_FAMILY'],
  next: ['Family found', 'Answered', 'Note'],
  openSets: [],
  openQuestions: [],
  steps: [
    { lineId: 'e1', kind: 'Due day moved', dayOf: '2026-11-27', byName: 'Dora Invented', facts: [], oldDueOn: '2026-12-21' },
    { lineId: 'e2', kind: 'Search', dayOf: '2026-11-26', byName: 'Dora Invented', facts: ['Mail', '2 hours'], text: '' }
  ]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const texts = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)].map(({ textContent }) => textContent);

async function shown(answer = DETAIL) {
  choices.mockResolvedValue({});
  detail.mockResolvedValue(answer);
  const element = Object.assign(createElement('c-request-detail', { is: RequestDetail }), { requestId: 'a0R000000000001AAA' });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-request-detail', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('shows an error in one sentence', async () => {
    choices.mockResolvedValue({});
    detail.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = Object.assign(createElement('c-request-detail', { is: RequestDetail }), { requestId: 'x' });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('says of whom it is when it is one of us, and not that she is a parent', async () => {
    const element = await shown({ ...DETAIL, worker: 'Dora Invented' });
    expect(texts(element, 'dl').join(' ')).toContain('One of us: Dora Invented');
    expect(texts(element, 'dl').join(' ')).not.toContain('Parent');
  });

  it('CHD-07: asks nobody to speak to a woman who has died, and says in what role somebody asks', async () => {
    const element = await shown({
      ...DETAIL,
      warnings: ['PARTNER_DIED', 'DIED'],
      next: ['Authority after death', 'Note'],
      role: 'Personal representative'
    });
    expect(texts(element, '.note_warning').join(' ')).not.toContain('alone');
    expect(texts(element, '.note_warning')[0]).toContain('speak to a lead');
    expect(find(element, 'lightning-button').label).toBe('Seen that this person may ask after the death');
    expect(texts(element, 'dl').join(' ')).toContain('Asks after the death asPersonal representative');
    await expect(element).toBeAccessible();
  });

  it('says how much time is left, what to take care of, and what comes next', async () => {
    const element = await shown();
    expect(find(element, 'h2').textContent).toBe('RQ-000001: See or have a copy of what we hold');
    expect(find(element, '.pill').textContent).toBe('24 days left');
    expect(texts(element, '.note_warning')[0]).toContain('Speak to her alone');
    expect(find(element, 'lightning-button').label).toBe('Find the family');
    expect(find(element, 'lightning-combobox').options.map(({ value }) => value)).toEqual(['Answered', 'Note']);
    await expect(element).toBeAccessible();
  });

  it('shows each step and each moved day', async () => {
    const element = await shown();
    expect(texts(element, '.step')[0]).toContain('From 21/12/2026 to no due day');
    expect(texts(element, '.step')[1]).toContain('Mail · 2 hours');
  });

  it('opens the form of the step that comes next', async () => {
    const element = await shown();
    find(element, 'lightning-button').click();
    await settle();
    const form = find(element, 'c-request-step');
    expect(form.shadowRoot.querySelector('h3').textContent).toBe('Find the family');
    await expect(element).toBeAccessible();
  });

  it('reads again when a step was taken, and shows what the org warned of', async () => {
    const element = await shown();
    find(element, 'c-request-step').dispatchEvent(new CustomEvent('taken', { detail: { warning: 'Asked late.' } }));
    await settle();
    expect(find(element, '.note_good').textContent).toBe('Asked late.');
    expect(detail).toHaveBeenCalledTimes(2);
  });

  it('writes a letter to copy', async () => {
    letter.mockResolvedValue('Thank you.');
    const element = await shown();
    const [, which] = element.shadowRoot.querySelectorAll('lightning-combobox');
    which.dispatchEvent(new CustomEvent('change', { detail: { value: 'acknowledgement' } }));
    await settle();
    expect(letter).toHaveBeenCalledWith({ requestId: 'a0R000000000001AAA', kind: 'acknowledgement', added: '' });
    expect(find(element, '.letter').textContent).toBe('Thank you.');
    expect(find(element, '[data-outside]').textContent).toContain('plain envelope');
  });
});
