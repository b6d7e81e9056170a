import { createElement } from 'lwc';
import ForYourSafety from 'c/forYourSafety';
import any from '@salesforce/apex/MayKnowController.any';
import open from '@salesforce/apex/MayKnowController.open';

jest.mock('@salesforce/apex/MayKnowController.any', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/MayKnowController.open', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown() {
  const element = createElement('c-for-your-safety', { is: ForYourSafety });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-for-your-safety', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it.each([
    ['nothing is there for her', () => any.mockResolvedValue(false)],
    ['she may not ask', () => any.mockRejectedValue({ body: { message: 'No.' } })]
  ])('is empty when %s: the same for both', async (_why, given) => {
    given();
    const element = await shown();
    expect(element.shadowRoot.children).toHaveLength(0);
    expect(open).not.toHaveBeenCalled();
  });

  it('shows the words only when she asks, and hides them on Esc', async () => {
    any.mockResolvedValue(true);
    open.mockResolvedValue({ rows: [{ what: 'Visit with another', until: '2026-12-01' }], closesAfterSeconds: 300 });
    const element = await shown();
    expect(element.shadowRoot.textContent).not.toContain('Visit with another');
    find(element, '[data-action="show"]').click();
    await settle();
    expect(find(element, '.words').textContent).toBe('Visit with another');
    await expect(element).toBeAccessible();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(find(element, '.words')).toBeNull();
  });
});
