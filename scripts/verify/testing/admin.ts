import assert from 'node:assert/strict';
import { ADMIN, query, type RunningOrg } from '../../shared/testing/org.ts';

export type Undo = () => Promise<unknown>;

/** An administrator's hands on the setup of an org: each grip answers with what undoes it. */
export class Admin {
  readonly #org: RunningOrg;
  constructor(org: RunningOrg) {
    this.#org = org;
  }

  async create(object: string, fields: object): Promise<Undo> {
    const id = await this.row(object, fields);
    return () => this.#call('DELETE', `/sobjects/${object}/${id}`);
  }

  async row(object: string, fields: object): Promise<string> {
    return (await this.#call('POST', `/sobjects/${object}`, fields)).body.id as string;
  }

  async change(object: string, id: string, fields: Record<string, unknown>): Promise<Undo> {
    const [before] = await this.find(`SELECT ${Object.keys(fields).join(', ')} FROM ${object} WHERE Id = '${id}'`);
    const old = Object.fromEntries(Object.keys(fields).map((name) => [name, before![name]]));
    await this.#call('PATCH', `/sobjects/${object}/${id}`, fields);
    return () => this.#call('PATCH', `/sobjects/${object}/${id}`, old);
  }

  async find(soql: string): Promise<Record<string, string>[]> {
    return (await this.#call('GET', query(soql))).body.records as Record<string, string>[];
  }

  async id(object: string, where: string): Promise<string> {
    const [row] = await this.find(`SELECT Id FROM ${object} WHERE ${where}`);
    assert.ok(row, `${object} where ${where}`);
    return row['Id']!;
  }

  user = (person: string): Promise<string> => this.id('User', `Username = '${person}@demo.example'`);
  /** A permission set, or the one that belongs to a profile. */
  set = (name: string): Promise<string> =>
    this.id('PermissionSet', name.includes(' ') ? `Profile.Name = '${name}'` : `IsOwnedByProfile = FALSE AND Name = '${name}'`);

  async assign(person: string, set: string): Promise<Undo> {
    return this.create('PermissionSetAssignment', { AssigneeId: await this.user(person), PermissionSetId: await this.set(set) });
  }

  async object(set: string, object: string, rights: Record<string, boolean>): Promise<Undo> {
    const parent = await this.set(set);
    const [there] = await this.find(`SELECT Id FROM ObjectPermissions WHERE ParentId = '${parent}' AND SobjectType = '${object}'`);
    if (there) return this.change('ObjectPermissions', there['Id']!, rights);
    return this.create('ObjectPermissions', { ParentId: parent, SobjectType: object, ...rights });
  }

  async field(set: string, field: string, rights: Record<string, boolean>): Promise<Undo> {
    const parent = await this.set(set);
    const [there] = await this.find(`SELECT Id FROM FieldPermissions WHERE ParentId = '${parent}' AND Field = '${field}'`);
    if (there) return this.change('FieldPermissions', there['Id']!, rights);
    return this.create('FieldPermissions', { ParentId: parent, SobjectType: field.split('.')[0], Field: field, ...rights });
  }

  async permission(set: string, permission: string): Promise<Undo> {
    return this.change('PermissionSet', await this.set(set), { [`Permissions${permission}`]: true });
  }

  async member(group: string, person: string, type = 'Regular'): Promise<Undo> {
    const id = await this.id('Group', `DeveloperName = '${group}' AND Type = '${type}'`);
    return this.create('GroupMember', { GroupId: id, UserOrGroupId: await this.user(person) });
  }

  async groupInGroup(group: string, member: string): Promise<Undo> {
    const [outer, inner] = await Promise.all(
      [group, member].map((name) => this.id('Group', `DeveloperName = '${name}' AND Type = 'Regular'`))
    );
    return this.create('GroupMember', { GroupId: outer, UserOrGroupId: inner });
  }

  async apexClass(set: string, name: string): Promise<Undo> {
    const entity = await this.id('ApexClass', `Name = '${name}'`);
    return this.create('SetupEntityAccess', { ParentId: await this.set(set), SetupEntityId: entity });
  }

  async intoRole(role: string, set: string): Promise<Undo> {
    const group = await this.id('PermissionSetGroup', `DeveloperName = '${role}'`);
    return this.create('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: await this.set(set) });
  }

  async profile(person: string, name: string): Promise<Undo> {
    return this.change('User', await this.user(person), { ProfileId: await this.id('Profile', `Name = '${name}'`) });
  }

  async share(object: string, person: string): Promise<Undo> {
    const row = await this.id(object, 'Id != NULL');
    const shares = object.replace(/__c$/, '__Share');
    return this.create(shares, { ParentId: row, UserOrGroupId: await this.user(person), AccessLevel: 'Read', RowCause: 'Manual' });
  }

  async fieldLess(set: string, field: string): Promise<Undo> {
    const parent = await this.set(set);
    const id = await this.id('FieldPermissions', `ParentId = '${parent}' AND Field = '${field}'`);
    await this.#call('DELETE', `/sobjects/FieldPermissions/${id}`);
    return () => this.row('FieldPermissions', { ParentId: parent, SobjectType: field.split('.')[0], Field: field, PermissionsRead: true });
  }

  async outOfRole(role: string, set: string): Promise<Undo> {
    const group = await this.id('PermissionSetGroup', `DeveloperName = '${role}'`);
    const part = await this.set(set);
    const id = await this.id('PermissionSetGroupComponent', `PermissionSetGroupId = '${group}' AND PermissionSetId = '${part}'`);
    await this.#call('DELETE', `/sobjects/PermissionSetGroupComponent/${id}`);
    return () => this.row('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: part });
  }

  async roleWithGroup(person: string, role: string, group: string): Promise<Undo> {
    const held = await this.create('PermissionSetAssignment', {
      AssigneeId: await this.user(person),
      PermissionSetGroupId: await this.id('PermissionSetGroup', `DeveloperName = '${role}'`)
    });
    const member = await this.member(group, person);
    return async () => (await member(), await held());
  }

  async deactivate(person: string): Promise<Undo> {
    return this.change('User', await this.user(person), { IsActive: false });
  }

  async remoteSite(name: string, url: string): Promise<Undo> {
    const { body } = await this.#call('POST', '/tooling/sobjects/RemoteProxy', { SiteName: name, EndpointUrl: url, IsActive: true });
    return () => this.#call('DELETE', `/tooling/sobjects/RemoteProxy/${body.id}`);
  }

  async #call(method: string, path: string, body?: unknown) {
    const answer = await this.#org.rest(ADMIN, path, body === undefined ? { method } : { method, body });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }
}
