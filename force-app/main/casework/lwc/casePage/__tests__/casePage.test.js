import { createElement } from 'lwc';
import CasePage from 'c/casePage';
import summary from '@salesforce/apex/CaseController.summary';

jest.mock(
  '@salesforce/apex/CaseController.summary',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = {
  clientId: 'a01000000000001AAA',
  code: 'K7M-4QX-9R',
  wordCode: 'amber otter',
  status: 'Active',
  lastContactOn: '2026-11-20',
  referrals: [{ name: 'R-000001', programme: 'Expecting Together', source: 'Midwife', receivedOn: '2026-10-01', status: 'Allocated' }],
  workers: [{ name: 'Tilly Marchbank', role: 'Peer supporter', startsOn: '2026-10-10' }],
  contacts: [
    { id: 'a02000000000001AAA', happenedAt: '2026-11-20T10:00:00.000Z', kind: 'Call', direction: 'From us', reached: false, minutes: 0 }
  ],
  consents: [{ purpose: 'Newsletter', channel: 'Email', decision: 'Refused', decidedOn: '2026-10-12' }]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function page(data) {
  const element = createElement('c-case-page', { is: CasePage });
  element.recordId = FAMILY.clientId;
  document.body.appendChild(element);
  if (data) summary.emit(data);
  await settle();
  return element;
}

describe('c-case-page', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows the file by code', async () => {
    const element = await page(FAMILY);
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    expect(element.shadowRoot.textContent).toContain('Tilly MarchbankPeer supporter, since');
    await expect(element).toBeAccessible();
  });

  it('says that nobody answered', async () => {
    const element = await page(FAMILY);
    expect(element.shadowRoot.querySelector('.contact').textContent).toContain('Call: tried, no answer');
  });

  it('teaches when the file is new', async () => {
    const element = await page({ ...FAMILY, contacts: [], workers: [], consents: [] });
    expect(element.shadowRoot.textContent).toContain('Log the first one');
    await expect(element).toBeAccessible();
  });

  it('shows the form to log a contact on demand', async () => {
    const element = await page(FAMILY);
    expect(element.shadowRoot.querySelector('c-log-contact')).toBeNull();
    element.shadowRoot.querySelector('lightning-button').click();
    await settle();
    expect(element.shadowRoot.querySelector('c-log-contact').recordId).toBe(FAMILY.clientId);
  });

  it('shows one sentence and no file when it may not be read', async () => {
    const element = await page();
    summary.error({ message: 'This file is not open to you.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('This file is not open to you.');
    expect(element.shadowRoot.querySelector('c-family-code')).toBeNull();
  });
});
