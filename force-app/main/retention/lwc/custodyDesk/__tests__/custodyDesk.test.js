import { createElement } from 'lwc';
import CustodyDesk from 'c/custodyDesk';
import propose from '@salesforce/apex/CustodyController.propose';
import receive from '@salesforce/apex/CustodyController.receive';
import step from '@salesforce/apex/CustodyController.step';
import view from '@salesforce/apex/CustodyController.view';

jest.mock('@salesforce/apex/CustodyController.propose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CustodyController.receive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CustodyController.step', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CustodyController.view', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const one = (value) => [{ value, label: value }];
const ROW = {
  Id: 'a01',
  Name: 'CH-000001',
  Custodian__r: { Name: 'Marsh End Board' },
  Reason__c: 'The charity closes',
  Takes__c: 'What names it',
  Why__c: 'Decided in November',
  Status__c: 'Proposed',
  Proposed_By__c: '005A',
  Proposed_By__r: { Name: 'Ione Fenwick' }
};
const VIEW = {
  lead: false,
  trustee: true,
  me: '005T',
  now: '2026-11-27T12:00:00.000Z',
  rows: [ROW],
  custodians: one('a09'),
  reasons: one('The charity closes'),
  takes: one('What names it')
};
const AS_LEAD = { lead: true, trustee: false, me: '005A' };

async function desk(more = {}) {
  view.mockResolvedValue({ ...VIEW, ...more });
  const element = createElement('c-custody-desk', { is: CustodyDesk });
  document.body.appendChild(element);
  await settle();
  return element;
}
async function click(element, selector) {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
}
const fill = (element, name, value) =>
  [...element.shadowRoot.querySelectorAll('.field')]
    .find((field) => field.name === name)
    .dispatchEvent(new CustomEvent('change', { detail: { value } }));

describe('c-custody-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says to a trustee what follows before she agrees, and offers her no form', async () => {
    const element = await desk();
    expect(find(element, '.proposal')).toBeNull();
    await click(element, '.consider');
    expect(find(element, '.panel').textContent).toContain('You do not see any of it');
    expect(step).not.toHaveBeenCalled();
    await click(element, '.agree');
    expect(step).toHaveBeenCalledWith({ handoverId: 'a01', step: 'Agree' });
  });

  it('lets nobody agree to her own', async () => {
    const element = await desk({ lead: true, me: '005A' });
    expect(find(element, '.consider')).toBeNull();
  });

  it('takes the proposal of a lead, and shows what the org refuses', async () => {
    propose.mockRejectedValue({ body: { message: 'Please choose who keeps the concerns from the register.' } });
    const element = await desk({ ...AS_LEAD, rows: [] });
    expect(element.shadowRoot.textContent).toContain('None was proposed.');
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    fill(element, 'custodianId', 'a09');
    fill(element, 'why', 'Decided in November');
    await click(element, '.send');
    expect(propose).toHaveBeenCalledWith({ proposal: expect.objectContaining({ custodianId: 'a09', why: 'Decided in November' }) });
    expect(find(element, '[role=alert]').textContent).toContain('who keeps the concerns');
  });

  it('gives the command to who proposed it alone, and not after the agreement ran out', async () => {
    const row = { ...ROW, Status__c: 'Agreed', Agreed_Until__c: '2026-12-01T00:00:00.000Z' };
    const hers = await desk({ ...AS_LEAD, rows: [row] });
    expect(hers.shadowRoot.textContent).toContain('confide custodian export --handover CH-000001');
    expect(hers.shadowRoot.querySelector('.holds c-plain-day').value).toBe(row.Agreed_Until__c);
    const others = await desk({ ...AS_LEAD, me: '005B', rows: [row] });
    expect(others.shadowRoot.textContent).not.toContain('confide custodian');
    const late = await desk({ ...AS_LEAD, rows: [{ ...row, Agreed_Until__c: '2026-11-20T00:00:00.000Z' }] });
    expect(late.shadowRoot.textContent).toContain('has run out');
    expect(late.shadowRoot.querySelector('.holds')).toBeNull();
    expect(late.shadowRoot.textContent).not.toContain('confide custodian');
  });

  it('writes down the receipt', async () => {
    const element = await desk({ ...AS_LEAD, rows: [{ ...ROW, Status__c: 'Handed over', Fingerprint__c: 'ab' }] });
    await click(element, '.receipt');
    fill(element, 'receivedOn', '2026-11-27');
    fill(element, 'receipt', 'Letter, in the safe');
    await click(element, '.save');
    expect(receive).toHaveBeenCalledWith({ handoverId: 'a01', receivedOn: '2026-11-27', receipt: 'Letter, in the safe' });
  });

  it('is accessible', async () => {
    const element = await desk({ lead: true });
    await click(element, '.consider');
    await expect(element).toBeAccessible();
  });
});
