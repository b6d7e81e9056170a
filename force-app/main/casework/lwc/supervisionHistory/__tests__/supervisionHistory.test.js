import { createElement } from 'lwc';
import SupervisionHistory from 'c/supervisionHistory';
import notes from '@salesforce/apex/SupervisionHistoryController.notes';
import sessions from '@salesforce/apex/SupervisionHistoryController.sessions';

jest.mock('@salesforce/apex/SupervisionHistoryController.notes', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SupervisionHistoryController.sessions', () => ({ default: jest.fn() }), { virtual: true });

const SESSION = {
  sessionId: 's1',
  supporter: 'Ada Invented',
  supervisor: 'Bea Invented',
  heldOn: '2026-11-02',
  nextDueOn: '2026-12-14',
  late: false,
  families: [{ clientId: 'c1', code: 'K7M-4QX-9R', wordCode: 'amber otter' }],
  others: 2
};
const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(list) {
  sessions.mockResolvedValue(list);
  const element = createElement('c-supervision-history', { is: SupervisionHistory });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function opened(answer) {
  notes.mockResolvedValue(answer);
  const element = await shown([SESSION]);
  find(element, 'lightning-button').click();
  await settle();
  return element;
}

describe('c-supervision-history', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('says that none is written down', async () => {
    const element = await shown([]);
    expect(find(element, '.nothing').textContent).toBe('No supervision is written down yet.');
    await expect(element).toBeAccessible();
  });

  it('says that it is loading', async () => {
    sessions.mockReturnValue(new Promise(() => undefined));
    const element = createElement('c-supervision-history', { is: SupervisionHistory });
    document.body.appendChild(element);
    await settle();
    expect(find(element, 'lightning-spinner').alternativeText).toBe('Loading sessions');
  });

  it('shows an error in one sentence', async () => {
    sessions.mockRejectedValue({ body: { message: 'You may not do that.' } });
    const element = createElement('c-supervision-history', { is: SupervisionHistory });
    document.body.appendChild(element);
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('You may not do that.');
  });

  it('names families by code, counts those closed to her, and asks for no note by itself', async () => {
    const element = await shown([SESSION]);
    expect(find(element, 'c-family-code').code).toBe('K7M-4QX-9R');
    expect(element.shadowRoot.textContent).toContain('and 2 families that are closed to you now');
    expect(notes).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('opens the notes of one session, and hides them when she leaves the window', async () => {
    const element = await opened({
      opened: true,
      closesAfterSeconds: 300,
      notes: [{ clientId: 'c1', code: 'K7M-4QX-9R', note: 'Goes well' }]
    });
    expect(find(element, '.said').textContent).toBe('Goes well');
    await expect(element).toBeAccessible();
    window.dispatchEvent(new Event('blur'));
    await settle();
    expect(find(element, '.said')).toBeNull();
  });

  it('tells a refusal in its words', async () => {
    const element = await opened({ opened: false, message: 'The details are not available to you.', notes: [] });
    expect(find(element, '[role="alert"]').textContent).toBe('The details are not available to you.');
    expect(find(element, '.said')).toBeNull();
  });
});
