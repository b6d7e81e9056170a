import { createElement } from 'lwc';
import RequestScreen from 'c/requestScreen';

jest.mock('@salesforce/customPermission/Confide_Review_Packs', () => ({ default: undefined }), { virtual: true });

describe('c-request-screen', () => {
  it('shows the desk alone to who makes no copies', async () => {
    const element = createElement('c-request-screen', { is: RequestScreen });
    document.body.appendChild(element);
    expect([...element.shadowRoot.querySelectorAll('lightning-tab')].map((tab) => tab.label)).toEqual([]);
    expect(element.shadowRoot.querySelectorAll('c-request-desk')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
