/** For tests: the invented gardens with a few rows. */
import { gardenOrg } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import type { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { SYSTEM, USER } from '../security/types.ts';
import type { QueryOptions, QueryResult } from './types.ts';

export const NOW = Date.parse('2026-11-24T12:00:00Z');

export interface Gardens {
  readonly org: Org;
  add(table: string, values: Record<string, Value>): string;
  idOf(table: string, column: string, value: string): string;
  /** A user with the minimum profile and the permission sets named. */
  person(name: string, ...sets: string[]): string;
  /** Runs as the platform itself. */
  all(text: string, options?: Partial<QueryOptions>): QueryResult;
  /** Runs in user mode. */
  as(userId: string, text: string, options?: Partial<QueryOptions>): QueryResult;
  names(text: string, options?: Partial<QueryOptions>): Value[];
}

/** @returns an org with gardens Ash (area 10, open), Élan (5.5, resting) and zoo (no area, no status), and plots in the first. */
export function gardens(now: () => number = () => NOW): Gardens {
  const org = gardenOrg({ now });
  const admin = org.store.all(`SELECT "Id" FROM "User" WHERE "Username" = 'admin@demo.example'`)[0]!.Id as string;
  const add = (table: string, values: Record<string, Value>): string => {
    const id = org.store.nextId(table);
    const flags = [...org.schema.object(table)!.fields.values()]
      .filter((field) => field.type === 'Checkbox' && field.formula === undefined)
      .map((field): [string, Value] => [field.name, false]);
    org.store.insert(table, [new Map<string, Value>([...flags, ['Id', id], ...Object.entries(values)])]);
    if (org.schema.object(table)!.isSetup) org.security.setupChanged();
    org.security.recordsSaved(table, [id]);
    return id;
  };
  const idOf = (table: string, column: string, value: string): string =>
    org.store.all(`SELECT "Id" FROM "${table}" WHERE "${column}" = ?`, [value])[0]!.Id as string;
  const person = (name: string, ...sets: string[]): string => {
    const id = add('User', {
      Username: `${name}@example.org`,
      Name: name,
      LastName: name,
      IsActive: true,
      UserType: 'Standard',
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      ProfileId: idOf('Profile', 'Name', 'Minimum Access - Salesforce')
    });
    for (const set of sets) add('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: idOf('PermissionSet', 'Name', set) });
    return id;
  };
  const all = (text: string, options: Partial<QueryOptions> = {}): QueryResult =>
    org.soql.query(text, { userId: admin, access: SYSTEM, ...options });
  const as = (userId: string, text: string, options: Partial<QueryOptions> = {}): QueryResult =>
    org.soql.query(text, { userId, access: USER, ...options });
  const ash = add('Garden__c', {
    Name: 'Ash',
    OwnerId: admin,
    Area__c: 10,
    Status__c: 'Open',
    Soil__c: 'Clay;Sand',
    Opened_On__c: '2026-11-24',
    CreatedDate: '2026-11-23T23:30:00.000Z',
    Warden__c: admin
  });
  add('Garden__c', {
    Name: 'Élan',
    OwnerId: admin,
    Area__c: 5.5,
    Status__c: 'Resting',
    Soil__c: 'Clay',
    Opened_On__c: '2026-11-17',
    CreatedDate: '2026-11-24T10:00:00.000Z'
  });
  add('Garden__c', {
    Name: 'zoo',
    OwnerId: idOf('Group', 'DeveloperName', 'Garden_Keepers'),
    Opened_On__c: '2025-12-31',
    CreatedDate: '2026-07-01T22:59:59.000Z'
  });
  for (const [name, area] of [
    ['North', 3],
    ['South', 1],
    ['East', 2]
  ] as const)
    add('Plot__c', { Name: name, Garden__c: ash, Area__c: area, Planted__c: name === 'North' });
  return {
    org,
    add,
    idOf,
    person,
    all,
    as,
    names: (text, options) => all(text, options).records.map((record: SRecord) => record.values.get('Name') ?? null)
  };
}
