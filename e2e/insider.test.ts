/**
 * Somebody of ours who wants more than is hers. Every method of every screen is called with the ids of a family, a request, a
 * concern and whatever else is not hers: nothing comes back of their words, and no row changes but the log. And nobody gives
 * herself a permission set, a group, a queue or a share, at any door.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { written } from '../checks/access-matrix.ts';
import { ADMIN, type RunningOrg, lightning, query, root, seededOrg, signIn } from './org.ts';

const matrix = written();
/** They support no family of those tried, or none at all. */
const STRANGERS = ['supporter2', 'lapsed', 'analyst', 'trustee', 'dbmanager'];
const EVERYBODY = [...STRANGERS, 'supporter', 'supervisor', 'coordinator', 'dpo', 'safeguarding', 'integration'];
const DEPUTY = 'safeguarding2@demo.example';
const WORDS = 'Zinnia said that he waits outside';
/** What every worker may write down, about anybody. */
const FOR_ALL = ['ConcernController.raise', 'ComplaintController.log', 'LogRequestController.log', 'LossController.log'];
const LOG = ['Access_Log__c', 'Access_Log_Head__c'];
const OBJECTS: Readonly<Record<string, string>> = {
  complaintId: 'Complaint__c',
  lossId: 'Breach__c',
  sharingId: 'Disclosure__c',
  noticeId: 'Sharing_Notice__c',
  paperId: 'Paper_File__c',
  referralId: 'Referral__c',
  contactId: 'Support_Contact__c',
  workerId: 'Worker__c',
  supporterId: 'Worker__c',
  organisationId: 'Organisation__c',
  recipientId: 'Organisation__c',
  documentId: 'Case_Document__c',
  storeId: 'Data_Store__c',
  sessionId: 'Supervision_Session__c',
  linkId: 'Client_Link__c',
  programmeId: 'Programme__c'
};
const PLAIN: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Integer: 1,
  Decimal: 1,
  Date: '2026-11-20',
  Datetime: '2026-11-20T10:00:00.000Z'
};
const sources = new Map(
  globSync('force-app/main/**/*.cls', { cwd: root }).map((file) => [
    path.basename(file, '.cls'),
    readFileSync(path.join(root, file), 'utf8')
  ])
);

interface Named {
  readonly type: string;
  readonly name: string;
}

describe('an insider who wants more', () => {
  let org: RunningOrg;
  let code = '';
  const ids = new Map<string, string>();
  const first = async (soql: string, who = ADMIN): Promise<string> => (await org.rest(who, query(soql))).body.records?.[0]?.Id ?? '';

  before(async () => {
    org = await seededOrg();
    const hers = new Set<string>();
    for (const who of STRANGERS) {
      const { status, body } = await org.rest(`${who}@demo.example`, query('SELECT Id FROM Client__c'));
      if (status === 200 && who !== 'dbmanager') for (const { Id } of body.records as { Id: string }[]) hers.add(Id);
    }
    const all = (await org.rest(ADMIN, query('SELECT Id, Name FROM Client__c'))).body.records as { Id: string; Name: string }[];
    const family = all.find(({ Id }) => !hers.has(Id))!;
    code = family.Name;
    const raised = await org.rest(DEPUTY, '/services/apexrest/confide/v1/concerns', {
      method: 'POST',
      body: { clientId: family.Id, said: WORDS }
    });
    assert.equal(raised.status, 201, raised.text);
    const asked = { clientId: family.Id, kinds: ['Access'], words: WORDS, channel: 'Phone', requester: 'Self' };
    const logged = await org.rest(DEPUTY, '/services/apexrest/confide/v1/requests', { method: 'POST', body: asked });
    assert.equal(logged.status, 201, logged.text);
    ids.set('concernId', await first(`SELECT Id FROM Safeguarding_Flag__c WHERE Name = '${raised.body.concernNumber}'`));
    ids.set('requestId', await first(`SELECT Id FROM Rights_Request__c WHERE Name = '${logged.body.requests[0].requestNumber}'`));
    assert.ok(ids.get('concernId') && ids.get('requestId'));
    for (const [name, object] of Object.entries(OBJECTS)) ids.set(name, await first(`SELECT Id FROM ${object} LIMIT 1`));
    for (const name of ['clientId', 'existingClientId', 'Id']) ids.set(name, family.Id);
  });
  after(() => org?.stop());

  /** A value for a parameter or field: an id that is not hers, else something that fits its type. */
  function forged({ type, name }: Named, home: string, depth = 0): unknown {
    const list = /^List<(.+)>$/.exec(type)?.[1];
    if (list) return [forged({ type: list, name: name.replace(/s$/, '') }, home, depth + 1)];
    if (type in PLAIN) return PLAIN[type];
    if (type === 'Id' || /Id$/.test(name)) return ids.get(name) || ids.get('Id');
    if (/code$/i.test(name)) return code;
    if (type === 'String') return name === 'purpose' ? 'PU1' : 'Anything';
    const [outer] = type.split('.') as [string];
    const place = sources.has(outer) ? outer : home;
    if (depth > 3) return null;
    return Object.fromEntries(fieldsOf(type, place).map((field) => [field.name, forged(field, place, depth + 1)]));
  }

  const rows = async (): Promise<Map<string, string>> =>
    new Map(
      await Promise.all(
        Object.keys(matrix.objects)
          .filter((object) => !LOG.includes(object))
          .map(async (object): Promise<[string, string]> => {
            const { status, text } = await org.rest(ADMIN, query(`SELECT FIELDS(ALL) FROM ${object} ORDER BY Id LIMIT 200`));
            return [object, status === 200 ? text : ''];
          })
      )
    );

  for (const who of STRANGERS)
    it(`${who}: forged ids at every method of every screen`, async () => {
      const cookie = await signIn(org.url, `${who}@demo.example`);
      const was = await rows();
      let called = 0;
      for (const name of Object.keys(matrix.methods)) {
        if (FOR_ALL.includes(name)) continue;
        const [classname, method] = name.split('.') as [string, string];
        const params = Object.fromEntries(parametersOf(classname, method).map((one) => [one.name, forged(one, classname)]));
        const { text } = await lightning(org.url, '/lightning/apex', { classname, method, params }, cookie);
        assert.ok(!text.includes(WORDS), `${name} tells`);
        if ((JSON.parse(text) as { status: number }).status !== 403) called++;
      }
      assert.ok(called > 3, `${called} methods of her role`);
      assert.deepEqual(await rows(), was, 'a row was changed');
    });

  it('the forged call would notice: a lead reads the words by it', async () => {
    const params = Object.fromEntries(parametersOf('ConcernDeskController', 'open').map((one) => [one.name, forged(one, '')]));
    const call = { classname: 'ConcernDeskController', method: 'open', params };
    const { text } = await lightning(org.url, '/lightning/apex', call, await signIn(org.url, DEPUTY));
    assert.ok(text.includes(WORDS), text.slice(0, 200));
  });

  it('nobody gives herself a right, a group, a queue or a share', async () => {
    const role = await first("SELECT Id FROM PermissionSetGroup WHERE DeveloperName = 'Confide_Safeguarding_Lead'");
    const leads = await first("SELECT Id FROM Group WHERE DeveloperName = 'Confide_Safeguarding_Leads'");
    const queue = await first("SELECT Id FROM Group WHERE DeveloperName = 'Confide_Safeguarding' AND Type = 'Queue'");
    const set = await first("SELECT Id FROM PermissionSet WHERE Name LIKE 'Confide_%' LIMIT 1");
    const administrator = await first("SELECT Id FROM Profile WHERE Name = 'System Administrator'");
    const family = ids.get('clientId');
    assert.ok(role && leads && queue && set && administrator);
    for (const who of EVERYBODY) {
      const me = await first(`SELECT Id FROM User WHERE Username = '${who}@demo.example'`);
      const member = { GroupId: leads, UserOrGroupId: me };
      const attributed = { attributes: { type: 'GroupMember', referenceId: 'one' }, ...member };
      const flag = ids.get('concernId');
      for (const [method, door, body] of [
        ['POST', '/sobjects/PermissionSetAssignment', { AssigneeId: me, PermissionSetGroupId: role }],
        ['POST', '/sobjects/GroupMember', member],
        ['POST', '/sobjects/GroupMember', { GroupId: queue, UserOrGroupId: me }],
        ['POST', '/composite/sobjects', { allOrNone: true, records: [attributed] }],
        ['POST', '/composite/tree/GroupMember', { records: [attributed] }],
        ['POST', '/ui-api/records', { apiName: 'GroupMember', fields: member }],
        ['POST', '/sobjects/ObjectPermissions', { ParentId: set, SobjectType: 'Safeguarding_Flag__c', PermissionsRead: true }],
        ['PATCH', `/sobjects/User/${me}`, { ProfileId: administrator }],
        ['POST', '/sobjects/Worker__c', { Name: 'Second self', User__c: me, Kind__c: 'Staff', Active__c: true }],
        ['POST', '/sobjects/Client__Share', { ParentId: family, UserOrGroupId: me, AccessLevel: 'Edit' }],
        ['POST', '/sobjects/Safeguarding_Flag__Share', { ParentId: flag, UserOrGroupId: me, AccessLevel: 'Read' }],
        ['PATCH', `/sobjects/Client__c/${family}`, { OwnerId: me }]
      ] as const) {
        const { status, text } = await org.rest(`${who}@demo.example`, door, { method, body });
        const refused = status >= 400 || /"success":false|"hasErrors":true/.test(text);
        assert.ok(refused, `${who}: ${method} ${door}: ${status} ${text.slice(0, 200)}`);
      }
      const { body } = await org.rest(ADMIN, query(`SELECT COUNT() FROM GroupMember WHERE GroupId = '${queue}'`));
      assert.equal(body.totalSize, 0, 'the queue has no members');
    }
  });
});

function parametersOf(classname: string, method: string): Named[] {
  const found = new RegExp(`public static [\\w.<>, ]+ ${method}\\(([^)]*)\\)`).exec(sources.get(classname) ?? '')?.[1] ?? '';
  return found
    .split(/,(?![^<]*>)/)
    .map((one) => one.trim().split(/\s+/))
    .filter((one) => one.length > 1)
    .map((one) => ({ type: one.slice(0, -1).join(' '), name: one.at(-1)! }));
}

/** What the screens may fill of a class, by its full name or by its short one inside `home`. */
function fieldsOf(type: string, home: string): Named[] {
  const inner = type.split('.').at(-1)!;
  const source = sources.get(home) ?? '';
  const whole = inner === home ? source.replace(/public class \w+[^{]*\{[\s\S]*?\n {4}\}\n/g, '') : bodyOf(source, inner);
  return [...whole.matchAll(/@AuraEnabled\s+public ([\w.<>]+) (\w+)\s*\{ get; set; \}/g)].map(([, of, name]) => ({
    type: of!,
    name: name!
  }));
}

function bodyOf(source: string, inner: string): string {
  const start = source.search(new RegExp(`class ${inner}\\b`));
  return start < 0 ? '' : source.slice(start, source.indexOf('\n    }\n', start));
}
