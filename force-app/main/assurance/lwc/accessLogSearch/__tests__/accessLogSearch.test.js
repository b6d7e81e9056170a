import { createElement } from 'lwc';
import AccessLogSearch from 'c/accessLogSearch';
import checkChain from '@salesforce/apex/AccessLogController.checkChain';
import search from '@salesforce/apex/AccessLogController.search';

jest.mock('@salesforce/apex/AccessLogController.checkChain', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/AccessLogController.search', () => ({ default: jest.fn() }), { virtual: true });

const ROW = {
  entryKey: 'k1',
  at: '2026-11-20T10:00:00.000Z',
  userName: 'Tilly Marchbank',
  clientCode: 'K7M-4QX-9R',
  outcome: 'Refused',
  sealed: true
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function log() {
  const element = createElement('c-access-log-search', { is: AccessLogSearch });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function press(element, label) {
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

describe('c-access-log-search', () => {
  beforeEach(() => search.mockResolvedValue({ rows: [ROW], more: true }));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('shows the newest looks at once', async () => {
    const element = await log();
    expect(search).toHaveBeenCalledWith({ query: {} });
    expect(element.shadowRoot.querySelector('tbody').textContent).toContain('K7M-4QX-9R');
    await expect(element).toBeAccessible();
  });

  it('searches for what is filled in', async () => {
    const element = await log();
    const code = [...element.shadowRoot.querySelectorAll('lightning-input')].find((field) => field.name === 'clientCode');
    code.dispatchEvent(new CustomEvent('change', { detail: { value: 'K7M-4QX-9R' } }));
    await press(element, 'Search');
    expect(search).toHaveBeenLastCalledWith({ query: { clientCode: 'K7M-4QX-9R' } });
  });

  it('adds the next page to what is shown', async () => {
    const element = await log();
    search.mockResolvedValue({ rows: [{ ...ROW, entryKey: 'k2' }], more: false });
    await press(element, 'Show more');
    expect(search).toHaveBeenLastCalledWith({ query: { afterKey: 'k1' } });
    expect(element.shadowRoot.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('says that the log is whole', async () => {
    checkChain.mockResolvedValue({ rowsChecked: 12, intact: true, unsealed: 0 });
    const element = await log();
    await press(element, 'Check that the log is whole');
    expect(element.shadowRoot.textContent).toContain('All 12 sealed rows are whole and in order.');
  });

  it('raises the alarm where the log does not hold', async () => {
    checkChain.mockResolvedValue({ rowsChecked: 12, intact: false, firstBroken: 7, unsealed: 1 });
    const element = await log();
    await press(element, 'Check that the log is whole');
    expect(element.shadowRoot.textContent).toContain('The log does not hold from row 7: tell the trustee now.');
  });

  it('shows one sentence to somebody who may not search', async () => {
    search.mockRejectedValue({ body: { message: 'This search is not open to you.' } });
    const element = await log();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('This search is not open to you.');
    expect(element.shadowRoot.querySelector('table')).toBeNull();
  });
});
