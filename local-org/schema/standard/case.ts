import { area, check, datetime, field, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

// `case` is a word of the language.
export const caseObject = standardObject(
  'Case',
  '500',
  [
    readOnly(field('CaseNumber', 'AutoNumber', { displayFormat: '{00000000}', nameField: true, length: 30 })),
    reference('ContactId', 'Contact', { childRelationshipName: 'Cases' }),
    reference('AccountId', 'Account', { childRelationshipName: 'Cases' }),
    reference('ParentId', 'Case', { relationshipName: 'Parent', childRelationshipName: 'Cases' }),
    text('SuppliedName', 80, { label: 'Web Name' }),
    field('SuppliedEmail', 'Email', { label: 'Web Email', length: 80 }),
    text('SuppliedPhone', 40, { label: 'Web Phone' }),
    picklist('Type', ['Question', 'Problem', 'Feature Request'], { label: 'Case Type', restrictedPicklist: false }),
    picklist('Status', ['New', 'Working', 'Escalated', 'Closed'], { restrictedPicklist: false, defaultValue: '"New"' }),
    picklist('Reason', ['Other'], { label: 'Case Reason', restrictedPicklist: false }),
    picklist('Origin', ['Phone', 'Email', 'Web'], { label: 'Case Origin', restrictedPicklist: false }),
    picklist('Priority', ['High', 'Medium', 'Low'], { restrictedPicklist: false, defaultValue: '"Medium"' }),
    text('Subject', 255),
    area('Description', 32000),
    readOnly(check('IsClosed', { label: 'Closed' })),
    readOnly(datetime('ClosedDate')),
    check('IsEscalated', { label: 'Escalated' }),
    owner(),
    readOnly(datetime('LastViewedDate')),
    readOnly(datetime('LastReferencedDate'))
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
