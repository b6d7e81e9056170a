import { createElement } from 'lwc';
import CaseFacts from 'c/caseFacts';
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
  consents: [{ purpose: 'Newsletter', channel: 'Email', decision: 'Refused', decidedOn: '2026-10-12' }]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function page(data) {
  const element = createElement('c-case-facts', { is: CaseFacts });
  element.recordId = FAMILY.clientId;
  document.body.appendChild(element);
  if (data) summary.emit(data);
  await settle();
  return element;
}

describe('c-case-facts', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows who supports the family, its referral and what was agreed', async () => {
    const element = await page(FAMILY);
    for (const words of ['Tilly MarchbankPeer supporter, since', 'Expecting Together', 'Newsletter: e-mail'])
      expect(element.shadowRoot.textContent).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('says what is not there yet', async () => {
    const element = await page({ ...FAMILY, workers: [], consents: [], referrals: [] });
    expect(element.shadowRoot.textContent).toContain('Nobody yet.');
    expect(element.shadowRoot.textContent).toContain('Not given yet');
    await expect(element).toBeAccessible();
  });

  it('shows one sentence and no fact when it may not be read', async () => {
    const element = await page();
    summary.error({ message: 'This file is not open to you.' });
    await settle();
    expect(element.shadowRoot.textContent).toBe('This file is not open to you.');
  });
});
