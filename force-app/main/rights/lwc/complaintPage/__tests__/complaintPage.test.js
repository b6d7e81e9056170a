import { createElement } from 'lwc';
import ComplaintPage from 'c/complaintPage';
import page from '@salesforce/apex/ComplaintDeskController.page';
import take from '@salesforce/apex/ComplaintDeskController.take';

jest.mock('@salesforce/apex/ComplaintDeskController.page', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ComplaintDeskController.take', () => ({ default: jest.fn() }), { virtual: true });

const VIEW = {
  complaint: {
    Name: 'CO-000001',
    Kind__c: 'Data',
    Text__c: 'You told my sister.',
    Received_On__c: '2026-11-23',
    Complainant_Kind__c: 'Self',
    Client__c: 'a01',
    Client_Code__c: 'K7M-4QX-9R',
    Acknowledge_Target_On__c: '2020-11-26',
    Target_On__c: '2090-12-23'
  },
  steps: [{ Id: 'a04', Kind__c: 'Enquiry', On__c: '2026-11-24', Text__c: 'I asked her', By__r: { Name: 'Ada Invented' } }],
  aboutName: 'Bo Invented',
  ways: [
    { channel: 'Phone', open: true, askFirst: true },
    { channel: 'Post', open: false, askFirst: false }
  ],
  handlers: [],
  workers: [],
  outcomes: [],
  acknowledgement: 'Thank you for telling us.'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(view) {
  if (view) page.mockResolvedValue(view);
  const element = createElement('c-complaint-page', { is: ComplaintPage });
  element.complaintId = 'a03';
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-complaint-page', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('offers to put the name right only to whom it is given, and shows both names beneath it', async () => {
    const kinds = (element) => [...element.shadowRoot.querySelectorAll('[data-kind]')].map(({ dataset }) => dataset.kind);
    expect(kinds(await shown(VIEW))).not.toContain('Correct');
    document.body.replaceChildren();
    const corrections = { a04: 'It said: Bo Invented. It is about: none of us.' };
    const element = await shown({ ...VIEW, mayCorrect: true, corrections });
    expect(kinds(element)).toContain('Correct');
    expect(kinds(element)).not.toContain('About');
    expect(find(element, '[data-named]').textContent).toBe(corrections.a04);
    await expect(element).toBeAccessible();
  });

  it('says that it is loading, and a refusal', async () => {
    page.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading the complaint');
    page.mockRejectedValueOnce({ body: { message: 'This is not available to you.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('shows their words, what is due, the safe ways and the steps', async () => {
    const element = await shown(VIEW);
    expect(find(element, '[data-words]').textContent).toBe('You told my sister.');
    expect(find(element, '[data-about]').textContent).toContain('That person cannot see it');
    expect(find(element, '[data-due] .pill_error').textContent).toMatch(/^Late by \d+ days$/);
    expect(find(element, '[data-way="Post"]').textContent).toBe('Post: no');
    expect(find(element, '[data-outside]').textContent).toContain('plain envelope');
    expect(find(element, '[data-way="Phone"]').textContent).toContain('only if');
    expect(find(element, '[data-step="Enquiry"]').textContent).toContain('I asked her');
    await expect(element).toBeAccessible();
  });

  it('offers only safe ways, sends a step and loads again', async () => {
    const element = await shown(VIEW);
    find(element, '[data-kind="Acknowledged"]').click();
    await settle();
    const form = find(element, 'c-step-form');
    expect(form.lists.ways).toEqual([{ value: 'Phone', label: 'Phone' }]);
    expect(find(element, '.letter').textContent).toBe('Thank you for telling us.');
    take.mockRejectedValueOnce({ body: { message: 'This way is not safe for her today.' } });
    form.dispatchEvent(new CustomEvent('save', { detail: { words: 'Rang her', channel: 'Phone' } }));
    await settle();
    expect(form.message).toBe('This way is not safe for her today.');
    take.mockResolvedValue(undefined);
    form.dispatchEvent(new CustomEvent('save', { detail: { words: 'Rang her', channel: 'Phone' } }));
    await settle();
    expect(take).toHaveBeenLastCalledWith({ complaintId: 'a03', step: { words: 'Rang her', channel: 'Phone', kind: 'Acknowledged' } });
    expect(page).toHaveBeenCalledTimes(2);
  });

  it('leaves only a note once the answer was given, and says when no family is linked', async () => {
    const { Client__c: gone, ...rest } = VIEW.complaint;
    const open = await shown({ ...VIEW, complaint: rest });
    expect(gone).toBe('a01');
    expect(find(open, '[data-not-linked]')).not.toBeNull();
    const answered = await shown({ ...VIEW, complaint: { ...rest, Outcome_On__c: '2026-11-25' } });
    expect(answered.shadowRoot.querySelectorAll('[data-kind]')).toHaveLength(1);
    await expect(answered).toBeAccessible();
  });
});
