import { createElement } from 'lwc';
import SharingOfConcern from 'c/sharingOfConcern';
import act from '@salesforce/apex/SharingOfConcernController.act';
import rows from '@salesforce/apex/SharingOfConcernController.rows';
import urgentChoices from '@salesforce/apex/UrgentSharingController.choices';

jest.mock('@salesforce/apex/SharingOfConcernController.act', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UrgentSharingController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingOfConcernController.rows', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const ROW = {
  sharingId: 'a0S1',
  sharingNumber: 'S-000001',
  status: 'Shared',
  sharedOn: '2026-11-20',
  recipient: 'Invented Care',
  whatWasShared: 'What was said',
  necessity: 'Only they can act',
  told: false,
  notToldReason: 'Would increase the risk'
};

async function shown() {
  const element = createElement('c-sharing-of-concern', { is: SharingOfConcern });
  element.concernId = 'a01';
  document.body.appendChild(element);
  await settle();
  return element;
}

async function asked() {
  const element = await shown();
  find(element, '[data-action="shared"]').click();
  await settle();
  return element;
}

describe('c-sharing-of-concern', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('reads nothing until she asks', async () => {
    const element = await shown();
    expect(rows).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('shows what was shared, to whom, why, and that she was not told', async () => {
    rows.mockResolvedValue([ROW]);
    const element = await asked();
    expect(rows).toHaveBeenCalledWith({ concernId: 'a01' });
    const text = find(element, '[data-sharing]').textContent;
    for (const words of ['S-000001', 'Invented Care', 'What was said', 'Only they can act', 'No: Would increase the risk'])
      expect(text).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('says that nothing was shared', async () => {
    rows.mockResolvedValue([]);
    expect((await asked()).shadowRoot.textContent).toContain('Nothing was shared because of this concern.');
  });

  it('reads again when something was added, and never before she asked', async () => {
    rows.mockResolvedValueOnce([]);
    rows.mockResolvedValueOnce([ROW]);
    const element = await shown();
    await element.refresh();
    expect(rows).not.toHaveBeenCalled();
    find(element, '[data-action="shared"]').click();
    await settle();
    await element.refresh();
    await settle();
    expect(find(element, '[data-sharing]').textContent).toContain('S-000001');
  });

  it('says a refusal in one sentence and can be asked again', async () => {
    rows.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = await asked();
    expect(find(element, '[role="alert"]').textContent).toBe('This is not available to you.');
    expect(find(element, '[data-action="shared"]')).not.toBeNull();
  });

  const start = async (element, action) => {
    find(element, `[data-sharing] [data-action="${action}"]`).click();
    await settle();
    return find(element, 'c-step-form');
  };
  const save = async (form, detail) => {
    form.dispatchEvent(new CustomEvent('save', { detail }));
    await settle();
  };

  it('offers no step that is not hers', async () => {
    rows.mockResolvedValue([ROW]);
    expect(find(await asked(), '[data-sharing] lightning-button')).toBeNull();
  });

  it('a refused decision is said in the form, and her words stay', async () => {
    rows.mockResolvedValue([{ ...ROW, mayDecide: true }]);
    act.mockRejectedValue({ body: { message: 'Another person has to do this.' } });
    const form = await start(await asked(), 'decide');
    await save(form, { answer: 'yes', reason: 'Only they can act' });
    expect(form.message).toBe('Another person has to do this.');
  });

  it('sends her decision with her own reason, says so and reads again', async () => {
    rows.mockResolvedValue([{ ...ROW, mayDecide: true }]);
    act.mockResolvedValue({ message: 'It is written down.' });
    const element = await asked();
    await save(await start(element, 'decide'), { answer: 'no', reason: 'It would hurt her' });
    const wish = { answer: 'no', reason: 'It would hurt her' };
    expect(act).toHaveBeenCalledWith({ concernId: 'a01', sharingId: 'a0S1', action: 'decide', wish });
    expect(find(element, '[data-note]').textContent).toBe('It is written down.');
    expect(rows).toHaveBeenCalledTimes(2);
    await expect(element).toBeAccessible();
  });

  it('a second look at an emergency asks for what was left open; a recipient is named by its notice', async () => {
    rows.mockResolvedValue([{ ...ROW, mayReview: true, emergency: true, noticeId: 'a0N1', noticeKind: 'Correction' }]);
    urgentChoices.mockResolvedValue({ recipients: [{ value: '001', label: 'Invented Care' }] });
    act.mockResolvedValue({ message: 'Done' });
    const element = await asked();
    const review = await start(element, 'review');
    expect(review.definition.fields.map(({ name }) => name)).toEqual(['recipientId', 'necessity', 'withoutConsentReason', 'finding']);
    expect(review.lists.recipients).toHaveLength(1);
    await save(await start(element, 'recipient'), { answer: 'yes' });
    expect(act.mock.calls[0][0].wish).toEqual({ answer: 'yes', noticeId: 'a0N1' });
  });
});
