import type { Connection } from '@jsforce/jsforce-node';
import { localConnection } from '../shared/org/index.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { Person } from './data.ts';

/** Who does the work: a connection for a person of the demo, by the first part of her user name. */
export interface Cast {
  as(person: string): Promise<Connection>;
  userId(person: string): string;
}

const PROFILE = 'Minimum Access - Salesforce';

/**
 * Creates the demo's users with their roles, in the org of `admin`; those that exist are left as they are.
 * @param password set for each user, so that she can log in (a real org sends no mail for it)
 */
export async function createPeople(admin: Connection, people: readonly Person[], password: string): Promise<Cast> {
  const profiles = await idsBy(admin, 'Profile', 'Name', [PROFILE, ...people.flatMap((person) => person.profile ?? [])]);
  const existing = await idsBy(
    admin,
    'User',
    'Username',
    people.map((person) => person.username)
  );
  const ids = new Map(existing);
  for (const person of people) {
    if (ids.has(person.username.toLowerCase())) continue;
    const id = await create(admin, 'User', {
      Username: person.username,
      Email: person.username,
      FirstName: person.firstName,
      LastName: person.lastName,
      Alias: short(person.username).slice(0, 8),
      Title: person.title,
      AboutMe: person.try,
      ProfileId: need(profiles, person.profile ?? PROFILE, 'profile'),
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8'
    });
    ids.set(person.username.toLowerCase(), id);
    await admin.requestPost(`/sobjects/User/${id}/password`, { NewPassword: password });
  }
  await grantRoles(admin, people, ids);
  await letKeepWorkers(admin);
  await grantAdmin(admin);
  return cast(admin.instanceUrl, people, ids, password);
}

/** An administrator holds no role; she keeps the register of workers and opens migration windows by sets of their own. */
async function grantAdmin(admin: Connection): Promise<void> {
  const { user_id: user } = await admin.identity();
  for (const name of ['Confide_Keep_Workers', 'Confide_Open_Migration_Windows']) {
    const set = await idOf(admin, 'PermissionSet', 'Name', name);
    const held = await admin.query(`SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${user}' AND PermissionSetId = '${set}'`);
    if (held.totalSize === 0) await create(admin, 'PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
  }
}

/**
 * Gives groups again to whoever lost them while she was no worker yet, or her organisation had no agreement: the package shuts such
 * logins out. To be run when the registers are there.
 */
export async function grantAgain(admin: Connection, people: readonly Person[], cast: Cast): Promise<void> {
  await grantRoles(admin, people, new Map(people.map(({ username }) => [username.toLowerCase(), cast.userId(short(username))])));
}

async function grantRoles(admin: Connection, people: readonly Person[], ids: ReadonlyMap<string, string>): Promise<void> {
  const api = await idOf(admin, 'PermissionSet', 'Name', 'Confide_Demo_Api');
  const roles = await idsBy(
    admin,
    'PermissionSetGroup',
    'DeveloperName',
    people.map((person) => person.role)
  );
  const groups = await idsBy(
    admin,
    'Group',
    'DeveloperName',
    people.flatMap((person) => person.groups)
  );
  const assigned = await pairs(
    admin,
    'SELECT AssigneeId a, PermissionSetId b FROM PermissionSetAssignment GROUP BY AssigneeId, PermissionSetId'
  );
  const inRole = await pairs(
    admin,
    'SELECT AssigneeId a, PermissionSetGroupId b FROM PermissionSetAssignment WHERE PermissionSetGroupId != null GROUP BY AssigneeId, PermissionSetGroupId'
  );
  const members = await pairs(admin, 'SELECT UserOrGroupId a, GroupId b FROM GroupMember GROUP BY UserOrGroupId, GroupId');
  for (const person of people) {
    const user = ids.get(person.username.toLowerCase())!;
    const role = need(roles, person.role, 'permission set group');
    if (!inRole.has(`${user} ${role}`)) await create(admin, 'PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: role });
    if (!assigned.has(`${user} ${api}`)) await create(admin, 'PermissionSetAssignment', { AssigneeId: user, PermissionSetId: api });
    for (const name of person.groups) {
      const group = need(groups, name, 'group');
      if (!members.has(`${user} ${group}`)) await create(admin, 'GroupMember', { GroupId: group, UserOrGroupId: user });
    }
  }
}

/** The administrator's own grant for the register of workers: deployed fields are closed to her too until she has it. */
async function letKeepWorkers(admin: Connection): Promise<void> {
  const { user_id: user } = await admin.identity();
  const keep = await idOf(admin, 'PermissionSet', 'Name', 'Confide_Keep_Workers');
  const held = await idsBy(admin, 'PermissionSetAssignment', 'AssigneeId', [user], ` AND PermissionSetId = '${keep}'`);
  if (held.size === 0) await create(admin, 'PermissionSetAssignment', { AssigneeId: user, PermissionSetId: keep });
}

function cast(instanceUrl: string, people: readonly Person[], ids: ReadonlyMap<string, string>, password: string): Cast {
  const usernames = new Map(people.map((person) => [short(person.username), person.username]));
  const connections = new Map<string, Promise<Connection>>();
  const username = (person: string) => {
    const name = usernames.get(person);
    if (!name) throw new ToolError(`The demo files name "${person}", who is not among the people of org.yaml.`, EXIT.usage);
    return name;
  };
  return {
    as(person) {
      const name = username(person);
      if (!connections.has(person)) connections.set(person, localConnection(instanceUrl, name, password));
      return connections.get(person)!;
    },
    userId: (person) => ids.get(username(person).toLowerCase())!
  };
}

/** @returns the first part of a user name, by which the demo files name a person. */
export const short = (username: string) => username.split('@')[0]!;

function need(found: ReadonlyMap<string, string>, name: string, what: string): string {
  const id = found.get(name.toLowerCase());
  if (!id) throw new ToolError(`The org has no ${what} ${name}. Deploy the package and config/demo/metadata first.`, EXIT.blocked);
  return id;
}

/** @returns the new row's id. @throws ToolError with the org's code, never its text, which may quote a value. */
export async function create(connection: Connection, object: string, fields: Record<string, unknown>): Promise<string> {
  try {
    const result = await connection.sobject(object).create(fields);
    return result.id as string;
  } catch (error) {
    throw refused(error, `create a ${object}`);
  }
}

/** @returns a ToolError that names what was tried and the org's error code and fields. */
export function refused(error: unknown, what: string): ToolError {
  const { errorCode, name, data } = error as { errorCode?: string; name?: string; data?: { fields?: string[] } };
  const fields = data?.fields?.length ? ` (${data.fields.join(', ')})` : '';
  return new ToolError(`The org refused to ${what}: ${errorCode ?? name ?? 'no code given'}${fields}.`, EXIT.remote);
}

/** @returns ids by lower-case value of a unique field. */
export async function idsBy(
  connection: Connection,
  object: string,
  field: string,
  values: readonly string[],
  also = ''
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map();
  const list = [...new Set(values)].map((value) => `'${value.replace(/[\\']/g, '\\$&')}'`).join(',');
  const { records } = await connection.query<Record<string, string>>(
    `SELECT Id, ${field} FROM ${object} WHERE ${field} IN (${list})${also}`
  );
  return new Map(records.map((record) => [record[field]!.toLowerCase(), record['Id']!]));
}

async function idOf(connection: Connection, object: string, field: string, value: string): Promise<string> {
  return need(await idsBy(connection, object, field, [value]), value, object);
}

async function pairs(connection: Connection, soql: string): Promise<Set<string>> {
  const { records } = await connection.query<{ a: string; b: string }>(soql);
  return new Set(records.map(({ a, b }) => `${a} ${b}`));
}
