/** What staff read in Lightning's own lists: by code, in their own rights, and never a field that only the doorway opens. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type RunningOrg, root, seededOrg } from './org.ts';

const ROOMS = path.join(root, 'force-app', 'main');
const ROLES = ['supporter', 'supervisor', 'coordinator', 'safeguarding', 'dpo'];
const REGISTERS = { Organisation__c: 'All_Organisations', Programme__c: 'All_Programmes' };

describe('lists in Lightning', () => {
  let org: RunningOrg;
  before(async () => {
    org = await seededOrg();
  });
  after(() => org?.stop());

  const ui = (who: string, address: string, options?: { method: string; body: unknown }) =>
    org.rest(`${who}@demo.example`, `/ui-api/${address}`, options);
  const rows = async (who: string, object: string, view: string) => {
    const { status, body, text } = await ui(who, `list-records/${object}/${view}`);
    assert.equal(status, 200, `${who}, ${object}.${view}: ${text}`);
    return body.records as { id: string; fields: Record<string, { value: unknown }> }[];
  };

  it('name no field that only the doorway opens, in columns or filters', () => {
    const views = listViews();
    assert.ok(views.length > 15, 'hardly any list view was found');
    const doors = views.flatMap(({ object, name, fields }) =>
      fields.filter((field) => classification(object, field) === 'Restricted').map((field) => `${object}.${name}: ${field}`)
    );
    assert.deepEqual(doors, []);
  });

  it('open for every role that reads the object', async () => {
    for (const { object, name } of listViews()) {
      for (const who of ROLES) {
        const { status } = await ui(who, `object-info/${object}`);
        if (status === 200) await rows(who, object, name);
      }
    }
  });

  it('show the registers to a supporter, and to her only the referrals of her own families', async () => {
    for (const [object, view] of Object.entries(REGISTERS))
      assert.ok((await rows('supporter', object, view)).length > 0, `${object} has no row to show`);
    const hers = await rows('supporter', 'Referral__c', 'All_Referrals');
    const all = await rows('dpo', 'Referral__c', 'All_Referrals');
    assert.ok(hers.length > 0 && hers.length < all.length, `${hers.length} of ${all.length}`);
  });

  it('let no role set a referral’s status past the decision and its reason', async () => {
    const [referral] = await rows('coordinator', 'Referral__c', 'To_Decide');
    assert.ok(referral, 'the coordinator has no referral to decide');
    for (const who of ROLES) {
      const { status } = await ui(who, `records/${referral.id}`, { method: 'PATCH', body: { fields: { Status__c: 'Accepted' } } });
      assert.ok(status === 400 || status === 403 || status === 404, `${who} was answered ${status}`);
    }
    const [still] = (await rows('coordinator', 'Referral__c', 'To_Decide')).filter(({ id }) => id === referral.id);
    assert.ok(still, 'the referral is no longer new');
  });
});

function listViews(): { object: string; name: string; fields: string[] }[] {
  return readdirSync(ROOMS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.listView-meta.xml'))
    .map((file) => {
      const source = readFileSync(path.join(ROOMS, file), 'utf8');
      const fields = [...source.matchAll(/<(?:columns|field)>(\w+__c)</g)].map((match) => match[1]!);
      return { object: file.split(path.sep).at(-3)!, name: path.basename(file, '.listView-meta.xml'), fields };
    });
}

function classification(object: string, field: string): string | undefined {
  const [file] = readdirSync(ROOMS)
    .map((room) => path.join(ROOMS, room, 'objects', object, 'fields', `${field}.field-meta.xml`))
    .flatMap((candidate) => {
      try {
        return [readFileSync(candidate, 'utf8')];
      } catch {
        return [];
      }
    });
  assert.ok(file, `there is no field ${object}.${field}`);
  return /<securityClassification>(\w+)</.exec(file)?.[1];
}
