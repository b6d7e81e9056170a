import { createElement } from 'lwc';
import DataRegisters from 'c/dataRegisters';
import approvePolicy from '@salesforce/apex/DataRegistersController.approvePolicy';
import approveProcessor from '@salesforce/apex/DataRegistersController.approveProcessor';
import article30 from '@salesforce/apex/DataRegistersController.article30';
import view from '@salesforce/apex/RegistersController.view';

jest.mock('@salesforce/apex/DataRegistersController.approvePolicy', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.approveProcessor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.article30', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.policyReviewed', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.storeStep', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistersController.view', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('@salesforce/apex/RegistersController.choices', () => ({ default: jest.fn(() => new Promise(() => {})) }), { virtual: true });
jest.mock('@salesforce/apex/RegistersController.keepProcessor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ImpactAssessmentController.keep', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ImpactAssessmentController.view', () => ({ default: jest.fn(() => Promise.reject(new Error('none'))) }), {
  virtual: true
});
jest.mock('@salesforce/apex/RegistersController.keepStore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.endProcessor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.processorLeft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.renewProcessor', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};

const VIEW = {
  onDay: '2026-11-27',
  processors: [{ row: { Id: 'a01', Name: 'Webbery', Work_Done__c: 'Website' }, current: false, late: false, missingTerms: ['Security'] }],
  policies: [{ Id: 'a02', Name: 'Sensitive facts', Kind__c: 'DPIA', Version__c: '1', Status__c: 'Draft', Next_Review_On__c: '2027-11-01' }],
  stores: [{ Id: 'a03', Name: 'Blue laptop', Kind__c: 'Laptop', Holder__r: { Name: 'Tilly Marchbank' } }]
};

async function screen(data = VIEW) {
  view.mockResolvedValue(data);
  const element = createElement('c-data-registers', { is: DataRegisters });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-data-registers', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says what is missing, and shows why the org refuses', async () => {
    approveProcessor.mockRejectedValue({ body: { message: 'To approve it, please fill in its work.' } });
    const element = await screen();
    expect(find(element, '.processors').textContent).toContain('Missing: Security.');
    await click(element, '.approve');
    expect(find(element, '[role=alert]').textContent).toBe('To approve it, please fill in its work.');
  });

  it('offers an approved one to be renewed or ended, and an ended one to say what it gave back', async () => {
    const row = VIEW.processors[0].row;
    const element = await screen({
      ...VIEW,
      processors: [
        { row, current: true, missingTerms: [] },
        { row: { ...row, Id: 'a09', Name: 'Gone' }, current: false, ended: true, missingTerms: [] }
      ]
    });
    expect(element.shadowRoot.querySelectorAll('.renew')).toHaveLength(2);
    await click(element, '.left');
    expect(find(element, 'c-register-entry').mode).toBe('left');
    find(element, 'c-register-entry').dispatchEvent(new CustomEvent('saved'));
    await settle();
    expect(find(element, 'c-register-entry')).toBeNull();
    expect(view).toHaveBeenCalledTimes(2);
  });

  it('approves a version with its next review day', async () => {
    approvePolicy.mockResolvedValue(undefined);
    const element = await screen();
    await click(element, '.policy');
    await click(element, '.save');
    expect(approvePolicy).toHaveBeenCalledWith({ documentId: 'a02', nextReviewOn: '2027-11-01' });
    expect(view).toHaveBeenCalledTimes(2);
  });

  it('DPI-02: says what an assessment of high risk waits for, and opens its form', async () => {
    const row = { ...VIEW.policies[0], Module__c: 'Whole system', Residual_Risk__c: 'High', Advice_On__c: '2026-11-01' };
    const element = await screen({ ...VIEW, policies: [row] });
    expect(find(element, '.assessed').textContent).toBe('Whole system; Risk that is left: high; the regulator has not been asked.');
    await click(element, '.fill-in');
    expect(find(element, 'c-impact-assessment').documentId).toBe('a02');
    find(element, 'c-impact-assessment').dispatchEvent(new CustomEvent('saved'));
    await settle();
    expect(find(element, 'c-impact-assessment')).toBeNull();
    await click(element, '.assessment');
    expect(find(element, 'c-impact-assessment').documentId).toBeNull();
  });

  it('makes the record of processing to print and to keep', async () => {
    article30.mockResolvedValue({
      html: '<h1>Record</h1>',
      csv: 'Purpose',
      record: { controller: 'Us', officer: 'Somebody', rows: [{ purpose: 'Providing peer support', basis: '(f)', heldIn: 'Family' }] }
    });
    const element = await screen();
    await click(element, '.record');
    await settle();
    expect(find(element, '.purposes').textContent).toContain('Providing peer support');
    expect(find(element, 'a.csv').href).toContain('data:text/csv');
  });

  it('says that the registers are empty', async () => {
    const element = await screen({ onDay: '2026-11-27', processors: [], policies: [], stores: [] });
    expect(element.shadowRoot.textContent).toContain('Nobody is written down.');
  });

  it('is accessible', async () => {
    const element = await screen();
    await click(element, '.policy');
    await expect(element).toBeAccessible();
  });
});
