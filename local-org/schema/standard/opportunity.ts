import { area, check, date, datetime, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost'
];

export const opportunity = standardObject(
  'Opportunity',
  '006',
  [
    reference('AccountId', 'Account', { childRelationshipName: 'Opportunities' }),
    text('Name', 120, { required: true, nameField: true }),
    area('Description', 32000),
    picklist('StageName', STAGES, { label: 'Stage', required: true, restrictedPicklist: false }),
    field('Amount', 'Currency', { precision: 18, scale: 2 }),
    field('Probability', 'Percent', { precision: 3, scale: 0 }),
    field('TotalOpportunityQuantity', 'Number', { label: 'Quantity', precision: 18, scale: 2 }),
    date('CloseDate', { required: true }),
    picklist('Type', ['Existing Business', 'New Business'], { label: 'Opportunity Type', restrictedPicklist: false }),
    text('NextStep', 255),
    picklist('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'], { restrictedPicklist: false }),
    readOnly(check('IsClosed', { label: 'Closed' })),
    readOnly(check('IsWon', { label: 'Won' })),
    reference('CampaignId', 'Campaign', { childRelationshipName: 'Opportunities' }),
    reference('Pricebook2Id', 'Pricebook2', { childRelationshipName: 'Opportunities' }),
    reference('ContactId', 'Contact', { childRelationshipName: 'Opportunities' }),
    owner(['User']),
    readOnly(integer('FiscalYear')),
    readOnly(date('LastActivityDate')),
    readOnly(datetime('LastViewedDate')),
    readOnly(datetime('LastReferencedDate'))
  ],
  { sharingModel: 'ReadWrite', fieldSecurity: true, undeletable: true, triggerable: true, searchable: true }
);
