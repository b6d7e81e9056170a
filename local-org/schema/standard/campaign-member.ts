import { check, field, readOnly, reference, standardObject, text } from '../define.ts';

export const campaignMember = standardObject(
  'CampaignMember',
  '00v',
  [
    reference('CampaignId', 'Campaign', {
      type: 'MasterDetail',
      required: true,
      deleteConstraint: 'Cascade',
      childRelationshipName: 'CampaignMembers'
    }),
    reference('LeadId', 'Lead', { childRelationshipName: 'CampaignMembers' }),
    reference('ContactId', 'Contact', { childRelationshipName: 'CampaignMembers' }),
    text('Status', 40),
    readOnly(check('HasResponded', { label: 'Responded' })),
    readOnly(text('FirstName', 40)),
    readOnly(text('LastName', 80)),
    readOnly(field('Email', 'Email', { length: 80 }))
  ],
  { label: 'Campaign Member', sharingModel: 'ControlledByParent', triggerable: true }
);
