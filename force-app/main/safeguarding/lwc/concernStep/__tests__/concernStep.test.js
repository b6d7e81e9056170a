import { createElement } from 'lwc';
import ConcernStep from 'c/concernStep';
import act from '@salesforce/apex/ConcernDeskController.act';

jest.mock('@salesforce/apex/ConcernDeskController.act', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
/** The form that all steps share, within this one. */
const form = (element) => element.shadowRoot.querySelector('c-step-form');
const find = (element, selector) => form(element).shadowRoot.querySelector(selector);

async function shown(properties) {
  const element = createElement('c-concern-step', { is: ConcernStep });
  Object.assign(element, { concernId: 'a01', choices: { decisions: [{ value: 'No action', label: 'No action' }] } }, properties);
  document.body.appendChild(element);
  await settle();
  sound(element);
  return element;
}

function sound(element, holds = true) {
  for (const field of form(element).shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => holds;
    field.focus = jest.fn();
  }
}

function fill(element, name, value) {
  const field = [...form(element).shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

describe('c-concern-step', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('fills in neither a decision nor a reason', async () => {
    const element = await shown({ action: 'decide' });
    const fields = [...form(element).shadowRoot.querySelectorAll('.field')];
    expect(fields.map(({ name }) => name)).toEqual(['decision', 'text']);
    expect(fields.every(({ value, required }) => value === '' && required)).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('sends nothing while a field is empty', async () => {
    const element = await shown({ action: 'decide' });
    sound(element, false);
    find(element, '[data-action="save"]').click();
    await settle();
    expect(act).not.toHaveBeenCalled();
  });

  it('sends her words with what the form knows, and says that it is saved', async () => {
    act.mockResolvedValue(undefined);
    const element = await shown({ action: 'secondReview', known: { answersId: 'r1' } });
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    fill(element, 'text', 'Read it all');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(act).toHaveBeenCalledWith({ concernId: 'a01', action: 'secondReview', wish: { answersId: 'r1', text: 'Read it all' } });
    expect(saved).toHaveBeenCalled();
  });

  it('keeps what was written when the org refuses', async () => {
    act.mockRejectedValue({ body: { message: 'Another person has to confirm this.' } });
    const element = await shown({ action: 'note' });
    fill(element, 'text', 'Rang her');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Another person has to confirm this.');
    expect(find(element, 'lightning-textarea').value).toBe('Rang her');
  });

  it.each([
    'takeUp',
    'refer',
    'allegation',
    'confirm',
    'reply',
    'escalate',
    'review',
    'close',
    'reopen',
    'person',
    'tell',
    'tellNoMore',
    'custodian',
    'feedback'
  ])('has an accessible form to %s', async (action) => {
    await expect(await shown({ action })).toBeAccessible();
  });
});
