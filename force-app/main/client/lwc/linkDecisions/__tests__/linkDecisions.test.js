import { createElement } from 'lwc';
import LinkDecisions from 'c/linkDecisions';
import connect from '@salesforce/apex/LinkDecisionsController.connect';
import decide from '@salesforce/apex/LinkDecisionsController.decide';
import links from '@salesforce/apex/LinkDecisionsController.links';

jest.mock('@salesforce/apex/LinkDecisionsController.connect', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LinkDecisionsController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/LinkDecisionsController.links', () => ({ default: jest.fn() }), { virtual: true });

const LINK = {
  linkId: 'a06000000000001AAA',
  code: 'K7M-4QX-9R',
  wordCode: 'amber otter',
  otherCode: 'B2C-3DF-4G',
  otherWordCode: 'silver fern',
  kind: 'Possible match',
  decision: 'To decide',
  agrees: ['the name', 'the postcode']
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown() {
  const element = createElement('c-link-decisions', { is: LinkDecisions });
  document.body.appendChild(element);
  await settle();
  return element;
}

async function answer(element, name, value) {
  const field = [...element.shadowRoot.querySelectorAll('.field')].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settle();
}

async function press(element, label, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === label).click();
  await settle();
}

const ABOUT = 'Decide about K7M-4QX-9R and B2C-3DF-4G';

describe('c-link-decisions', () => {
  beforeEach(() => {
    links.mockResolvedValue([LINK]);
    decide.mockResolvedValue(null);
    connect.mockResolvedValue(null);
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('lists pairs by code with the kinds of facts that agree', async () => {
    const element = await shown();
    expect(element.shadowRoot.textContent).toContain('The same in both: the name, the postcode.');
    await expect(element).toBeAccessible();
  });

  it('records how they belong together, with the reason', async () => {
    const element = await shown();
    await press(element, ABOUT);
    await expect(element).toBeAccessible();
    await answer(element, 'kind', 'Conflict');
    await answer(element, 'reason', 'They have parted.');
    await press(element, 'Record the decision');
    expect(decide).toHaveBeenCalledWith({ linkId: LINK.linkId, kind: 'Conflict', reason: 'They have parted.' });
    expect(links).toHaveBeenCalledTimes(2);
  });

  it('records that they do not belong together', async () => {
    const element = await shown();
    await press(element, ABOUT);
    await answer(element, 'kind', 'Apart');
    await answer(element, 'reason', 'Two mothers of one name.');
    await press(element, 'Record the decision');
    expect(decide).toHaveBeenCalledWith({ linkId: LINK.linkId, kind: '', reason: 'Two mothers of one name.' });
  });

  it('decides nothing while the form is not complete', async () => {
    const element = await shown();
    await press(element, ABOUT);
    await press(element, 'Record the decision', false);
    expect(decide).not.toHaveBeenCalled();
  });

  it('links two families that nobody proposed', async () => {
    links.mockResolvedValue([]);
    const element = await shown();
    expect(element.shadowRoot.textContent).toContain('Nothing waits for a decision.');
    await press(element, 'Link two families');
    await answer(element, 'code', 'k7m-4qx-9r ');
    await answer(element, 'otherCode', 'B2C-3DF-4G');
    await answer(element, 'kind', 'Couple');
    await answer(element, 'reason', 'Both told us.');
    await press(element, 'Record the decision');
    expect(connect).toHaveBeenCalledWith({ code: 'K7M-4QX-9R', otherCode: 'B2C-3DF-4G', kind: 'Couple', reason: 'Both told us.' });
  });

  it('says why the org refused and keeps the form', async () => {
    decide.mockRejectedValue({ body: { message: 'Please say why.' } });
    const element = await shown();
    await press(element, ABOUT);
    await press(element, 'Record the decision');
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('Please say why.');
    expect(element.shadowRoot.querySelector('lightning-textarea')).not.toBeNull();
  });
});
