import { createElement } from 'lwc';
import PaperStep from 'c/paperStep';
import documents from '@salesforce/apex/CaseDocumentsController.documents';

jest.mock('@salesforce/apex/CaseDocumentsController.documents', () => ({ default: jest.fn() }), { virtual: true });

const ROW = { location: 'Cabinet 1', families: [{ clientId: 'c1', code: 'K7M-4QX-9R', scanned: false }] };
const CHOICES = { people: [], methods: [], levels: [], witnesses: [], contractors: [], myWorkerId: 'w1', latestBack: '2026-12-11' };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const names = (element) => [...element.shadowRoot.querySelectorAll('.field')].map(({ name }) => name);

async function shown(kind) {
  const element = createElement('c-paper-step', { is: PaperStep });
  Object.assign(element, { kind, row: ROW, choices: CHOICES });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function change(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
}

describe('c-paper-step', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks of each step what it needs, and of a contractor more', async () => {
    expect(names(await shown('Out'))).toEqual(['workerId', 'dueBackOn']);
    expect(names(await shown('Back'))).toEqual(['location', 'locked']);
    expect(names(await shown('Not found'))).toEqual([]);
    const shred = await shown('Shred');
    expect(names(shred)).toEqual(['shreddedOn', 'method', 'level', 'witnessId']);
    await change(shred, 'method', 'Collected by a contractor');
    expect(names(shred)).toEqual(['shreddedOn', 'method', 'level', 'witnessId', 'contractorId', 'certificateNumber', 'seal']);
    await expect(shred).toBeAccessible();
  });

  it('begins with her and the last day that may be, and gives what was typed', async () => {
    const element = await shown('Out');
    const saved = jest.fn();
    element.addEventListener('save', ({ detail }) => saved(detail));
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    find(element, '[data-action="save"]').click();
    expect(saved.mock.calls[0][0]).toMatchObject({ workerId: 'w1', dueBackOn: '2026-12-11' });
  });

  it('lists scans through the doorway only, and says when it stays closed', async () => {
    const element = await shown('Scanned');
    documents.mockResolvedValueOnce({ opened: false, message: 'Not available.' });
    await change(element, 'clientId', 'c1');
    expect(documents).toHaveBeenCalledWith({ clientId: 'c1', purpose: 'PU1' });
    expect(find(element, '[role="alert"]').textContent).toBe('Not available.');
    documents.mockResolvedValueOnce({ opened: true, documents: [{ id: 'd1', kind: 'Letter', receivedOn: '2026-11-01' }] });
    await change(element, 'clientId', 'c1');
    expect(names(element)).toEqual(['clientId', 'documentId']);
  });
});
