import { createElement } from 'lwc';
import StandingConsents from 'c/standingConsents';
import agree from '@salesforce/apex/StandingConsentsController.agree';
import finish from '@salesforce/apex/StandingConsentsController.finish';
import shareStanding from '@salesforce/apex/ShareOutsideController.shareStanding';
import view from '@salesforce/apex/StandingConsentsController.view';

jest.mock('@salesforce/apex/StandingConsentsController.agree', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StandingConsentsController.finish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StandingConsentsController.view', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareOutsideController.shareStanding', () => ({ default: jest.fn() }), { virtual: true });

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
const tick = (element, kind, value) => {
  const group = [...element.shadowRoot.querySelectorAll('.details')].find((each) => each.dataset.kind === kind);
  group.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};
const one = (value, label = value) => [{ value, label }];

const VIEW = {
  rows: [
    { standingId: 'a05', recipient: 'Marsh End Clinic', purpose: 'Health', categories: 'Health', startsOn: '2026-11-01', open: true },
    {
      standingId: 'a06',
      recipient: 'Old Clinic',
      purpose: 'Health',
      categories: 'Health',
      startsOn: '2026-10-01',
      open: false,
      endedOn: '2026-11-02',
      endedBy: 'Tilly Marchbank',
      reason: 'No more'
    }
  ],
  recipients: one('a02', 'Marsh End Clinic'),
  agreed: one('PU2'),
  details: [
    { name: 'Name', category: 'Identifiers' },
    { name: 'Medication', category: 'Health' }
  ],
  methods: one('Phone')
};

async function card(data = VIEW) {
  view.mockResolvedValue(data);
  const element = createElement('c-standing-consents', { is: StandingConsents });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-standing-consents', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('shows what is in force and who wrote down what ended', async () => {
    const text = (await card()).shadowRoot.textContent;
    expect(text).toContain('In force');
    expect(text).toContain('written down by Tilly Marchbank');
    expect(text).toContain('Her words: No more');
  });

  it('offers no new one without a yes of hers', async () => {
    const element = await card({ ...VIEW, agreed: [], rows: [] });
    expect(find(element, '.begin')).toBeNull();
    expect(element.shadowRoot.textContent).toContain('Ask her first');
  });

  it('shares in one step, only of the kinds she agreed to', async () => {
    shareStanding.mockResolvedValue({ message: 'It is written down as shared.', sharingNumber: 'IS-000009' });
    const element = await card();
    await click(element, '.use');
    expect([...element.shadowRoot.querySelectorAll('.details')].map(({ dataset }) => dataset.kind)).toEqual(['Health']);
    fill(element, 'method', 'Phone');
    fill(element, 'whatWasShared', 'What she takes');
    await click(element, '.save');
    expect(find(element, '[role=alert]').textContent).toBe('Tick at least one detail.');
    tick(element, 'Health', ['Medication']);
    await click(element, '.save');
    expect(shareStanding).toHaveBeenCalledWith({
      standingId: 'a05',
      request: { details: ['Medication'], method: 'Phone', whatWasShared: 'What she takes' }
    });
    expect(find(element, '[role=status]').textContent).toContain('IS-000009');
  });

  it('ends one with the day she said so, and shows why the org refuses', async () => {
    finish.mockRejectedValueOnce({ body: { message: 'Please choose the day on which she said so.' } }).mockResolvedValue(undefined);
    const element = await card();
    await click(element, '.finish');
    fill(element, 'saidOn', '2026-11-03');
    await click(element, '.save');
    expect(find(element, '[role=alert]').textContent).toContain('Please choose the day');
    await click(element, '.save');
    expect(finish).toHaveBeenLastCalledWith({ standingId: 'a05', saidOn: '2026-11-03', reason: null });
  });

  it('writes down a new one', async () => {
    agree.mockResolvedValue('a07');
    const element = await card();
    await click(element, '.begin');
    fill(element, 'recipientId', 'a02');
    fill(element, 'purpose', 'PU2');
    tick(element, 'Health', ['Medication']);
    await click(element, '.save');
    expect(agree).toHaveBeenCalledWith({
      request: { clientId: 'a01000000000001AAA', recipientId: 'a02', purpose: 'PU2', details: ['Medication'], endsOn: null }
    });
  });

  it('is accessible', async () => {
    const element = await card();
    await expect(element).toBeAccessible();
    await click(element, '.use');
    await expect(element).toBeAccessible();
  });
});
