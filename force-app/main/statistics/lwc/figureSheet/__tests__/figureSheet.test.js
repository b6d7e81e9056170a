import { createElement } from 'lwc';
import FigureSheet from 'c/figureSheet';
import { csv } from '../csv';

const SHEET = {
  title: 'Who referred families to us',
  unit: 'families referred',
  rowTitle: 'Referred by',
  period: 'July to September 2026',
  columns: ['July to September 2026'],
  lines: [
    { label: 'Midwife', values: [{ shown: 25, mark: 'Shown' }], total: 25, percent: 71 },
    { label: 'Self', values: [{ mark: 'Hidden' }] },
    { label: 'GP', values: [{ shown: 0, mark: 'Zero' }], total: 0, percent: 0 }
  ],
  columnTotals: [25],
  total: 25,
  hiddenUpTo: 7,
  roundedTo: 5
};

async function screen(properties) {
  const element = createElement('c-figure-sheet', { is: FigureSheet });
  Object.assign(element, properties);
  document.body.appendChild(element);
  await Promise.resolve();
  return element;
}

describe('c-figure-sheet', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.restoreAllMocks();
  });

  it('shows a chart with the same numbers as a table beside it', async () => {
    const element = await screen({ sheet: SHEET });
    const chart = element.shadowRoot.querySelector('.chart');
    expect(chart.getAttribute('role')).toBe('img');
    expect(chart.getAttribute('aria-label')).toContain('The table holds the same numbers');
    expect([...element.shadowRoot.querySelectorAll('td.value')].map(({ textContent }) => textContent)).toEqual(['25', 'hidden', '0']);
    await expect(element).toBeAccessible();
  });

  it('says a hidden number is hidden, and a zero is a zero (PEERS 27)', async () => {
    const element = await screen({ sheet: SHEET });
    expect(element.shadowRoot.querySelector('.chart').textContent).toContain('hidden');
    expect(csv(SHEET)).toContain('"Self","hidden","hidden"');
    expect(csv(SHEET)).toContain('"GP","0","0"');
  });

  it('can be taken away only when it has a number: a draft cannot', async () => {
    const draft = await screen({ sheet: SHEET });
    expect(draft.shadowRoot.querySelector('.csv')).toBeNull();
    const element = await screen({ sheet: SHEET, number: 'F-000001', recipient: 'Invented Funder' });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    element.shadowRoot.querySelector('.csv').click();
    expect(click).toHaveBeenCalledTimes(1);
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    element.shadowRoot.querySelector('.print').click();
    expect(print).toHaveBeenCalledTimes(1);
  });

  it('never writes a formula into the table', () => {
    expect(csv({ ...SHEET, columns: ['=1+1'] })).toContain('"\'=1+1"');
  });
});
