import { createElement } from 'lwc';
import ChangeDetails from 'c/changeDetails';
import addNote from '@salesforce/apex/DetailsChangeController.addNote';
import addScore from '@salesforce/apex/DetailsChangeController.addScore';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import correct from '@salesforce/apex/DetailsChangeController.correct';

jest.mock('@salesforce/apex/DetailsChangeController.addNote', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DetailsChangeController.addScore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DetailsChangeController.correct', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DetailsChangeController.saveRelated', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/DetailsChangeController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = 'a01000000000001AAA';
const list = (...values) => values.map((value) => ({ value, label: value }));
const LISTS = {
  languages: list('English'),
  contactCares: list('Usual', 'High'),
  relationships: list('Child', 'Partner'),
  outcomes: list('Born'),
  categories: list('Medication'),
  sources: list('Parent', 'Midwife'),
  abouts: list('Parent'),
  scales: list('Wellbeing scale'),
  points: list('Start', 'End')
};
const SAVED = { saved: true, message: 'Saved. What stood there before is kept.' };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(task) {
  const element = createElement('c-change-details', { is: ChangeDetails });
  element.recordId = FAMILY;
  document.body.appendChild(element);
  choices.emit(LISTS);
  await settle();
  await answer(element, 'task', task);
  return element;
}

async function answer(element, name, value) {
  const fields = element.shadowRoot.querySelectorAll('lightning-combobox, lightning-input, lightning-textarea, lightning-radio-group');
  const field = [...fields].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value, checked: value } }));
  await settle();
}

async function save(element, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === 'Save').click();
  await settle();
}

describe('c-change-details', () => {
  beforeEach(() => {
    for (const call of [addNote, addScore, correct]) call.mockResolvedValue(SAVED);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('changes one detail with its kind and reason, and says what follows from it', async () => {
    const element = await shown('detail');
    await answer(element, 'detail', 'postcode');
    expect(element.shadowRoot.textContent).toContain('ask her again how to contact her safely');
    await answer(element, 'value', 'ZZ9 9ZZ');
    await answer(element, 'kind', 'Moved');
    await answer(element, 'reason', 'She told me');
    await expect(element).toBeAccessible();
    await save(element);
    expect(correct).toHaveBeenCalledWith({
      clientId: FAMILY,
      kind: 'Moved',
      reason: 'She told me',
      details: [{ name: 'postcode', value: 'ZZ9 9ZZ' }]
    });
    expect(element.shadowRoot.textContent).toContain(SAVED.message);
  });

  it('adds a person through the form for people, and says what came of it', async () => {
    const element = await shown('person');
    const form = element.shadowRoot.querySelector('c-related-person');
    expect(form.recordId).toBe(FAMILY);
    expect([...element.shadowRoot.querySelectorAll('lightning-button')].some((button) => button.label === 'Save')).toBe(false);
    form.dispatchEvent(new CustomEvent('saved', { detail: { message: SAVED.message, person: {} } }));
    await settle();
    expect(element.shadowRoot.textContent).toContain(SAVED.message);
    expect(element.shadowRoot.querySelector('c-related-person')).toBeNull();
  });

  it('writes a note with why, from whom and about whom', async () => {
    const element = await shown('note');
    await answer(element, 'category', 'Medication');
    await answer(element, 'about', 'Parent');
    await answer(element, 'source', 'Parent');
    await answer(element, 'detail', 'Takes iron.');
    await answer(element, 'whyNeeded', 'To remind her.');
    await expect(element).toBeAccessible();
    await save(element);
    expect(addNote).toHaveBeenCalledWith({
      clientId: FAMILY,
      note: { category: 'Medication', about: 'Parent', source: 'Parent', detail: 'Takes iron.', whyNeeded: 'To remind her.' }
    });
  });

  it('writes a score with its scale, point and day, and says what funders are told', async () => {
    const element = await shown('score');
    expect(element.shadowRoot.textContent).toContain('never a score');
    await answer(element, 'tool', 'Wellbeing scale');
    await answer(element, 'point', 'Start');
    await answer(element, 'value', '41.5');
    await answer(element, 'takenOn', '2026-11-27');
    await expect(element).toBeAccessible();
    await save(element);
    expect(addScore).toHaveBeenCalledWith({
      clientId: FAMILY,
      score: { tool: 'Wellbeing scale', point: 'Start', value: 41.5, takenOn: '2026-11-27' }
    });
    expect(element.shadowRoot.textContent).toContain(SAVED.message);
  });

  it('keeps a score that is refused, and says why', async () => {
    addScore.mockRejectedValue({ body: { message: 'Then no score is kept.' } });
    const element = await shown('score');
    await answer(element, 'value', '3');
    await save(element);
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Then no score is kept.');
    expect(element.shadowRoot.querySelector('.field')).not.toBeNull();
  });

  it('shows a closed door as the org words it, and keeps what was typed', async () => {
    correct.mockResolvedValue({ saved: false, message: 'These details are not available to you.' });
    const element = await shown('detail');
    await answer(element, 'detail', 'interpreterNeeded');
    await answer(element, 'value', 'true');
    await save(element);
    expect(correct.mock.calls[0][0].details).toEqual([{ name: 'interpreterNeeded', value: 'true' }]);
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('These details are not available to you.');
    expect(element.shadowRoot.querySelector('.field')).not.toBeNull();
  });

  it('saves nothing while something is missing', async () => {
    const element = await shown('detail');
    await save(element, false);
    expect(correct).not.toHaveBeenCalled();
  });

  it('says so when the lists do not come', async () => {
    const element = createElement('c-change-details', { is: ChangeDetails });
    document.body.appendChild(element);
    choices.error({ message: 'No lists.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]')).not.toBeNull();
  });
});
