import { createElement } from 'lwc';
import BackgroundNote from 'c/backgroundNote';
import changeNote from '@salesforce/apex/DetailsChangeController.changeNote';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import endNote from '@salesforce/apex/DetailsChangeController.endNote';

jest.mock('@salesforce/customPermission/Confide_Manage_Team', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/DetailsChangeController.changeNote', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DetailsChangeController.endNote', () => ({ default: jest.fn() }), { virtual: true });
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
const LISTS = { categories: list('Medication'), sources: list('Parent', 'Midwife'), abouts: list('Parent', 'Baby') };
const WRITTEN = { category: 'Medication', detail: 'Takes iron.', whyNeeded: 'To remind her.', source: 'Midwife', about: 'Parent' };
const HELD = { ...WRITTEN, id: 'a07000000000001AAA', alreadyKnown: false, confirmBy: '2026-12-20' };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(held = HELD, ending = false) {
  const element = createElement('c-background-note', { is: BackgroundNote });
  Object.assign(element, { recordId: FAMILY, held, ending });
  document.body.appendChild(element);
  choices.emit(LISTS);
  await settle();
  return element;
}

const fields = (element) => [...element.shadowRoot.querySelectorAll('.field')];
const field = (element, name) => fields(element).find((one) => one.name === name);

async function answer(element, name, value) {
  field(element, name).dispatchEvent(new CustomEvent('change', { detail: { value, checked: value } }));
  await settle();
}

async function press(element, label, valid = true) {
  for (const one of fields(element)) one.reportValidity = () => valid;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

describe('c-background-note', () => {
  beforeEach(() => {
    changeNote.mockResolvedValue({ saved: true, message: 'Saved.' });
    endNote.mockResolvedValue({ saved: true, message: 'Saved.' });
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('changes a note with what is held of it, and asks whether it changed or was wrong', async () => {
    const element = await shown();
    await answer(element, 'detail', 'Takes iron twice a day.');
    await answer(element, 'kind', 'Moved');
    await expect(element).toBeAccessible();
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    await press(element, 'Save');
    const note = { ...WRITTEN, detail: 'Takes iron twice a day.', alreadyKnown: false, toldHerOn: null };
    expect(changeNote).toHaveBeenCalledWith({ clientId: FAMILY, noteId: HELD.id, kind: 'Moved', note });
    expect(saved.mock.calls[0][0].detail).toMatchObject({ id: HELD.id, ended: false, message: 'Saved.' });
  });

  it('keeps the reason for doing without her yes on which the note rests', async () => {
    const condition = '9(2)(g), Schedule 1 paragraph 17: Cannot be given';
    const element = await shown({ ...HELD, condition });
    expect(field(element, 'withoutConsentReason').value).toBe('Cannot be given');
    await press(element, 'Save');
    expect(changeNote.mock.calls[0][0].note.withoutConsentReason).toBe('Cannot be given');
  });

  it('ends a note only with a reason', async () => {
    const element = await shown(HELD, true);
    await press(element, 'End this note', false);
    expect(endNote).not.toHaveBeenCalled();
    await answer(element, 'reason', 'She has finished the course.');
    await expect(element).toBeAccessible();
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    await press(element, 'End this note');
    expect(endNote).toHaveBeenCalledWith({ clientId: FAMILY, noteId: HELD.id, reason: 'She has finished the course.' });
    expect(saved.mock.calls[0][0].detail.ended).toBe(true);
  });

  it('says why it was refused, and keeps what was typed', async () => {
    changeNote.mockResolvedValue({ saved: false, message: 'These details are not open to you.' });
    const element = await shown();
    await answer(element, 'detail', 'Another.');
    await press(element, 'Save');
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('These details are not open to you.');
    expect(field(element, 'detail').value).toBe('Another.');
  });
});
