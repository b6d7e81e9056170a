import { createElement } from 'lwc';
import KeepingPart from 'c/keepingPart';
import readPart from '@salesforce/apex/KeepingController.part';
import take from '@salesforce/apex/KeepingController.take';

jest.mock('@salesforce/apex/KeepingController.part', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/KeepingController.take', () => ({ default: jest.fn() }), { virtual: true });

const HOLD = {
  rowId: 'h1',
  about: 'K7M-4QX-9R',
  kind: 'Coroner',
  words: 'An inquest',
  day: '2027-05-27',
  signedBy: 'Dora',
  actions: ['look', 'end']
};
const REVIEW = { ...HOLD, rowId: 'c1', kind: 'Safeguarding annual', actions: ['review'] };
const EMPTY = { rows: [], mayAdd: true, programmes: [] };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(part, answer) {
  readPart.mockResolvedValue(answer);
  const element = createElement('c-keeping-part', { is: KeepingPart });
  element.topic = part;
  document.body.appendChild(element);
  await settle();
  return element;
}

async function save(element, wish) {
  find(element, 'c-step-form').dispatchEvent(new CustomEvent('save', { detail: wish }));
  await settle();
}

describe('c-keeping-part', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it.each([
    ['holds', 'place a hold at once'],
    ['contracts', 'three years holds for all'],
    ['reviews', 'two different people'],
    ['oldNotes', 'until a safeguarding lead']
  ])('teaches while %s is empty', async (part, words) => {
    const element = await shown(part, EMPTY);
    expect(find(element, '.nothing').textContent).toContain(words);
    expect(find(element, 'table')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('places a hold by the family’s code', async () => {
    const element = await shown('holds', EMPTY);
    find(element, '[data-id="add"]').click();
    await settle();
    expect(find(element, 'c-step-form').definition.title).toBe('Place a hold');
    take.mockResolvedValue({ ...EMPTY, rows: [HOLD] });
    await save(element, { code: 'K7M-4QX-9R', kind: 'Coroner', words: 'An inquest' });
    expect(take).toHaveBeenCalledWith({
      part: 'holds',
      action: 'add',
      rowId: null,
      wish: { code: 'K7M-4QX-9R', kind: 'Coroner', words: 'An inquest' }
    });
    expect(find(element, '[role="status"]').textContent).toBe('The file is held.');
    expect(find(element, '[data-row="h1"]').textContent).toContain('An inquest');
    await expect(element).toBeAccessible();
  });

  it('says what ending does before it ends, and keeps the form when that is refused', async () => {
    const element = await shown('holds', { ...EMPTY, rows: [HOLD] });
    find(element, '[data-action="end"]').click();
    await settle();
    expect(find(element, 'c-step-form').definition.hint).toContain('can be deleted');
    take.mockRejectedValue({ body: { message: 'Please give a reason.' } });
    await save(element, {});
    expect(find(element, 'c-step-form').message).toBe('Please give a reason.');
  });

  it('takes a step that asks nothing at once', async () => {
    const element = await shown('holds', { ...EMPTY, rows: [HOLD] });
    take.mockResolvedValue({ ...EMPTY, rows: [HOLD] });
    find(element, '[data-action="look"]').click();
    await settle();
    expect(take).toHaveBeenCalledWith({ part: 'holds', action: 'look', rowId: 'h1', wish: {} });
    expect(find(element, '[data-action="look"]').getAttribute('aria-label')).toBe('Still needed: K7M-4QX-9R');
  });

  it('writes a look of the kind that is due', async () => {
    const element = await shown('reviews', { ...EMPTY, rows: [REVIEW] });
    expect(find(element, '[data-row="c1"]').textContent).toContain('The yearly review');
    find(element, '[data-action="review"]').click();
    await settle();
    take.mockResolvedValue(EMPTY);
    await save(element, { decision: 'Keep', words: 'Needed.' });
    expect(take.mock.calls[0][0].wish).toEqual({ decision: 'Keep', words: 'Needed.', kind: 'Safeguarding annual' });
  });

  it('offers nothing to add where she may not, and shows an error in one sentence', async () => {
    const element = await shown('contracts', { ...EMPTY, mayAdd: false });
    expect(find(element, '[data-id="add"]')).toBeNull();
    readPart.mockRejectedValue({ body: { message: 'Not available.' } });
    element.topic = 'holds';
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('Not available.');
    await expect(element).toBeAccessible();
  });
});
