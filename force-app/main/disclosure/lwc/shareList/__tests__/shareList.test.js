import { createElement } from 'lwc';
import ShareList from 'c/shareList';
import choices from '@salesforce/apex/ShareListController.choices';
import share from '@salesforce/apex/ShareListController.share';

jest.mock('@salesforce/apex/ShareListController.choices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ShareListController.share', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);
const click = async (element, selector) => {
  find(element, selector).click();
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
};
const fill = (element, name, value) => {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((each) => each.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};
const tick = (element, kind, value) => {
  const group = [...element.shadowRoot.querySelectorAll('.details')].find((each) => each.dataset.kind === kind);
  group.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};
const one = (value, label = value) => [{ value, label }];

const LISTS = {
  recipients: one('a02', 'Marsh End Clinic'),
  purposes: one('PU2'),
  details: [
    { name: 'Name', category: 'Identifiers' },
    { name: 'Medication', category: 'Health' }
  ],
  methods: one('Phone'),
  families: ['K7M-4QX-9R', 'B2C-3DF-4G']
};

async function screen(lists = LISTS) {
  choices.mockResolvedValue(lists);
  const element = createElement('c-share-list', { is: ShareList });
  document.body.appendChild(element);
  await settle();
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
  return element;
}

async function filled() {
  const element = await screen();
  fill(element, 'recipientId', 'a02');
  fill(element, 'purpose', 'PU2');
  fill(element, 'method', 'Phone');
  fill(element, 'whatWasShared', 'Who comes on Monday');
  tick(element, 'Health', ['Medication']);
  await click(element, '.all');
  return element;
}

describe('c-share-list', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks for at least one detail', async () => {
    const element = await screen();
    await click(element, '.next');
    expect(find(element, '[role=alert]').textContent).toContain('Tick at least one detail');
  });

  it('shares for the list, says beforehand what will happen, and names who was left out', async () => {
    share.mockResolvedValue({ shared: 1, leftOut: [{ code: 'B2C-3DF-4G', reason: 'Cannot be shared now.' }] });
    const element = await filled();
    await click(element, '.next');
    expect(element.shadowRoot.textContent).toContain('Then it cannot be changed');
    await click(element, '.confirm');
    expect(share).toHaveBeenCalledWith({
      codes: LISTS.families,
      request: expect.objectContaining({ basis: '6(1)(a) Consent', condition: '9(2)(a) Explicit consent', details: ['Medication'] })
    });
    expect(find(element, '.step').textContent).toBe('Written down as shared for one family');
    expect(find(element, '.left').textContent).toContain('B2C-3DF-4G');
  });

  it('shows why the org refuses the whole list', async () => {
    share.mockRejectedValue({ body: { message: 'Nothing is ever shared outside for advertising.' } });
    const element = await filled();
    await click(element, '.next');
    await click(element, '.confirm');
    expect(find(element, '[role=alert]').textContent).toContain('advertising');
  });

  it('offers nobody where no family is open to her', async () => {
    expect(find(await screen({ ...LISTS, families: [] }), '.all').disabled).toBe(true);
  });

  it('is accessible', async () => {
    const element = await filled();
    await expect(element).toBeAccessible();
    await click(element, '.next');
    await expect(element).toBeAccessible();
  });
});
