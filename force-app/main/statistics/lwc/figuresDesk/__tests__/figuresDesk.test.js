import { createElement } from 'lwc';
import FiguresDesk from 'c/figuresDesk';
import decide from '@salesforce/apex/FiguresApprovalController.decide';
import look from '@salesforce/apex/FiguresApprovalController.look';
import publish from '@salesforce/apex/FiguresController.publish';
import sheet from '@salesforce/apex/FiguresController.sheet';
import view from '@salesforce/apex/FiguresController.view';
import draft from '@salesforce/apex/FiguresDraftController.draft';
import preview from '@salesforce/apex/FiguresDraftController.preview';
import { daysOf, sentWords } from '../words';

jest.mock('@salesforce/apex/FiguresApprovalController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresApprovalController.look', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresController.publish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresController.sheet', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresController.view', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresDraftController.draft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/FiguresDraftController.preview', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const hold = (element) => {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  hold(element);
};
const fill = async (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
  hold(element);
};
const option = (value) => ({ value, label: value });
const SHEET = {
  title: 'Sources',
  unit: 'families',
  rowTitle: 'Referred by',
  period: 'July to September 2026',
  columns: ['July to September 2026'],
  lines: [{ label: 'Midwife', values: [{ shown: 25, mark: 'Shown' }], total: 25, percent: 100 }],
  columnTotals: [25],
  total: 25,
  hiddenUpTo: 7,
  roundedTo: 5
};
const ROW = {
  Id: 'a01',
  Name: 'F-000001',
  Measure__c: 'Sources',
  Recipient__c: 'o1',
  Reason__c: 'Yearly report',
  Status__c: 'Draft',
  Drafted_By__c: 'u1',
  Period_From__c: '2026-07-01',
  Period_To__c: '2026-09-30'
};
const VIEW = {
  releases: [ROW],
  measures: [option('Sources')],
  periods: [option('2025-04-01/2026-03-31'), option('2026-07-01/2026-09-30')],
  programmes: [],
  recipients: [{ value: 'o1', label: 'Invented Funder' }],
  mayDraft: false,
  isOfficer: false,
  isTrustee: false,
  me: 'u9'
};

async function screen(data) {
  view.mockResolvedValue({ ...VIEW, ...data });
  const element = createElement('c-figures-desk', { is: FiguresDesk });
  document.body.appendChild(element);
  await settle();
  hold(element);
  return element;
}

describe('c-figures-desk', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('looks at figures, puts rows together as proposed, and drafts them for a funder', async () => {
    preview
      .mockResolvedValueOnce({ sheet: SHEET, warnings: ['SAME_ROWS'], kept: 40, proposal: 'Self + GP' })
      .mockResolvedValueOnce({ sheet: SHEET, warnings: [], kept: 90 });
    draft.mockResolvedValue('a02');
    const element = await screen({ mayDraft: true });
    await fill(element, 'measure', 'Sources');
    await fill(element, 'period', '2026-07-01/2026-09-30');
    await click(element, '.look');
    expect(find(element, '.proposal').textContent).toContain('Self and GP');
    expect(find(element, '.preview').textContent).toContain('Of a hundred cells, 40 show a number.');
    await expect(element).toBeAccessible();
    await click(element, '.take');
    expect(preview.mock.calls[1][0].request).toEqual(expect.objectContaining({ grouping: 'Self + GP', periodTo: '2026-09-30' }));
    await fill(element, 'recipientId', 'o1');
    await fill(element, 'reason', 'Yearly report');
    await click(element, '.save');
    expect(draft).toHaveBeenCalledWith(expect.objectContaining({ recipientId: 'o1', reason: 'Yearly report' }));
  });

  it('offers no draft of figures that are refused, and says why', async () => {
    preview.mockResolvedValue({ refusal: 'No number is left to show.', warnings: [] });
    const element = await screen({ mayDraft: true });
    await fill(element, 'measure', 'Sources');
    await fill(element, 'period', '2026-07-01/2026-09-30');
    await click(element, '.look');
    expect(find(element, '.note_error').textContent).toBe('No number is left to show.');
    expect(find(element, '.save')).toBeNull();
    expect(find(element, '.preview c-figure-sheet')).toBeNull();
    expect(find(element, '.preview').textContent).not.toContain('cells');
    await expect(element).toBeAccessible();
  });

  it('offers a year or a quarter to choose, never a run of quarters', async () => {
    const element = await screen({ mayDraft: true });
    const lists = [...element.shadowRoot.querySelectorAll('lightning-combobox')];
    expect(lists.map(({ name }) => name)).toEqual(['measure', 'period', 'programmeId']);
    expect(lists[1].options.map(({ value }) => value)).toEqual(['2025-04-01/2026-03-31', '2026-07-01/2026-09-30']);
  });

  it('shows the officer why a draft is refused by now, without a table', async () => {
    look.mockResolvedValue({ refusal: 'A hidden number would be given away.', warnings: [] });
    const element = await screen({ isOfficer: true });
    await click(element, '.open');
    expect(find(element, '.opened .note_error').textContent).toBe('A hidden number would be given away.');
    expect(find(element, 'c-figure-sheet')).toBeNull();
  });

  it('lets the officer approve with her reason, and whoever drafted it not', async () => {
    look.mockResolvedValue({ sheet: SHEET, warnings: ['ZERO_TOLD'], kept: 100 });
    decide.mockResolvedValue(undefined);
    const own = await screen({ isOfficer: true, me: 'u1' });
    await click(own, '.open');
    expect(find(own, '.approve')).toBeNull();
    own.remove();
    const element = await screen({ isOfficer: true });
    await click(element, '.open');
    await expect(element).toBeAccessible();
    expect(find(element, '.note_warning').textContent).toContain('A zero is shown as a zero');
    await fill(element, 'why', 'Nobody can be known by it');
    await click(element, '.approve');
    expect(decide).toHaveBeenCalledWith({ releaseId: 'a01', decision: 'Approve', reason: 'Nobody can be known by it' });
  });

  it('lets a trustee approve as the second person only what the officer has approved', async () => {
    look.mockResolvedValue({ sheet: SHEET, warnings: [], kept: 100 });
    const first = await screen({ isTrustee: true });
    await click(first, '.open');
    expect(find(first, '.second')).toBeNull();
    first.remove();
    const element = await screen({ isTrustee: true, releases: [{ ...ROW, Approved_By__c: 'u2' }] });
    await click(element, '.open');
    expect(find(element, '.second')).not.toBeNull();
    expect(find(element, '.approve')).toBeNull();
  });

  it('releases approved figures, from what was released and nothing else', async () => {
    sheet.mockResolvedValue(SHEET);
    publish.mockResolvedValue(undefined);
    const element = await screen({ releases: [{ ...ROW, Status__c: 'Approved', Approved_By__c: 'u2' }] });
    await click(element, '.open');
    expect(look).not.toHaveBeenCalled();
    await click(element, '.let');
    expect(publish).toHaveBeenCalledWith({ releaseId: 'a01' });
  });

  it('waits, says that nothing was drafted, and shows one sentence when the page is not hers', async () => {
    const empty = await screen({ releases: [] });
    expect(empty.shadowRoot.textContent).toContain('No figures were drafted yet.');
    view.mockRejectedValueOnce({ body: { message: 'That is not available.' } });
    const element = createElement('c-figures-desk', { is: FiguresDesk });
    document.body.appendChild(element);
    expect(find(element, 'lightning-spinner')).not.toBeNull();
    await settle();
    expect(find(element, '[role=alert]').textContent).toBe('That is not available.');
  });

  it('takes the days of a period apart', () => {
    expect(daysOf('2025-04-01/2026-03-31')).toEqual({ periodFrom: '2025-04-01', periodTo: '2026-03-31' });
  });

  it('says where released figures were sent, and that a sending was cut off', () => {
    const sent = { processor: 'Invented Tables', cells: 9 };
    expect(sentWords({ ...sent, result: 'Finished' })).toBe('9 numbers were sent, to Invented Tables');
    expect(sentWords({ ...sent, result: 'Begun' })).toBe('9 numbers began to be sent, to Invented Tables');
  });
});
