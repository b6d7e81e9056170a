/** Deleting for good at the desk: the officer decides, a lead agrees, the seven days run; nobody deletes by another door. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, anonymous, query } from './org.ts';
import { choose, Stage } from './stage.ts';

const OLD = `Client__c family = new Client__c(Last_Contact_On__c = Date.today().addYears(-5));
insert as system family;
insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = 'Odessa', Last_Name__c = 'Quillfeather');
RetentionStateWriter.refresh(new Set<Id>{ family.Id });`;
/** Rules of which the night's run lists entries that are past their day. */
const RULES = ['Access_Log', 'Certificates', 'Shredded_Paper'];
const LISTED = `List<SObject> due = new List<SObject>();
for (String rule : new List<String>{ ${RULES.map((rule) => `'${rule}'`).join(', ')} }) {
  due.add(new Register_Disposal__c(Rule__c = rule, Through_On__c = Date.today().addYears(-8), Rows_Due__c = 3, Rows_Held__c = 1, Found_On__c = Date.today()));
}
OldEntriesWriter.save(due);`;

describe('deleting for good', () => {
  let stage: Stage;
  let family: { Id: string; Name: string };
  const rest = (path: string, options?: { method?: string; body?: unknown }) => stage.org.rest(ADMIN, path, options);

  before(async () => {
    stage = await Stage.open();
    const { body } = await rest(anonymous(OLD));
    assert.equal(body.success, true, body.compileProblem ?? body.exceptionMessage);
    const soql = 'SELECT Id, Name FROM Client__c WHERE Last_Contact_On__c < 2023-01-01';
    const found = await stage.org.rest('dpo@demo.example', query(soql));
    assert.equal(found.body.totalSize, 1, JSON.stringify(found.body));
    family = found.body.records[0];
  });
  after(() => stage?.close());

  it('an administrator deletes no family, whatever door she takes', async () => {
    const { status, body } = await rest(`/sobjects/Client__c/${family.Id}`, { method: 'DELETE' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /cannot be deleted/);
  });

  it('the officer decides and a lead agrees, by code alone', async () => {
    const officer = await stage.as('dpo', 'Delete for good');
    const row = officer.getByRole('row', { name: family.Name });
    await row.getByText('three years after the last contact').waitFor();
    await stage.picture(officer, 'delete-for-good');
    await row.getByRole('button', { name: 'Decide' }).click();
    await officer.getByRole('textbox', { name: /Your own reason/ }).fill('Its time is up and nobody needs it.');
    await stage.everywhere(officer, 'the desk with a decision open');
    await officer.getByRole('region', { name: 'Decide to delete for good' }).getByRole('button', { name: 'Decide' }).click();
    await officer.getByText('A second person is needed now.').waitFor();

    const lead = await stage.as('safeguarding', 'Delete for good');
    await lead.getByRole('row', { name: family.Name }).getByRole('button', { name: 'Agree' }).click();
    await lead.getByRole('textbox', { name: /Your own reason/ }).fill('I have looked and agree.');
    await lead.getByRole('region', { name: 'Agree to delete for good' }).getByRole('button', { name: 'Agree' }).click();
    await lead.getByText('Seven days run from today.').waitFor();
    assert.ok(![...stage.traces].some((trace) => trace.includes('Odessa')), 'no name in an address or a log');
  });

  it('old entries of the log, of certificates and of paper are listed, decided by one person and agreed by another', async () => {
    const { body } = await rest(anonymous(LISTED));
    assert.equal(body.success, true, body.compileProblem ?? body.exceptionMessage);
    const officer = await stage.as('dpo', 'Delete for good');
    await choose(officer, 'Show', 'Old entries');
    const entries = officer.getByRole('region', { name: 'Old entries' });
    await entries.getByRole('row').nth(3).waitFor();
    assert.equal(await entries.getByText('3, of which 1 held').count(), 3);
    await entries
      .getByRole('button', { name: /^Decide/ })
      .first()
      .click();
    await stage.everywhere(officer, 'the desk with a decision about old entries open');
    await entries.getByRole('textbox', { name: /Your own reason/ }).fill('Nobody needs them any more.');
    await entries.getByRole('button', { name: 'Decide', exact: true }).click();
    await entries.getByText('Decided. A second person is needed now.').waitFor();

    const trustee = await stage.as('trustee', 'Delete for good');
    await choose(trustee, 'Show', 'Old entries');
    const hers = trustee.getByRole('region', { name: 'Old entries' });
    await hers.getByRole('button', { name: /^Agree/ }).click();
    await hers.getByRole('textbox', { name: /Your own reason/ }).fill('I have looked and agree.');
    await hers.getByRole('button', { name: 'Agree', exact: true }).click();
    await hers.getByText('Agreed. Seven days run from today.').waitFor();
    await stage.everywhere(trustee, 'the desk of a trustee');
  });

  it('every part of the desk needs no sideways scroll at 320 px, for an officer and for a lead', async () => {
    for (const [who, parts] of [
      ['dpo', ['Claims and inquiries', 'Contracts and grants', 'Reviews by two people']],
      ['safeguarding', ['Reviews by two people', 'Old notes']]
    ] as const) {
      const page = await stage.as(who, 'Delete for good', { width: 320, height: 800 });
      for (const part of parts) {
        await choose(page, 'Show', part);
        await page.locator('section[data-part]').getByRole('heading').first().waitFor();
        await page.locator('section[data-part] lightning-spinner').waitFor({ state: 'detached' });
        await stage.look(page, `${part}, 320 px wide`);
        await stage.fits(page, `${part}, 320 px wide`);
      }
    }
  });
});
