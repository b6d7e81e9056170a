import { createElement } from 'lwc';
import StepForm from 'c/stepForm';

const DEFINITION = {
  title: 'The answer',
  hint: 'It stays.',
  save: 'Give it',
  fields: [
    { name: 'outcome', label: 'What did you find?', options: 'outcomes', required: true },
    { name: 'day', label: 'Which day?', type: 'date' },
    { name: 'words', label: 'Why?', area: true, required: true }
  ]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(extra = {}) {
  const element = createElement('c-step-form', { is: StepForm });
  Object.assign(element, { definition: DEFINITION, lists: { outcomes: [{ value: 'Upheld', label: 'Upheld' }] }, ...extra });
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-step-form', () => {
  afterEach(() => document.body.replaceChildren());

  it('sends nothing while a field is wrong, and leads to it', async () => {
    const element = await shown();
    const sent = jest.fn();
    element.addEventListener('save', sent);
    const first = find(element, '.field');
    first.reportValidity = () => false;
    first.focus = jest.fn();
    find(element, '[data-action="save"]').click();
    expect(sent).not.toHaveBeenCalled();
    expect(first.focus).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('gives what was written and nothing that was left empty', async () => {
    const element = await shown();
    const sent = jest.fn();
    element.addEventListener('save', sent);
    const [outcome, day, words] = element.shadowRoot.querySelectorAll('.field');
    for (const [field, name, value] of [
      [outcome, 'outcome', 'Upheld'],
      [day, 'day', ''],
      [words, 'words', 'It was so']
    ]) {
      field.name = name;
      field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    }
    find(element, '[data-action="save"]').click();
    expect(sent.mock.calls[0][0].detail).toEqual({ outcome: 'Upheld', words: 'It was so' });
  });

  it('asks a question only after the answer that it follows, and sends nothing of one that is asked no more', async () => {
    const asks = { name: 'asked', label: 'Asked?', options: 'outcomes' };
    const why = { name: 'why', label: 'Why?', area: true, when: { name: 'asked', answers: ['No'] } };
    const element = await shown({ definition: { title: 'T', save: 'S', fields: [asks, why] } });
    const sent = jest.fn();
    element.addEventListener('save', sent);
    const answer = async (name, value) => {
      const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
      field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
      await settle();
      for (const one of element.shadowRoot.querySelectorAll('.field')) one.reportValidity = () => true;
    };
    expect(find(element, 'lightning-textarea')).toBeNull();
    await answer('asked', 'No');
    await answer('why', 'It is not safe');
    await expect(element).toBeAccessible();
    await answer('asked', 'Yes');
    expect(find(element, 'lightning-textarea')).toBeNull();
    find(element, '[data-action="save"]').click();
    expect(sent.mock.calls[0][0].detail).toEqual({ asked: 'Yes' });
  });

  it('says a refusal and lets her leave', async () => {
    const element = await shown({ message: 'Another person has to confirm this.' });
    const left = jest.fn();
    element.addEventListener('cancel', left);
    expect(find(element, '[role="alert"]').textContent).toBe('Another person has to confirm this.');
    find(element, '[data-action="cancel"]').click();
    expect(left).toHaveBeenCalled();
  });
});
