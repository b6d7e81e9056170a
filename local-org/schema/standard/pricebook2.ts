import { check, readOnly, standardObject, text } from '../define.ts';

export const pricebook2 = standardObject(
  'Pricebook2',
  '01s',
  [
    text('Name', 255, { label: 'Price Book Name', required: true, nameField: true }),
    check('IsActive', { label: 'Active' }),
    readOnly(check('IsStandard', { label: 'Is Standard Price Book' })),
    text('Description', 255)
  ],
  { label: 'Price Book', sharingModel: 'ReadWrite', undeletable: true, triggerable: true, searchable: true }
);
