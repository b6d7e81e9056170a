import { createElement } from 'lwc';
import SharingRegister from 'c/sharingRegister';
import answerNotice from '@salesforce/apex/SharingRegisterController.answerNotice';
import decide from '@salesforce/apex/SharingDecisionController.decide';
import rows from '@salesforce/apex/SharingRegisterController.rows';
import tellLater from '@salesforce/apex/SharingRegisterController.tellLater';

jest.mock('@salesforce/apex/SharingRegisterController.answerNotice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingDecisionController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingReviewController.secondLook', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingRegisterController.rows', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingRegisterController.told', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SharingRegisterController.tellLater', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UrgentSharingController.choices', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const fill = (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};

const ROW = {
  sharingId: 'a03',
  sharingNumber: 'IS-000001',
  code: 'K7M-4QX-9R',
  recipient: 'Council',
  purpose: 'Keeping a child or adult safe',
  details: 'Name',
  status: 'Proposed',
  withoutConsent: true,
  harmRisk: 'The child may be hurt',
  mayDecide: true,
  mayTell: true
};

async function register(data = [ROW]) {
  rows.mockResolvedValue(data);
  const element = createElement('c-sharing-register', { is: SharingRegister });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-sharing-register', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('says that nothing is hers to see', async () => {
    expect((await register([])).shadowRoot.textContent).toContain('Nothing was shared that is yours to see.');
  });

  it('offers no step that is not hers', async () => {
    const element = await register([{ ...ROW, mayDecide: false, mayTell: false }]);
    expect(find(element, '.decide')).toBeNull();
    expect(find(element, '.tell')).toBeNull();
  });

  it('marks an emergency in which something stands against it', async () => {
    expect(find(await register(), '[data-weigh]')).toBeNull();
    document.body.replaceChildren();
    const marked = await register([{ ...ROW, emergency: true, toWeigh: 'No agreement in force' }]);
    expect(find(marked, '[data-weigh]').textContent).toBe('To weigh: No agreement in force');
    await expect(marked).toBeAccessible();
  });

  it('shows the reasons before a lead decides, with a reason of her own', async () => {
    decide.mockResolvedValue({ message: 'It is written down as shared.' });
    const element = await register();
    await click(element, '.decide');
    expect(element.shadowRoot.textContent).toContain('The child may be hurt');
    fill(element, 'answer', 'yes');
    fill(element, 'reason', 'The child is not safe there');
    await click(element, '.save');
    expect(decide).toHaveBeenCalledWith({ sharingId: 'a03', isShared: true, request: { reason: 'The child is not safe there' } });
    expect(rows).toHaveBeenCalledTimes(2);
  });

  it('moves the day on which it is asked again whether she can be told', async () => {
    tellLater.mockResolvedValue({ message: 'You will be reminded on that day.' });
    const element = await register();
    await click(element, '.tell');
    fill(element, 'answer', 'later');
    await settle();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    fill(element, 'lookAgainOn', '2027-01-20');
    await click(element, '.save');
    expect(tellLater).toHaveBeenCalledWith({ sharingId: 'a03', lookAgainOn: '2027-01-20' });
  });

  it('shows what went wrong', async () => {
    rows.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = createElement('c-sharing-register', { is: SharingRegister });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role=alert]').textContent).toBe('This is not available to you.');
  });

  it('writes down that whoever received it was not told, and why', async () => {
    answerNotice.mockResolvedValue({ message: 'It is written down.' });
    const element = await register([
      {
        ...ROW,
        status: 'Shared',
        mayDecide: false,
        noticeId: 'a08',
        noticeKind: 'Withdrawal',
        noticeDueOn: '2026-11-30',
        mayAnswerNotice: true
      }
    ]);
    expect(element.shadowRoot.textContent).toContain('Tell them: she took her yes back');
    await click(element, '.recipient');
    fill(element, 'answer', 'not');
    await settle();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    fill(element, 'reason', 'He would learn of it');
    await click(element, '.save');
    expect(answerNotice).toHaveBeenCalledWith(expect.objectContaining({ noticeId: 'a08', isTold: false, reason: 'He would learn of it' }));
  });

  it('is accessible', async () => {
    const element = await register();
    await click(element, '.decide');
    await expect(element).toBeAccessible();
  });
});
