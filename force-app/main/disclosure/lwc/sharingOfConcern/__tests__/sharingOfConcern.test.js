import { createElement } from 'lwc';
import SharingOfConcern from 'c/sharingOfConcern';
import rows from '@salesforce/apex/SharingOfConcernController.rows';

jest.mock('@salesforce/apex/SharingOfConcernController.rows', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const ROW = {
  sharingNumber: 'S-000001',
  status: 'Shared',
  sharedOn: '2026-11-20',
  recipient: 'Invented Care',
  whatWasShared: 'What was said',
  necessity: 'Only they can act',
  told: false,
  notToldReason: 'Would increase the risk'
};

async function shown() {
  const element = createElement('c-sharing-of-concern', { is: SharingOfConcern });
  element.concernId = 'a01';
  document.body.appendChild(element);
  await settle();
  return element;
}

async function asked() {
  const element = await shown();
  find(element, '[data-action="shared"]').click();
  await settle();
  return element;
}

describe('c-sharing-of-concern', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.resetAllMocks();
  });

  it('reads nothing until she asks', async () => {
    const element = await shown();
    expect(rows).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('shows what was shared, to whom, why, and that she was not told', async () => {
    rows.mockResolvedValue([ROW]);
    const element = await asked();
    expect(rows).toHaveBeenCalledWith({ concernId: 'a01' });
    const text = find(element, '[data-sharing]').textContent;
    for (const words of ['S-000001', 'Invented Care', 'What was said', 'Only they can act', 'No: Would increase the risk'])
      expect(text).toContain(words);
    await expect(element).toBeAccessible();
  });

  it('says that nothing was shared', async () => {
    rows.mockResolvedValue([]);
    expect((await asked()).shadowRoot.textContent).toContain('Nothing was shared because of this concern.');
  });

  it('says a refusal in one sentence and can be asked again', async () => {
    rows.mockRejectedValue({ body: { message: 'This is not available to you.' } });
    const element = await asked();
    expect(find(element, '[role="alert"]').textContent).toBe('This is not available to you.');
    expect(find(element, '[data-action="shared"]')).not.toBeNull();
  });
});
