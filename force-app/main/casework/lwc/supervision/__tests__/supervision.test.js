import { createElement } from 'lwc';
import Supervision from 'c/supervision';
import families from '@salesforce/apex/SupervisionController.families';
import record from '@salesforce/apex/SupervisionController.record';
import team from '@salesforce/apex/SupervisionController.team';

jest.mock('@salesforce/apex/SupervisionController.families', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SupervisionController.record', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SupervisionController.team', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('@salesforce/customPermission/Confide_Manage_Team', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/SupervisionHistoryController.sessions', () => ({ default: jest.fn(async () => []) }), { virtual: true });
jest.mock('@salesforce/apex/SupervisionHistoryController.notes', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown() {
  const element = createElement('c-supervision', { is: Supervision });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function withSupporter() {
  team.mockResolvedValue([{ workerId: 'w1', name: 'Ada Invented', late: true }]);
  families.mockResolvedValue([
    { clientId: 'c1', code: 'K7M-4QX-9R', wordCode: 'amber otter' },
    { clientId: 'c2', code: 'A7M-4QX-9R', wordCode: '' }
  ]);
  const element = await shown();
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => true;
    field.focus = jest.fn();
  }
  const whom = find(element, 'lightning-combobox');
  whom.name = 'supporterId';
  whom.dispatchEvent(new CustomEvent('change', { detail: { value: 'w1' } }));
  await settle();
  return element;
}

describe('c-supervision', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    team.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading your team');
  });

  it('says that there is nobody', async () => {
    team.mockResolvedValue([]);
    expect(find(await shown(), '.nothing').textContent).toBe('There is nobody in your team yet.');
  });

  it('shows an error in one sentence', async () => {
    team.mockRejectedValue({ body: { message: 'You may not do that.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('You may not do that.');
  });

  it('sends nothing while a field is wrong', async () => {
    const element = await withSupporter();
    find(element, '.field').reportValidity = () => false;
    find(element, 'lightning-button').click();
    await settle();
    expect(record).not.toHaveBeenCalled();
  });

  it('names who is due, shows families by code, and saves those that are ticked', async () => {
    record.mockResolvedValue('2027-01-05');
    const element = await withSupporter();
    expect(find(element, '.note_warning').textContent).toBe('Due now: Ada Invented');
    expect(find(element, '.family').label).toBe('K7M-4QX-9R, amber otter');
    await expect(element).toBeAccessible();
    find(element, '.family').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await settle();
    find(element, '.note-field').dispatchEvent(new CustomEvent('change', { detail: { value: 'Goes well' } }));
    find(element, 'lightning-button').click();
    await settle();
    expect(record.mock.calls[0][0].wish.cases).toEqual([{ clientId: 'c1', note: 'Goes well' }]);
    expect(find(element, 'c-plain-day').value).toBe('2027-01-05');
  });
});
