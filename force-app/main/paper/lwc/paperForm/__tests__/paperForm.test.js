import { createElement } from 'lwc';
import PaperForm from 'c/paperForm';
import register from '@salesforce/apex/PaperStepsController.register';

jest.mock('@salesforce/apex/PaperStepsController.register', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((resolve) => setTimeout(resolve));
const find = (element, selector) => element.shadowRoot.querySelector(selector);

async function filled(recordId, codes) {
  const element = createElement('c-paper-form', { is: PaperForm });
  Object.assign(element, { recordId, choices: { kinds: [], people: [], myWorkerId: 'w1' } });
  document.body.appendChild(element);
  await settle();
  const values = { codes, what: 'Notes', location: 'Cabinet 1' };
  for (const field of element.shadowRoot.querySelectorAll('.field')) {
    field.reportValidity = () => true;
    if (values[field.name]) field.dispatchEvent(new CustomEvent('change', { detail: { value: values[field.name] } }));
  }
  await settle();
  return element;
}

describe('c-paper-form', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('registers a paper of several families by their codes', async () => {
    register.mockResolvedValue('p1');
    const element = await filled('', 'K7M-4QX-9R, 111-222-33;');
    const registered = jest.fn();
    element.addEventListener('registered', ({ detail }) => registered(detail));
    await expect(element).toBeAccessible();
    find(element, '[data-action="save"]').click();
    await settle();
    expect(register.mock.calls[0][0].request).toMatchObject({ families: ['K7M-4QX-9R', '111-222-33'], what: 'Notes', custodianId: 'w1' });
    expect(registered).toHaveBeenCalledWith('p1');
  });

  it('asks for no code on a family’s page, and says what was refused', async () => {
    register.mockRejectedValue({ body: { message: 'Lock it away, then say so here.' } });
    const element = await filled('c1');
    expect([...element.shadowRoot.querySelectorAll('.field')].map(({ name }) => name)).not.toContain('codes');
    find(element, '[data-action="save"]').click();
    await settle();
    expect(register.mock.calls[0][0].request.families).toEqual(['c1']);
    expect(find(element, '[role="alert"]').textContent).toBe('Lock it away, then say so here.');
  });
});
