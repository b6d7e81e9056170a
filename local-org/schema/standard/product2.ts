import { area, check, field, picklist, standardObject, text } from '../define.ts';

export const product2 = standardObject(
  'Product2',
  '01t',
  [
    text('Name', 255, { label: 'Product Name', required: true, nameField: true }),
    text('ProductCode', 255),
    area('Description', 4000),
    check('IsActive', { label: 'Active' }),
    picklist('Family', ['None'], { label: 'Product Family', restrictedPicklist: false }),
    text('StockKeepingUnit', 180, { label: 'Product SKU' }),
    text('QuantityUnitOfMeasure', 40),
    field('DisplayUrl', 'Url', { length: 1000 }),
    text('ExternalId', 255)
  ],
  { label: 'Product', sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
