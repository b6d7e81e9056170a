import { createElement } from 'lwc';
import LogScreen from 'c/logScreen';

jest.mock('@salesforce/customPermission/Confide_Read_Old_Values', () => ({ default: undefined }), { virtual: true });

describe('c-log-screen', () => {
  it('keeps old values from who may not read them', async () => {
    const element = createElement('c-log-screen', { is: LogScreen });
    document.body.appendChild(element);
    expect([...element.shadowRoot.querySelectorAll('lightning-tab')].map((tab) => tab.label)).toEqual(['Search', 'Who looked?']);
    expect(element.shadowRoot.querySelectorAll('c-access-log-search')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
