import { createElement } from 'lwc';
import MyCases from 'c/myCases';
import myCases from '@salesforce/apex/CaseController.myCases';

jest.mock(
  '@salesforce/apex/CaseController.myCases',
  () => {
    const { createApexTestWireAdapter } = require('@salesforce/sfdx-lwc-jest');
    return { default: createApexTestWireAdapter(jest.fn()) };
  },
  { virtual: true }
);

const ROW = {
  clientId: 'a01000000000001AAA',
  code: 'K7M-4QX-9R',
  wordCode: 'amber otter',
  status: 'Active',
  role: 'Peer supporter',
  since: '2026-10-01'
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

function create() {
  const element = createElement('c-my-cases', { is: MyCases });
  document.body.appendChild(element);
  return element;
}

describe('c-my-cases', () => {
  afterEach(() => document.body.replaceChildren());

  it('says that it is loading', async () => {
    const element = create();
    expect(element.shadowRoot.querySelector('lightning-spinner').alternativeText).toBe('Loading your cases');
  });

  it('lists families by code', async () => {
    const element = create();
    myCases.emit([ROW]);
    await settle();
    expect(element.shadowRoot.querySelector('c-family-code').code).toBe('K7M-4QX-9R');
    expect(element.shadowRoot.querySelectorAll('tbody tr')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('says when there was no contact yet', async () => {
    const element = create();
    myCases.emit([ROW]);
    await settle();
    expect(element.shadowRoot.querySelector('tbody').textContent).toContain('No contact yet');
  });

  it('says that training has lapsed, and leads to no family', async () => {
    const element = create();
    myCases.emit([{ ...ROW, status: null, trainingMessage: 'Your training is out of date.' }]);
    await settle();
    expect(element.shadowRoot.querySelector('[role="status"]').textContent).toBe('Your training is out of date.');
    expect(element.shadowRoot.querySelector('a')).toBeNull();
    expect(element.shadowRoot.querySelector('tbody').textContent).not.toContain('No contact yet');
    await expect(element).toBeAccessible();
  });

  it('teaches when there are none', async () => {
    const element = create();
    myCases.emit([]);
    await settle();
    expect(element.shadowRoot.textContent).toContain('No families yet');
    await expect(element).toBeAccessible();
  });

  it('shows the error in one sentence and no rows', async () => {
    const element = create();
    myCases.error({ message: 'You may not do that.' });
    await settle();
    expect(element.shadowRoot.querySelector('[role="alert"]').textContent).toBe('You may not do that.');
    expect(element.shadowRoot.querySelector('table')).toBeNull();
  });
});
