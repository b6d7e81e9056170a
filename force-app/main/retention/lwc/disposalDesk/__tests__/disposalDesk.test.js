import { createElement } from 'lwc';
import DisposalDesk from 'c/disposalDesk';
import desk from '@salesforce/apex/DisposalDeskController.desk';
import decide from '@salesforce/apex/DisposalDeskController.decide';
import endConsent from '@salesforce/apex/DisposalDeskController.endConsent';
import takeStep from '@salesforce/apex/DisposalDeskController.step';
import finish from '@salesforce/apex/DisposalDeskController.finish';

jest.mock('@salesforce/apex/DisposalDeskController.desk', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DisposalDeskController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DisposalDeskController.endConsent', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DisposalDeskController.step', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DisposalDeskController.finish', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('@salesforce/apex/KeepingController.part', () => ({ default: jest.fn(() => Promise.resolve({ rows: [] })) }), {
  virtual: true
});
jest.mock('@salesforce/apex/KeepingController.take', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegisterDeskController.registers', () => ({ default: jest.fn(() => Promise.resolve([])) }), {
  virtual: true
});
jest.mock('@salesforce/apex/RegisterDeskController.step', () => ({ default: jest.fn() }), { virtual: true });

const FREE = { clientId: 'c1', code: 'K7M-4QX-9R', words: 'Kept until 4 May 2026.', isOver: true, held: [], requestId: null };
const HELD = { ...FREE, clientId: 'c2', code: 'B2C-3DE-4F', held: ['Held for safety', 'Complaint'], movedBack: true };
const ROW = {
  disposalId: 'd1',
  disposalNumber: 'DG-000001',
  code: 'K7M-4QX-9R',
  step: 'Decided',
  decidedBy: 'Dora',
  reason: 'Old',
  leftovers: []
};
const EMPTY = { mayDecide: true, due: [], underWay: [], over: 0 };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(answer) {
  desk.mockResolvedValue(answer);
  const element = createElement('c-disposal-desk', { is: DisposalDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function write(element, button, words) {
  find(element, button).click();
  await settle();
  find(element, 'lightning-textarea').dispatchEvent(new CustomEvent('change', { detail: { value: words } }));
  find(element, '[data-id="send"]').click();
  await settle();
}

describe('c-disposal-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('shows what is due with what holds it, and lets only a free file be decided', async () => {
    const element = await shown({ ...EMPTY, due: [FREE, HELD], over: 2 });
    expect(find(element, '[data-row="c2"]').textContent).toContain('Held for safety, Complaint');
    expect(find(element, '[data-row="c2"]').textContent).toContain('The day of last contact was moved back');
    expect(find(element, '[data-row="c2"] button')).toBeNull();
    expect(find(element, '[data-id="over"]').textContent).toBe('2 files are past their day.');
    await expect(element).toBeAccessible();
    decide.mockResolvedValue(EMPTY);
    await write(element, '[data-row="c1"] button', 'Nobody needs it.');
    expect(decide).toHaveBeenCalledWith({ clientId: 'c1', requestId: null, reason: 'Nobody needs it.' });
    expect(find(element, '[role="status"]').textContent).toContain('A second person is needed');
  });

  it('R4 decides on what stood on her consent alone, and says that the rest stays', async () => {
    const set = 'Health notes that stood on her consent alone';
    const element = await shown({ ...EMPTY, due: [{ ...FREE, consentEnded: true, dataSets: [set] }] });
    expect(find(element, '[data-row="c1"]').textContent).toContain(`Only this goes: ${set}`);
    find(element, '[data-kind="endConsent"]').click();
    await settle();
    expect(find(element, '[data-id="form"]').textContent).toContain('The rest of the file stays.');
    await expect(element).toBeAccessible();
    endConsent.mockResolvedValue(EMPTY);
    await write(element, '[data-kind="endConsent"]', 'She took it back.');
    expect(endConsent).toHaveBeenCalledWith({ clientId: 'c1', reason: 'She took it back.' });
    expect(decide).not.toHaveBeenCalled();
  });

  it('says before it happens what agreeing does, and agrees', async () => {
    const element = await shown({ ...EMPTY, mayDecide: false, due: null, underWay: [{ ...ROW, mayAgree: true, mayStop: true }] });
    expect(find(element, '[data-part="due"]')).toBeNull();
    find(element, '[data-kind="agree"]').click();
    await settle();
    expect(find(element, '[data-id="form"]').textContent).toContain('deleted for good');
    await expect(element).toBeAccessible();
    takeStep.mockResolvedValue(EMPTY);
    await write(element, '[data-kind="agree"]', 'I agree.');
    expect(takeStep).toHaveBeenCalledWith({ disposalId: 'd1', step: 'agree', reason: 'I agree.' });
  });

  it('stops it, and keeps the form when that is refused', async () => {
    const element = await shown({ ...EMPTY, underWay: [{ ...ROW, mayStop: true }] });
    takeStep.mockRejectedValue({ body: { message: 'Please give a reason.' } });
    await write(element, '[data-kind="stop"]', '');
    expect(find(element, '[role="alert"]').textContent).toBe('Please give a reason.');
    expect(find(element, '[data-id="form"]')).not.toBeNull();
  });

  it('names what is left, and never calls a code somebody else’s', async () => {
    const leftovers = [
      { leftoverId: 'l1', kind: 'Full name', place: 'Task, Subject', canBeSomebodyElses: true },
      { leftoverId: 'l2', kind: 'Code', place: 'Task, Description', canBeSomebodyElses: false }
    ];
    const element = await shown({ ...EMPTY, underWay: [{ ...ROW, code: null, step: 'Leftovers', leftovers }] });
    expect(find(element, '[data-row="d1"]').textContent).toContain('DG-000001');
    expect(element.shadowRoot.querySelectorAll('[data-kind="setAside"]').length).toBe(1);
    await expect(element).toBeAccessible();
  });

  it('closes when everything outside is looked through', async () => {
    const element = await shown({ ...EMPTY, underWay: [{ ...ROW, step: 'Looked through', mayFinish: true, filesToRead: 3 }] });
    finish.mockResolvedValue(EMPTY);
    await write(element, '[data-kind="finish"]', 'Drives\n\nAirtable');
    expect(finish).toHaveBeenCalledWith({ disposalId: 'd1', systems: ['Drives', 'Airtable'], filesRead: 3 });
    expect(find(element, '[data-part="underWay"]').textContent).toContain('Nothing is under way.');
  });

  it('shows the other parts to who has them, and sends no form from another part', async () => {
    const element = await shown({ ...EMPTY, due: [FREE], parts: ['holds', 'oldNotes'] });
    const parts = find(element, 'lightning-combobox');
    expect(parts.options.map(({ value }) => value)).toEqual(['files', 'entries', 'holds', 'oldNotes']);
    find(element, '[data-row="c1"] button').click();
    await settle();
    parts.dispatchEvent(new CustomEvent('change', { detail: { value: 'holds' } }));
    await settle();
    expect(find(element, 'c-keeping-part').topic).toBe('holds');
    expect(find(element, '[data-id="form"]')).toBeNull();
    expect(find(element, '[data-part="due"]')).toBeNull();
    parts.dispatchEvent(new CustomEvent('change', { detail: { value: 'entries' } }));
    await settle();
    expect(find(element, 'c-old-entries')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    desk.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = createElement('c-disposal-desk', { is: DisposalDesk });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Not available.');
  });
});
