import assert from 'node:assert/strict';
import { test } from 'node:test';
import { children, components, recordObjects, text } from './source.ts';

const READ_BY_ALL = ['Organisation__c', 'Policy_Document__c', 'Privacy_Notice__c', 'Programme__c'];
const SEARCHED = ['Client__c', 'Organisation__c', 'Programme__c'];
const CREATED_WITH_READ_ON_MASTER = [
  'Consent__c',
  'Contact_Preference__c',
  'Notice_Given__c',
  'Service_Agreement__c',
  'Support_Contact__c'
];
const objects = recordObjects();
const fields = components('field').filter(({ name }) => name.includes('__c.'));
const masters = new Map(
  fields.filter(({ node }) => text(node, 'type') === 'MasterDetail').map((field) => [field.name.split('.')[0]!, field])
);
const queues = components('queue');

test('every object is private, but the registers, which everybody reads, and details, which follow their master', () => {
  const wrong = objects.filter(({ name, node }) => {
    const expected = masters.has(name) ? 'ControlledByParent' : READ_BY_ALL.includes(name) ? 'Read' : 'Private';
    return text(node, 'sharingModel') !== expected || text(node, 'externalSharingModel') !== (masters.has(name) ? expected : 'Private');
  });
  assert.deepEqual(
    wrong.map(({ name }) => name),
    []
  );
});

test('feeds, history and activities are off everywhere; search only where a code or register is looked up', () => {
  const on = objects.filter(
    ({ name, node }) =>
      ['enableFeeds', 'enableHistory', 'enableActivities'].some((flag) => text(node, flag) !== 'false') ||
      (text(node, 'enableSearch') === 'true') !== SEARCHED.includes(name)
  );
  assert.deepEqual(
    on.map(({ name }) => name),
    []
  );
});

test('the access log is off in reports', () => {
  assert.equal(text(objects.find(({ name }) => name === 'Access_Log__c')!.node, 'enableReports'), 'false');
});

test('only five details may be created with mere reading rights on the file', () => {
  const open = [...masters].filter(([, field]) => text(field.node, 'writeRequiresMasterRead') === 'true').map(([object]) => object);
  assert.deepEqual(open.sort(), CREATED_WITH_READ_ON_MASTER);
});

test('every lookup says what happens when its target is deleted, and evidence forbids it', () => {
  const lookups = fields.filter(({ node }) => text(node, 'type') === 'Lookup');
  assert.deepEqual(
    lookups.filter(({ node }) => !text(node, 'deleteConstraint')).map(({ name }) => name),
    []
  );
  const cascading = lookups.filter(({ node }) => text(node, 'deleteConstraint') === 'Cascade');
  assert.deepEqual(
    cascading.map(({ name }) => name),
    []
  );
  const letGo = lookups
    .filter(({ node }) => text(node, 'deleteConstraint') === 'SetNull' && text(node, 'referenceTo') !== 'User')
    .map(({ name }) => name)
    .sort();
  assert.deepEqual(
    letGo,
    [
      'Disclosure__c.Client__c',
      'Disposal__c.Client__c',
      'Breach__c.Client__c',
      'Complaint__c.Client__c',
      'Rights_Request__c.Client__c',
      'Supervision_Case__c.Client__c'
    ].sort()
  );
});

test('every private object has a queue that owns it, and no queue has members', () => {
  const owned = new Set(queues.flatMap(({ node }) => children(node, 'queueSobject').map((object) => text(object, 'sobjectType'))));
  const homeless = objects.filter(({ name, node }) => text(node, 'sharingModel') === 'Private' && !owned.has(name));
  assert.deepEqual(
    homeless.map(({ name }) => name),
    []
  );
  assert.deepEqual(
    queues.filter(({ node }) => children(node, 'queueMembers').length > 0).map(({ name }) => name),
    []
  );
});

/** Empty but while a migration window is open. */
const MIGRATIONS = 'Confide_Migrations';

test('sharing rules give reading to groups only, but to the migrations’ group, constantly: every row of the queue, whatever it says, but a lock', () => {
  for (const { name, node } of components('sharingRules')) {
    assert.equal(children(node, 'sharingCriteriaRules').length, name === 'Client__c' ? 2 : 0, name);
    assert.deepEqual(children(node, 'sharingGuestRules'), [], name);
    for (const rule of children(node, 'sharingOwnerRules')) {
      const group = text(children(rule, 'sharedTo')[0]!, 'group');
      assert.equal(text(rule, 'accessLevel'), group === MIGRATIONS ? 'Edit' : 'Read', name);
      assert.deepEqual(Object.keys(children(rule, 'sharedTo')[0] as object), ['group'], name);
      const queue = queues.find((one) => one.name === text(children(rule, 'sharedFrom')[0]!, 'queue'))!;
      assert.ok(
        children(queue.node, 'queueSobject').some((object) => text(object, 'sobjectType') === name),
        name
      );
    }
  }
});

test('leads and data protection officer see every coded file by a constant rule; the database manager all that are not locked', () => {
  const rules = components('sharingRules').find(({ name }) => name === 'Client__c')!;
  const groups = children(rules.node, 'sharingOwnerRules').map((rule) => text(children(rule, 'sharedTo')[0]!, 'group'));
  assert.deepEqual(groups.sort(), ['Confide_DPO', 'Confide_Safeguarding_Leads']);
  const byLock = children(rules.node, 'sharingCriteriaRules').map((rule) => {
    const [item, ...more] = children(rule, 'criteriaItems');
    assert.deepEqual(more, []);
    assert.deepEqual([text(item!, 'field'), text(item!, 'operation'), text(item!, 'value')], ['Restricted__c', 'equals', 'False']);
    return [text(children(rule, 'sharedTo')[0]!, 'group'), text(rule, 'accessLevel')];
  });
  assert.deepEqual(byLock, [
    ['Confide_Database_Managers', 'Read'],
    [MIGRATIONS, 'Edit']
  ]);
});

test('the reasons for sharing say nothing about a family', () => {
  const labels = Object.fromEntries(components('sharingReason').map(({ name, node }) => [name, text(node, 'label')]));
  assert.deepEqual(labels, {
    'Breach__c.Lead_Called__c': 'For you to look at',
    'Breach__c.Trustee_Route__c': 'For the trustee',
    'Client__c.Assigned__c': 'Case work',
    'Client__c.Emergency__c': 'Urgent work',
    'Client__c.Intake__c': 'Office work',
    'Client__c.Supervises__c': 'Team work',
    'Complaint__c.Handles__c': 'Given to you',
    'Complaint__c.Officer_Route__c': 'For you to look at',
    'Complaint__c.Trustee_Route__c': 'For the trustee',
    'Disclosure__c.Prepared_By__c': 'Written by you',
    'Rights_Document__c.Follows__c': 'Given to you',
    'Rights_Request__c.Takes_Over__c': 'Taken over',
    'Disclosure__c.Takes_Over__c': 'Taken over',
    'Safeguarding_Flag__c.Raised_By__c': 'Written by you',
    'Safeguarding_Flag__c.Takes_Over__c': 'Taken over',
    'Supervision_Session__c.Own__c': 'Own supervision',
    'Supervision_Session__c.Team__c': 'Team supervision'
  });
});

test('public groups do not reach up a hierarchy', () => {
  assert.deepEqual(
    components('group')
      .filter(({ node }) => text(node, 'doesIncludeBosses') !== 'false')
      .map(({ name }) => name),
    []
  );
});
