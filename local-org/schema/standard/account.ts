import { area, date, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const account = standardObject(
  'Account',
  '001',
  [
    text('Name', 255, { required: true, nameField: true }),
    picklist('Type', ['Prospect', 'Customer', 'Partner', 'Other'], { restrictedPicklist: false }),
    reference('ParentId', 'Account', { relationshipName: 'Parent', childRelationshipName: 'ChildAccounts' }),
    field('BillingStreet', 'TextArea', { length: 255 }),
    text('BillingCity', 40),
    text('BillingState', 80),
    text('BillingPostalCode', 20),
    text('BillingCountry', 80),
    field('ShippingStreet', 'TextArea', { length: 255 }),
    text('ShippingCity', 40),
    text('ShippingState', 80),
    text('ShippingPostalCode', 20),
    text('ShippingCountry', 80),
    field('Phone', 'Phone', { length: 40 }),
    field('Fax', 'Phone', { length: 40 }),
    text('AccountNumber', 40),
    field('Website', 'Url', { length: 255 }),
    picklist('Industry', ['Government', 'Healthcare', 'Not For Profit', 'Other'], { restrictedPicklist: false }),
    field('AnnualRevenue', 'Currency', { precision: 18, scale: 0 }),
    integer('NumberOfEmployees', { label: 'Employees' }),
    area('Description', 32000),
    owner(['User']),
    text('AccountSource', 40),
    readOnly(date('LastActivityDate'))
  ],
  { sharingModel: 'Private', undeletable: true, triggerable: true, searchable: true }
);
