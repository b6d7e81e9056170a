import { check, field, readOnly, reference, standardObject, text } from '../define.ts';

export const pricebookEntry = standardObject(
  'PricebookEntry',
  '01u',
  [
    readOnly(text('Name', 255, { nameField: true })),
    reference('Pricebook2Id', 'Pricebook2', { required: true, deleteConstraint: 'Restrict', childRelationshipName: 'PricebookEntries' }),
    reference('Product2Id', 'Product2', { required: true, deleteConstraint: 'Restrict', childRelationshipName: 'PricebookEntries' }),
    field('UnitPrice', 'Currency', { label: 'List Price', precision: 18, scale: 2, required: true }),
    check('IsActive', { label: 'Active' }),
    check('UseStandardPrice'),
    readOnly(text('ProductCode', 255))
  ],
  { label: 'Price Book Entry', labelPlural: 'Price Book Entries', sharingModel: 'ReadWrite', triggerable: true }
);
