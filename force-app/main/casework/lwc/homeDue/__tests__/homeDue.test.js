import { createElement } from 'lwc';
import HomeDue from 'c/homeDue';
import due from '@salesforce/apex/HomeController.due';

jest.mock('@salesforce/apex/HomeController.due', () => ({ default: jest.fn() }), { virtual: true });

const ITEM = { itemKey: '1', clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R', wordCode: 'amber otter', dueOn: '2026-11-02', late: true };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown() {
  const element = createElement('c-home-due', { is: HomeDue });
  document.body.appendChild(element);
  await settle();
  return element;
}

describe('c-home-due', () => {
  afterEach(() => document.body.replaceChildren());

  it('says that it is loading', async () => {
    due.mockReturnValue(new Promise(() => undefined));
    const element = await shown();
    expect(element.shadowRoot.querySelector('lightning-spinner').alternativeText).toBe('Loading what is due');
  });

  it('shows what is due by code, and what was looked at and is empty', async () => {
    due.mockResolvedValue([
      { key: 'myNotices', items: [ITEM] },
      { key: 'preferences', items: [] }
    ]);
    const element = await shown();
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    expect(element.shadowRoot.querySelector('.pill_error').textContent).toBe('Late');
    expect(element.shadowRoot.textContent).toContain('Nothing due: ask again how to contact her.');
    await expect(element).toBeAccessible();
  });

  it('says of training that ran out until when it held', async () => {
    due.mockResolvedValue([
      {
        key: 'training',
        items: [
          { itemKey: '1', about: 'Wilf Ambler', dueOn: '2026-11-12', late: true },
          { itemKey: '2', about: 'Tilly Marchbank', dueOn: '2026-12-12', late: false }
        ]
      }
    ]);
    const element = await shown();
    expect(element.shadowRoot.textContent).toMatch(/held until.*holds until/s);
  });

  it('counts down the days of a request and names what comes next', async () => {
    const request = { itemKey: '1', about: 'RQ-000001', dueOn: '2026-12-02', late: true, daysLeft: -1, status: 'Working', next: 'Search' };
    due.mockResolvedValue([
      { key: 'requests', items: [request, { ...request, itemKey: '2', dueOn: null, daysLeft: null, late: false, status: 'Paused' }] }
    ]);
    const rows = [...(await shown()).shadowRoot.querySelectorAll('li')].map((row) => row.textContent);
    expect(rows[0]).toContain('1 day late');
    expect(rows[0]).toContain('Next: Where we looked');
    expect(rows[1]).toContain('Paused: no due day now.');
  });

  it('does not call a long silence late', async () => {
    due.mockResolvedValue([{ key: 'silences', items: [ITEM] }]);
    const element = await shown();
    expect(element.shadowRoot.querySelector('.pill_error')).toBeNull();
  });

  it('says that nothing is due', async () => {
    due.mockResolvedValue([{ key: 'links', items: [] }]);
    const element = await shown();
    expect(element.shadowRoot.querySelector('[role="status"]').textContent).toBe('Nothing is due today.');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence', async () => {
    due.mockRejectedValue({ body: { message: 'You may not do that.' } });
    const element = await shown();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('You may not do that.');
  });
});
