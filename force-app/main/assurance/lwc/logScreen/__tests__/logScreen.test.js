import { createElement } from 'lwc';
import LogScreen from 'c/logScreen';

jest.mock('@salesforce/customPermission/Confide_Read_Old_Values', () => ({ default: true }), { virtual: true });

describe('c-log-screen', () => {
  it('shows the log from three sides to who may read old values', async () => {
    const element = createElement('c-log-screen', { is: LogScreen });
    document.body.appendChild(element);
    expect([...element.shadowRoot.querySelectorAll('lightning-tab')].map((tab) => tab.label)).toEqual([
      'Search',
      'Who looked?',
      'Old values'
    ]);
    expect(element.shadowRoot.querySelectorAll('c-access-log-search')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
