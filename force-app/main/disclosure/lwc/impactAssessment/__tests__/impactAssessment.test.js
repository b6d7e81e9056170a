import { createElement } from 'lwc';
import ImpactAssessment from 'c/impactAssessment';
import keep from '@salesforce/apex/ImpactAssessmentController.keep';
import view from '@salesforce/apex/ImpactAssessmentController.view';

jest.mock('@salesforce/apex/ImpactAssessmentController.keep', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ImpactAssessmentController.view', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const all = (...values) => values.map((value) => ({ value, label: value }));
const VIEW = {
  document: { Id: 'a02', Name: 'The whole system', Version__c: '2', Residual_Risk__c: 'Medium' },
  parts: all('Whole system'),
  risks: all('Low', 'Medium', 'High'),
  followed: all('Yes', 'In part', 'No'),
  answers: all('May begin'),
  trustees: [{ value: '005', label: 'Ottoline Marsh' }]
};

async function form(document = VIEW.document, documentId = 'a02') {
  view.mockResolvedValue({ ...VIEW, document });
  const element = createElement('c-impact-assessment', { is: ImpactAssessment });
  Object.assign(element, { documentId });
  const events = [];
  for (const name of ['saved', 'leave']) element.addEventListener(name, () => events.push(name));
  window.document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return { element, events };
}

async function fill(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
  for (const each of element.shadowRoot.querySelectorAll('.field')) each.reportValidity = () => true;
}

async function save(element) {
  find(element, '.save').click();
  await settle();
}

describe('c-impact-assessment', () => {
  afterEach(() => {
    window.document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('DPI-02: asks for the regulator only where the risk that is left is high', async () => {
    const { element } = await form();
    expect(find(element, '.consultation')).toBeNull();
    await fill(element, 'Residual_Risk__c', 'High');
    expect(find(element, '.consultation').textContent).toContain('cannot be approved until the regulator was asked');
    expect(find(element, '.consultation').textContent).toContain('written down and acted on meanwhile as ever');
  });

  it('DPI-02: asks why and which trustee where the advice is not all followed, and keeps what is typed', async () => {
    keep.mockResolvedValue('a02');
    const { element, events } = await form();
    expect(find(element, '.decider')).toBeNull();
    await fill(element, 'Advice_Followed__c', 'In part');
    await fill(element, 'Advice_Decided_By__c', '005');
    await save(element);
    expect(keep).toHaveBeenCalledWith({
      document: expect.objectContaining({
        Id: 'a02',
        Advice_Followed__c: 'In part',
        Advice_Decided_By__c: '005',
        Regulator_Asked_On__c: null
      })
    });
    expect(events).toEqual(['saved']);
  });

  it('writes down a new one, and shows what the org refuses', async () => {
    keep.mockRejectedValue({ body: { message: 'Please give the assessment a title and a version.' } });
    const { element, events } = await form({}, null);
    expect(find(element, 'h3').textContent).toBe('A new impact assessment');
    await save(element);
    expect(find(element, '[role=alert]').textContent).toContain('a title and a version');
    expect([keep.mock.calls[0][0].document.Id, events]).toEqual([undefined, []]);
  });

  it.each(['Low', 'High'])('is accessible: %s', async (risk) => {
    const { element } = await form({ ...VIEW.document, Residual_Risk__c: risk, Advice_Followed__c: 'No' });
    await expect(element).toBeAccessible();
  });
});
