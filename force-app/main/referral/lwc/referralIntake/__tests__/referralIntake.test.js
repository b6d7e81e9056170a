import { createElement } from 'lwc';
import ReferralIntake from 'c/referralIntake';
import checkForMatches from '@salesforce/apex/ReferralIntakeController.checkForMatches';
import options from '@salesforce/apex/ReferralIntakeController.options';
import save from '@salesforce/apex/ReferralIntakeController.save';

jest.mock('@salesforce/apex/ReferralIntakeController.checkForMatches', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReferralIntakeController.save', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/ReferralIntakeController.options',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const one = (value) => [{ value, label: value }];
const LISTS = {
  programmes: [{ value: 'a05000000000001AAA', label: 'Expecting Together' }],
  organisations: [],
  sources: one('Midwife'),
  channels: one('Phone'),
  howGiven: one('In person'),
  methods: one('Spoken'),
  preferenceChannels: one('Call'),
  preferenceAnswers: one('Yes'),
  preferenceAlone: one('Unknown'),
  contactCares: one('Usual')
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function intake() {
  const element = createElement('c-referral-intake', { is: ReferralIntake });
  document.body.appendChild(element);
  options.emit(LISTS);
  await settle();
  return element;
}

function fill(element, name, value) {
  const fields = [...element.shadowRoot.querySelectorAll('lightning-input, lightning-combobox, lightning-textarea')];
  fields.find((field) => field.name === name).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

async function press(element, label, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

const heading = (element) => element.shadowRoot.querySelector('h3').textContent;

async function atTheEnd() {
  const element = await intake();
  fill(element, 'programmeId', 'a05000000000001AAA');
  fill(element, 'source', 'Midwife');
  await press(element, 'Next');
  fill(element, 'lastName', "O'Testley");
  await press(element, 'Next');
  fill(element, 'allowed', 'Yes');
  await press(element, 'Next');
  await press(element, 'Next');
  return element;
}

describe('c-referral-intake', () => {
  beforeEach(() => checkForMatches.mockResolvedValue([]));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('begins with who refers', async () => {
    const element = await intake();
    expect(heading(element)).toBe('Who refers, and does she know?');
    await expect(element).toBeAccessible();
  });

  it('stays on a step that is not complete', async () => {
    const element = await intake();
    await press(element, 'Next', false);
    expect(heading(element)).toBe('Who refers, and does she know?');
  });

  it('saves once, at the end, with a key that makes a second press harmless', async () => {
    save.mockResolvedValue({ clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R', wordCode: 'amber otter', message: 'Saved.' });
    const element = await atTheEnd();
    expect(save).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    await press(element, 'Save the referral');
    const { request } = save.mock.calls[0][0];
    expect(request).toMatchObject({
      programmeId: 'a05000000000001AAA',
      source: 'Midwife',
      lastName: "O'Testley",
      preferences: [{ channel: 'Call', allowed: 'Yes', askedAlone: 'Unknown', contentLevel: 0, conditions: null }]
    });
    expect(request.requestKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
  });

  it('offers files that look alike, and goes on to a new file when none is chosen', async () => {
    checkForMatches.mockResolvedValue([{ clientId: 'a01000000000009AAA', code: 'P2C-8VH-4T' }]);
    const element = await intake();
    await press(element, 'Next');
    await press(element, 'Next');
    expect(heading(element)).toBe('About her');
    expect(element.shadowRoot.textContent).toContain('She may be known already.');
    await press(element, 'Next');
    expect(heading(element)).toBe('How to contact her safely');
    expect(checkForMatches).toHaveBeenCalledTimes(1);
  });

  it('asks for both names of a new family, and for none of one that is there already', async () => {
    checkForMatches.mockResolvedValue([{ clientId: 'a01000000000009AAA', code: 'P2C-8VH-4T', wordCode: 'amber otter', status: 'Closed' }]);
    const element = await intake();
    await press(element, 'Next');
    const needed = () =>
      [...element.shadowRoot.querySelectorAll('lightning-input')].filter(({ required }) => required).map((field) => field.name);
    expect(needed()).toEqual(['firstName', 'lastName']);
    await press(element, 'Next');
    const match = [...element.shadowRoot.querySelectorAll('lightning-input')].find((field) => field.label.startsWith('P2C-8VH-4T'));
    expect(match.label).toBe('P2C-8VH-4T, “amber otter”, closed');
    match.dispatchEvent(new CustomEvent('change'));
    await settle();
    expect(needed()).toEqual([]);
  });

  it('keeps nothing of her on the screen once she is saved', async () => {
    save.mockResolvedValue({ clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R', wordCode: 'amber otter', message: 'Saved.' });
    const element = await atTheEnd();
    await press(element, 'Save the referral');
    await press(element, 'Take in another referral');
    await press(element, 'Next');
    const lastName = [...element.shadowRoot.querySelectorAll('lightning-input')].find((field) => field.name === 'lastName');
    expect(lastName.value).toBeUndefined();
  });

  it('keeps everything when the org refuses', async () => {
    save.mockRejectedValue({ body: { message: 'Choose a programme that is open.' } });
    const element = await atTheEnd();
    await press(element, 'Save the referral');
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Choose a programme that is open.');
    await press(element, 'Save the referral');
    expect(save.mock.calls[1][0].request).toEqual(save.mock.calls[0][0].request);
  });
});
