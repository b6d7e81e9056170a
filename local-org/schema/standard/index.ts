/** The standard objects every org has. */
import type { ObjectDraft } from '../define.ts';
import { account } from './account.ts';
import { aggregateResult } from './aggregate-result.ts';
import { apexClass } from './apex-class.ts';
import { apexLogs } from './apex-logs.ts';
import { apexTests } from './apex-tests.ts';
import { apexTrigger } from './apex-trigger.ts';
import { attachment } from './attachment.ts';
import { appMenuItem } from './app-menu-item.ts';
import { appDefinition } from './app-definition.ts';
import { asyncApexJob } from './async-apex-job.ts';
import { businessHours } from './business-hours.ts';
import { connectedApplication } from './connected-application.ts';
import { lead } from './lead.ts';
import { opportunity } from './opportunity.ts';
import { opportunityLineItem } from './opportunity-line-item.ts';
import { product2 } from './product2.ts';
import { pricebook2 } from './pricebook2.ts';
import { pricebookEntry } from './pricebook-entry.ts';
import { caseComment } from './case-comment.ts';
import { caseObject } from './case.ts';
import { campaign } from './campaign.ts';
import { campaignMember } from './campaign-member.ts';
import { asset } from './asset.ts';
import { contract } from './contract.ts';
import { order } from './order.ts';
import { contact } from './contact.ts';
import { contentDistribution } from './content-distribution.ts';
import { contentDocument } from './content-document.ts';
import { contentDocumentLink } from './content-document-link.ts';
import { contentVersion } from './content-version.ts';
import { cronJobDetail } from './cron-job-detail.ts';
import { cronTrigger } from './cron-trigger.ts';
import { customNotificationType } from './custom-notification-type.ts';
import { customPermission } from './custom-permission.ts';
import { emailMessage } from './email-message.ts';
import { emailTemplate } from './email-template.ts';
import { entityDefinition } from './entity-definition.ts';
import { event } from './event.ts';
import { feedComment } from './feed-comment.ts';
import { feedItem } from './feed-item.ts';
import { fieldDefinition } from './field-definition.ts';
import { fieldPermissions } from './field-permissions.ts';
import { group } from './group.ts';
import { groupMember } from './group-member.ts';
import { holiday } from './holiday.ts';
import { listEmail } from './list-email.ts';
import { mutingPermissionSet } from './muting-permission-set.ts';
import { namedCredential } from './named-credential.ts';
import { note } from './note.ts';
import { objectPermissions } from './object-permissions.ts';
import { orgWideEmailAddress } from './org-wide-email-address.ts';
import { organization } from './organization.ts';
import { permissionSet } from './permission-set.ts';
import { permissionSetAssignment } from './permission-set-assignment.ts';
import { permissionSetGroup } from './permission-set-group.ts';
import { permissionSetGroupComponent } from './permission-set-group-component.ts';
import { permissionSetTabSetting } from './permission-set-tab-setting.ts';
import { platformCachePartition } from './platform-cache-partition.ts';
import { profile } from './profile.ts';
import { queueSobject } from './queue-sobject.ts';
import { recordType } from './record-type.ts';
import { remoteProxy } from './remote-proxy.ts';
import { setupEntityAccess } from './setup-entity-access.ts';
import { staticResource } from './static-resource.ts';
import { task } from './task.ts';
import { user } from './user.ts';
import { userLicense } from './user-license.ts';
import { userRecordAccess } from './user-record-access.ts';
import { userRole } from './user-role.ts';

export const STANDARD_OBJECTS: readonly ObjectDraft[] = [
  user,
  profile,
  userRole,
  userLicense,
  group,
  groupMember,
  queueSobject,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  mutingPermissionSet,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  connectedApplication,
  namedCredential,
  remoteProxy,
  permissionSetTabSetting,
  customPermission,
  platformCachePartition,
  organization,
  account,
  contact,
  lead,
  opportunity,
  opportunityLineItem,
  product2,
  pricebook2,
  pricebookEntry,
  caseObject,
  caseComment,
  campaign,
  campaignMember,
  asset,
  contract,
  order,
  task,
  event,
  emailMessage,
  listEmail,
  feedItem,
  feedComment,
  note,
  attachment,
  recordType,
  staticResource,
  contentVersion,
  contentDocument,
  contentDocumentLink,
  contentDistribution,
  asyncApexJob,
  cronTrigger,
  cronJobDetail,
  customNotificationType,
  apexClass,
  apexTrigger,
  ...apexTests,
  ...apexLogs,
  appDefinition,
  appMenuItem,
  entityDefinition,
  fieldDefinition,
  businessHours,
  holiday,
  emailTemplate,
  orgWideEmailAddress,
  userRecordAccess,
  aggregateResult
];
