import { createElement } from 'lwc';
import ReferralScreen from 'c/referralScreen';

jest.mock('@salesforce/customPermission/Confide_Decide_Referrals', () => ({ default: true }), { virtual: true });

describe('c-referral-screen', () => {
  it('shows the list and the board to who decides about referrals', async () => {
    const element = createElement('c-referral-screen', { is: ReferralScreen });
    document.body.appendChild(element);
    expect([...element.shadowRoot.querySelectorAll('lightning-tab')].map((tab) => tab.label)).toEqual(['List', 'Board']);
    expect(element.shadowRoot.querySelectorAll('c-referral-list')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
