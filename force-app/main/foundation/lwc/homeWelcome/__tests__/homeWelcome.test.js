import { createElement } from 'lwc';
import HomeWelcome from 'c/homeWelcome';

jest.mock('@salesforce/customPermission/Confide_Take_In_Referrals', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/customPermission/Confide_Decide_Referrals', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/customPermission/Confide_Search_Access_Log', () => ({ default: true }), { virtual: true });

describe('c-home-welcome', () => {
  it('tells each person what she can do here and no more', async () => {
    const element = createElement('c-home-welcome', { is: HomeWelcome });
    document.body.appendChild(element);
    expect(element.shadowRoot.textContent).toContain('Access log');
    expect(element.shadowRoot.textContent).not.toContain('New referral');
    expect(element.shadowRoot.textContent).toContain('Ring 999 first');
    await expect(element).toBeAccessible();
  });
});
