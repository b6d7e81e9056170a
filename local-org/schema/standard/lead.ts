import { area, check, date, datetime, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const lead = standardObject(
  'Lead',
  '00Q',
  [
    text('LastName', 80, { required: true }),
    text('FirstName', 40),
    picklist('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.'], { restrictedPicklist: false }),
    readOnly(text('Name', 121, { label: 'Full Name', nameField: true, required: true })),
    text('Title', 128),
    text('Company', 255, { required: true }),
    field('Street', 'TextArea', { length: 255 }),
    text('City', 40),
    text('State', 80),
    text('PostalCode', 20),
    text('Country', 80),
    field('Phone', 'Phone', { length: 40 }),
    field('MobilePhone', 'Phone', { length: 40 }),
    field('Fax', 'Phone', { length: 40 }),
    field('Email', 'Email', { length: 80 }),
    field('Website', 'Url', { length: 255 }),
    area('Description', 32000),
    picklist('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'], { restrictedPicklist: false }),
    picklist('Status', ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'], {
      restrictedPicklist: false,
      required: true,
      defaultValue: '"Open - Not Contacted"'
    }),
    picklist('Industry', ['Government', 'Healthcare', 'Not For Profit', 'Other'], { restrictedPicklist: false }),
    picklist('Rating', ['Hot', 'Warm', 'Cold'], { restrictedPicklist: false }),
    field('AnnualRevenue', 'Currency', { precision: 18, scale: 0 }),
    integer('NumberOfEmployees', { label: 'Employees' }),
    check('DoNotCall'),
    check('HasOptedOutOfEmail', { label: 'Email Opt Out' }),
    readOnly(check('IsConverted', { label: 'Converted' })),
    readOnly(date('ConvertedDate')),
    readOnly(reference('ConvertedAccountId', 'Account', { childRelationshipName: undefined })),
    readOnly(reference('ConvertedContactId', 'Contact', { childRelationshipName: undefined })),
    owner(),
    readOnly(date('LastActivityDate')),
    readOnly(datetime('LastViewedDate')),
    readOnly(datetime('LastReferencedDate'))
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
