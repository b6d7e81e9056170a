import { createElement } from 'lwc';
import OldValues from 'c/oldValues';
import open from '@salesforce/apex/OldValuesController.open';
import purposes from '@salesforce/apex/OldValuesController.purposes';

jest.mock('@salesforce/apex/OldValuesController.open', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OldValuesController.purposes', () => ({ default: jest.fn() }), { virtual: true });

const CHANGE = { key: 'C-000001', about: 'Identity', detail: 'Town', before: 'Saltby', kind: 'Moved', changedOn: '2026-11-20T10:00:00Z' };
const ANSWER = { opened: true, code: 'K7M-4QX-9R', closesAfterSeconds: 300, changes: [CHANGE], more: false };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function asked(answer) {
  open.mockResolvedValue(answer);
  const element = createElement('c-old-values', { is: OldValues });
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  const said = { code: 'K7M-4QX-9R', purpose: 'PU9', reason: 'Her request' };
  for (const [name, value] of Object.entries(said)) {
    const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
    field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
  await expect(element).toBeAccessible();
  element.shadowRoot.querySelector('lightning-button').click();
  await settle();
  return element;
}

const text = (element) => element.shadowRoot.textContent;

describe('c-old-values', () => {
  beforeEach(() => purposes.mockResolvedValue([{ value: 'PU9', label: 'Requests' }]));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('opens for a code, a purpose and a reason, and hides on Esc', async () => {
    const element = await asked(ANSWER);
    expect(open).toHaveBeenCalledWith({ code: 'K7M-4QX-9R', purpose: 'PU9', reason: 'Her request' });
    expect(text(element)).toContain('Saltby');
    expect(text(element)).toContain('(nothing)');
    await expect(element).toBeAccessible();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(text(element)).not.toContain('Saltby');
  });

  it('says when nothing was changed, and when older changes were left out', async () => {
    expect(text(await asked({ ...ANSWER, changes: [] }))).toContain('Nothing was changed');
    expect(text(await asked({ ...ANSWER, more: true }))).toContain('Older changes are not shown');
  });

  it('shows a closed door as the org words it', async () => {
    const element = await asked({ opened: false, message: 'Not available.' });
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
  });

  it('says so when the purposes do not come', async () => {
    purposes.mockRejectedValue({ body: { message: 'No purposes.' } });
    const element = createElement('c-old-values', { is: OldValues });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('No purposes.');
  });
});
