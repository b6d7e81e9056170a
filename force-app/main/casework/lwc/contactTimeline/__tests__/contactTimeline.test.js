import { createElement } from 'lwc';
import ContactTimeline from 'c/contactTimeline';
import { tellLogged } from 'c/logged';
import openNotes from '@salesforce/apex/ContactNotesController.open';
import kinds from '@salesforce/apex/ContactTimelineController.kinds';
import page from '@salesforce/apex/ContactTimelineController.page';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';

jest.mock('@salesforce/apex/ContactNotesController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ContactTimelineController.kinds', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ContactTimelineController.page', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PersonalDetailsController.purposes', () => ({ default: jest.fn() }), { virtual: true });

const FAMILY = 'a01000000000001AAA';
const contact = (id, more = {}) => ({
  id,
  happenedAt: '2026-11-20T10:00:00.000Z',
  kind: 'Call',
  reached: true,
  direction: 'From us',
  ...more
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const text = (element) => element.shadowRoot.textContent;
const lines = (element) => element.shadowRoot.querySelectorAll('.contact').length;

async function press(element, label) {
  for (const field of element.shadowRoot.querySelectorAll('.why')) field.reportValidity = () => true;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

async function shown() {
  const element = createElement('c-contact-timeline', { is: ContactTimeline });
  element.recordId = FAMILY;
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-contact-timeline', () => {
  beforeEach(() => {
    kinds.mockResolvedValue([{ value: 'Call', label: 'Call' }]);
    purposes.mockResolvedValue([{ value: 'PU1', label: 'Support' }]);
    page.mockResolvedValue({ contacts: [contact('c1'), contact('c2', { reached: false })], more: true });
    openNotes.mockResolvedValue({ opened: true, closesAfterSeconds: 300, notes: [{ contactId: 'c1', summary: 'Slept badly.' }] });
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('shows what happened, without a word of what was written', async () => {
    const element = await shown();
    expect(text(element)).toContain('Call with parent');
    expect(text(element)).toContain('Call: tried, no answer');
    expect(text(element)).toContain('The newest 2 are shown; there are older ones.');
    expect(openNotes).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('says of what came to us from whom it came, whatever else was ticked', async () => {
    page.mockResolvedValue({ contacts: [contact('c1', { direction: 'To us', reached: false })], more: false });
    const element = await shown();
    expect(text(element)).toContain('Call from parent');
    expect(text(element)).not.toContain('no answer');
  });

  it('shows older ones after the last line, to the end', async () => {
    const element = await shown();
    page.mockResolvedValue({ contacts: [contact('c3')], more: false });
    await press(element, 'Show older');
    expect(page).toHaveBeenLastCalledWith({ clientId: FAMILY, kind: '', afterId: 'c2' });
    expect(lines(element)).toBe(3);
    expect(text(element)).toContain('All 3 are shown, the newest first.');
  });

  it('shows one kind alone', async () => {
    const element = await shown();
    page.mockResolvedValue({ contacts: [], more: false });
    element.shadowRoot.querySelector('.kind').dispatchEvent(new CustomEvent('change', { detail: { value: 'Call' } }));
    await settle();
    expect(page).toHaveBeenLastCalledWith({ clientId: FAMILY, kind: 'Call', afterId: null });
    expect(text(element)).toContain('None of this kind.');
  });

  it('teaches when nothing was logged', async () => {
    page.mockResolvedValue({ contacts: [], more: false });
    expect(text(await shown())).toContain('Log the first one');
  });

  it('reads anew when something was logged for this family', async () => {
    await shown();
    tellLogged('a01000000000009AAA');
    tellLogged(FAMILY);
    await settle();
    expect(page).toHaveBeenCalledTimes(2);
  });

  it('opens the notes through the doorway and hides them on Esc', async () => {
    const element = await shown();
    await press(element, 'Open the notes');
    expect(openNotes).toHaveBeenCalledWith({ clientId: FAMILY, contactIds: ['c1', 'c2'], purpose: '' });
    expect(text(element)).toContain('Slept badly.');
    expect(text(element)).toContain('Nothing was written.');
    await expect(element).toBeAccessible();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(text(element)).not.toContain('Slept badly.');
  });

  it('counts a note that waits for a lead as closed, and says in its place that it waits', async () => {
    const waits = { contactId: 'c2', summary: 'A safeguarding lead reads it first.', waits: true };
    openNotes.mockResolvedValue({ opened: true, closesAfterSeconds: 300, notes: [{ contactId: 'c1', summary: 'Slept badly.' }, waits] });
    const element = await shown();
    press(element, 'Open the notes');
    await settle();
    expect(text(element)).toContain('A safeguarding lead reads it first.');
    expect(text(element)).toContain('One note is open');
  });

  it('shows the refusal of the doorway and no note', async () => {
    openNotes.mockResolvedValue({ opened: false, message: 'These details are not available to you.' });
    const element = await shown();
    await press(element, 'Open the notes');
    expect(text(element)).toContain('These details are not available to you.');
    expect(text(element)).not.toContain('Slept badly.');
  });

  it('shows one sentence when it cannot be read', async () => {
    page.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    expect((await shown()).shadowRoot.querySelector('[role=alert]').textContent).toBe('This is not available to you.');
  });
});
