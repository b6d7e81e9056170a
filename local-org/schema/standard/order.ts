import { area, date, field, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const order = standardObject(
  'Order',
  '801',
  [
    readOnly(field('OrderNumber', 'AutoNumber', { displayFormat: '{00000000}', nameField: true, length: 30 })),
    reference('AccountId', 'Account', { childRelationshipName: 'Orders' }),
    reference('ContractId', 'Contract', { childRelationshipName: 'Orders' }),
    reference('Pricebook2Id', 'Pricebook2', { childRelationshipName: 'Orders' }),
    reference('OpportunityId', 'Opportunity', { childRelationshipName: 'Orders' }),
    date('EffectiveDate', { label: 'Order Start Date', required: true }),
    date('EndDate', { label: 'Order End Date' }),
    picklist('Status', ['Draft', 'Activated'], { required: true, restrictedPicklist: false }),
    picklist('Type', ['Other'], { label: 'Order Type', restrictedPicklist: false }),
    text('Name', 80, { label: 'Order Name' }),
    area('Description', 32000),
    owner()
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
