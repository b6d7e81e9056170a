import { createElement } from 'lwc';
import ConcernBoard from 'c/concernBoard';
import board from '@salesforce/apex/ConcernDeskController.board';

jest.mock('@salesforce/apex/ConcernDeskController.board', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

const ROW = {
  concernId: 'a01',
  concernNumber: 'C-12AB',
  code: 'K7M-4QX-9R',
  category: 'Domestic abuse',
  riskLevel: 'High',
  status: 'Raised',
  recordedAt: '2026-11-26T10:00:00.000Z',
  dueWhat: 'decide',
  dueOn: '2026-11-26',
  late: true,
  aboutOneOfUs: false
};

const page = (rows, more = {}) => ({ rows, lateOnes: rows.filter(({ late }) => late).length, tooMany: false, ...more });

async function shown(rows) {
  if (rows) board.mockResolvedValue(page(rows));
  const element = createElement('c-concern-board', { is: ConcernBoard });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-concern-board', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that it is loading', async () => {
    board.mockReturnValue(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading concerns');
  });

  it('shows an error in one sentence', async () => {
    board.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });

  it('says late in words, and what is due', async () => {
    const element = await shown([ROW, { ...ROW, concernId: 'a02', concernNumber: 'C-34CD', late: false, code: null, aboutOneOfUs: true }]);
    const rows = [...element.shadowRoot.querySelectorAll('tbody tr')];
    expect(rows[0].textContent).toContain('Decide what happens');
    expect(rows[0].querySelector('.pill_error').textContent).toBe('Late');
    expect(rows[1].querySelector('.pill_error')).toBeNull();
    expect(rows[1].textContent).toContain('About one of us');
    expect(find(element, '.note_warning').textContent).toBe('1 concern is late.');
    await expect(element).toBeAccessible();
  });

  it('teaches what an empty board means', async () => {
    const element = await shown([]);
    expect(find(element, '.nothing h3').textContent).toBe('No concerns here');
    await expect(element).toBeAccessible();
  });

  it('says that there are more and adds the next part; late ones are counted on all parts', async () => {
    board.mockResolvedValueOnce(page([ROW], { after: 'place', lateOnes: 7 }));
    const element = await shown();
    expect(find(element, '[data-shown]').textContent).toBe('1 are shown, what is due first. There are more.');
    expect(find(element, '.note_warning').textContent).toBe('7 concerns are late.');
    await expect(element).toBeAccessible();
    board.mockResolvedValueOnce(page([{ ...ROW, concernId: 'a02', concernNumber: 'C-34CD' }]));
    find(element, '[data-action="more"]').click();
    await settle();
    expect(board).toHaveBeenLastCalledWith({ closedOnes: false, after: 'place' });
    expect(element.shadowRoot.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(find(element, '[data-action="more"]')).toBeNull();
  });

  it('says when more are open than are weighed', async () => {
    board.mockResolvedValueOnce(page([ROW], { tooMany: true }));
    expect(find(await shown(), '[data-too-many]').textContent).toContain('More than 2,000 concerns are open.');
  });

  it('asks for the closed ones', async () => {
    const element = await shown([ROW]);
    find(element, 'lightning-radio-group').dispatchEvent(new CustomEvent('change', { detail: { value: 'closed' } }));
    await settle();
    expect(board).toHaveBeenLastCalledWith({ closedOnes: true, after: '' });
  });

  it('opens one in place and reads again when she comes back', async () => {
    const element = await shown([ROW]);
    find(element, 'lightning-button').click();
    await settle();
    expect(find(element, 'c-concern-page').concernId).toBe('a01');
    expect(find(element, 'table')).toBeNull();
    find(element, 'c-concern-page').dispatchEvent(new CustomEvent('back'));
    await settle();
    expect(board).toHaveBeenCalledTimes(2);
    expect(find(element, 'table')).not.toBeNull();
  });
});
