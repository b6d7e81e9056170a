import { createElement } from 'lwc';
import NoticesDue from 'c/noticesDue';
import due from '@salesforce/apex/NoticesController.due';
import give from '@salesforce/apex/NoticesController.give';
import publish from '@salesforce/apex/NoticePublishingController.publish';
import told from '@salesforce/apex/RecipientsController.told';
import toTell from '@salesforce/apex/NoticesController.toTell';
import versions from '@salesforce/apex/NoticesController.versions';

jest.mock('@salesforce/apex/NoticePublishingController.draft', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticesController.give', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticePublishingController.publish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticeExceptionController.panel', () => ({ default: jest.fn(async () => ({ kinds: [], standing: [] })) }), {
  virtual: true
});
jest.mock('@salesforce/apex/NoticeExceptionController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/NoticeExceptionController.takeBack', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RecipientsController.told', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
  '@salesforce/apex/NoticesController.due',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/NoticesController.toTell',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);
jest.mock(
  '@salesforce/apex/NoticesController.versions',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const settle = () => new Promise((resolve) => setTimeout(resolve));
const ROW = { clientId: 'a01000000000001AAA', code: 'K7M-4QX-9R', wordCode: 'amber otter', dueOn: '2026-11-20', late: true };
const PAGE = {
  version: '2026.1',
  rows: [ROW],
  more: false,
  mayGive: true,
  mayPublish: false,
  ways: [{ value: 'Phone', label: 'Phone' }],
  languages: []
};
const DRAFT = { Id: 'a02000000000001AAA', Version__c: '2026.2', Effective_From__c: '2026-11-24', Status__c: 'Draft', Summary__c: 'New.' };

async function screen({ page = PAGE, notices = [], recipients = [] } = {}) {
  const element = createElement('c-notices-due', { is: NoticesDue });
  document.body.appendChild(element);
  if (page) due.emit(page);
  versions.emit(notices);
  toTell.emit(recipients);
  await settle();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-notices-due', () => {
  afterEach(() => {
    document.body.replaceChildren();
    jest.clearAllMocks();
  });

  it('lists who has yet to be told, by code, late ones marked', async () => {
    const element = await screen();
    expect(find(element, 'tbody .pill_error').textContent).toBe('Late');
    expect(element.shadowRoot.textContent).toContain('Nothing yet');
    expect(find(element, '.new')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says so when everybody has been told, and when no notice is in force', async () => {
    const element = await screen({ page: { ...PAGE, rows: [] } });
    expect(element.shadowRoot.textContent).toContain('Everybody has been told of version 2026.1.');
    due.emit({ ...PAGE, version: undefined, rows: [] });
    await settle();
    expect(element.shadowRoot.textContent).toContain('No privacy notice is in force.');
  });

  it('writes down that she was told', async () => {
    give.mockResolvedValue(undefined);
    const element = await screen();
    find(element, '.give').click();
    await settle();
    await expect(element).toBeAccessible();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    const how = [...element.shadowRoot.querySelectorAll('.field')].find((field) => field.name === 'how');
    how.dispatchEvent(new CustomEvent('change', { detail: { value: 'Phone' } }));
    find(element, '.panel lightning-button').click();
    await settle();
    expect(give.mock.calls[0][0]).toMatchObject({ clientId: ROW.clientId, how: 'Phone' });
    expect(find(element, '.panel')).toBeNull();
  });

  it('keeps the form when the org refuses', async () => {
    give.mockRejectedValue({ body: { message: 'The day lies in the future.' } });
    const element = await screen();
    find(element, '.give').click();
    await settle();
    for (const field of element.shadowRoot.querySelectorAll('.field')) field.reportValidity = () => true;
    find(element, '.panel lightning-button').click();
    await settle();
    expect(find(element, '[role="alert"]').textContent).toBe('The day lies in the future.');
    expect(find(element, '.panel')).not.toBeNull();
  });

  it('lets the data protection officer publish a draft and tick off who was told', async () => {
    publish.mockResolvedValue(undefined);
    told.mockResolvedValue(undefined);
    const recipients = [
      { noticeId: 'a03000000000001AAA', code: ROW.code, recipient: 'Mailing House', kind: 'Withdrawal', dueOn: '2026-11-25' }
    ];
    const element = await screen({ page: { ...PAGE, mayPublish: true }, notices: [DRAFT], recipients });
    await expect(element).toBeAccessible();
    find(element, '.publish').click();
    await settle();
    expect(publish).toHaveBeenCalledWith({ noticeId: DRAFT.Id });
    find(element, '.told').click();
    await settle();
    expect(told).toHaveBeenCalledWith({ noticeId: 'a03000000000001AAA', toldOn: null });
  });
});
