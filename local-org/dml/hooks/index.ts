import type { ObjectDef } from '../../schema/types.ts';
import { attachmentHook } from './attachment.ts';
import { contentDistributionHook } from './content-distribution.ts';
import { contentDocumentLinkHook } from './content-document-link.ts';
import { contentVersionHook } from './content-version.ts';
import { eventHook } from './event.ts';
import { feedCommentHook, feedItemHook } from './feed.ts';
import { groupMemberHook } from './group-member.ts';
import { permissionSetAssignmentHook } from './permission-set-assignment.ts';
import { setupEntityAccessHook } from './setup-entity-access.ts';
import { personNameHook } from './person-name.ts';
import { shareHook } from './share.ts';
import type { ObjectHook } from './types.ts';
import { userHook } from './user.ts';

const HOOKS: Readonly<Record<string, ObjectHook>> = {
  Attachment: attachmentHook,
  Contact: personNameHook,
  ContentDistribution: contentDistributionHook,
  ContentDocumentLink: contentDocumentLinkHook,
  ContentVersion: contentVersionHook,
  Event: eventHook,
  FeedComment: feedCommentHook,
  FeedItem: feedItemHook,
  GroupMember: groupMemberHook,
  PermissionSetAssignment: permissionSetAssignmentHook,
  SetupEntityAccess: setupEntityAccessHook,
  User: userHook
};
const NONE: ObjectHook = {};

/** @returns what the object does besides the common save order. */
export function hookOf(object: ObjectDef): ObjectHook {
  return object.kind === 'share' ? shareHook : (HOOKS[object.name] ?? NONE);
}
