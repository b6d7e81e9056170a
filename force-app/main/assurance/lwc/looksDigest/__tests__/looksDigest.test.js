import { createElement } from 'lwc';
import LooksDigest from 'c/looksDigest';
import digest from '@salesforce/apex/LooksController.digest';

jest.mock('@salesforce/apex/LooksController.digest', () => ({ default: jest.fn() }), { virtual: true });

const NONE = { everybody: null, team: null, concerns: null, overseen: null };
const FINDING = { key: 'f', userName: 'Tilly Marchbank', day: '2026-11-24', kind: 'Many looks', looks: 23 };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(answer) {
  digest.mockResolvedValue({ ...NONE, ...answer });
  const element = createElement('c-looks-digest', { is: LooksDigest });
  document.body.appendChild(element);
  await settle();
  return element;
}
const part = (element, key) => element.shadowRoot.querySelector(`[data-part="${key}"]`);

describe('c-looks-digest', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows a supervisor her team and what stood out, and says when rows are left out', async () => {
    const people = [{ userId: 'u', userName: 'Tilly Marchbank', opened: 23, refused: 1 }];
    const element = await shown({ team: { people, findings: [FINDING], leftOut: true } });
    expect(part(element, 'team').textContent).toContain('Tilly Marchbank');
    expect(part(element, 'findings').textContent).toContain('Many looks');
    expect(part(element, 'findings').textContent).toContain('The oldest are left out.');
    expect(part(element, 'everybody')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows a trustee counts by week', async () => {
    const element = await shown({ overseen: [{ key: 'w', userName: 'Ines Harrow', week: '2026-11-23', opened: 4, refused: 0 }] });
    expect([...part(element, 'overseen').querySelectorAll('thead th')].map((head) => head.textContent)).toEqual([
      'Who',
      'Week from',
      'Opened',
      'Refused'
    ]);
    await expect(element).toBeAccessible();
  });

  it('says that nothing stood out, and that nobody opened any', async () => {
    const element = await shown({ everybody: { findings: [], leftOut: false }, concerns: { rows: [], leftOut: false } });
    expect(part(element, 'everybody').textContent).toContain('Nothing stood out in the last seven days.');
    expect(part(element, 'concerns').textContent).toContain('Nobody opened any.');
    await expect(element).toBeAccessible();
  });

  it('shows an error in one sentence, and nothing to who has no part', async () => {
    expect((await shown({})).shadowRoot.textContent).toContain('There is nothing here for you.');
    document.body.replaceChildren();
    digest.mockRejectedValue({ body: { message: 'Not available.' } });
    const element = createElement('c-looks-digest', { is: LooksDigest });
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Not available.');
  });
});
