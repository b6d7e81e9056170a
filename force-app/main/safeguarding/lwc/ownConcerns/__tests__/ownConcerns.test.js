import { createElement } from 'lwc';
import OwnConcerns from 'c/ownConcerns';
import addTo from '@salesforce/apex/ConcernController.addTo';
import mine from '@salesforce/apex/ConcernController.mine';

jest.mock('@salesforce/apex/ConcernController.addTo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConcernController.mine', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const ROW = { concernId: 'a01', concernNumber: 'C-12AB', recordedAt: '2026-11-26T10:00:00.000Z', takenUp: false, said: 'He took my phone' };

async function shown(rows) {
  if (rows) mine.mockResolvedValue({ rows, closesAfterSeconds: 300 });
  const element = createElement('c-own-concerns', { is: OwnConcerns });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function adding(element, words) {
  find(element, '[data-id="a01"]').click();
  await settle();
  const field = find(element, '.field');
  field.reportValidity = () => Boolean(words);
  field.focus = jest.fn();
  field.dispatchEvent(new CustomEvent('change', { detail: { value: words } }));
  find(element, '[data-action="save"]').click();
  await settle();
}

describe('c-own-concerns', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    mine.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading what you wrote');
  });

  it('shows an error in one sentence', async () => {
    mine.mockRejectedValue({ body: { message: 'No.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('No.');
  });

  it('teaches what an empty list means', async () => {
    expect(find(await shown([]), '.nothing').textContent).toBe('You have not written a concern down yet.');
  });

  it('shows her own words and whether they were taken up, by number', async () => {
    const element = await shown([ROW]);
    expect(find(element, '.words').textContent).toBe('He took my phone');
    expect(find(element, '.pill').textContent).toBe('Not taken up yet');
    await expect(element).toBeAccessible();
  });

  it('adds to one, and says so', async () => {
    const element = await shown([ROW]);
    await adding(element, 'She rang again');
    expect(addTo).toHaveBeenCalledWith({ concernId: 'a01', words: 'She rang again' });
    expect(find(element, '.note_good').textContent).toContain('Added.');
    expect(find(element, '.field')).toBeNull();
  });

  it('hides her words when she leaves or presses Esc, and keeps what she was adding', async () => {
    const element = await shown([ROW]);
    find(element, '[data-id="a01"]').click();
    await settle();
    find(element, '.field').dispatchEvent(new CustomEvent('change', { detail: { value: 'She rang' } }));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect(element.shadowRoot.textContent).not.toContain('He took my phone');
    expect(find(element, 'li')).toBeNull();
    await expect(element).toBeAccessible();
    find(element, '[data-action="again"]').click();
    await settle();
    expect(mine).toHaveBeenCalledTimes(2);
    expect(find(element, '.words').textContent).toBe('He took my phone');
    expect(find(element, '.field').value).toBe('She rang');
  });

  it('sends nothing while nothing is written', async () => {
    await adding(await shown([ROW]), '');
    expect(addTo).not.toHaveBeenCalled();
  });

  it('keeps what she wrote when the org refuses', async () => {
    addTo.mockRejectedValue({ body: { message: 'That did not work.' } });
    const element = await shown([ROW]);
    await adding(element, 'She rang again');
    expect(find(element, '[role="alert"]').textContent).toBe('That did not work.');
    expect(find(element, '.field').value).toBe('She rang again');
    await expect(element).toBeAccessible();
  });
});
