import type { Connection } from '@jsforce/jsforce-node';
import { about, all } from './ask.ts';
import { LETTERS, sealOf } from './source.ts';
import type { Code, FieldFacts, ObjectFacts, Package, SetFacts, Ways } from './types.ts';
import { ASKED } from './whole-org.ts';

/** The objects of the package as they stand in the org, those that are there. */
export async function objectsOf(connection: Connection, pack: Package): Promise<Map<string, ObjectFacts>> {
  type Entity = { QualifiedApiName: string; InternalSharingModel: string; ExternalSharingModel: string; IsFeedEnabled: boolean };
  const entities = await about<Entity>(
    connection,
    pack.objects.keys(),
    (list) =>
      `SELECT QualifiedApiName, InternalSharingModel, ExternalSharingModel, IsFeedEnabled FROM EntityDefinition WHERE QualifiedApiName IN (${list})`
  );
  type Field = {
    QualifiedApiName: string;
    EntityDefinition: { QualifiedApiName: string };
    SecurityClassification: string | null;
    ComplianceGroup: string | null;
    IsFieldHistoryTracked: boolean;
  };
  // This object gives no second page: few objects at a time.
  const fields = await about<Field>(
    connection,
    entities.map(({ QualifiedApiName }) => QualifiedApiName),
    (list) =>
      `SELECT QualifiedApiName, EntityDefinition.QualifiedApiName, SecurityClassification, ComplianceGroup, IsFieldHistoryTracked FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${list})`,
    15
  );
  const byObject = new Map<string, Map<string, FieldFacts>>(entities.map(({ QualifiedApiName }) => [QualifiedApiName, new Map()]));
  for (const field of fields)
    byObject.get(field.EntityDefinition.QualifiedApiName)?.set(field.QualifiedApiName, {
      classification: field.SecurityClassification,
      compliance: field.ComplianceGroup,
      history: field.IsFieldHistoryTracked
    });
  return new Map(
    entities.map((entity) => [
      entity.QualifiedApiName,
      {
        internal: entity.InternalSharingModel,
        external: entity.ExternalSharingModel,
        feeds: entity.IsFeedEnabled,
        fields: byObject.get(entity.QualifiedApiName)!
      }
    ])
  );
}

interface SetRow {
  readonly Id: string;
  readonly Name: string;
  readonly IsOwnedByProfile: boolean;
  readonly Profile: { readonly Name: string } | null;
  readonly [permission: string]: unknown;
}

/** Every permission set and, as sets that belong to them, every profile, with what each grants on the package or over the whole org. */
export async function setsOf(connection: Connection, pack: Package): Promise<SetFacts[]> {
  const known = new Set((await connection.sobject('PermissionSet').describe()).fields.map(({ name }) => name));
  const columns = ASKED.map((name) => `Permissions${name}`).filter((name) => known.has(name));
  const [sets, objects, fields, entries, classes, custom] = await Promise.all([
    all<SetRow>(
      connection,
      `SELECT Id, Name, IsOwnedByProfile, Profile.Name, ${columns.join(', ')} FROM PermissionSet WHERE PermissionSetGroupId = NULL`
    ),
    about<Record<string, unknown> & { ParentId: string; SobjectType: string }>(
      connection,
      pack.objects.keys(),
      (list) =>
        `SELECT ParentId, SobjectType, ${Object.values(LETTERS)
          .map((name) => `Permissions${name}`)
          .join(', ')} FROM ObjectPermissions WHERE SobjectType IN (${list})`
    ),
    about<{ ParentId: string; Field: string; PermissionsEdit: boolean }>(
      connection,
      pack.objects.keys(),
      (list) => `SELECT ParentId, Field, PermissionsEdit FROM FieldPermissions WHERE PermissionsRead = TRUE AND SobjectType IN (${list})`
    ),
    all<{ ParentId: string; SetupEntityId: string }>(
      connection,
      "SELECT ParentId, SetupEntityId FROM SetupEntityAccess WHERE SetupEntityType IN ('ApexClass', 'CustomPermission')"
    ),
    all<{ Id: string; Name: string }>(connection, 'SELECT Id, Name FROM ApexClass WHERE NamespacePrefix = NULL'),
    all<{ Id: string; DeveloperName: string }>(connection, 'SELECT Id, DeveloperName FROM CustomPermission WHERE NamespacePrefix = NULL')
  ]);
  const classById = new Map(classes.map(({ Id, Name }) => [Id, Name]));
  const customById = new Map(custom.map(({ Id, DeveloperName }) => [Id, DeveloperName]));
  const of = <T extends { ParentId: string }>(rows: readonly T[]): Map<string, T[]> => Map.groupBy(rows, ({ ParentId }) => ParentId);
  const [objectsBy, fieldsBy, entriesBy] = [of(objects), of(fields), of(entries)];
  const named = (id: string, names: ReadonlyMap<string, string>): Set<string> =>
    new Set((entriesBy.get(id) ?? []).flatMap(({ SetupEntityId }) => names.get(SetupEntityId) ?? []));
  return sets.map((set) => ({
    id: set.Id,
    name: set.IsOwnedByProfile ? (set.Profile?.Name ?? set.Name) : set.Name,
    isProfile: set.IsOwnedByProfile,
    permissions: new Set(columns.filter((name) => set[name] === true).map((name) => name.slice('Permissions'.length))),
    objects: new Map((objectsBy.get(set.Id) ?? []).map((row) => [row.SobjectType, lettersOf(row)])),
    fields: new Map((fieldsBy.get(set.Id) ?? []).map((row) => [row.Field, row.PermissionsEdit ? 're' : 'r'])),
    classes: named(set.Id, classById),
    custom: named(set.Id, customById)
  }));
}

const lettersOf = (row: Record<string, unknown>): string =>
  Object.entries(LETTERS)
    .filter(([, name]) => row[`Permissions${name}`] === true)
    .map(([letter]) => letter)
    .join('');

/** The seals of all classes and triggers that no installed package brought. */
export async function codeOf(connection: Connection): Promise<{ classes: Map<string, Code>; triggers: Map<string, Code> }> {
  type Row = { Name: string; Status: string; Body: string };
  const sealed = async (type: string): Promise<Map<string, Code>> => {
    const rows = await all<Row>(connection, `SELECT Name, Status, Body FROM ${type} WHERE NamespacePrefix = NULL`);
    return new Map(rows.map(({ Name, Status, Body }) => [Name, { seal: sealOf(Body), active: Status === 'Active' }]));
  };
  const [classes, triggers] = await Promise.all([sealed('ApexClass'), sealed('ApexTrigger')]);
  return { classes, triggers };
}

/** The ways by which data could leave the org, or programs come in. */
export async function waysOf(connection: Connection): Promise<Ways> {
  const [apps, credentials, sites] = await Promise.all([
    all<{ Name: string }>(connection, 'SELECT Name FROM ConnectedApplication'),
    all<{ DeveloperName: string }>(connection, 'SELECT DeveloperName FROM NamedCredential'),
    connection.tooling.query<{ SiteName: string }>('SELECT SiteName FROM RemoteProxy WHERE IsActive = TRUE')
  ]);
  return {
    connectedApps: apps.map(({ Name }) => Name).sort(),
    namedCredentials: credentials.map(({ DeveloperName }) => DeveloperName).sort(),
    remoteSites: sites.records.map(({ SiteName }) => SiteName).sort()
  };
}
