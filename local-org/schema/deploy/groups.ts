import { flag, nodes, text, texts } from '../../metadata/xml.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** Key of the group that stands for everybody inside. */
export const ALL_INTERNAL = 'AllInternalUsers';

/** Roles with their groups, public groups, queues with their objects and members, and the group of all internal users. */
export function deployGroups(target: DeployTarget, rows: DeployedRows): void {
  rows.put('Group', ALL_INTERNAL, {
    Name: 'All Internal Users',
    DeveloperName: ALL_INTERNAL,
    Type: 'Organization',
    DoesIncludeBosses: false,
    DoesSendEmailToMembers: false
  });
  target.problems.each(componentsOf(target.metadata, 'Role'), (role) => deployRole(target, rows, role));
  for (const group of componentsOf(target.metadata, 'Group')) {
    rows.put('Group', group.name, {
      Name: text(group.node, 'name') ?? group.name,
      DeveloperName: group.name,
      Type: 'Regular',
      Description: text(group.node, 'description'),
      DoesIncludeBosses: flag(group.node, 'doesIncludeBosses'),
      DoesSendEmailToMembers: false
    });
  }
  target.problems.each(componentsOf(target.metadata, 'Queue'), (queue) => deployQueue(target, rows, queue));
}

function deployRole(target: DeployTarget, rows: DeployedRows, role: Component): void {
  const parent = text(role.node, 'parentRole');
  if (parent !== undefined && !has(target, 'Role', parent)) refuse(role, `there is no role ${parent}`);
  const id = rows.put('UserRole', role.name, {
    Name: text(role.node, 'name') ?? role.name,
    DeveloperName: role.name,
    RollupDescription: text(role.node, 'description'),
    ParentRoleId: parent === undefined ? null : rows.id('UserRole', parent),
    OpportunityAccessForAccountOwner: 'Edit'
  });
  for (const type of ['Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal']) {
    rows.put('Group', `${type}:${role.name}`, {
      Name: role.name,
      DeveloperName: role.name,
      Type: type,
      RelatedId: id,
      DoesIncludeBosses: false,
      DoesSendEmailToMembers: false
    });
  }
}

function deployQueue(target: DeployTarget, rows: DeployedRows, queue: Component): void {
  const key = `queue:${queue.name}`;
  const id = rows.put('Group', key, {
    Name: text(queue.node, 'name') ?? queue.name,
    DeveloperName: queue.name,
    Type: 'Queue',
    Email: text(queue.node, 'email') || null,
    Description: text(queue.node, 'description'),
    DoesIncludeBosses: flag(queue.node, 'doesIncludeBosses'),
    DoesSendEmailToMembers: flag(queue.node, 'doesSendEmailToMembers')
  });
  for (const sobject of nodes(queue.node, 'queueSobject')) {
    const name = text(sobject, 'sobjectType') ?? refuse(queue, '<sobjectType> is missing');
    const object = target.schema.object(name) ?? refuse(queue, `there is no object ${name}`);
    if (!object.fields.has('ownerid')) refuse(queue, `${object.name} has no owner`);
    rows.put('QueueSobject', `${queue.name}.${object.name}`, { QueueId: id, SobjectType: object.name });
  }
  for (const members of nodes(queue.node, 'queueMembers')) {
    if (nodes(members, 'users').length) refuse(queue, 'members named by user name are not supported by the local org');
    for (const [list, element, type, component] of MEMBERS) {
      for (const name of nodes(members, list).flatMap((node) => texts(node, element))) {
        if (!has(target, component, name)) refuse(queue, `there is no ${component.toLowerCase()} ${name}`);
        const member = rows.id('Group', type === '' ? name : `${type}:${name}`);
        rows.put('GroupMember', `${queue.name}.${type}.${name}`, { GroupId: id, UserOrGroupId: member });
      }
    }
  }
}

const MEMBERS = [
  ['publicGroups', 'publicGroup', '', 'Group'],
  ['roles', 'role', 'Role', 'Role'],
  ['roleAndSubordinates', 'roleAndSubordinate', 'RoleAndSubordinates', 'Role']
] as const;

/** @returns whether the package has that component. */
export function has(target: DeployTarget, type: string, name: string): boolean {
  return target.metadata.components.get(type)?.has(name) ?? false;
}
