import { createElement } from 'lwc';
import PaperPage from 'c/paperPage';
import page from '@salesforce/apex/PaperController.page';
import witness from '@salesforce/apex/PaperController.witness';
import take from '@salesforce/apex/PaperStepsController.take';

jest.mock('@salesforce/apex/PaperController.page', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperController.witness', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PaperStepsController.take', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/CaseDocumentsController.documents', () => ({ default: jest.fn() }), { virtual: true });

const PAPER = {
  paperId: 'p1',
  label: 'P-K7M-4QX-9R',
  what: 'Notes',
  location: 'Cabinet 1',
  custodian: 'Tilly Marchbank',
  locked: true,
  lastCheckedOn: '2026-11-01',
  families: [{ clientId: 'c1', code: 'K7M-4QX-9R', scanned: false }],
  others: true
};
const MOVES = [{ moveId: 'm1', kind: 'Registered', at: '2026-11-01T10:00:00.000Z', byWhom: 'Tilly Marchbank', location: 'Cabinet 1' }];
const CHOICES = { mayKeep: true, isOfficer: false, people: [], latestBack: '2026-12-11' };
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(paper) {
  if (paper) page.mockResolvedValue({ paper, moves: MOVES });
  const element = createElement('c-paper-page', { is: PaperPage });
  Object.assign(element, { paperId: 'p1', choices: CHOICES });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-paper-page', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
    page.mockReset();
  });

  it('shows where it stands, whose it is as far as she may know, and what happened to it', async () => {
    const element = await shown(PAPER);
    expect(find(element, '[data-title]').textContent).toBe('P-K7M-4QX-9R');
    expect(find(element, '[data-others]').textContent).toContain('families that you do not work with');
    expect(find(element, 'ol li strong').textContent).toBe('Registered');
    await expect(element).toBeAccessible();
  });

  it('takes a step with what was typed', async () => {
    const element = await shown(PAPER);
    find(element, '[data-kind="Out"]').click();
    await settle();
    find(element, 'c-paper-step').dispatchEvent(new CustomEvent('save', { detail: { workerId: 'w1', dueBackOn: '2026-12-01' } }));
    await settle();
    expect(take).toHaveBeenCalledWith({ paperId: 'p1', step: { workerId: 'w1', dueBackOn: '2026-12-01', kind: 'Out' } });
    expect(find(element, '.note_good').textContent).toBe('Saved.');
  });

  it('asks the witness, and nobody else', async () => {
    const waiting = { ...PAPER, waits: true, shreddedOn: '2026-11-20', shreddedBy: 'Tilly Marchbank', iAmWitness: false };
    expect(find(await shown(waiting), '[data-saw]')).toBeNull();
    const element = await shown({ ...waiting, iAmWitness: true });
    await expect(element).toBeAccessible();
    find(element, '[data-saw="yes"]').click();
    await settle();
    expect(witness).toHaveBeenCalledWith({ paperId: 'p1', saw: true });
  });

  it('says that it is loading, and what went wrong', async () => {
    page.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await shown(), 'lightning-spinner').alternativeText).toBe('Loading this paper');
    page.mockRejectedValueOnce({ body: { message: 'Not available.' } });
    expect(find(await shown(), '[role="alert"]').textContent).toBe('Not available.');
  });
});
