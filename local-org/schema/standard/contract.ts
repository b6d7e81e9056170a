import { area, date, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const contract = standardObject(
  'Contract',
  '800',
  [
    reference('AccountId', 'Account', { required: true, deleteConstraint: 'Restrict', childRelationshipName: 'Contracts' }),
    readOnly(field('ContractNumber', 'AutoNumber', { displayFormat: '{00000000}', nameField: true, length: 30 })),
    picklist('Status', ['In Approval Process', 'Activated', 'Draft'], { restrictedPicklist: false, defaultValue: '"Draft"' }),
    date('StartDate', { label: 'Contract Start Date' }),
    readOnly(date('EndDate', { label: 'Contract End Date' })),
    integer('ContractTerm'),
    text('Name', 80, { label: 'Contract Name' }),
    area('Description', 32000),
    owner(['User'])
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
