import { createElement } from 'lwc';
import PackItem from 'c/packItem';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const CHOICES = {
  about: [{ value: 'Her', label: 'Her' }],
  exemption: [{ value: 'Third party', label: 'Third party' }],
  opinion: [{ value: 'Harm test not met', label: 'Harm test not met' }]
};
const ITEM = { itemId: 'a01', what: 'Referral', text: 'My sister Ann came', about: 'Her', health: false, decision: null };

async function shown(item) {
  const element = createElement('c-pack-item', { is: PackItem });
  Object.assign(element, { choices: CHOICES, subject: 'Her', item: { ...ITEM, ...item } });
  document.body.appendChild(element);
  await settle();
  return element;
}

function press(element, key) {
  find(element, 'textarea').dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  return settle();
}

describe('c-pack-item', () => {
  afterEach(() => document.body.replaceChildren());

  it('blacks out what is marked with one key and takes it back with another', async () => {
    const element = await shown({});
    find(element, 'textarea').setSelectionRange(10, 13);
    await press(element, 'b');
    expect(find(element, '.shown').textContent).toBe('My sister █████ came');
    const bar = find(element, '.shown [role="img"]');
    expect([bar.getAttribute('aria-label'), bar.className]).toEqual(['blacked out', 'bar']);
    await press(element, 'u');
    expect(find(element, '.shown').textContent).toBe('My sister Ann came');
    await expect(element).toBeAccessible();
  });

  it('asks to mark words first', async () => {
    const element = await shown({});
    await press(element, 'b');
    expect(find(element, '[role="status"]').textContent).toContain('Mark the words first');
  });

  it('goes on with a key, but never when a shortcut of the browser is meant', async () => {
    const element = await shown({});
    const next = jest.fn();
    element.addEventListener('next', next);
    find(element, 'textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'n', ctrlKey: true }));
    expect(next).not.toHaveBeenCalled();
    await press(element, 'n');
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('sends where it was blacked out and never what it says', async () => {
    const element = await shown({});
    const decide = jest.fn();
    element.addEventListener('decide', decide);
    find(element, 'textarea').setSelectionRange(10, 13);
    await press(element, 'b');
    find(element, 'lightning-button[data-save]').click();
    expect(decide.mock.calls[0][0].detail).toMatchObject({ decision: 'Redact', blackOuts: '10-13' });
  });

  it('shows the stop for health until there is evidence', async () => {
    expect(find(await shown({ health: true }), '[data-stop]').textContent).toContain('Stop');
    const known = await shown({ health: true, alreadyKnown: true, knownEvidence: 'Told us herself' });
    expect(find(known, '[data-stop]')).toBeNull();
    await expect(known).toBeAccessible();
  });

  it('asks for the five things when somebody else is given', async () => {
    const element = await shown({ about: 'Other person', decision: 'Disclose' });
    expect(element.shadowRoot.querySelectorAll('lightning-input')).toHaveLength(5);
    const professional = await shown({ about: 'Other person', decision: 'Disclose', professional: true });
    expect(professional.shadowRoot.querySelectorAll('lightning-input')).toHaveLength(0);
  });
});
