import { date, field, integer, reference, standardObject, text } from '../define.ts';

export const opportunityLineItem = standardObject(
  'OpportunityLineItem',
  '00k',
  [
    reference('OpportunityId', 'Opportunity', {
      type: 'MasterDetail',
      required: true,
      deleteConstraint: 'Cascade',
      childRelationshipName: 'OpportunityLineItems'
    }),
    integer('SortOrder'),
    reference('PricebookEntryId', 'PricebookEntry', { childRelationshipName: 'OpportunityLineItems' }),
    reference('Product2Id', 'Product2', { childRelationshipName: 'OpportunityLineItems' }),
    text('ProductCode', 255),
    text('Name', 376, { nameField: true }),
    field('Quantity', 'Number', { precision: 12, scale: 2 }),
    field('TotalPrice', 'Currency', { precision: 18, scale: 2 }),
    field('UnitPrice', 'Currency', { label: 'Sales Price', precision: 18, scale: 2 }),
    field('Discount', 'Percent', { precision: 5, scale: 2 }),
    field('ListPrice', 'Currency', { precision: 18, scale: 2 }),
    date('ServiceDate'),
    text('Description', 255)
  ],
  { sharingModel: 'ControlledByParent', undeletable: true, triggerable: true }
);
