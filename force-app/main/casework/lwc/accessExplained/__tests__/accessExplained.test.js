import { createElement } from 'lwc';
import AccessExplained from 'c/accessExplained';
import mayAsk from '@salesforce/apex/AccessExplainedController.mayAsk';
import reasons from '@salesforce/apex/AccessExplainedController.reasons';

jest.mock('@salesforce/apex/AccessExplainedController.mayAsk', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/AccessExplainedController.reasons', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function shown(may) {
  mayAsk.mockResolvedValue(may);
  const element = createElement('c-access-explained', { is: AccessExplained });
  element.recordId = 'a01000000000001AAA';
  document.body.appendChild(element);
  await settle();
  return element;
}

async function asked() {
  const element = await shown(true);
  find(element, 'lightning-button').click();
  await settle();
  return element;
}

describe('c-access-explained', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('is not there for who may not ask', async () => {
    expect(find(await shown(false), 'lightning-card')).toBeNull();
  });

  it('asks nothing until she wants to know, then says that it is loading', async () => {
    reasons.mockReturnValue(new Promise(() => undefined));
    const element = await shown(true);
    expect(reasons).not.toHaveBeenCalled();
    find(element, 'lightning-button').click();
    await settle();
    expect(find(element, 'lightning-spinner').alternativeText).toBe('Loading who can see it');
  });

  it('names each person and why', async () => {
    reasons.mockResolvedValue([{ key: '1', who: 'Ada Invented', why: 'Supports this family', details: true }]);
    const element = await asked();
    expect(reasons).toHaveBeenCalledWith({ clientId: 'a01000000000001AAA' });
    expect(find(element, 'strong').textContent).toBe('Ada Invented');
    expect(find(element, '.row .quiet').textContent).toBe('Supports this family');
    await expect(element).toBeAccessible();
  });

  it('says that there is nobody', async () => {
    reasons.mockResolvedValue([]);
    expect(find(await asked(), '[role="status"]').textContent).toBe('Nobody.');
  });

  it('shows a refusal in one sentence', async () => {
    reasons.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    expect(find(await asked(), '[role="alert"]').textContent).toBe('This is not available to you.');
  });
});
