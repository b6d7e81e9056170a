import { createElement } from 'lwc';
import SignedForm from 'c/signedForm';
import add from '@salesforce/apex/CaseDocumentsController.add';
import choices from '@salesforce/apex/CaseDocumentsController.choices';
import documents from '@salesforce/apex/CaseDocumentsController.documents';

jest.mock('@salesforce/apex/CaseDocumentsController.add', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaseDocumentsController.documents', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/CaseDocumentsController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = 'a01000000000001AAA';
const FORM = { id: 'a03000000000001AAA', kind: 'Consent form', about: 'Parent', receivedOn: '2026-11-20' };
const LETTER = { id: 'a03000000000002AAA', kind: 'Letter', about: 'Parent', receivedOn: '2026-11-21' };
const LISTED = { opened: true, closesAfterSeconds: 300, documents: [FORM, LETTER] };
const told = jest.fn();
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

async function shown() {
  const element = createElement('c-signed-form', { is: SignedForm });
  element.recordId = FAMILY;
  element.addEventListener('choose', ({ detail }) => told(detail.id));
  document.body.appendChild(element);
  choices.emit({ kinds: [], abouts: [], purposes: [{ value: 'PU1', label: 'Support' }], largest: 2000 });
  await settle();
  return element;
}

async function answer(element, name, detail) {
  const field = [...element.shadowRoot.querySelectorAll('lightning-combobox, lightning-input')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail }));
  await settle();
}

async function press(element, label) {
  for (const one of element.shadowRoot.querySelectorAll('.field, .purpose')) one.reportValidity = () => true;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

async function listed(result = LISTED) {
  documents.mockResolvedValue(result);
  const element = await shown();
  await answer(element, 'purpose', { value: 'PU1' });
  await press(element, 'Show her consent forms');
  return element;
}

const text = (element) => element.shadowRoot.textContent;
const alert = (element) => element.shadowRoot.querySelector('[role="alert"]')?.textContent;

describe('c-signed-form', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks for nothing until a purpose is chosen, then offers her consent forms and no other document', async () => {
    const element = await listed();
    expect(documents).toHaveBeenCalledTimes(1);
    expect(documents).toHaveBeenCalledWith({ clientId: FAMILY, purpose: 'PU1' });
    expect(element.shadowRoot.querySelectorAll('.use')).toHaveLength(1);
    await expect(element).toBeAccessible();
    element.shadowRoot.querySelector('.use').click();
    await settle();
    expect(told).toHaveBeenCalledWith(FORM.id);
    expect(text(element)).toContain('put to her decision');
    await press(element, 'Choose another form');
    expect(told).toHaveBeenLastCalledWith('');
  });

  it('does not look without a purpose', async () => {
    const element = await shown();
    element.shadowRoot.querySelector('.purpose').reportValidity = () => false;
    [...element.shadowRoot.querySelectorAll('lightning-button')].find(({ label }) => label === 'Show her consent forms').click();
    await settle();
    expect(documents).not.toHaveBeenCalled();
  });

  it('hides the list on Esc, and offers to attach one where there is none', async () => {
    const element = await listed();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(element.shadowRoot.querySelector('.use')).toBeNull();
    element.remove();
    const empty = await listed({ ...LISTED, documents: [LETTER] });
    expect(text(empty)).toContain('No consent form is kept');
    await press(empty, 'Attach the form now');
    expect(text(empty)).toContain('what the file is called now is not kept');
    await expect(empty).toBeAccessible();
  });

  it('keeps a form without the name that its file had, and goes on with it', async () => {
    add.mockResolvedValue({ saved: true, message: 'Saved.', addedId: FORM.id });
    const element = await shown();
    await press(element, 'Attach the form now');
    await press(element, 'Keep the form');
    expect(alert(element)).toBe('Choose the file.');
    await answer(element, 'receivedOn', { value: '2026-11-20' });
    await answer(element, 'file', { files: [new File(['Yes'], 'Marigold signed.txt')] });
    await press(element, 'Keep the form');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const upload = { kind: 'Consent form', about: 'Parent', receivedOn: '2026-11-20', fileName: 'file.txt', base64: btoa('Yes') };
    expect(add).toHaveBeenCalledWith({ clientId: FAMILY, upload });
    expect(told).toHaveBeenCalledWith(FORM.id);
  });

  it('says what the org says: a closed door, a file that is not kept, one too big', async () => {
    const element = await listed({ opened: false, message: 'Not available.' });
    expect(alert(element)).toBe('Not available.');
    add.mockResolvedValue({ saved: false, message: 'Not available to add.' });
    await press(element, 'Attach the form now');
    await answer(element, 'file', { files: [new File(['x'.repeat(3000)], 'big.txt')] });
    expect(alert(element)).toContain('larger than 2 MB');
    await answer(element, 'file', { files: [new File(['Yes'], 'form.txt')] });
    await press(element, 'Keep the form');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(alert(element)).toBe('Not available to add.');
    expect(told).not.toHaveBeenCalled();
    choices.error({ message: 'No lists.' });
    await settle();
    expect(alert(element)).toBeDefined();
  });
});
