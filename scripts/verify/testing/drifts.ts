/** Changes of a setup: seven by an administrator's hand, against a baseline; eight by a deployment or beside the API. */
import assert from 'node:assert/strict';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { project } from '../expected.ts';
import type { Admin, Undo } from './admin.ts';

export const DRIFTS: readonly ((admin: Admin) => Promise<Undo>)[] = [
  (admin) => admin.create('PermissionSet', { Name: 'Empty_So_Far', Label: 'Empty so far' }),
  (admin) => admin.fieldLess('Confide_Read_Families', 'Client__c.Word_Code__c'),
  (admin) => admin.outOfRole('Confide_Trustee', 'Confide_See_Promises'),
  (admin) => admin.roleWithGroup('analyst', 'Confide_Coordinator', 'Confide_Coordinators'),
  (admin) => admin.deactivate('lapsed'),
  (admin) => admin.create('NamedCredential', { DeveloperName: 'Somewhere', MasterLabel: 'Somewhere', Endpoint: 'https://example.org' }),
  (admin) => admin.remoteSite('Elsewhere', 'https://example.com')
];
export const DRIFT_LINES = [
  '+ set "Empty_So_Far"',
  '- set "Confide_Read_Families" Client__c.Word_Code__c r',
  '- role Confide_Trustee Confide_See_Promises',
  'role Confide_Coordinator',
  'group Confide_Coordinators',
  '- person ',
  '+ credential "Somewhere"',
  '+ site "Elsewhere"'
];

/** What must be told after `changedSource` and `intoSetup`. */
export const DEPLOYED = [
  'OBJECT_OPEN Data_Store__c internal Read',
  'HISTORY_ON Client__c.Last_Contact_On__c',
  'FIELD_UNCLASSIFIED Client__c.Status__c',
  'FIELD_UNKNOWN Client__c.Added_By_Hand__c',
  'CLASS_CHANGED AccessLogWords',
  'SHARED Client__c Confide_Analysts Read',
  'APP Data Puller NOT_NAMED',
  'GUEST '
];

/** The same files under other names, which takes a twentieth of the time; copied where the file system has no links. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copy(source, target);
    else
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
  }
}

/** A copy of the package with six changes in it. */
export function changedSource(folder: string): void {
  copy(project('force-app'), folder);
  const file = (...parts: string[]): string => path.join(folder, 'main', ...parts);
  const edit = (name: string, from: RegExp, to: string): void => {
    const text = readFileSync(name, 'utf8');
    assert.match(text, from, name);
    // Never into the file itself, which is the package's too.
    rmSync(name);
    writeFileSync(name, text.replace(from, to));
  };
  edit(file('disclosure', 'objects', 'Data_Store__c', 'Data_Store__c.object-meta.xml'), /<sharingModel>Private</, '<sharingModel>Read<');
  edit(
    file('client', 'objects', 'Client__c', 'fields', 'Status__c.field-meta.xml'),
    /<securityClassification>\w+</,
    '<securityClassification>Public<'
  );
  edit(file('assurance', 'classes', 'AccessLogWords.cls'), /class AccessLogWords \{/, 'class AccessLogWords {\n    // Changed.');
  const client = (...parts: string[]): string => file('client', 'objects', 'Client__c', ...parts);
  edit(client('Client__c.object-meta.xml'), /<enableHistory>false</, '<enableHistory>true<');
  edit(client('fields', 'Last_Contact_On__c.field-meta.xml'), /<type>/, '<trackHistory>true</trackHistory>\n    <type>');
  const field = file('client', 'objects', 'Client__c', 'fields', 'Added_By_Hand__c.field-meta.xml');
  mkdirSync(path.dirname(field), { recursive: true });
  writeFileSync(
    field,
    `<?xml version="1.0" encoding="UTF-8" ?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Added_By_Hand__c</fullName>
    <label>Added by hand</label>
    <length>80</length>
    <type>Text</type>
</CustomField>`
  );
  edit(
    file('client', 'sharingRules', 'Client__c.sharingRules-meta.xml'),
    /<\/SharingRules>/,
    `<sharingOwnerRules>
        <fullName>Added_By_Hand</fullName>
        <accessLevel>Read</accessLevel>
        <label>Added by hand</label>
        <sharedTo><group>Confide_Analysts</group></sharedTo>
        <sharedFrom><queue>Confide_Case_Files</queue></sharedFrom>
    </sharingOwnerRules>
</SharingRules>`
  );
}

/** What the API does not make: a connected app, and a visitor without a login. */
export function intoSetup(data: string): void {
  const database = new DatabaseSync(path.join(data, 'org.db'));
  database.exec(`INSERT INTO "ConnectedApplication" ("Id", "Name") VALUES ('0H4Lo0000000001AAA', 'Data Puller')`);
  database.exec(`UPDATE "User" SET "UserType" = 'Guest' WHERE "Username" = 'lapsed@demo.example'`);
  database.close();
}
