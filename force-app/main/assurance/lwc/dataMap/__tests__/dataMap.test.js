import { createElement } from 'lwc';
import DataMap from 'c/dataMap';
import today from '@salesforce/apex/DataMapController.today';
import record from '@salesforce/apex/DataMapController.record';

jest.mock('@salesforce/apex/DataMapController.today', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataMapController.record', () => ({ default: jest.fn() }), { virtual: true });

const NAMES = {
  name: 'Client_Identity__c',
  label: 'Name and contact details',
  about: 'parent',
  purpose: 'Providing peer support',
  basis: '(f) legitimate interests',
  keptFor: 'general',
  inCopy: 'yes',
  erasure: 'delete',
  roles: [],
  fields: [
    { name: 'First_Name__c', label: 'First name', category: null },
    { name: 'Note__c', label: 'Note', category: 'health' }
  ]
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(answer) {
  today.mockResolvedValue(answer);
  const element = createElement('c-data-map', { is: DataMap });
  document.body.appendChild(element);
  await settle();
  return element;
}
async function askRecord(element) {
  element.shadowRoot.querySelector('.record').dispatchEvent(new CustomEvent('click'));
  await settle();
}

describe('c-data-map', () => {
  afterEach(() => document.body.replaceChildren());

  it('says what is held, why, until when and who may open it', async () => {
    const element = await shown([NAMES, { ...NAMES, name: 'Client__c', label: 'Family', roles: ['Peer supporter', 'Supervisor'] }]);
    const text = (name) => element.shadowRoot.querySelector(`[data-object="${name}"]`).textContent;
    expect(text('Client_Identity__c')).toContain('No role: only by the recorded way to details');
    expect(text('Client_Identity__c')).toContain('Providing peer support; (f) legitimate interests');
    expect(text('Client_Identity__c')).toContain('Note (health or background)');
    expect(text('Client__c')).toContain('Peer supporter, Supervisor');
    await expect(element).toBeAccessible();
  });

  it('opens the record of processing to the officer', async () => {
    record.mockResolvedValue({
      controller: 'Parents 1st UK',
      officer: 'Ines Harrow',
      security: 'Private.',
      rows: [{ purpose: 'Support', basis: '(f)', condition: null, people: 'parent', keptFor: 'general', sharedWith: 'Larkfield Clinic' }]
    });
    const element = await shown([NAMES]);
    await askRecord(element);
    expect(element.shadowRoot.querySelector('[data-record]').textContent).toContain('Larkfield Clinic');
    await expect(element).toBeAccessible();
  });

  it('says so to others, and when the map is empty', async () => {
    record.mockResolvedValue(null);
    const element = await shown([]);
    expect(element.shadowRoot.querySelector('.nothing').textContent).toBe('The data map is empty.');
    await askRecord(element);
    expect(element.shadowRoot.querySelector('.note').textContent).toContain('opened by the data protection officer');
  });

  it('shows an error in one sentence', async () => {
    today.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = createElement('c-data-map', { is: DataMap });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
  });
});
