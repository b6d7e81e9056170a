import { createElement } from 'lwc';
import ConcernPage from 'c/concernPage';
import choices from '@salesforce/apex/ConcernDeskController.choices';
import open from '@salesforce/apex/ConcernDeskController.open';

jest.mock('@salesforce/apex/ConcernDeskController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConcernDeskController.open', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

const AT = '2026-11-26T10:00:00.000Z';
const VIEW = {
  concernId: 'a01',
  concernNumber: 'C-12AB',
  status: 'Raised',
  clientId: 'c01',
  code: 'K7M-4QX-9R',
  raisedBy: 'Ada Invented',
  recordedAt: AT,
  lateEntry: true,
  said: 'He took my phone',
  seen: 'A bruise',
  facts: [
    { label: 'How serious', text: 'High' },
    { label: 'Told at', at: AT }
  ],
  people: [{ personId: 'p1', part: 'At risk', kind: 'Child', name: 'A boy' }],
  steps: [],
  knows: [],
  dues: [{ what: 'decide', dueOn: '2026-11-26', late: true }],
  nextReviewOn: '2027-11-26',
  closesAfterSeconds: 300
};
const REFERRAL = {
  stepId: 's1',
  kind: 'Referral to agency',
  text: 'Told the desk',
  at: AT,
  agency: 'Invented Care',
  doneBy: 'Bea Invented'
};

async function shown(view = {}) {
  choices.mockResolvedValue({});
  open.mockResolvedValue({ ...VIEW, ...view });
  const element = createElement('c-concern-page', { is: ConcernPage });
  element.concernId = 'a01';
  document.body.appendChild(element);
  await settle();
  return element;
}

const actions = (element) => [...element.shadowRoot.querySelectorAll('.buttons [data-action]')].map(({ dataset }) => dataset.action);

describe('c-concern-page', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says a refusal and shows nothing', async () => {
    choices.mockResolvedValue({});
    open.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = createElement('c-concern-page', { is: ConcernPage });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('This is not available to you.');
    expect(find(element, 'h2')).toBeNull();
  });

  it('shows what was said, seen and thought apart, and no empty one', async () => {
    const element = await shown();
    expect([...element.shadowRoot.querySelectorAll('[data-words]')].map(({ dataset }) => dataset.words)).toEqual(['said', 'seen']);
    expect(find(element, '[data-due="decide"]').textContent).toContain('Decide what happens');
    expect(find(element, '[data-due="decide"] .pill_error').textContent).toBe('Late');
    await expect(element).toBeAccessible();
  });

  it('shows what a decision says of an adult at risk', async () => {
    const element = await shown({
      status: 'Open',
      decision: 'Support and watch',
      decisionReason: 'Asked her',
      adult: [
        { label: 'An adult is at risk', text: 'Yes' },
        { label: 'What the adult wants', text: 'To stay with her sister' }
      ]
    });
    const facts = [...element.shadowRoot.querySelectorAll('[data-adult] div')].map((one) => one.textContent);
    expect(facts).toEqual(['An adult is at riskYes', 'What the adult wantsTo stay with her sister']);
    await expect(element).toBeAccessible();
  });

  it('offers what makes sense now', async () => {
    expect(actions(await shown())).toEqual(expect.arrayContaining(['takeUp', 'decide', 'note']));
    document.body.replaceChildren();
    expect(actions(await shown({ status: 'Open', steps: [REFERRAL] }))).toEqual(
      expect.arrayContaining(['refer', 'confirm', 'reply', 'escalate', 'close'])
    );
    document.body.replaceChildren();
    const closed = actions(await shown({ status: 'Closed' }));
    expect(closed).toContain('reopen');
    expect(closed).not.toContain('decide');
  });

  it('lets another person than the first confirm a review', async () => {
    const half = { stepId: 'r1', kind: 'Review', text: 'Looked', at: AT, doneBy: 'Bea Invented' };
    expect(actions(await shown({ steps: [{ ...half, mine: true }] }))).not.toContain('secondReview');
    document.body.replaceChildren();
    const element = await shown({ steps: [{ ...half, mine: false }] });
    find(element, '[data-action="secondReview"]').click();
    await settle();
    expect(find(element, 'c-concern-step').known).toEqual({ answersId: 'r1' });
  });

  it('reads again after a step', async () => {
    const element = await shown();
    find(element, '[data-action="note"]').click();
    await settle();
    find(element, 'c-concern-step').dispatchEvent(new CustomEvent('saved'));
    await settle();
    expect(open).toHaveBeenCalledTimes(2);
    expect(find(element, '.note_good').textContent).toBe('Saved.');
    expect(find(element, 'c-concern-step')).toBeNull();
  });

  it('hides everything when she leaves, keeps what she was writing, and opens again as a look of its own', async () => {
    const element = await shown();
    find(element, '[data-action="note"]').click();
    await settle();
    const form = find(element, 'c-concern-step');
    window.dispatchEvent(new Event('blur'));
    await settle();
    expect(element.shadowRoot.textContent).not.toContain('He took my phone');
    expect(find(element, 'h2')).toBeNull();
    expect(find(element, '[data-forms]').className).toBe('slds-hide');
    expect(find(element, '[data-note]').textContent).toBe('Hidden. Open again when you need it: each look is recorded.');
    await expect(element).toBeAccessible();
    find(element, '[data-action="again"]').click();
    await settle();
    expect(open).toHaveBeenCalledTimes(2);
    expect(find(element, '[data-words="said"]').textContent).toBe('He took my phone');
    expect(find(element, 'c-concern-step')).toBe(form);
    expect(find(element, '[data-forms]').className).toBe('');
  });

  it('hides after its time', async () => {
    const element = await shown({ closesAfterSeconds: 0.01 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(find(element, '[data-note]').textContent).toBe('Closed after five minutes. Open again when you need it.');
  });

  it('shows nothing that comes after she has left', async () => {
    choices.mockResolvedValue({});
    let answer;
    open.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const element = createElement('c-concern-page', { is: ConcernPage });
    document.body.appendChild(element);
    await settle();
    jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    answer(VIEW);
    await settle();
    expect(find(element, 'h2')).toBeNull();
    expect(find(element, '[data-action="again"]')).not.toBeNull();
    jest.restoreAllMocks();
  });

  it('opens the form to share outside for this concern, keeps it while the page is hidden, and closes it', async () => {
    const element = await shown();
    find(element, '[data-action="share"]').click();
    await settle();
    const form = find(element, 'c-share-outside');
    expect([form.concernId, form.recordId]).toEqual(['a01', 'c01']);
    window.dispatchEvent(new Event('blur'));
    await settle();
    expect(find(element, '[data-forms]').className).toBe('slds-hide');
    find(element, '[data-action="again"]').click();
    await settle();
    expect(find(element, 'c-share-outside')).toBe(form);
    form.dispatchEvent(new CustomEvent('close'));
    await settle();
    expect(find(element, 'c-share-outside')).toBeNull();
  });

  it('says what happens when it turns out to be about one of us, and hands on the number', async () => {
    const element = await shown();
    find(element, '[data-action="aboutUs"]').click();
    await settle();
    expect(find(element, 'c-raise-concern').earlierNumber).toBe('C-12AB');
    expect(element.shadowRoot.textContent).toContain('Nothing is written here');
  });
});
