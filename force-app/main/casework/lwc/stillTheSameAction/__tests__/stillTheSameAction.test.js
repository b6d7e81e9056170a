import { createElement } from 'lwc';
import StillTheSameAction from 'c/stillTheSameAction';

jest.mock('@salesforce/apex/SafeContactController.panel', () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }), {
  virtual: true
});
jest.mock('@salesforce/apex/SafeContactController.save', () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }), {
  virtual: true
});
jest.mock(
  '@salesforce/apex/SafeContactController.stillTheSame',
  () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }),
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/SafeContactController.talkedOver',
  () => ({ default: jest.fn().mockRejectedValue({ body: { message: 'x' } }) }),
  { virtual: true }
);

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('c-still-the-same-action', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the same component as the page, for the same family, and closes when it is done', async () => {
    const element = createElement('c-still-the-same-action', { is: StillTheSameAction });
    element.recordId = 'a01000000000001AAA';
    const events = [];
    for (const type of ['lightning__actionsclosescreen']) element.addEventListener(type, () => events.push(type));
    document.body.appendChild(element);
    await settle();
    const child = element.shadowRoot.querySelector('c-contact-preferences');
    expect(child.recordId).toBe('a01000000000001AAA');
    await expect(element).toBeAccessible();
    element.shadowRoot.querySelector('lightning-button').click();
    expect(events).toEqual(['lightning__actionsclosescreen']);
  });

  it('shows nothing before it knows the family', async () => {
    const element = createElement('c-still-the-same-action', { is: StillTheSameAction });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('c-contact-preferences')).toBeNull();
  });
});
