import { createElement } from 'lwc';
import UrgentAccess from 'c/urgentAccess';
import decide from '@salesforce/apex/UrgentAccessController.decide';
import open from '@salesforce/apex/UrgentAccessController.open';
import state from '@salesforce/apex/UrgentAccessController.state';

jest.mock('@salesforce/apex/UrgentAccessController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UrgentAccessController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UrgentAccessController.state', () => ({ default: jest.fn() }), { virtual: true });

const REVIEW = { reviewId: 'a02', code: 'K7M-4QX-9R', who: 'Ada Invented', reason: 'Nobody at the door', dueOn: '2026-11-26', late: true };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(data) {
  if (data) state.mockResolvedValue(data);
  const element = createElement('c-urgent-access', { is: UrgentAccess });
  document.body.appendChild(element);
  await settle();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

function fill(element, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field, .why')) {
    field.reportValidity = () => valid;
    field.focus = jest.fn();
  }
}

describe('c-urgent-access', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    state.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading urgent access');
  });

  it('sends nothing while a field is wrong, and leads to it', async () => {
    const element = await shown({ mayOpen: true, mayReview: false, reviews: [] });
    fill(element, false);
    find(element, '[data-action="open"]').click();
    await settle();
    expect(open).not.toHaveBeenCalled();
    expect(find(element, '.field').focus).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('says a refusal in its own sentence', async () => {
    open.mockResolvedValue({ opened: false, message: 'These details are not available to you.' });
    const element = await shown({ mayOpen: true, mayReview: false, reviews: [] });
    fill(element);
    find(element, '[data-action="open"]').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('These details are not available to you.');
  });

  it('opens with code and reason', async () => {
    open.mockResolvedValue({ opened: true, message: 'Open.', clientId: 'a01' });
    const element = await shown({ mayOpen: true, mayReview: false, reviews: [] });
    fill(element);
    const [code, reason] = element.shadowRoot.querySelectorAll('.field');
    code.name = 'code';
    code.dispatchEvent(new CustomEvent('change', { detail: { value: 'K7M-4QX-9R' } }));
    reason.dispatchEvent(new CustomEvent('change', { detail: { value: 'Nobody at the door' } }));
    find(element, '[data-action="open"]').click();
    await settle();
    expect(open).toHaveBeenCalledWith({ code: 'K7M-4QX-9R', reason: 'Nobody at the door' });
    expect(find(element, '.note_good').textContent).toBe('Open.');
  });

  it('shows a reviewer what waits, by code, and saves what she found', async () => {
    const element = await shown({ mayOpen: false, mayReview: true, reviews: [REVIEW] });
    expect(find(element, 'c-family-code').code).toBe('K7M-4QX-9R');
    expect(find(element, '.pill_error').textContent).toBe('Late');
    await expect(element).toBeAccessible();
    fill(element);
    find(element, '.why').value = 'Nobody else was there';
    find(element, '[data-outcome="Justified"]').click();
    await settle();
    expect(decide).toHaveBeenCalledWith({ reviewId: 'a02', outcome: 'Justified', reason: 'Nobody else was there' });
  });

  it('says that nothing waits', async () => {
    const element = await shown({ mayOpen: false, mayReview: true, reviews: [] });
    expect(find(element, '.nothing').textContent).toBe('Nothing waits for a review.');
  });
});
