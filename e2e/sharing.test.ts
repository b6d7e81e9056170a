/** Information shared outside: advertising is refused to everybody through every door; the wizard by keyboard, on a phone, for axe. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ADMIN, anonymous } from './org.ts';
import { choose, Stage, tabTo } from './stage.ts';

const NEVER = 'Nothing is ever shared outside for advertising. This cannot be saved.';
const PERSONAS = ['supporter', 'supervisor', 'coordinator', 'safeguarding', 'dpo', 'trustee', 'analyst', 'dbmanager', 'integration'];

describe('sharing outside', () => {
  let stage: Stage;
  let clientId = '';
  let recipientId = '';
  let sharedId = '';
  let proposedId = '';
  const rest = (user: string, path: string, options?: { method?: string; body?: unknown; raw?: string }) =>
    stage.org.rest(user, path, options);
  const query = async (soql: string, user = ADMIN) => (await rest(user, `/query?q=${encodeURIComponent(soql)}`)).body.records;
  const row = () => ({
    Client__c: clientId,
    Recipient__c: recipientId,
    Purpose__c: 'PU8',
    Legal_Basis__c: '6(1)(a) Consent',
    Data_Categories__c: 'Identifiers',
    Status__c: 'Draft'
  });

  before(async () => {
    stage = await Stage.open();
    const hers = await query('SELECT Id, Client__c, Status__c FROM Disclosure__c', 'supporter@demo.example');
    const shared = hers.find((one: { Status__c: string }) => one.Status__c === 'Shared');
    clientId = shared.Client__c;
    sharedId = shared.Id;
    proposedId = hers.find((one: { Status__c: string }) => one.Status__c === 'Proposed').Id;
    recipientId = (await query("SELECT Id FROM Organisation__c WHERE Name = 'Marsh End Family Hub'"))[0].Id;
  });
  after(() => stage?.close());

  /** As an administrator's own Apex sees it: all rows, whoever may read them. */
  const apex = async (body: string) => (await rest(ADMIN, anonymous(body))).body;
  const noMarketing = async () => {
    const count = "SELECT COUNT() FROM Disclosure__c WHERE Purpose__c = 'PU8' WITH SYSTEM_MODE";
    assert.equal((await apex(`System.assertEquals(0, [${count}]);`)).success, true, 'no row for advertising');
  };

  for (const persona of PERSONAS)
    it(`P09: ${persona} shares nothing for advertising through REST, and cannot write the register at all`, async () => {
      const answer = await rest(`${persona}@demo.example`, '/sobjects/Disclosure__c', { method: 'POST', body: row() });
      assert.ok(answer.status >= 400, answer.text);
      await noMarketing();
    });

  /** What somebody writes who was given every right on the register: the rule stands beneath rights, and is asked first. */
  const wish = { Purpose__c: 'PU8', Legal_Basis__c: '6(1)(a) Consent', Data_Categories__c: 'Identifiers', Status__c: 'Draft' };
  const typed = { attributes: { type: 'Disclosure__c' }, ...wish };
  const compositeOf = (method: string, url: string) => [{ method, url: `/services/data/v67.0${url}`, referenceId: 'one', body: wish }];
  const change = { attributes: { type: 'Disclosure__c' }, Purpose__c: 'PU8' };
  const NEW: Record<string, (who: string) => Promise<string>> = {
    REST: async (who) => (await rest(who, '/sobjects/Disclosure__c', { method: 'POST', body: wish })).text,
    'UI API': async (who) =>
      (await rest(who, '/ui-api/records', { method: 'POST', body: { apiName: 'Disclosure__c', fields: wish } })).text,
    collections: async (who) =>
      (await rest(who, '/composite/sobjects', { method: 'POST', body: { allOrNone: false, records: [typed] } })).text,
    'upsert of collections': async (who) =>
      (await rest(who, '/composite/sobjects/Disclosure__c/Id', { method: 'PATCH', body: { allOrNone: false, records: [typed] } })).text,
    composite: async (who) =>
      (await rest(who, '/composite', { method: 'POST', body: { compositeRequest: compositeOf('POST', '/sobjects/Disclosure__c') } })).text,
    'a tree': async (who) => {
      const records = [{ attributes: { type: 'Disclosure__c', referenceId: 'one' }, ...wish }];
      return (await rest(who, '/composite/tree/Disclosure__c', { method: 'POST', body: { records } })).text;
    },
    'a bulk insert': (who) => bulk(who, 'insert', 'Purpose__c,Legal_Basis__c', 'PU8,6(1)(a) Consent'),
    'an upsert as Data Loader makes it': (who) => bulk(who, 'upsert', 'Id,Purpose__c,Legal_Basis__c', ',PU8,6(1)(a) Consent')
  };
  const CHANGED: Record<string, (who: string, id: string) => Promise<string>> = {
    REST: async (who, id) => (await rest(who, `/sobjects/Disclosure__c/${id}`, { method: 'PATCH', body: { Purpose__c: 'PU8' } })).text,
    'REST upsert': async (who, id) =>
      (await rest(who, `/sobjects/Disclosure__c/Id/${id}`, { method: 'PATCH', body: { Purpose__c: 'PU8' } })).text,
    'UI API': async (who, id) =>
      (await rest(who, `/ui-api/records/${id}`, { method: 'PATCH', body: { fields: { Purpose__c: 'PU8' } } })).text,
    collections: async (who, id) =>
      (await rest(who, '/composite/sobjects', { method: 'PATCH', body: { allOrNone: false, records: [{ ...change, Id: id }] } })).text,
    'upsert of collections': async (who, id) => {
      const body = { allOrNone: false, records: [{ ...change, Id: id }] };
      return (await rest(who, '/composite/sobjects/Disclosure__c/Id', { method: 'PATCH', body })).text;
    },
    'a bulk update': (who, id) => bulk(who, 'update', 'Id,Purpose__c', `${id},PU8`),
    'an upsert as Data Loader makes it': (who, id) => bulk(who, 'upsert', 'Id,Purpose__c', `${id},PU8`),
    'her own Apex in user mode': async (who, id) =>
      JSON.stringify(await apex(`update as user new Disclosure__c(Id = '${id}', Purpose__c = 'PU8');`))
  };

  it('P09: with every right on the register everybody is refused in the rule’s own words, at every door', async () => {
    await everyRight();
    for (const persona of [...PERSONAS, 'admin'])
      for (const [door, knock] of Object.entries(NEW)) {
        const text = await knock(`${persona}@demo.example`);
        assert.ok(text.includes(NEVER), `${persona}, ${door}: ${text.slice(0, 300)}`);
      }
    for (const [door, knock] of Object.entries(CHANGED)) {
      const text = await knock(ADMIN, proposedId);
      assert.ok(text.includes(NEVER), `an administrator changes, ${door}: ${text.slice(0, 300)}`);
    }
    await noMarketing();
  });

  it('P09: nothing for advertising comes back from the bin, as nothing shared can be put into it', async () => {
    const one = await rest(ADMIN, `/sobjects/Disclosure__c/${sharedId}`, { method: 'DELETE' });
    assert.ok(one.text.includes('cannot be deleted') || one.status >= 400, one.text);
    const run = await apex(`undelete as system new Disclosure__c(Id = '${sharedId}');`);
    assert.equal(run.success, false);
    assert.equal((await query(`SELECT Purpose__c FROM Disclosure__c WHERE Id = '${sharedId}'`))[0].Purpose__c, 'PU2');
  });

  /** As an administrator could in a minute: a permission set with every right on the register, given to everybody. */
  async function everyRight(): Promise<void> {
    const make = async (object: string, body: unknown) => {
      const made = await rest(ADMIN, `/sobjects/${object}`, { method: 'POST', body });
      assert.equal(made.status, 201, `${object}: ${made.text}`);
      return made.body.id as string;
    };
    const set = await make('PermissionSet', { Name: 'Every_Right', Label: 'Every right' });
    const rights = { PermissionsRead: true, PermissionsCreate: true, PermissionsEdit: true, PermissionsDelete: true };
    await make('ObjectPermissions', { ParentId: set, SobjectType: 'Disclosure__c', ...rights });
    for (const field of ['Purpose__c', 'Legal_Basis__c', 'Data_Categories__c', 'Status__c']) {
      const name = `Disclosure__c.${field}`;
      await make('FieldPermissions', {
        ParentId: set,
        SobjectType: 'Disclosure__c',
        Field: name,
        PermissionsRead: true,
        PermissionsEdit: true
      });
    }
    const who = [...PERSONAS, 'admin'].map((persona) => `'${persona}@demo.example'`).join(',');
    for (const { Id } of await query(`SELECT Id FROM User WHERE Username IN (${who})`))
      await make('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: Id });
  }

  /** @returns what a job says of its failed row. */
  async function bulk(who: string, operation: string, heads: string, line: string, object = 'Disclosure__c'): Promise<string> {
    const key = operation === 'upsert' ? { externalIdFieldName: 'Id' } : {};
    const made = await rest(who, '/jobs/ingest', {
      method: 'POST',
      body: { object, operation, lineEnding: 'LF', ...key }
    });
    assert.equal(made.status, 200, made.text);
    const job = `/jobs/ingest/${made.body.id}`;
    const headers = { authorization: `Bearer ${await stage.org.token(who)}`, 'content-type': 'text/csv' };
    await fetch(`${stage.org.url}/services/data/v67.0${job}/batches`, { method: 'PUT', headers, body: `${heads}\n${line}\n` });
    await rest(who, job, { method: 'PATCH', body: { state: 'UploadComplete' } });
    for (let asked = 0; asked < 200; asked++) {
      const { state } = (await rest(who, job)).body;
      if (['JobComplete', 'Failed'].includes(state)) return (await rest(who, `${job}/failedResults`)).text;
    }
    return assert.fail('the job does not end');
  }

  it('P09: her own Apex in system mode, which asks no rights, is refused in our words: insert, update and upsert', async () => {
    const fields = `Client__c = '${clientId}', Recipient__c = '${recipientId}', Purpose__c = 'PU8'`;
    for (const body of [
      `insert as system new Disclosure__c(${fields});`,
      `upsert as system new Disclosure__c(${fields});`,
      `update as system new Disclosure__c(Id = '${proposedId}', Purpose__c = 'PU8');`
    ]) {
      const run = await apex(body);
      assert.equal(run.success, false, body);
      assert.ok(run.exceptionMessage.includes(NEVER), run.exceptionMessage);
    }
    await noMarketing();
  });

  it('what was shared is neither changed nor deleted by an administrator, in system mode either', async () => {
    for (const body of [
      `update as system new Disclosure__c(Id = '${sharedId}', What_Was_Shared__c = 'Nothing');`,
      `delete as system new Disclosure__c(Id = '${sharedId}');`
    ])
      assert.equal((await apex(body)).success, false, body);
    assert.ok((await rest(ADMIN, `/sobjects/Disclosure__c/${sharedId}`, { method: 'DELETE' })).status >= 400);
  });

  it('DPI-02: an assessment of high risk is put in force through no door, by the officer or an administrator, before the regulator answered', async () => {
    const WAITS = 'It cannot be approved until the regulator was asked';
    const OFFICER = 'dpo@demo.example';
    const fields = {
      Name: 'Invented new work',
      Kind__c: 'DPIA',
      Version__c: '9',
      Module__c: 'Figures for funders',
      Residual_Risk__c: 'High',
      Officer_Advice__c: 'Wait',
      Advice_Followed__c: 'Yes',
      Next_Review_On__c: new Date(Date.now() + 90 * 86400000).toISOString().slice(0, 10)
    };
    const draft = (await rest(OFFICER, '/sobjects/Policy_Document__c', { method: 'POST', body: { ...fields, Status__c: 'Draft' } })).body
      .id;
    const inForce = { ...fields, Status__c: 'Current' };
    const now = { Status__c: 'Current' };
    const many = { allOrNone: false, records: [{ attributes: { type: 'Policy_Document__c' }, Id: draft, ...now }] };
    const doors: Record<string, string> = {
      REST: (await rest(OFFICER, '/sobjects/Policy_Document__c', { method: 'POST', body: inForce })).text,
      'a change by REST': (await rest(OFFICER, `/sobjects/Policy_Document__c/${draft}`, { method: 'PATCH', body: now })).text,
      'UI API': (await rest(OFFICER, `/ui-api/records/${draft}`, { method: 'PATCH', body: { fields: now } })).text,
      collections: (await rest(OFFICER, '/composite/sobjects', { method: 'PATCH', body: many })).text,
      bulk: await bulk(OFFICER, 'insert', Object.keys(inForce).join(','), Object.values(inForce).join(','), 'Policy_Document__c')
    };
    for (const [door, text] of Object.entries(doors)) assert.ok(text.includes(WAITS), `${door}: ${text.slice(0, 300)}`);
    const run = await apex(`update as system new Policy_Document__c(Id = '${draft}', Status__c = 'Current');`);
    assert.ok(run.exceptionMessage.includes('data protection officer'), run.exceptionMessage);
  });

  const family = async (viewport?: { width: number; height: number }) => {
    const page = await stage.as('supporter', 'Home', viewport);
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    const card = page.locator('c-share-outside');
    await card.getByRole('button', { name: 'Share or write down a sharing' }).click();
    await card.getByRole('heading', { name: 'Step 1: what is it?' }).waitFor();
    return { page, card };
  };
  const fits = (page: Page) => stage.fits(page, 'sharing');

  it('a supporter shares with her consent, step by step, and is told beforehand what will happen', async () => {
    const { page, card } = await family();
    await stage.everywhere(page, 'the first step of sharing');
    await card.getByText('She said yes: share it now').click();
    await card.getByRole('button', { name: 'Next' }).click();
    await choose(card, 'Who receives it', 'Marsh End Family Hub');
    await choose(card, 'What for', 'Health and background facts needed for the support');
    await choose(card, 'How do you send it?', 'Phone');
    await card.getByLabel('In words: what do you tell them?').fill('What she takes');
    await card.getByText('Medication', { exact: true }).click();
    await stage.everywhere(page, 'the second step of sharing');
    await stage.picture(page, 'sharing-what', card);
    await card.getByRole('button', { name: 'Next' }).click();
    await card.getByText('Then it cannot be changed').waitFor();
    await stage.everywhere(page, 'the last step of sharing');
    await stage.picture(page, 'sharing-check', card);
    await card.getByRole('button', { name: 'Write it down' }).click();
    await card.getByText('It is written down as shared.').waitFor();
    await page.context().close();
  });

  it('a standing yes is written down, used in one step and ended, and the list shares for those who agreed', async () => {
    const { page } = await family();
    const card = page.locator('c-standing-consents');
    await card.getByRole('button', { name: 'She agrees to one more' }).click();
    await choose(card, 'Who receives it', 'Marsh End Family Hub');
    await choose(card, 'What for', 'Health and background facts needed for the support');
    await card.getByText('Medication', { exact: true }).click();
    await card.getByRole('button', { name: 'Write it down' }).click();
    await card.getByText('In force').waitFor();
    await card.getByRole('button', { name: /^Share now/ }).click();
    await choose(card, 'How do you send it?', 'Phone');
    await card.getByLabel('In words: what do you tell them?').fill('What she takes now');
    await card.getByText('Medication', { exact: true }).click();
    await stage.everywhere(page, 'sharing under a standing yes');
    await card.getByRole('button', { name: 'Write it down' }).click();
    await card.getByText(/Its number is IS-/).waitFor();
    await card.getByRole('button', { name: /^She ends it/ }).click();
    await card.getByLabel('Her own words (she need give no reason)').fill('No more, please');
    await card.getByRole('button', { name: 'Write it down' }).click();
    await card.getByText('Ended', { exact: true }).waitFor();
    await stage.picture(page, 'sharing-standing', card);
    await page.getByRole('link', { name: 'Share for a list', exact: true }).click();
    const list = page.locator('c-share-list');
    await choose(list, 'Who receives it', 'Marsh End Family Hub');
    await choose(list, 'What for', 'Health and background facts needed for the support');
    await choose(list, 'How do you send it?', 'Phone');
    await list.getByLabel('In words: what do you tell them? (no names)').fill('Who comes to the group on Monday');
    await list.getByText('Name', { exact: true }).click();
    await list.getByRole('button', { name: /^Put in all/ }).click();
    await stage.everywhere(page, 'a list, filled in');
    await list.getByRole('button', { name: 'Next' }).click();
    await list.getByRole('button', { name: 'Write it down' }).click();
    await list.getByText('Written down as shared for one family').waitFor();
    await list.getByText('Left out. Send nothing about these:').waitFor();
    await stage.everywhere(page, 'who was left out');
    await stage.picture(page, 'sharing-list', list);
    await page.context().close();
  });

  it('is done by keyboard on a phone: nothing is shared, and why', async () => {
    const { page, card } = await family({ width: 320, height: 640 });
    await tabTo(page, 'She said yes: share it now');
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await card.getByRole('heading', { name: 'Step 2: who, and which details?' }).waitFor();
    await fits(page);
    await stage.picture(page, 'sharing-phone', card);
    await page.context().close();
  });

  it('shows a lead what waits, and the officer the registers and the record', async () => {
    const lead = await stage.as('safeguarding', 'Information shared outside');
    const register = lead.locator('c-sharing-register');
    await register.getByRole('button', { name: /^Decide/ }).click();
    await register.getByText('The child may come to harm alone').waitFor();
    await stage.everywhere(lead, 'deciding about a proposal');
    await stage.picture(lead, 'sharing-decide', register);
    await register.getByText('Share it', { exact: true }).click();
    await register.getByLabel('Your reason, in your own words').fill('The place is free tonight');
    await register.getByRole('button', { name: 'Write it down' }).click();
    await register.getByText('Shared', { exact: true }).first().waitFor();
    await lead.context().close();
    const officer = await stage.as('dpo', 'Registers');
    const registers = officer.locator('c-data-registers');
    await registers.getByText('Vezo Networks', { exact: true }).waitFor();
    await registers.getByRole('button', { name: 'Make the record' }).click();
    await registers.getByRole('link', { name: 'As a table' }).waitFor();
    await stage.everywhere(officer, 'the registers');
    await stage.picture(officer, 'registers', registers);
    await registers.getByRole('button', { name: /^Change.*Vezo Networks/ }).click();
    await registers.getByLabel('Agreement signed on').waitFor();
    await stage.everywhere(officer, 'an agreement, typed in');
    await registers.getByRole('button', { name: 'Cancel' }).click();
    await officer.setViewportSize({ width: 320, height: 640 });
    await fits(officer);
    await officer.context().close();
  });
});
