import { area, check, date, field, owner, picklist, reference, standardObject, text } from '../define.ts';

export const asset = standardObject(
  'Asset',
  '02i',
  [
    reference('ContactId', 'Contact', { childRelationshipName: 'Assets' }),
    reference('AccountId', 'Account', { childRelationshipName: 'Assets' }),
    reference('ParentId', 'Asset', { relationshipName: 'Parent', childRelationshipName: 'ChildAssets' }),
    reference('Product2Id', 'Product2', { childRelationshipName: 'Assets' }),
    text('Name', 255, { label: 'Asset Name', required: true, nameField: true }),
    text('SerialNumber', 80),
    date('InstallDate'),
    date('PurchaseDate'),
    date('UsageEndDate'),
    picklist('Status', ['Shipped', 'Installed', 'Registered', 'Obsolete', 'Purchased'], { restrictedPicklist: false }),
    field('Price', 'Currency', { precision: 18, scale: 2 }),
    field('Quantity', 'Number', { precision: 12, scale: 2 }),
    area('Description', 32000),
    check('IsCompetitorProduct', { label: 'Competitor Asset' }),
    owner(['User'])
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
