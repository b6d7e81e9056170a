import { createElement } from 'lwc';
import ContactPreferences from 'c/contactPreferences';
import panel from '@salesforce/apex/SafeContactController.panel';
import save from '@salesforce/apex/SafeContactController.save';
import stillTheSame from '@salesforce/apex/SafeContactController.stillTheSame';
import talkedOver from '@salesforce/apex/SafeContactController.talkedOver';

jest.mock('@salesforce/apex/SafeContactController.panel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SafeContactController.save', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SafeContactController.stillTheSame', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SafeContactController.talkedOver', () => ({ default: jest.fn() }), { virtual: true });

const FAMILY = 'a01000000000001AAA';
const way = (channel, use, more = {}) => ({ channel, use, allowed: use, contentLevel: 0, stale: false, ...more });
const PANEL = {
  ways: [
    way('Call', 'Only if', { contentLevel: 2, nextReviewOn: '2027-02-16' }),
    way('SMS', 'No', { allowed: 'Yes', stale: true }),
    way('Post', 'No', { allowed: 'Unknown' })
  ],
  followUps: [{ contactId: 'a05000000000001AAA', happenedAt: '2026-11-20T10:00:00.000Z', kind: 'Visit' }],
  answers: ['Yes', 'No', 'Only if', 'Unknown'].map((value) => ({ value, label: value })),
  alone: ['Yes', 'No', 'Unknown'].map((value) => ({ value, label: value })),
  words: [
    { name: 'safeDays', label: 'Safe days', options: [{ value: 'Weekdays', label: 'Weekdays' }] },
    { name: 'safeTimes', label: 'Safe times', options: [{ value: 'Mornings', label: 'Mornings' }] },
    { name: 'device', label: 'Whose is it', options: [{ value: 'Shared', label: 'Shared' }] },
    { name: 'callerIdentity', label: 'Say you are', options: [{ value: 'Parents 1st', label: 'Parents 1st' }] }
  ],
  mayEdit: true,
  noAutomaticMessages: false
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown() {
  const element = createElement('c-contact-preferences', { is: ContactPreferences });
  element.recordId = FAMILY;
  document.body.appendChild(element);
  await settle();
  return element;
}

const text = (element) => element.shadowRoot.textContent;
const buttons = (element, label) => [...element.shadowRoot.querySelectorAll('lightning-button')].filter((one) => one.label === label);

async function press(element, label) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  buttons(element, label)[0].click();
  await settle();
}

describe('c-contact-preferences', () => {
  beforeEach(() => {
    panel.mockResolvedValue(PANEL);
    for (const change of [save, stillTheSame, talkedOver]) change.mockResolvedValue(null);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says that nobody rings a second time while nothing is known', async () => {
    panel.mockResolvedValue({ ...PANEL, ways: [way('Call', 'No', { allowed: 'Unknown', neutralCallMade: true })] });
    expect(text(await shown())).toContain('Do not ring again');
  });

  it('says for each channel what may be done: out of date and not asked mean no', async () => {
    const element = await shown();
    expect(text(element)).toContain('Open the details to see when. We may say: also the time of a visit.');
    expect(text(element)).toContain('The answer is out of date: ask her again.');
    expect(text(element)).not.toContain('She was not asked yet.');
    await press(element, 'Show 1 not asked about: no');
    expect(text(element)).toContain('She was not asked yet.');
    await expect(element).toBeAccessible();
  });

  it('offers one neutral call where nothing is known', async () => {
    panel.mockResolvedValue({ ...PANEL, followUps: [], ways: [way('Call', 'One neutral call', { allowed: 'Unknown' })] });
    const element = await shown();
    expect(text(element)).toContain('One call, neutral words, nothing written, no voicemail.');
    expect(buttons(element, 'I asked her alone: still the same')).toHaveLength(0);
  });

  it('confirms everything in one tap and shows what holds then', async () => {
    const element = await shown();
    await press(element, 'I asked her alone: still the same');
    expect(stillTheSame).toHaveBeenCalledWith({ clientId: FAMILY });
    expect(panel).toHaveBeenCalledTimes(2);
    expect(text(element)).toContain('Noted: asked alone, still the same today.');
  });

  it('saves one changed answer, leaving the words that were not typed', async () => {
    const element = await shown();
    await press(element, 'Change: Phone call');
    const field = element.shadowRoot.querySelector('lightning-combobox');
    field.name = 'allowed';
    field.dispatchEvent(new CustomEvent('change', { detail: { value: 'No' } }));
    await settle();
    await expect(element).toBeAccessible();
    await press(element, 'Save');
    expect(save).toHaveBeenCalledWith({
      clientId: FAMILY,
      answer: { channel: 'Call', allowed: 'No', contentLevel: 2, askedAlone: '' }
    });
  });

  it('asks whether she said it alone, and keeps whose phone it is and who to say we are', async () => {
    const element = await shown();
    await press(element, 'Change: Phone call');
    const say = async (selector, value) => {
      const field = element.shadowRoot.querySelector(selector);
      field.name ??= /name="(\w+)"/.exec(selector)[1];
      field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
      await settle();
    };
    expect(element.shadowRoot.querySelector('lightning-radio-group').label).toBe('Did she say it alone?');
    expect(element.shadowRoot.querySelector('lightning-radio-group').required).toBe(true);
    await say('lightning-radio-group', 'Yes');
    const lists = [...element.shadowRoot.querySelectorAll('lightning-combobox')];
    const device = lists.find(({ label }) => label === 'Whose is it');
    device.dispatchEvent(new CustomEvent('change', { detail: { value: 'Shared' } }));
    await settle();
    await expect(element).toBeAccessible();
    await press(element, 'Save');
    expect(save.mock.calls[0][0].answer).toMatchObject({ askedAlone: 'Yes', device: 'Shared' });
  });

  it('says that a yes not given alone does not count', async () => {
    panel.mockResolvedValue({ ...PANEL, ways: [way('SMS', 'No', { allowed: 'Yes', askAlone: true })] });
    expect(text(await shown())).toContain('she did not say this alone');
  });

  it('notes that a contact she had not agreed to was talked over', async () => {
    const element = await shown();
    expect(text(element)).toContain('She had not agreed to this visit:');
    await press(element, 'Talked over');
    expect(talkedOver).toHaveBeenCalledWith({ contactId: 'a05000000000001AAA' });
  });

  it('shows a refusal and keeps nothing', async () => {
    panel.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = await shown();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('This is not available to you.');
    expect(element.shadowRoot.querySelector('.ways')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('lets a reader change nothing', async () => {
    panel.mockResolvedValue({ ...PANEL, mayEdit: false });
    const element = await shown();
    expect(buttons(element, 'Change: Phone call')).toHaveLength(0);
    expect(buttons(element, 'Talked over')).toHaveLength(0);
  });
});
