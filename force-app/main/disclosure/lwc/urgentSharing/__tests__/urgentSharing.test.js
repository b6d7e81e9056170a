import { createElement } from 'lwc';
import UrgentSharing from 'c/urgentSharing';
import choices from '@salesforce/apex/UrgentSharingController.choices';
import record from '@salesforce/apex/UrgentSharingController.record';

jest.mock('@salesforce/apex/UrgentSharingController.record', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/UrgentSharingController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const fill = (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};

const one = (value) => [{ value, label: value }];

async function form(properties = {}) {
  const element = createElement('c-urgent-sharing', { is: UrgentSharing });
  Object.assign(element, properties);
  document.body.appendChild(element);
  choices.emit({ categories: one('Identifiers'), methods: one('Phone'), notTold: one('No time'), recipients: [] });
  await settle();
  return element;
}

describe('c-urgent-sharing', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('writes it down and says what happens next', async () => {
    record.mockResolvedValue({ sharingNumber: 'IS-000002', message: 'A safeguarding lead looks at it.' });
    const element = await form();
    fill(element, 'recipientPerson', 'Police');
    fill(element, 'whatWasShared', 'Where she is');
    fill(element, 'harmRisk', 'He was at the door');
    fill(element, 'categories', ['Identifiers']);
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.save');
    expect(record).toHaveBeenCalledWith({
      request: expect.objectContaining({ recipientPerson: 'Police', harmRisk: 'He was at the door', categories: ['Identifiers'] })
    });
    expect(find(element, '.done').textContent).toContain('IS-000002');
  });

  it('names the concern it was shared because of, and asks for no code there', async () => {
    record.mockResolvedValue({ sharingNumber: 'IS-000005', message: 'Somebody looks at it.' });
    const element = await form({ concernId: 'a0F1' });
    expect([...element.shadowRoot.querySelectorAll('.field')].some(({ name }) => name === 'code')).toBe(false);
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.save');
    expect(record.mock.calls[0][0].request.concernId).toBe('a0F1');
  });

  it('shows why it was not kept', async () => {
    record.mockRejectedValue({ body: { message: 'Please write what was shared.' } });
    const element = await form();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.save');
    expect(find(element, '[role=alert]').textContent).toBe('Please write what was shared.');
  });

  it('is accessible', async () => {
    await expect(await form()).toBeAccessible();
  });
});
