import { createElement } from 'lwc';
import CaseDocuments from 'c/caseDocuments';
import add from '@salesforce/apex/CaseDocumentsController.add';
import choices from '@salesforce/apex/CaseDocumentsController.choices';
import documents from '@salesforce/apex/CaseDocumentsController.documents';
import file from '@salesforce/apex/CaseDocumentsController.file';

jest.mock('@salesforce/apex/CaseDocumentsController.add', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaseDocumentsController.documents', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaseDocumentsController.file', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/CaseDocumentsController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = 'a01000000000001AAA';
const list = (...values) => values.map((value) => ({ value, label: value }));
const LISTS = { kinds: list('Letter'), abouts: list('Parent'), purposes: list('PU1'), largest: 2000 };
const LETTER = { id: 'a03000000000001AAA', kind: 'Letter', about: 'Parent', receivedOn: '2026-11-20' };
const LISTED = { opened: true, closesAfterSeconds: 300, documents: [LETTER] };
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

async function shown() {
  const element = createElement('c-case-documents', { is: CaseDocuments });
  element.recordId = FAMILY;
  document.body.appendChild(element);
  choices.emit(LISTS);
  await settle();
  return element;
}

function field(element, name) {
  return [...element.shadowRoot.querySelectorAll('lightning-combobox, lightning-input')].find((one) => one.name === name);
}

async function answer(element, name, detail) {
  field(element, name).dispatchEvent(new CustomEvent('change', { detail }));
  await settle();
}

async function press(element, label) {
  for (const one of element.shadowRoot.querySelectorAll('.field, .purpose')) one.reportValidity = () => true;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

async function listed() {
  documents.mockResolvedValue(LISTED);
  const element = await shown();
  await answer(element, 'purpose', { value: 'PU1' });
  await press(element, 'Show the documents');
  return element;
}

const text = (element) => element.shadowRoot.textContent;
const alert = (element) => element.shadowRoot.querySelector('[role="alert"]')?.textContent;

describe('c-case-documents', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks for nothing until it is opened, then lists by kind and opens one by one', async () => {
    const element = await shown();
    expect(documents).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    element.remove();
    const open = await listed();
    expect(documents).toHaveBeenCalledWith({ clientId: FAMILY, purpose: 'PU1' });
    file.mockResolvedValue({ opened: true, closesAfterSeconds: 300, title: 'K7M-4QX-9R Letter', ending: 'txt', base64: btoa('Dear all') });
    await press(open, 'Open: Letter');
    expect(file).toHaveBeenCalledWith({ clientId: FAMILY, documentId: LETTER.id, purpose: 'PU1' });
    expect(text(open)).toContain('Dear all');
    await expect(open).toBeAccessible();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(text(open)).not.toContain('Dear all');
  });

  it('shows a photo where it is, and gives a PDF to save with a warning', async () => {
    const element = await listed();
    file.mockResolvedValue({ opened: true, closesAfterSeconds: 300, title: 'Code Photo', ending: 'png', base64: 'iVBORw==' });
    await press(element, 'Open: Letter');
    expect(element.shadowRoot.querySelector('img').src).toContain('data:image/png');
    file.mockResolvedValue({ opened: true, closesAfterSeconds: 300, title: 'Code Letter', ending: 'pdf', base64: 'JVBERi0=' });
    await press(element, 'Open: Letter');
    expect(text(element)).toContain('delete it when you have read it');
  });

  it('adds a document without the name that its file had', async () => {
    add.mockResolvedValue({ saved: true, message: 'Saved.' });
    const element = await shown();
    await press(element, 'Add a document');
    await answer(element, 'kind', { value: 'Letter' });
    await answer(element, 'about', { value: 'Parent' });
    await answer(element, 'receivedOn', { value: '2026-11-20' });
    await answer(element, 'file', { files: [new File(['Words'], 'Letter of Marigold.txt')] });
    await expect(element).toBeAccessible();
    await press(element, 'Keep the document');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const upload = { kind: 'Letter', about: 'Parent', receivedOn: '2026-11-20', fileName: 'file.txt', base64: btoa('Words') };
    expect(add).toHaveBeenCalledWith({ clientId: FAMILY, upload });
    expect(text(element)).toContain('titled with code and kind only');
  });

  it('refuses a file that is too big or missing, and keeps the form when the org refuses', async () => {
    add.mockRejectedValue({ body: { message: 'This kind of file is not kept here.' } });
    const element = await shown();
    await press(element, 'Add a document');
    await press(element, 'Keep the document');
    expect(alert(element)).toBe('Choose the file.');
    await answer(element, 'file', { files: [new File(['x'.repeat(3000)], 'big.txt')] });
    expect(alert(element)).toContain('larger than 2 MB');
    await answer(element, 'file', { files: [new File(['<svg/>'], 'drawing.svg')] });
    await press(element, 'Keep the document');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(alert(element)).toBe('This kind of file is not kept here.');
    expect(field(element, 'kind')).toBeDefined();
  });

  it('shows a closed door as the org words it, an empty list, and lists that do not come', async () => {
    documents.mockResolvedValueOnce({ opened: false, message: 'Not available.' });
    const element = await shown();
    await press(element, 'Show the documents');
    expect(alert(element)).toBe('Not available.');
    documents.mockResolvedValueOnce({ ...LISTED, documents: [] });
    await press(element, 'Show the documents');
    expect(text(element)).toContain('No document is kept');
    choices.error({ message: 'No lists.' });
    await settle();
    expect(alert(element)).toBeDefined();
  });
});
