import { createElement } from 'lwc';
import RegisterEntry from 'c/registerEntry';
import choices from '@salesforce/apex/RegistersController.choices';
import endProcessor from '@salesforce/apex/DataRegistersController.endProcessor';
import keepProcessor from '@salesforce/apex/RegistersController.keepProcessor';
import keepStore from '@salesforce/apex/RegistersController.keepStore';
import renewProcessor from '@salesforce/apex/DataRegistersController.renewProcessor';

jest.mock('@salesforce/apex/RegistersController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistersController.keepProcessor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RegistersController.keepStore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.endProcessor', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.processorLeft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DataRegistersController.renewProcessor', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
};
const fill = (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field, .boxes')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};
const one = (value) => [{ value, label: value }];
const CHOICES = {
  parts: one('Works on our behalf'),
  categories: one('Health'),
  terms: one('Confidentiality'),
  storeKinds: one('Phone'),
  holders: [{ value: 'a09', label: 'Tilly Marchbank' }]
};
const ROW = { Id: 'a01', Name: 'Webbery', Work_Done__c: 'Website', Data_Categories__c: 'Health', Agreement_Ends_On__c: '2027-01-01' };

async function form(mode, row = null) {
  choices.mockResolvedValue(CHOICES);
  const element = createElement('c-register-entry', { is: RegisterEntry });
  Object.assign(element, { mode, row });
  const events = [];
  for (const name of ['saved', 'leave']) element.addEventListener(name, () => events.push(name));
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return { element, events };
}

describe('c-register-entry', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('writes down somebody new with the terms that were found, and says that it opens nothing yet', async () => {
    keepProcessor.mockResolvedValue('a02');
    const { element, events } = await form('processor');
    expect(element.shadowRoot.textContent).toContain('It opens nothing yet');
    fill(element, 'name', 'Webbery');
    fill(element, 'work', 'Website');
    fill(element, 'terms', ['Confidentiality']);
    await click(element, '.save');
    expect(keepProcessor).toHaveBeenCalledWith({
      entry: expect.objectContaining({ organisationId: null, name: 'Webbery', terms: ['Confidentiality'], endsOn: null, breachHours: null })
    });
    expect(events).toEqual(['saved']);
  });

  it('renews from what stands there, and shows what the org refuses', async () => {
    renewProcessor.mockRejectedValue({ body: { message: 'To approve it, please fill in its work.' } });
    const { element, events } = await form('renew', ROW);
    await click(element, '.save');
    expect(renewProcessor).toHaveBeenCalledWith({ entry: expect.objectContaining({ organisationId: 'a01', categories: ['Health'] }) });
    expect(find(element, '[role=alert]').textContent).toContain('To approve it');
    expect(events).toEqual([]);
  });

  it('ends one on a day', async () => {
    endProcessor.mockResolvedValue(undefined);
    const { element } = await form('end', ROW);
    fill(element, 'endsOn', '2026-12-31');
    await click(element, '.save');
    expect(endProcessor).toHaveBeenCalledWith({ organisationId: 'a01', endsOn: '2026-12-31' });
  });

  it('writes down a place', async () => {
    keepStore.mockResolvedValue('a03');
    const { element } = await form('store');
    fill(element, 'name', 'Green phone');
    fill(element, 'kind', 'Phone');
    fill(element, 'holder', 'a09');
    await click(element, '.save');
    expect(keepStore).toHaveBeenCalledWith({
      store: expect.objectContaining({ Name: 'Green phone', Holder__c: 'a09', Encrypted__c: false })
    });
  });

  it.each(['processor', 'store', 'end', 'left'])('is accessible: %s', async (mode) => {
    const { element } = await form(mode, mode === 'store' ? null : ROW);
    await expect(element).toBeAccessible();
  });
});
