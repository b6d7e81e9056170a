import { createElement } from 'lwc';
import FindFamily from 'c/findFamily';
import find from '@salesforce/apex/FindFamilyController.find';

jest.mock('@salesforce/apex/FindFamilyController.find', () => ({ default: jest.fn() }), { virtual: true });

const HIT = { clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R', wordCode: 'amber otter' };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function asked(words) {
  const element = createElement('c-find-family', { is: FindFamily });
  document.body.appendChild(element);
  const input = element.shadowRoot.querySelector('lightning-input');
  input.dispatchEvent(new CustomEvent('change', { detail: { value: words } }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
  await settle();
  return element;
}

describe('c-find-family', () => {
  afterEach(() => document.body.replaceChildren());

  it('finds by Enter and shows codes', async () => {
    find.mockResolvedValue({ hits: [HIT] });
    const element = await asked('Quillfeather');
    expect(find).toHaveBeenLastCalledWith({ words: 'Quillfeather' });
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    await expect(element).toBeAccessible();
  });

  it('forgets what was typed when a family is opened', async () => {
    find.mockResolvedValue({ hits: [HIT] });
    const element = await asked('Quillfeather');
    element.shadowRoot.querySelector('a').click();
    await settle();
    expect(element.shadowRoot.querySelector('lightning-input').value).toBe('');
    expect(element.shadowRoot.querySelector('a')).toBeNull();
  });

  it('says that none matches', async () => {
    find.mockResolvedValue({ hits: [] });
    const element = await asked('Nobody');
    expect(element.shadowRoot.textContent).toContain('None of your families matches.');
    await expect(element).toBeAccessible();
  });

  it('says what is the matter with her training, and no more', async () => {
    find.mockResolvedValue({ hits: [], message: 'Your training is out of date.' });
    const element = await asked('Nobody');
    expect(element.shadowRoot.querySelector('.note_warning').textContent).toBe('Your training is out of date.');
    expect(element.shadowRoot.textContent).not.toContain('None of your families');
  });

  it('shows an error in one sentence', async () => {
    find.mockRejectedValue({ body: { message: 'Write a name.' } });
    const element = await asked('a');
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Write a name.');
  });
});
