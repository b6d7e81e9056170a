import { createElement } from 'lwc';
import InDanger from 'c/inDanger';

function shown(leads) {
  const element = createElement('c-in-danger', { is: InDanger });
  element.leads = leads;
  document.body.appendChild(element);
  return element;
}
const steps = (element) => [...element.shadowRoot.querySelectorAll('li')].map(({ textContent }) => textContent);

describe('c-in-danger', () => {
  afterEach(() => document.body.replaceChildren());

  it('says 999 first, then whom to ring, then to write', async () => {
    const element = shown(['Ada Invented', 'Bea Invented']);
    expect(steps(element)[0]).toContain('Ring 999.');
    expect(steps(element)[2]).toContain('Ring the safeguarding lead: Ada Invented or Bea Invented.');
    expect(steps(element)[3]).toBe('Then write it down.');
    await expect(element).toBeAccessible();
  });

  it('still says whom to ring when no name is known', () => {
    expect(steps(shown(undefined))[2]).toContain('Ring the safeguarding lead.');
  });
});
