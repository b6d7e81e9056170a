import { createElement } from 'lwc';
import RelatedPerson from 'c/relatedPerson';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import saveRelated from '@salesforce/apex/DetailsChangeController.saveRelated';

jest.mock('@salesforce/apex/DetailsChangeController.saveRelated', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/DetailsChangeController.choices',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const FAMILY = 'a01000000000001AAA';
const list = (...values) => values.map((value) => ({ value, label: value }));
const LISTS = { relationships: list('Child', 'Partner', 'Next of kin'), outcomes: list('Born', 'Lost') };
const PARTNER = { id: 'a02000000000001AAA', relationship: 'Partner', firstName: 'Invented', maySpeakWith: true, maySpeakAbout: 'Visits' };
const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(person = null) {
  const element = createElement('c-related-person', { is: RelatedPerson });
  element.recordId = FAMILY;
  element.person = person;
  document.body.appendChild(element);
  choices.emit(LISTS);
  await settle();
  return element;
}

async function answer(element, name, value) {
  const fields = element.shadowRoot.querySelectorAll('lightning-combobox, lightning-input, lightning-radio-group');
  const field = [...fields].find((one) => one.name === name);
  field.dispatchEvent(new CustomEvent('change', { detail: { value, checked: value } }));
  await settle();
}

async function save(element, valid = true) {
  for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => valid;
  [...element.shadowRoot.querySelectorAll('lightning-button')].find((button) => button.label === 'Save').click();
  await settle();
}

describe('c-related-person', () => {
  beforeEach(() => saveRelated.mockResolvedValue({ saved: true, message: 'Saved.' }));
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('asks about what, when and whether alone before we may speak with somebody', async () => {
    const element = await shown();
    await answer(element, 'relationship', 'Next of kin');
    await answer(element, 'maySpeakWith', true);
    expect(element.shadowRoot.textContent).toContain('Being next of kin is not enough');
    await answer(element, 'maySpeakAbout', 'Visits');
    await answer(element, 'maySpeakSaidOn', '2026-11-20');
    await answer(element, 'saidByHerAlone', true);
    await expect(element).toBeAccessible();
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    await save(element);
    expect(saveRelated).toHaveBeenCalledWith({
      clientId: FAMILY,
      kind: 'Moved',
      person: {
        relationship: 'Next of kin',
        maySpeakWith: true,
        maySpeakAbout: 'Visits',
        maySpeakSaidOn: '2026-11-20',
        saidByHerAlone: true
      }
    });
    expect(saved.mock.calls[0][0].detail.message).toBe('Saved.');
  });

  it('changes a person with what is known of them, and asks whether it changed or was wrong', async () => {
    const element = await shown(PARTNER);
    await answer(element, 'maySpeakWith', false);
    await answer(element, 'kind', 'Moved');
    await save(element);
    expect(saveRelated.mock.calls[0][0]).toEqual({
      clientId: FAMILY,
      kind: 'Moved',
      person: { id: PARTNER.id, relationship: 'Partner', firstName: 'Invented', maySpeakWith: false, maySpeakAbout: 'Visits' }
    });
  });

  it('does not ask again what she said alone, unless what we may speak about changes', async () => {
    const element = await shown(PARTNER);
    const asks = () => [...element.shadowRoot.querySelectorAll('lightning-input')].some(({ name }) => name === 'saidByHerAlone');
    expect(asks()).toBe(false);
    await answer(element, 'kind', 'Moved');
    await save(element);
    expect(saveRelated.mock.calls[0][0].person.saidByHerAlone).toBe(true);
    await answer(element, 'maySpeakAbout', 'Everything');
    expect(asks()).toBe(true);
    await save(element);
    expect(saveRelated.mock.calls[1][0].person.saidByHerAlone).toBeUndefined();
  });

  it('says that both cannot be true, and what a loss does', async () => {
    const element = await shown(PARTNER);
    await answer(element, 'mustNeverBeTold', true);
    expect(element.shadowRoot.textContent).toContain('Both cannot be true');
    await answer(element, 'relationship', 'Child');
    await answer(element, 'outcome', 'Lost');
    expect(element.shadowRoot.textContent).toContain('nothing is sent to her by itself');
    await expect(element).toBeAccessible();
  });

  it('keeps what was typed when the door is closed or the org refuses', async () => {
    saveRelated.mockResolvedValueOnce({ saved: false, message: 'These details are not available to you.' });
    const element = await shown();
    await answer(element, 'relationship', 'Child');
    await save(element);
    const alert = () => element.shadowRoot.querySelector('[role="alert"]').textContent;
    expect(alert()).toBe('These details are not available to you.');
    saveRelated.mockRejectedValueOnce({ body: { message: 'Please choose one.' } });
    await save(element);
    expect(alert()).toBe('Please choose one.');
    expect(element.shadowRoot.querySelector('.field')).not.toBeNull();
  });

  it('saves nothing while something is missing, and says so when the lists do not come', async () => {
    const element = await shown();
    await save(element, false);
    expect(saveRelated).not.toHaveBeenCalled();
    choices.error({ message: 'No lists.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]')).not.toBeNull();
  });
});
