import { createElement } from 'lwc';
import ShareOutside from 'c/shareOutside';
import choices from '@salesforce/apex/ShareOutsideController.choices';
import propose from '@salesforce/apex/ShareOutsideController.propose';
import share from '@salesforce/apex/ShareOutsideController.share';
import choicesOfConcern from '@salesforce/apex/SharingOfConcernController.choices';
import keepBackOfConcern from '@salesforce/apex/SharingOfConcernController.keepBack';
import proposeOfConcern from '@salesforce/apex/SharingOfConcernController.propose';

jest.mock('@salesforce/apex/ShareOutsideController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareOutsideController.keepBack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareOutsideController.propose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareOutsideController.share', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareOutsideController.shareStanding', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingOfConcernController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingOfConcernController.keepBack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingOfConcernController.propose', () => ({ default: jest.fn() }), { virtual: true });
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
const LISTS = {
  may: true,
  isLead: false,
  recipients: [{ value: 'a02', label: 'Marsh End Clinic' }],
  agreed: one('PU2'),
  purposes: one('PU2'),
  details: [
    { name: 'Name', category: 'Identifiers' },
    { name: 'Medication', category: 'Health' }
  ],
  methods: one('Phone'),
  bases: one('6(1)(ea) Recognised interest'),
  interests: one('Safeguarding'),
  conditions: one('Schedule 1 paragraph 18 Safeguarding'),
  reasons: one('Cannot be given'),
  positions: one('Not asked'),
  protects: one('A child'),
  notTold: one('No time'),
  standing: []
};

async function wizard(lists = LISTS) {
  choices.mockResolvedValue(lists);
  const element = createElement('c-share-outside', { is: ShareOutside });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  await settle();
  await click(element, '.begin');
  await settle();
  return element;
}

/** Opened on the page of a concern: at its first step, without a click. */
async function ofConcern(properties = {}) {
  choicesOfConcern.mockResolvedValue({ ...LISTS, agreed: [] });
  const element = createElement('c-share-outside', { is: ShareOutside });
  Object.assign(element, { concernId: 'a0F000000000001AAA', recordId: 'a01000000000001AAA', ...properties });
  document.body.appendChild(element);
  await settle();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return element;
}

async function choose(element, way) {
  fill(element, 'way', way);
  await settle();
  await click(element, '.next');
}

describe('c-share-outside', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('shows the neutral sentence and no form where it is not hers', async () => {
    const element = await wizard({ may: false, message: 'This is not available to you.' });
    expect(element.shadowRoot.textContent).toContain('This is not available to you.');
    expect(find(element, '.next')).toBeNull();
  });

  it('shares with her consent in three steps, and says beforehand what will happen', async () => {
    share.mockResolvedValue({ sharingNumber: 'IS-000001', message: 'It is written down as shared.' });
    const element = await wizard();
    await choose(element, 'agreed');
    fill(element, 'recipientId', 'a02');
    fill(element, 'purpose', 'PU2');
    fill(element, 'method', 'Phone');
    const health = [...element.shadowRoot.querySelectorAll('.details')].find((group) => group.dataset.kind === 'Health');
    health.dispatchEvent(new CustomEvent('change', { detail: { value: ['Medication'] } }));
    await settle();
    await click(element, '.next');
    expect(element.shadowRoot.textContent).toContain('it cannot be changed');
    expect(element.shadowRoot.textContent).toContain('Marsh End Clinic');
    await click(element, '.confirm');
    expect(share).toHaveBeenCalledWith({
      request: expect.objectContaining({
        clientId: 'a01000000000001AAA',
        recipientId: 'a02',
        details: ['Medication'],
        basis: '6(1)(a) Consent',
        condition: '9(2)(a) Explicit consent'
      })
    });
    expect(element.shadowRoot.textContent).toContain('IS-000001');
  });

  it('asks for at least one detail', async () => {
    const element = await wizard();
    await choose(element, 'agreed');
    await click(element, '.next');
    expect(find(element, '[role=alert]').textContent).toContain('Tick at least one detail');
  });

  it('asks why without her yes, and shows what the org refuses', async () => {
    propose.mockRejectedValue({ body: { message: 'Please say which harm you fear.' } });
    const element = await wizard({ ...LISTS, agreed: [] });
    await choose(element, 'propose');
    const group = find(element, '.details');
    group.dispatchEvent(new CustomEvent('change', { detail: { value: ['Name'] } }));
    await settle();
    await click(element, '.next');
    expect(find(element, '.step').textContent).toContain('why without her yes');
    fill(element, 'basis', '6(1)(ea) Recognised interest');
    await settle();
    fill(element, 'interest', 'Safeguarding');
    await settle();
    expect([...element.shadowRoot.querySelectorAll('.field')].some(({ name }) => name === 'protects')).toBe(true);
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    await click(element, '.next');
    await click(element, '.confirm');
    expect(find(element, '[role=alert]').textContent).toBe('Please say which harm you fear.');
  });

  it('because of a concern it opens at once, never on her yes, and asks the org of that concern alone', async () => {
    const element = await ofConcern();
    expect(choicesOfConcern).toHaveBeenCalledWith({ concernId: 'a0F000000000001AAA' });
    expect(choices).not.toHaveBeenCalled();
    expect(find(element, 'lightning-radio-group').options.map(({ value }) => value)).toEqual(['propose', 'keepBack', 'urgent']);
    expect(element.shadowRoot.textContent).toContain('only those who handle it see it');
    await expect(element).toBeAccessible();
  });

  it('because of a concern she proposes, and another decides', async () => {
    proposeOfConcern.mockResolvedValue({ sharingNumber: 'IS-000003', message: 'It waits for another person.' });
    const element = await ofConcern();
    await choose(element, 'propose');
    fill(element, 'recipientId', 'a02');
    find(element, '.details').dispatchEvent(new CustomEvent('change', { detail: { value: ['Name'] } }));
    await settle();
    await click(element, '.next');
    await click(element, '.next');
    expect(element.shadowRoot.textContent).toContain('Somebody else who handles this concern gets a notice');
    await click(element, '.confirm');
    expect(propose).not.toHaveBeenCalled();
    const { concernId, request } = proposeOfConcern.mock.calls[0][0];
    expect(concernId).toBe('a0F000000000001AAA');
    expect(request).toMatchObject({ recipientId: 'a02', details: ['Name'] });
    expect(request).not.toHaveProperty('clientId');
    const closed = jest.fn();
    element.addEventListener('close', closed);
    await click(element, '.close');
    expect(closed).toHaveBeenCalled();
  });

  it('because of a concern she writes down that nothing is shared; an emergency belongs to it too', async () => {
    keepBackOfConcern.mockResolvedValue({ sharingNumber: 'IS-000004', message: 'It is written down.' });
    const element = await ofConcern();
    await choose(element, 'keepBack');
    fill(element, 'reason', 'It would put her in danger');
    await click(element, '.next');
    await click(element, '.confirm');
    expect(keepBackOfConcern.mock.calls[0][0].request.reason).toBe('It would put her in danger');
    document.body.replaceChildren();
    const again = await ofConcern();
    await choose(again, 'urgent');
    expect(find(again, 'c-urgent-sharing').concernId).toBe('a0F000000000001AAA');
  });

  it('a concern that she does not handle shows the neutral sentence and no form', async () => {
    choicesOfConcern.mockRejectedValueOnce({ body: { message: 'This is not available to you.' } });
    const element = createElement('c-share-outside', { is: ShareOutside });
    element.concernId = 'a0F000000000001AAA';
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role=alert]').textContent).toBe('This is not available to you.');
    expect(find(element, '.next')).toBeNull();
  });

  it('is accessible', async () => {
    const element = await wizard();
    await expect(element).toBeAccessible();
    await choose(element, 'propose');
    await expect(element).toBeAccessible();
  });
});
