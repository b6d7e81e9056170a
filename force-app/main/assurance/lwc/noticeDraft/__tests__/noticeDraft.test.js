import { createElement } from 'lwc';
import NoticeDraft from 'c/noticeDraft';
import keep from '@salesforce/apex/NoticePublishingController.draft';
import nextNotice from '@salesforce/apex/PromisesController.nextNotice';

jest.mock('@salesforce/apex/NoticePublishingController.draft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PromisesController.nextNotice', () => ({ default: jest.fn() }), { virtual: true });
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown() {
  const element = createElement('c-notice-draft', { is: NoticeDraft });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-notice-draft', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows what the registers say, and says what is empty', async () => {
    nextNotice.mockResolvedValue({
      onDay: '2026-11-27',
      sections: [
        { key: 'processors', sentences: ['Fernhill Data – Keeps our laptops'] },
        { key: 'recipients', sentences: [] }
      ]
    });
    const element = await shown();
    const part = (key) => element.shadowRoot.querySelector(`[data-section="${key}"]`).textContent;
    expect(part('processors')).toContain('Fernhill Data – Keeps our laptops');
    expect(part('recipients')).toContain('Nothing is written down for this yet.');
    await expect(element).toBeAccessible();
  });

  it('is kept by the officer as a draft, and by nobody else', async () => {
    const sections = [{ key: 'who', sentences: ['We are Invented Charity'] }];
    nextNotice.mockResolvedValue({ onDay: '2026-11-27', mayKeep: false, sections });
    expect((await shown()).shadowRoot.querySelector('.keep')).toBeNull();
    nextNotice.mockResolvedValue({ onDay: '2026-11-27', mayKeep: true, sections });
    keep.mockResolvedValue(undefined);
    const element = await shown();
    const field = element.shadowRoot.querySelector('.field');
    field.reportValidity = () => true;
    field.dispatchEvent(new CustomEvent('change', { detail: { value: '2027.1' } }));
    element.shadowRoot.querySelector('.keep').click();
    await settle();
    expect(keep).toHaveBeenCalledWith({
      version: '2027.1',
      effectiveFrom: null,
      summary: null,
      body: 'Who we are\nWe are Invented Charity'
    });
    expect(element.shadowRoot.querySelector('[role="status"]').textContent).toContain('until you publish it');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    nextNotice.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = await shown();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
  });
});
