import { createElement } from 'lwc';
import TrainingRegister from 'c/trainingRegister';
import record from '@salesforce/apex/TrainingRecordController.record';
import register from '@salesforce/apex/TrainingController.register';

jest.mock('@salesforce/apex/TrainingRecordController.record', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TrainingController.register', () => ({ default: jest.fn() }), { virtual: true });

const holds = (band, until = null) => ({ band, until });
const ROWS = [
  { workerId: 'w1', name: 'Ada Invented', mine: true, training: holds('Fine', '2027-09-01'), agreement: holds('Fine', '2027-09-01') },
  { workerId: 'w2', name: 'Bea Invented', mine: false, training: holds('Days3', '2026-11-29'), agreement: holds('Never') },
  { workerId: 'w3', name: 'Cy Invented', mine: false, training: holds('Lapsed', '2026-11-20'), agreement: holds('Days14', '2026-12-08') }
];
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const texts = (element, selector) => [...element.shadowRoot.querySelectorAll(selector)].map(({ textContent }) => textContent);

async function shown(answer = { mayRecord: true, scope: 'All', kinds: [{ value: 'Training', label: 'Training' }], rows: ROWS }) {
  register.mockResolvedValue(answer);
  const element = createElement('c-training-register', { is: TrainingRegister });
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => true;
    field.focus = jest.fn();
  }
  return element;
}

function fill(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

describe('c-training-register', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    register.mockReturnValue(new Promise(() => undefined));
    const element = createElement('c-training-register', { is: TrainingRegister });
    document.body.appendChild(element);
    await settle();
    expect(find(element, 'lightning-spinner').alternativeText).toBe('Loading training');
  });

  it('shows an error in one sentence', async () => {
    register.mockRejectedValue({ body: { message: 'You may not do that.' } });
    const element = createElement('c-training-register', { is: TrainingRegister });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('You may not do that.');
  });

  it('puts what is most pressing first, in words and not by colour alone', async () => {
    const element = await shown();
    expect(texts(element, 'tbody th')).toEqual(['Cy Invented', 'Bea Invented', 'Ada Invented (you)']);
    expect(texts(element, '[data-training] .pill')).toEqual(['Has run out', 'Ends within 3 days', 'Fine']);
    expect(texts(element, '[data-agreement] .pill')).toEqual(['Ends within 14 days', 'Not done yet', 'Fine']);
    expect(find(element, '.note_warning').textContent).toBe('1 person has no training that holds today.');
    await expect(element).toBeAccessible();
  });

  it('offers everybody but herself to record for', async () => {
    const element = await shown();
    expect(find(element, 'lightning-combobox').options.map(({ value }) => value)).toEqual(['w2', 'w3']);
  });

  it('gives no form to who only reads', async () => {
    const element = await shown({ mayRecord: false, scope: 'Own', rows: [ROWS[0]] });
    expect(find(element, '[data-action="save"]')).toBeNull();
    expect(find(element, '.lead').textContent).toBe('Your own training. When it runs out, your families close to you until it is renewed.');
  });

  it.each([
    ['Own', 'You are not on the register yet'],
    ['Team', 'Nobody in your team yet'],
    ['All', 'Nobody on the register yet'],
    ['Leads', 'No safeguarding lead on the register']
  ])('teaches what an empty page means: %s', async (scope, title) => {
    const element = await shown({ mayRecord: false, scope, rows: [] });
    expect(find(element, '.nothing h3').textContent).toBe(title);
    await expect(element).toBeAccessible();
  });

  it('records what was chosen, says until when it holds, and reads again', async () => {
    record.mockResolvedValue('2027-11-27');
    const element = await shown();
    fill(element, 'workerId', 'w3');
    fill(element, 'kind', 'Training');
    fill(element, 'completedOn', '2026-11-27');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(record).toHaveBeenCalledWith({ wish: { workerId: 'w3', kind: 'Training', completedOn: '2026-11-27' } });
    expect(find(element, '.note_good').textContent).toContain('It holds until');
    expect(register).toHaveBeenCalledTimes(2);
  });

  it('sends nothing while a field is wrong', async () => {
    const element = await shown();
    find(element, '.field').reportValidity = () => false;
    find(element, '[data-action="save"]').click();
    await settle();
    expect(record).not.toHaveBeenCalled();
  });

  it('keeps what was chosen when the org refuses', async () => {
    record.mockRejectedValue({ body: { message: 'Nobody records her own training.' } });
    const element = await shown();
    fill(element, 'workerId', 'w2');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Nobody records her own training.');
    expect(find(element, '.field').value).toBe('w2');
  });
});
