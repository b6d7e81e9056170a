import { createElement } from 'lwc';
import LossPage from 'c/lossPage';
import page from '@salesforce/apex/LossDeskController.page';
import take from '@salesforce/apex/LossDeskController.take';

jest.mock('@salesforce/apex/LossDeskController.page', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LossDeskController.take', () => ({ default: jest.fn() }), { virtual: true });

const HOUR = 3_600_000;
const view = (hours, more = {}) => ({
  loss: {
    Name: 'DL-000001',
    Kind__c: 'Lost',
    What_Happened__c: 'A phone on the bus',
    Aware_At__c: new Date(Date.now() + (hours - 72) * HOUR).toISOString(),
    Report_By__c: new Date(Date.now() + hours * HOUR + 30_000).toISOString(),
    Reached_Family__c: true,
    High_Risk__c: true
  },
  row: { nextStep: 'lead', minutesLeft: hours * 60 },
  steps: [],
  decides: true,
  leads: false,
  risks: [],
  letter: 'We are sorry.',
  regulator: 'Regulator',
  ...more
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const kinds = (element) => [...element.shadowRoot.querySelectorAll('[data-kind]')].map((one) => one.dataset.kind);

async function shown(data) {
  if (data) page.mockResolvedValue(data);
  const element = createElement('c-loss-page', { is: LossPage });
  element.lossId = 'a05';
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-loss-page', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading, and a refusal', async () => {
    page.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading what was lost');
    page.mockRejectedValueOnce({ body: { message: 'This is not available to you.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('counts the hours, and says that a lead comes first', async () => {
    const element = await shown(view(68));
    expect(find(element, '[data-countdown]').textContent).toBe(
      '68 hours left to report it to the Regulator. Nights, weekends and holidays count.'
    );
    expect(find(element, '[data-lead]').textContent).toContain('Nobody is told before a lead');
    expect(kinds(element)).not.toContain('Lead');
    await expect(element).toBeAccessible();
  });

  it('says how late it is', async () => {
    const element = await shown(view(-3));
    expect(find(element, '[data-countdown]').textContent).toContain('Late by 3 hours');
  });

  it('lets a lead say what comes first and decide nothing else', async () => {
    const element = await shown(view(68, { decides: false, leads: true }));
    expect(kinds(element)).toEqual(['Lead']);
    find(element, '[data-kind="Lead"]').click();
    await settle();
    take.mockResolvedValue(undefined);
    find(element, 'c-step-form').dispatchEvent(new CustomEvent('save', { detail: { words: 'The lock is changed first' } }));
    await settle();
    expect(take.mock.calls[0][0]).toMatchObject({ lossId: 'a05', step: { kind: 'Lead', words: 'The lock is changed first' } });
    expect(page).toHaveBeenCalledTimes(2);
  });

  const categories = ['Identifiers', 'Health'].map((value) => ({ value, label: value }));

  it('asks which kinds of data as boxes to tick, none ticked for her, and sends those that were', async () => {
    const element = await shown(view(68, { categories }));
    find(element, '[data-kind="Risk"]').click();
    await settle();
    const form = find(element, 'c-step-form');
    const group = form.shadowRoot.querySelector('lightning-checkbox-group');
    expect([group.name, group.value, group.options]).toEqual(['categories', [], categories]);
    await expect(form).toBeAccessible();
    group.dispatchEvent(new CustomEvent('change', { detail: { value: ['Identifiers', 'Health'] } }));
    take.mockResolvedValue(undefined);
    for (const field of form.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    form.shadowRoot.querySelector('[data-action="save"]').click();
    await settle();
    expect(take.mock.calls[0][0].step).toMatchObject({ kind: 'Risk', categories: 'Identifiers;Health' });
  });

  it.each([
    ['Yes', true],
    ['No', false],
    [undefined, false]
  ])('reported in parts: the answer %s says whether the rest follows', async (follows, expected) => {
    const element = await shown(view(68));
    find(element, '[data-kind="Report"]').click();
    await settle();
    const form = find(element, 'c-step-form');
    expect(form.lists.follows.map(({ value }) => value)).toEqual(['Yes', 'No']);
    take.mockResolvedValue(undefined);
    form.dispatchEvent(new CustomEvent('save', { detail: { words: 'Number 12', ...(follows ? { follows } : {}) } }));
    await settle();
    expect(take.mock.calls[0][0].step).toMatchObject({ kind: 'Report', restFollows: expected, categories: null });
  });

  it('keeps the form and says why a step was refused', async () => {
    const element = await shown(view(68));
    find(element, '[data-kind="Tell"]').click();
    await settle();
    expect(find(element, '.letter').textContent).toBe('We are sorry.');
    take.mockRejectedValue({ body: { message: 'A safeguarding lead must first say what keeps her safe.' } });
    find(element, 'c-step-form').dispatchEvent(new CustomEvent('save', { detail: { words: 'Told', people: '2' } }));
    await settle();
    expect(find(element, 'c-step-form').message).toContain('must first say');
    expect(take.mock.calls[0][0].step.people).toBe(2);
    await expect(element).toBeAccessible();
  });
});
