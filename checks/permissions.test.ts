import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { children, components, dataMap, doorFields, packageDir, text, type Component } from './source.ts';

const sets = components('permissionset');
const groups = components('permissionsetgroup');
const fields = components('field').filter(({ name }) => name.includes('__c.'));
const door = doorFields();
const doorObjects = Object.entries(dataMap)
  .filter(([, entry]) => entry.door)
  .map(([object]) => object);

const fieldGrants = sets.flatMap((set) =>
  children(set.node, 'fieldPermissions').map((grant) => ({
    set: set.name,
    field: text(grant, 'field')!,
    editable: text(grant, 'editable') === 'true'
  }))
);
const objectGrants = sets.flatMap((set) =>
  children(set.node, 'objectPermissions').map((grant) => ({ set: set.name, object: text(grant, 'object')!, grant }))
);

/** Written by the package alone and read by nobody, or not used before a later room is built. */
const SYSTEM_FIELDS = new Set([
  // What a look was for, and at whom, is shown in the words of the log's search alone (decision 53).
  'Access_Log__c.Action__c',
  'Access_Log__c.Client_Code__c',
  'Access_Log__c.Client_Record_Id__c',
  'Access_Log__c.Door__c',
  'Access_Log__c.Ground__c',
  'Access_Log__c.Purpose__c',
  'Access_Log__c.Reason__c',
  'Access_Log_Head__c.Hash__c',
  'Access_Log_Head__c.Proof_Key__c',
  'Access_Log_Head__c.Anchor_Hash__c',
  'Access_Log_Head__c.Anchor_Sequence__c',
  'Breach__c.Request_Key__c',
  'Disposal_Record__c.Part_Key__c',
  'Disposal__c.Live_Key__c',
  'Retention_State__c.Client_Key__c',
  'Complaint__c.Request_Key__c',
  'Pack_Review__c.Request_Key__c',
  'Paper_File__c.Code_Key__c',
  'Paper_File_Client__c.Client__c',
  'Paper_File_Client__c.Document__c',
  'Paper_File_Client__c.Pair_Key__c',
  'Paper_File_Client__c.Scanned_By__c',
  'Paper_File_Client__c.Scanned_On__c',
  'Rights_Request__c.Request_Key__c',
  'Safeguarding_Flag__c.Request_Key__c',
  'Access_Log_Head__c.Head_Key__c',
  'Access_Log_Head__c.Sequence__c',
  'Client_Link__c.Link_Key__c',
  'Client__c.Code_Key__c',
  'Migration_Run__c.Lock_Key__c',
  'Migration_Window__c.Live_Key__c',
  'Contact_Preference__c.Preference_Key__c',
  'Leaver_Return__c.Item_Key__c',
  'Privacy_Notice__c.Current_Key__c',
  'Referral__c.Request_Key__c',
  'Worker__c.Groups_Paused__c',
  'Statistical_Count__c.Count_Key__c',
  'Statistical_Count__c.Base__c',
  'Statistical_Count__c.Measure__c',
  'Statistical_Count__c.Quarter__c',
  'Statistical_Count__c.Programme__c',
  'Statistical_Count__c.Value__c',
  'Statistical_Count__c.Count__c',
  'Statistical_Count__c.Families__c',
  'Statistical_Count__c.Counted_At__c',
  'Statistical_Count__c.Fixed_On__c',
  'Worker__c.User_Key__c'
]);

test('the roles are the nine of the design', () => {
  assert.deepEqual(
    groups.map(({ name }) => name),
    [
      'Confide_Analyst',
      'Confide_Coordinator',
      'Confide_DPO',
      'Confide_Database_Manager',
      'Confide_Integration',
      'Confide_Peer_Supporter',
      'Confide_Safeguarding_Lead',
      'Confide_Supervisor',
      'Confide_Trustee'
    ].sort()
  );
});

/** What the tool writes, and nobody types. */
const BY_THE_TOOL = ['Confide_Keep_Migration_History', 'Confide_Sign_Migration_Decisions', 'Confide_Use_Legacy_Keys'];

/** Part of no role: a window gives it for its hours (MigrationAccess), and a gate reads the minute (MigrationGate). */
const MIGRATION = 'Confide_Load_Old_Data';

test('no permission set grants a field behind the doorway, but the one that a migration window gives for its hours', () => {
  assert.ok(door.size > 60, 'the doorway fields are found');
  assert.deepEqual(
    fieldGrants.filter(({ set, field }) => door.has(field) && set !== MIGRATION),
    []
  );
});

test('no permission set grants an object behind the doorway, but the one that a migration window gives for its hours', () => {
  assert.ok(doorObjects.includes('Client_Identity__c'));
  assert.deepEqual(
    objectGrants
      .filter(({ set, object }) => doorObjects.includes(object) && set !== MIGRATION)
      .map(({ set, object }) => `${set}: ${object}`),
    []
  );
});

test('what a migration writes are the objects that carry keys of earlier systems, but the registers, and the gate knows each', () => {
  const keyed = fields.filter(({ name }) => name.endsWith('.Legacy_Id__c')).map(({ name }) => name.split('.')[0]!);
  const granted = objectGrants.filter(({ set }) => set === MIGRATION).map(({ object }) => object);
  assert.deepEqual(granted.sort(), keyed.filter((object) => !['Organisation__c', 'Programme__c'].includes(object)).sort());
  const gate = readFileSync(`${packageDir}/assurance/classes/MigrationGate.cls`, 'utf8');
  assert.deepEqual([...gate.matchAll(/(\w+__c)\.SObjectType/g)].map((match) => match[1]!).sort(), granted);
});

/** What follows from other facts, is a named person's own decision, or says who somebody is: never what an older system says. */
const NEVER_LOADED = [
  'Case_Assignment__c.Expires_At__c',
  'Case_Assignment__c.User__c',
  'Client__c.Restricted__c',
  'Confidentiality_Training__c.Recorded_By__c',
  'Confidentiality_Training__c.Valid_Until__c',
  'Consent__c.Recorded_By__c',
  'Consent__c.Replaces__c',
  'Contact_Preference__c.Next_Review_On__c',
  'Referral__c.Decided_By__c',
  'Referral__c.Decided_On__c',
  'Referral__c.First_Contact_On__c',
  'Referral__c.First_Shared_On__c',
  'Referral__c.Notice_Due_On__c',
  'Referral__c.Notice_Exception__c',
  'Referral__c.Notice_Exception_By__c',
  'Referral__c.Notice_Exception_Measure__c',
  'Referral__c.Notice_Exception_On__c',
  'Referral__c.Notice_Exception_Reason__c',
  'Referral__c.Tell_Her_By__c',
  'Referral__c.Waiting_Days__c',
  'Related_Person__c.Restricted__c',
  'Sensitive_Entry__c.Restricted__c',
  'Support_Contact__c.Follow_Up_Needed__c',
  'Support_Contact__c.Followed_Up_By__c',
  'Support_Contact__c.Followed_Up_On__c',
  'Worker__c.User__c',
  'Worker__c.Works_For__c'
];

test('a migration loads no decision, no lock, no login and nothing that the package works out itself', () => {
  const known = new Set(fields.map(({ name }) => name));
  assert.deepEqual(
    NEVER_LOADED.filter((field) => !known.has(field)),
    [],
    'each is a field'
  );
  const granted = fieldGrants.filter(({ set, field }) => set === MIGRATION && NEVER_LOADED.includes(field));
  assert.deepEqual(
    granted.map(({ field }) => field),
    []
  );
});

test('no permission set lets anybody publish or read an event', () => {
  assert.deepEqual(
    objectGrants.filter(({ object }) => object.endsWith('__e')).map(({ set, object }) => `${set}: ${object}`),
    []
  );
});

test('no permission set sees or changes all records, or deletes any', () => {
  const wide = objectGrants.filter(({ grant }) =>
    ['viewAllRecords', 'modifyAllRecords', 'viewAllFields', 'allowDelete'].some((right) => text(grant, right) === 'true')
  );
  assert.deepEqual(
    wide.map(({ set, object }) => `${set}: ${object}`),
    []
  );
});

test('no permission set of the package grants a system permission but to run reports and to read the setup, and the API for the two who run the tool: no export, no report building, no view of all data', () => {
  const granted = sets.flatMap((set) => children(set.node, 'userPermissions').map((grant) => `${set.name}: ${text(grant, 'name')}`));
  // Who checks the org reads its setup, and no row; the set is part of no role.
  assert.deepEqual(granted, [
    'Confide_Check_Org: ViewRoles',
    'Confide_Check_Org: ViewSetup',
    'Confide_Run_Reports: RunReports',
    'Confide_Use_Tool: ApiEnabled'
  ]);
});

test('reports are run by the five roles that read coded facts of more than their own families', () => {
  const holders = groups.filter(({ node }) => children(node, 'permissionSets').includes('Confide_Run_Reports')).map(({ name }) => name);
  assert.deepEqual(holders, [
    'Confide_Coordinator',
    'Confide_DPO',
    'Confide_Database_Manager',
    'Confide_Safeguarding_Lead',
    'Confide_Supervisor'
  ]);
});

test('the demonstration set grants the API and nothing else', () => {
  const [demo, ...others] = components('permissionset', `${import.meta.dirname}/../config/demo/metadata`);
  assert.equal(others.length, 0);
  assert.deepEqual(Object.keys(demo!.node as object).sort(), ['description', 'hasActivationRequired', 'label', 'userPermissions']);
  assert.deepEqual(
    children(demo!.node, 'userPermissions').map((grant) => text(grant, 'name')),
    ['ApiEnabled']
  );
});

test('every field is granted by some permission set, unless it lies behind the doorway or belongs to the system', () => {
  const granted = new Set(fieldGrants.map(({ field }) => field));
  const masters = new Set(fields.filter(({ node }) => text(node, 'type') === 'MasterDetail').map(({ name }) => name));
  const forgotten = fields
    .map(({ name }) => name)
    .filter((name) => !granted.has(name) && !door.has(name) && !masters.has(name) && !SYSTEM_FIELDS.has(name));
  assert.deepEqual(forgotten, []);
  assert.deepEqual(
    [...SYSTEM_FIELDS].filter((name) => granted.has(name) || !fields.some((field) => field.name === name)),
    []
  );
});

test('a granted field exists, is neither master-detail nor required, and its object is granted in the same set', () => {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const faults = fieldGrants.filter(({ set, field }) => {
    const found = byName.get(field);
    const objectToo = objectGrants.some((grant) => grant.set === set && grant.object === field.split('.')[0]);
    return (
      !found ||
      text(found.node, 'type') === 'MasterDetail' ||
      text(found.node, 'required') === 'true' ||
      !(objectToo || set === 'Confide_Use_Legacy_Keys')
    );
  });
  assert.deepEqual(faults, []);
});

test('a field is editable only where a person types it', () => {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const derived = fieldGrants.filter(
    ({ field, editable, set }) => editable && ![...BY_THE_TOOL, MIGRATION].includes(set) && !text(byName.get(field)!.node, 'inlineHelpText')
  );
  assert.deepEqual(derived, []);
});

test('the groups hold sets that exist, each set is in a role or named as outside of them', () => {
  const outside = ['Confide_Check_Org', 'Confide_Keep_Workers', MIGRATION, 'Confide_Use_Legacy_Keys', 'Confide_Use_Tool'];
  const used = new Set(groups.flatMap(({ node }) => children(node, 'permissionSets').map(String)));
  assert.deepEqual(
    [...used].filter((name) => !sets.some((set) => set.name === name)),
    []
  );
  assert.deepEqual(
    sets
      .map(({ name }) => name)
      .filter((name) => !used.has(name))
      .sort(),
    outside
  );
});

/** Rows reach a trustee one by one, by a sharing reason, where the matter is about a lead or the data protection officer. */
const TAKEN_OVER = [
  'Complaint__c',
  'Complaint_Event__c',
  'Rights_Request__c',
  'Rights_Request_Event__c',
  'Breach__c',
  'Breach_Event__c',
  'Safeguarding_Flag__c',
  'Safeguarding_Event__c',
  'Safeguarding_Access__c'
];

test('analyst, trustee and integration hold no grant on any object with families, but what a trustee takes over', () => {
  const families = Object.entries(dataMap)
    .filter(([, { subject, fields: all }]) => subject === 'parent' || Object.values(all).some(({ subject: own }) => own === 'parent'))
    .map(([object]) => object);
  for (const role of ['Confide_Analyst', 'Confide_Trustee', 'Confide_Integration']) {
    const own = children(groups.find(({ name }) => name === role)!.node, 'permissionSets').map(String);
    assert.deepEqual(
      objectGrants
        .filter(({ set, object }) => own.includes(set) && families.includes(object))
        .map(({ object }) => object)
        .filter((object) => !(role === 'Confide_Trustee' && TAKEN_OVER.includes(object))),
      [],
      role
    );
  }
});

test('no profile, role or sharing setting is shipped', () => {
  const shipped: Component[] = ['profile', 'role', 'settings'].flatMap((suffix) => components(suffix));
  assert.deepEqual(
    shipped.map(({ file }) => file),
    []
  );
});
