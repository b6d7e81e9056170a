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
    expect(fields.map(({ name }) => name)).toEqual(['decision', 'text', 'adultAtRisk']);
    expect(fields.every(({ value, required }) => value === '' && required)).toBe(true);
    await expect(element).toBeAccessible();
  });

  const asked = (element) => [...form(element).shadowRoot.querySelectorAll('.field')].map(({ name }) => name).slice(3);

  it('asks of an adult at risk the three questions, and whether the adult was asked (SG-03)', async () => {
    const element = await shown({ action: 'decide' });
    fill(element, 'adultAtRisk', 'Yes');
    await settle();
    expect(asked(element)).toEqual(['adultNeeds', 'adultHarm', 'adultCannotProtect', 'adultAsked']);
    await expect(element).toBeAccessible();
  });

  it.each([
    ['Asked, and done as wished', ['adultWishes']],
    ['Asked, and decided otherwise', ['adultWishes', 'adultOverride', 'adultAskedReason']],
    ['Not asked', ['adultAskedReason']]
  ])('asks what belongs to "%s" and nothing else', async (answer, more) => {
    const element = await shown({ action: 'decide' });
    fill(element, 'adultAtRisk', 'Yes');
    await settle();
    fill(element, 'adultAsked', answer);
    await settle();
    expect(asked(element).slice(4)).toEqual(more);
    await expect(element).toBeAccessible();
  });

  it('sends nothing of an adult once the answer is no', async () => {
    act.mockResolvedValue(undefined);
    const element = await shown({ action: 'decide' });
    fill(element, 'decision', 'No action');
    fill(element, 'text', 'Nothing in it');
    fill(element, 'adultAtRisk', 'Yes');
    await settle();
    fill(element, 'adultNeeds', 'Yes');
    fill(element, 'adultAsked', 'Not asked');
    await settle();
    fill(element, 'adultAskedReason', 'It is not safe');
    fill(element, 'adultAtRisk', 'No');
    await settle();
    expect(asked(element)).toEqual([]);
    sound(element);
    find(element, '[data-action="save"]').click();
    await settle();
    const wish = { decision: 'No action', text: 'Nothing in it', adultAtRisk: 'No' };
    expect(act).toHaveBeenCalledWith({ concernId: 'a01', action: 'decide', wish });
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
