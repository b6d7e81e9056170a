import { area, check, date, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const campaign = standardObject(
  'Campaign',
  '701',
  [
    text('Name', 80, { label: 'Campaign Name', required: true, nameField: true }),
    reference('ParentId', 'Campaign', { relationshipName: 'Parent', childRelationshipName: 'ChildCampaigns' }),
    picklist('Type', ['Conference', 'Webinar', 'Email', 'Other'], { restrictedPicklist: false }),
    picklist('Status', ['Planned', 'In Progress', 'Completed', 'Aborted'], { restrictedPicklist: false }),
    date('StartDate'),
    date('EndDate'),
    field('ExpectedRevenue', 'Currency', { precision: 18, scale: 2 }),
    field('BudgetedCost', 'Currency', { precision: 18, scale: 2 }),
    field('ActualCost', 'Currency', { precision: 18, scale: 2 }),
    check('IsActive', { label: 'Active' }),
    area('Description', 32000),
    readOnly(integer('NumberOfLeads')),
    readOnly(integer('NumberOfContacts')),
    owner(['User'])
  ],
  { sharingModel: 'FullAccess', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
