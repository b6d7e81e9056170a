import { area, date, field, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const contact = standardObject(
  'Contact',
  '003',
  [
    reference('AccountId', 'Account', { childRelationshipName: 'Contacts' }),
    text('LastName', 80, { required: true }),
    text('FirstName', 40),
    picklist('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'], { restrictedPicklist: false }),
    readOnly(text('Name', 121, { label: 'Full Name', nameField: true, required: true })),
    field('MailingStreet', 'TextArea', { length: 255 }),
    text('MailingCity', 40),
    text('MailingState', 80),
    text('MailingPostalCode', 20),
    text('MailingCountry', 80),
    field('Phone', 'Phone', { length: 40 }),
    field('MobilePhone', 'Phone', { length: 40 }),
    field('HomePhone', 'Phone', { length: 40 }),
    field('Email', 'Email', { length: 80 }),
    text('Title', 128),
    text('Department', 80),
    reference('ReportsToId', 'Contact', { relationshipName: 'ReportsTo' }),
    date('Birthdate'),
    area('Description', 32000),
    text('LeadSource', 40),
    owner(['User']),
    readOnly(date('LastActivityDate'))
  ],
  { sharingModel: 'Private', undeletable: true, triggerable: true, searchable: true }
);
