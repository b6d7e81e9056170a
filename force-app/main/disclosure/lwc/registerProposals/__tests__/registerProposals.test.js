import { createElement } from 'lwc';
import RegisterProposals from 'c/registerProposals';
import decide from '@salesforce/apex/RegisterDecisionController.decide';
import propose from '@salesforce/apex/RegisterProposalsController.propose';
import view from '@salesforce/apex/RegisterProposalsController.view';

jest.mock('@salesforce/apex/RegisterDecisionController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegisterProposalsController.propose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegisterProposalsController.view', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const hold = (element) => {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  hold(element);
};
const fill = async (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
  hold(element);
};
const option = (value) => ({ value, label: value });
const ROW = {
  Id: 'a01',
  Register__c: 'Organisation',
  Kind__c: 'Recipient',
  Title__c: 'Invented Clinic',
  Why__c: 'Three families are seen there',
  Proposed_By__c: 'u1',
  Proposed_On__c: '2026-11-20'
};
const VIEW = {
  rows: [ROW],
  registers: [option('Organisation'), option('Programme'), option('Data store')],
  storeKinds: [option('Phone')],
  holders: [{ value: 'w1', label: 'Ada Invented' }],
  kinds: [option('Recipient')],
  mayDecide: false,
  me: 'u1'
};

async function screen(data = VIEW) {
  view.mockResolvedValue(data);
  const element = createElement('c-register-proposals', { is: RegisterProposals });
  document.body.appendChild(element);
  await settle();
  hold(element);
  return element;
}

describe('c-register-proposals', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('proposes a place for data with its kind and who holds it', async () => {
    propose.mockResolvedValue('a03');
    const element = await screen();
    expect([...element.shadowRoot.querySelectorAll('.field')].some(({ name }) => name === 'holderId')).toBe(false);
    await fill(element, 'register', 'Data store');
    await fill(element, 'storeKind', 'Phone');
    await fill(element, 'holderId', 'w1');
    await fill(element, 'title', 'The new work phone');
    await fill(element, 'why', 'She visits alone');
    await expect(element).toBeAccessible();
    await click(element, '.send');
    const { request } = propose.mock.calls[0][0];
    expect(request).toMatchObject({ register: 'Data store', kind: '', storeKind: 'Phone', holderId: 'w1' });
  });

  it('proposes an organisation with its kind, and a programme without one', async () => {
    propose.mockResolvedValue('a02');
    const element = await screen();
    await fill(element, 'register', 'Organisation');
    await fill(element, 'kind', 'Recipient');
    await fill(element, 'title', 'Another Clinic');
    await fill(element, 'why', 'Near her');
    await expect(element).toBeAccessible();
    await click(element, '.send');
    const request = { register: 'Organisation', kind: 'Recipient', title: 'Another Clinic', why: 'Near her', storeKind: '', holderId: '' };
    expect(propose).toHaveBeenCalledWith({ request });
    await fill(element, 'register', 'Organisation');
    await fill(element, 'kind', 'Recipient');
    await fill(element, 'register', 'Programme');
    await click(element, '.send');
    expect(propose.mock.calls[1][0].request).toEqual({ register: 'Programme', kind: '', title: '', why: '', storeKind: '', holderId: '' });
  });

  it('shows what waits, and offers no decision to who proposes nor to an officer about her own', async () => {
    const element = await screen();
    expect(find(element, '.rows').textContent).toContain('Waits for the data protection officer');
    expect(find(element, '.decide')).toBeNull();
    element.remove();
    expect(find(await screen({ ...VIEW, mayDecide: true }), '.decide')).toBeNull();
  });

  it('takes the officer’s decision with her reason, and keeps it when the org refuses', async () => {
    decide.mockRejectedValueOnce({ body: { message: 'Please give a reason.' } }).mockResolvedValueOnce(undefined);
    const element = await screen({ ...VIEW, mayDecide: true, me: 'u2' });
    await click(element, '.decide');
    await expect(element).toBeAccessible();
    await fill(element, 'decision', 'Approved');
    await fill(element, 'reason', 'We work with them');
    await click(element, '.save');
    expect(find(element, '[role=alert]').textContent).toBe('Please give a reason.');
    await click(element, '.save');
    expect(decide).toHaveBeenLastCalledWith({ proposalId: 'a01', decision: 'Approved', reason: 'We work with them' });
    expect(find(element, '.panel')).toBeNull();
  });

  it('waits, says that nothing was proposed, and shows one sentence when the page is not hers', async () => {
    const empty = await screen({ ...VIEW, rows: [] });
    expect(empty.shadowRoot.textContent).toContain('Nothing was proposed yet.');
    view.mockRejectedValueOnce({ body: { message: 'That is not available.' } });
    const element = createElement('c-register-proposals', { is: RegisterProposals });
    document.body.appendChild(element);
    expect(find(element, 'lightning-spinner')).not.toBeNull();
    await settle();
    expect(find(element, '[role=alert]').textContent).toBe('That is not available.');
  });
});
