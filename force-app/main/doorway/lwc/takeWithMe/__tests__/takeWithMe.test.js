import { createElement } from 'lwc';
import TakeWithMe from 'c/takeWithMe';
import take from '@salesforce/apex/DoorstepController.take';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';

jest.mock('@salesforce/apex/DoorstepController.take', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PersonalDetailsController.purposes', () => ({ default: jest.fn() }), { virtual: true });

const CARD = {
  opened: true,
  closesAfterMinutes: 120,
  firstName: 'Isadora',
  lastName: 'Testley',
  street: '1 Lantern Row',
  postcode: 'ZZ9 9ZZ',
  language: 'Somali',
  interpreterNeeded: true,
  contactCare: 'High',
  loss: false,
  preferences: [{ channel: 'Home visit', allowed: 'Only if', conditions: 'back door', contentLevel: '1', codePhrase: 'the curtains' }],
  people: [{ relationship: 'Partner', firstName: 'Rufus', maySpeakWith: false, mustNeverBeTold: true }]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const text = (element) => element.shadowRoot.textContent;
const name = (element) => element.shadowRoot.querySelector('[data-name]');

async function press(element, label) {
  const group = element.shadowRoot.querySelector('lightning-radio-group');
  if (group) group.reportValidity = () => true;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

async function closed() {
  const element = createElement('c-take-with-me', { is: TakeWithMe });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  await settle();
  return element;
}

async function taken() {
  const element = await closed();
  await press(element, 'Take with me');
  await press(element, 'Take with me now');
  return element;
}

const escape = async () => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await settle();
};

describe('c-take-with-me', () => {
  beforeEach(() => {
    purposes.mockResolvedValue([{ value: 'PU1', label: 'Support' }]);
    take.mockResolvedValue(CARD);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
    jest.clearAllMocks();
  });

  it('is closed, and says what will happen', async () => {
    const element = await closed();
    expect(text(element)).toContain('Taking it is recorded.');
    expect(take).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('shows the refusal and nothing else', async () => {
    take.mockResolvedValue({ opened: false, message: 'These details are not available to you.' });
    const element = await taken();
    expect(name(element)).toBeNull();
    expect(text(element)).toContain('These details are not available to you.');
  });

  it('shows what a door needs, and asks the org once', async () => {
    const element = await taken();
    for (const words of [
      'Isadora Testley',
      '1 Lantern Row',
      'Only if: back door',
      'the curtains',
      'interpreter needed',
      'Must never be told'
    ])
      expect(text(element)).toContain(words);
    expect(take).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it.each([
    ['Esc is pressed', escape],
    ['another app takes the screen', () => window.dispatchEvent(new Event('blur'))]
  ])('is covered when %s, and shown again with one tap without the org', async (_, leave) => {
    const element = await taken();
    await leave();
    await settle();
    expect(text(element)).not.toContain('Isadora');
    await expect(element).toBeAccessible();
    await press(element, 'Show again');
    expect(text(element)).toContain('Isadora Testley');
    expect(take).toHaveBeenCalledTimes(1);
  });

  it('is put away for good when Esc is pressed a second time', async () => {
    const element = await taken();
    await escape();
    await escape();
    expect(text(element)).toContain('Put away.');
    expect(element.shadowRoot.querySelector('[data-cover]')).toBeNull();
  });

  it.each([
    ['its time is over, though the phone slept', 121 * 60_000],
    ['the clock is put back', -3_600_000]
  ])('is gone when %s', async (_, shift) => {
    const element = await taken();
    window.dispatchEvent(new Event('blur'));
    await settle();
    const later = Date.now() + shift;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    await press(element, 'Show again');
    expect(text(element)).not.toContain('Isadora');
    expect(text(element)).toContain('The time is over');
  });

  it.each([
    ['turns to another family', (element) => (element.recordId = 'a01000000000002AAA')],
    ['is left', () => window.dispatchEvent(new Event('pagehide'))]
  ])('is gone when the page %s', async (_, leave) => {
    const element = await taken();
    leave(element);
    await settle();
    expect(text(element)).not.toContain('Isadora');
    expect(element.shadowRoot.querySelector('[data-cover]')).toBeNull();
  });

  it('leaves nothing in the browser', async () => {
    await taken();
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.title])).not.toContain('Isadora');
  });
});
