import { createElement } from 'lwc';
import KeptUntil from 'c/keptUntil';
import kept from '@salesforce/apex/RetentionController.kept';

jest.mock('@salesforce/apex/RetentionController.kept', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown() {
  const element = createElement('c-kept-until', { is: KeptUntil });
  element.recordId = 'a00000000000001AAA';
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-kept-until', () => {
  afterEach(() => document.body.replaceChildren());

  it('says the day and why, and that people decide', async () => {
    const words = 'Kept until 4 May 2029: three years after the last contact on 4 May 2026.';
    kept.mockResolvedValue({ until: '2029-05-04', words });
    const element = await shown();
    expect(element.shadowRoot.querySelector('[data-id="words"]').textContent).toBe(words);
    expect(element.shadowRoot.textContent).toContain('Nothing is deleted by itself.');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    kept.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = await shown();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
    expect(element.shadowRoot.querySelector('[data-id="words"]')).toBeNull();
  });
});
