import { createElement } from 'lwc';
import WhoLooked from 'c/whoLooked';
import whoLooked from '@salesforce/apex/AccessLogController.whoLooked';

jest.mock('@salesforce/apex/AccessLogController.whoLooked', () => ({ default: jest.fn() }), { virtual: true });

const LOOK = { day: '2026-11-02', part: 'Your peer supporter', purpose: 'Support', times: 2 };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function asked() {
  const element = createElement('c-who-looked', { is: WhoLooked });
  document.body.appendChild(element);
  const input = element.shadowRoot.querySelector('lightning-input');
  input.dispatchEvent(new CustomEvent('change', { detail: { value: ' k7m-4qx-9r' } }));
  element.shadowRoot.querySelector('lightning-button').click();
  await settle();
  return element;
}

describe('c-who-looked', () => {
  afterEach(() => document.body.replaceChildren());

  it('lists days and parts for the code', async () => {
    whoLooked.mockResolvedValue({ code: 'K7M-4QX-9R', looks: [LOOK], refused: 1, more: false });
    const element = await asked();
    expect(whoLooked).toHaveBeenLastCalledWith({ clientCode: 'K7M-4QX-9R' });
    expect(element.shadowRoot.querySelector('tbody').textContent).toContain('Your peer supporter');
    expect(element.shadowRoot.textContent).toContain('Once, somebody tried and was shown nothing.');
    await expect(element).toBeAccessible();
  });

  it('says that nobody looked', async () => {
    whoLooked.mockResolvedValue({ code: 'K7M-4QX-9R', looks: [], refused: 0, more: false });
    const element = await asked();
    expect(element.shadowRoot.textContent).toContain('Nobody has opened your details.');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    whoLooked.mockRejectedValue({ body: { message: 'Write the code.' } });
    const element = await asked();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Write the code.');
  });
});
