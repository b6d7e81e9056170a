import { createElement } from 'lwc';
import RequestScreen from 'c/requestScreen';

jest.mock('@salesforce/customPermission/Confide_Review_Packs', () => ({ default: true }), { virtual: true });

describe('c-request-screen', () => {
  it('shows the desk and the copies to who makes copies', async () => {
    const element = createElement('c-request-screen', { is: RequestScreen });
    document.body.appendChild(element);
    expect([...element.shadowRoot.querySelectorAll('lightning-tab')].map((tab) => tab.label)).toEqual(['Requests', 'Copies']);
    expect(element.shadowRoot.querySelectorAll('c-request-desk')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
