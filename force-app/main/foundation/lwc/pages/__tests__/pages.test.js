import { familyPage } from 'c/pages';

it('leads to the page of a family by its id alone', () =>
  expect(familyPage('a01000000000001AAA')).toEqual({
    type: 'standard__recordPage',
    attributes: { recordId: 'a01000000000001AAA', objectApiName: 'Client__c', actionName: 'view' }
  }));
