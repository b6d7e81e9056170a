import { createElement } from 'lwc';
import RequestStep from 'c/requestStep';
import step from '@salesforce/apex/RequestDeskController.step';

jest.mock('@salesforce/apex/RequestDeskController.step', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const CHOICES = { answerChannels: [{ value: 'Post', label: 'Post' }], decisions: [{ value: 'Granted', label: 'Granted' }] };

async function asked(kind, properties = {}) {
  const element = Object.assign(createElement('c-request-step', { is: RequestStep }), {
    requestId: 'a0R000000000001AAA',
    choices: CHOICES,
    ...properties
  });
  document.body.appendChild(element);
  element.ask(kind);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return element;
}

async function fill(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: typeof value === 'boolean' ? { checked: value } : { value } }));
  await settle();
  for (const one of element.shadowRoot.querySelectorAll('.field')) one.reportValidity = () => true;
}

describe('c-request-step', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('sends nothing while a field is wrong', async () => {
    const element = await asked('Note');
    const field = find(element, '.field');
    field.reportValidity = () => false;
    field.focus = jest.fn();
    find(element, '[data-action="save"]').click();
    await settle();
    expect(step).not.toHaveBeenCalled();
  });

  it('keeps the form and says why when the org refuses', async () => {
    step.mockRejectedValue({ body: { message: 'Please tell her first.' } });
    const element = await asked('Lock ended');
    await fill(element, 'text', 'Checked');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Please tell her first.');
    expect(find(element, '.panel')).not.toBeNull();
  });

  it('ID-04: asks whether she was alone, and sends it', async () => {
    step.mockResolvedValue('Please write a note that says why.');
    const element = await asked('Authority checked');
    const taken = jest.fn();
    element.addEventListener('taken', taken);
    await expect(element).toBeAccessible();
    expect(document.activeElement).toBe(element);
    await fill(element, 'alone', true);
    await fill(element, 'text', 'She said yes');
    await fill(element, 'dayOf', '2026-11-27');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(step).toHaveBeenCalledWith({
      requestId: 'a0R000000000001AAA',
      step: { kind: 'Authority checked', alone: true, text: 'She said yes', dayOf: '2026-11-27' }
    });
    expect(taken.mock.calls[0][0].detail.warning).toBe('Please write a note that says why.');
    expect(find(element, '.panel')).toBeNull();
  });

  it('CHD-07: after a death asks in what role somebody asks and what shows it, never whether she was alone', async () => {
    const roles = [{ value: 'Personal representative', label: 'Personal representative' }];
    const element = await asked('Authority after death', { choices: { roles } });
    const fields = [...element.shadowRoot.querySelectorAll('.field')];
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ['role', true],
      ['text', true],
      ['dayOf', true]
    ]);
    expect(fields[0].options).toEqual(roles);
    expect(find(element, '.panel').textContent).not.toContain('alone');
    await expect(element).toBeAccessible();
    await fill(element, 'role', 'Personal representative');
    await fill(element, 'text', 'The grant of probate');
    await fill(element, 'dayOf', '2026-11-27');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(step).toHaveBeenCalledWith({
      requestId: 'a0R000000000001AAA',
      step: { kind: 'Authority after death', role: 'Personal representative', text: 'The grant of probate', dayOf: '2026-11-27' }
    });
  });

  it('ERA-03: offers only the sets that are still to be decided', async () => {
    const element = await asked('Set decided', { openSets: ['People around her'] });
    expect(find(element, 'lightning-combobox').options).toEqual([{ value: 'People around her', label: 'People around her' }]);
    await expect(element).toBeAccessible();
  });

  it('asks for where, which words and how long when it was a search', async () => {
    const element = await asked('Search');
    expect([...element.shadowRoot.querySelectorAll('.field')].map(({ name }) => name)).toEqual([
      'systems',
      'terms',
      'rangeFrom',
      'rangeTo',
      'hours',
      'leftOut'
    ]);
    await expect(element).toBeAccessible();
  });
});
