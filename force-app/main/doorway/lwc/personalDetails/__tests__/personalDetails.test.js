import { createElement } from 'lwc';
import PersonalDetails from 'c/personalDetails';
import open from '@salesforce/apex/PersonalDetailsController.open';
import openAgain from '@salesforce/apex/PersonalDetailsController.openAgain';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';

jest.mock(
  '@salesforce/apex/DetailsChangeController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);
jest.mock('@salesforce/customPermission/Confide_Manage_Team', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/apex/PersonalDetailsController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PersonalDetailsController.openAgain', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PersonalDetailsController.purposes', () => ({ default: jest.fn() }), { virtual: true });

const OPENED = {
  opened: true,
  closesAfterSeconds: 300,
  firstName: 'Isadora',
  lastName: "O'Testley",
  mobile: '07700 900001',
  contactCare: 'Careful',
  related: [{ id: 'a02000000000001AAA', relationship: 'Baby expected', dueOn: '2027-01-31' }],
  preferences: [
    { channel: 'Call', allowed: 'Only if', conditions: 'mornings' },
    { channel: 'SMS', allowed: 'Yes', stale: true }
  ]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function closed() {
  const element = createElement('c-personal-details', { is: PersonalDetails });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  await settle();
  const radio = element.shadowRoot.querySelector('lightning-radio-group');
  radio.reportValidity = () => true;
  radio.dispatchEvent(new CustomEvent('change', { detail: { value: 'PU1' } }));
  return element;
}

async function opened() {
  open.mockResolvedValue(OPENED);
  const element = await closed();
  press(element, 'Open name and contact details');
  await settle();
  return element;
}

function press(element, label) {
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
}

const name = (element) => element.shadowRoot.querySelector('[data-name]');
const text = (element) => element.shadowRoot.textContent;

describe('c-personal-details', () => {
  beforeEach(() => purposes.mockResolvedValue([{ value: 'PU1', label: 'Giving support' }]));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    jest.useRealTimers();
  });

  it('says beside her number what may be done with it: what is out of date or not said alone is not', async () => {
    const element = await opened();
    expect(text(element)).toContain('May we? Ring (see below when). Nothing else.');
    open.mockResolvedValue({ ...OPENED, preferences: [{ channel: 'Call', allowed: 'No' }] });
    document.body.replaceChildren();
    const refused = await closed();
    press(refused, 'Open name and contact details');
    await settle();
    expect(text(refused)).toContain('Do not use it: she has not agreed.');
  });

  it.each([
    [false, 'One call, neutral words, nothing written, no voicemail.'],
    [true, 'The one neutral call was made and we still do not know. Do not ring again']
  ])('says whether the one neutral call was made (%s), in the words of the safe-contact panel', async (neutralCallMade, words) => {
    open.mockResolvedValue({ ...OPENED, neutralCallMade, preferences: [{ channel: 'SMS', allowed: 'Yes', askAlone: true }] });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    expect(text(element)).toContain(words);
    expect(text(element)).toContain('No: she did not say this alone');
    await expect(element).toBeAccessible();
  });

  it('shows when it is safe, whose phone it is and who to say we are before anybody rings', async () => {
    const call = {
      channel: 'Call',
      allowed: 'Yes',
      safeDays: 'Weekdays',
      safeTimes: 'Mornings',
      device: 'Shared',
      callerIdentity: 'First name only'
    };
    open.mockResolvedValue({ ...OPENED, preferences: [call] });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    expect(text(element)).toContain('Safe: weekdays, mornings. Whose it is: shared. Say you are: first name only.');
  });

  it('ACC-04: says beside her ways what may show on the outside', async () => {
    open.mockResolvedValue(OPENED);
    const element = await closed();
    expect(element.shadowRoot.querySelector('[data-outside]')).toBeNull();
    press(element, 'Open name and contact details');
    await settle();
    const words = element.shadowRoot.querySelector('[data-outside]').textContent;
    for (const part of ['plain envelope', 'no logo', 'first line', 'No calendar invitation', 'no code to scan', 'only if she agreed'])
      expect(words).toContain(part);
  });

  it('asks for nothing until it is opened', async () => {
    const element = await closed();
    expect(open).not.toHaveBeenCalled();
    expect(name(element)).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('opens for the chosen purpose', async () => {
    const element = await opened();
    expect(open).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA', purpose: 'PU1', reason: '' });
    expect(name(element).textContent).toBe("Isadora O'Testley");
    await expect(element).toBeAccessible();
  });

  it('shows a loss and the notes that were opened with it', async () => {
    open.mockResolvedValue({
      ...OPENED,
      loss: true,
      notes: [
        {
          id: 'a07000000000001AAA',
          category: 'Medication',
          detail: 'Takes iron.',
          whyNeeded: 'To remind her.',
          source: 'Midwife',
          about: 'Parent',
          recordedOn: '2026-11-20',
          confirmBy: '2026-12-20'
        }
      ]
    });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    expect(text(element)).toContain('Choose your words gently');
    expect(text(element)).toContain('Takes iron.');
    expect(text(element)).toContain('Needed because: To remind her.');
    await expect(element).toBeAccessible();
  });

  it('says that notes of the old system wait for a safeguarding lead', async () => {
    const element = await opened();
    expect(text(element)).not.toContain('old system');
    open.mockResolvedValue({ ...OPENED, notes: [], oldNotesWait: true });
    document.body.replaceChildren();
    const waiting = await closed();
    press(waiting, 'Open name and contact details');
    await settle();
    expect(text(waiting)).toContain('A safeguarding lead reads them first; then they open.');
    await expect(waiting).toBeAccessible();
  });

  it('changes a person around her where she is shown, without a second look', async () => {
    const element = await opened();
    press(element, 'Change: Baby expected');
    await settle();
    const form = element.shadowRoot.querySelector('c-related-person');
    expect(form.person.dueOn).toBe('2027-01-31');
    const person = { id: 'a02000000000001AAA', relationship: 'Baby expected', outcome: 'Lost' };
    form.dispatchEvent(new CustomEvent('saved', { detail: { message: 'Saved.', person } }));
    await settle();
    expect(element.shadowRoot.querySelector('c-related-person')).toBeNull();
    expect(text(element)).toContain('Choose your words gently');
    expect(text(element)).toContain('Saved.');
  });

  it('changes a note where it is shown, and shows an ended one no more', async () => {
    const held = { id: 'a07000000000001AAA', category: 'Medication', detail: 'Takes iron.', source: 'Midwife', confirmBy: '2026-12-20' };
    open.mockResolvedValue({ ...OPENED, notes: [held] });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    const form = () => element.shadowRoot.querySelector('c-background-note');
    press(element, 'Change: Medication');
    await settle();
    expect(form().ending).toBe(false);
    await expect(element).toBeAccessible();
    const note = { detail: 'Takes none.', toldHerOn: '2026-11-27' };
    form().dispatchEvent(new CustomEvent('saved', { detail: { message: 'Saved.', id: held.id, ended: false, note } }));
    await settle();
    expect(form()).toBeNull();
    expect(text(element)).toContain('Takes none.');
    expect(text(element)).not.toContain('Tell her that we hold it by');
    press(element, 'No longer needed: Medication');
    await settle();
    expect(form().ending).toBe(true);
    form().dispatchEvent(new CustomEvent('saved', { detail: { message: 'Saved.', id: held.id, ended: true, note: {} } }));
    await settle();
    expect(text(element)).not.toContain('Takes none.');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('does not open without a purpose', async () => {
    const element = await closed();
    element.shadowRoot.querySelector('lightning-radio-group').reportValidity = () => false;
    press(element, 'Open name and contact details');
    await settle();
    expect(open).not.toHaveBeenCalled();
  });

  it('shows the refusal and nothing else', async () => {
    open.mockResolvedValue({ opened: false, message: 'These details are not open to you.' });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    expect(name(element)).toBeNull();
    expect(text(element)).toContain('These details are not open to you.');
  });

  it('treats an answer that is out of date as no', async () => {
    const element = await opened();
    expect(text(element)).toContain('No: the answer is out of date, ask her again.');
    expect(text(element)).toContain('Only if: mornings');
  });

  it.each([
    ['the window loses focus', () => window.dispatchEvent(new Event('blur'))],
    ['Esc is pressed', () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))]
  ])('hides when %s', async (_, leave) => {
    const element = await opened();
    leave();
    await settle();
    expect(name(element)).toBeNull();
    expect(text(element)).not.toContain('Isadora');
  });

  it('opens again with one tap after another app took the screen, as a look of its own', async () => {
    openAgain.mockResolvedValue(OPENED);
    const element = await opened();
    window.dispatchEvent(new Event('blur'));
    await settle();
    press(element, 'Open again');
    await settle();
    expect(openAgain).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA' });
    expect(name(element)).not.toBeNull();
  });

  it('asks why again after Esc, when the quarter of an hour is over, and for another family', async () => {
    const again = (element) => [...element.shadowRoot.querySelectorAll('lightning-button')].some(({ label }) => label === 'Open again');
    const element = await opened();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(again(element)).toBe(false);
    element.shadowRoot.querySelector('lightning-radio-group').reportValidity = () => true;
    press(element, 'Open name and contact details');
    await settle();
    window.dispatchEvent(new Event('blur'));
    await settle();
    expect(again(element)).toBe(true);
    element.recordId = 'a01000000000002AAA';
    await settle();
    expect(again(element)).toBe(false);
  });

  it('shows why one tap was refused', async () => {
    openAgain.mockResolvedValue({ opened: false, message: 'The quarter of an hour is over.' });
    const element = await opened();
    window.dispatchEvent(new Event('blur'));
    await settle();
    press(element, 'Open again');
    await settle();
    expect(name(element)).toBeNull();
    expect(text(element)).toContain('The quarter of an hour is over.');
  });

  it('closes when the page turns to another family', async () => {
    const element = await opened();
    element.recordId = 'a01000000000002AAA';
    await settle();
    expect(name(element)).toBeNull();
  });

  it('shows nothing to somebody who left before the answer came', async () => {
    let answer;
    open.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    element.recordId = 'a01000000000002AAA';
    answer(OPENED);
    await settle();
    expect(name(element)).toBeNull();
  });

  it('says how much may be said, and the phrase to say', async () => {
    open.mockResolvedValue({
      ...OPENED,
      preferences: [{ channel: 'SMS', allowed: 'Yes', contentLevel: 1, codePhrase: 'It is about the library books' }]
    });
    const element = await closed();
    press(element, 'Open name and contact details');
    await settle();
    expect(text(element)).toContain('Text message');
    expect(text(element)).toContain('Yes. We may say: only “please call me”.');
    expect(text(element)).toContain('Say: “It is about the library books”');
  });

  it('stays open when another key is pressed', async () => {
    const element = await opened();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await settle();
    expect(name(element)).not.toBeNull();
  });

  it('closes after the time that the org gave', async () => {
    const element = await closed();
    open.mockResolvedValue({ ...OPENED, closesAfterSeconds: 0.01 });
    press(element, 'Open name and contact details');
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(name(element)).toBeNull();
  });

  it('does not let the details be copied', async () => {
    const element = await opened();
    const copy = new Event('copy', { bubbles: true, cancelable: true });
    name(element).dispatchEvent(copy);
    expect(copy.defaultPrevented).toBe(true);
  });
});
