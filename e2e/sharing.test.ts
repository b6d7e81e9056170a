/** Information shared outside: advertising is refused to everybody through every door; the wizard by keyboard, on a phone, for axe. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ADMIN } from './org.ts';
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
  const apex = async (body: string) => (await rest(ADMIN, `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(body)}`)).body;
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

  it('P09: an administrator is refused through REST, collections, composite and upsert', async () => {
    const single = await rest(ADMIN, '/sobjects/Disclosure__c', { method: 'POST', body: row() });
    assert.ok(single.status >= 400, single.text);
    const records = [{ attributes: { type: 'Disclosure__c' }, ...row() }];
    const many = await rest(ADMIN, '/composite/sobjects', { method: 'POST', body: { allOrNone: false, records } });
    assert.ok(many.status >= 400 || many.body[0].success === false, many.text);
    const compositeRequest = [{ method: 'POST', url: '/services/data/v67.0/sobjects/Disclosure__c', referenceId: 'one', body: row() }];
    const composite = await rest(ADMIN, '/composite', { method: 'POST', body: { compositeRequest } });
    assert.ok(composite.body.compositeResponse[0].httpStatusCode >= 400, composite.text);
    const change = await rest(ADMIN, `/sobjects/Disclosure__c/Id/${proposedId}`, { method: 'PATCH', body: { Purpose__c: 'PU8' } });
    assert.ok(change.status >= 400, change.text);
    await noMarketing();
  });

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

  it('P09: an administrator is refused through Bulk API 2.0', async () => {
    const job = (
      await rest(ADMIN, '/jobs/ingest', { method: 'POST', body: { object: 'Disclosure__c', operation: 'insert', lineEnding: 'LF' } })
    ).body;
    const csv = `Client__c,Recipient__c,Purpose__c,Legal_Basis__c\n${clientId},${recipientId},PU8,6(1)(a) Consent\n`;
    await fetch(`${stage.org.url}/services/data/v67.0/jobs/ingest/${job.id}/batches`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await stage.org.token(ADMIN)}`, 'content-type': 'text/csv' },
      body: csv
    });
    await rest(ADMIN, `/jobs/ingest/${job.id}`, { method: 'PATCH', body: { state: 'UploadComplete' } });
    let state = job;
    for (let i = 0; i < 50 && !['JobComplete', 'Failed'].includes(state.state); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      state = (await rest(ADMIN, `/jobs/ingest/${job.id}`)).body;
    }
    assert.ok(state.state === 'Failed' || state.numberRecordsFailed === 1, JSON.stringify(state));
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

  const family = async (viewport?: { width: number; height: number }) => {
    const page = await stage.as('supporter', 'Home', viewport);
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    const card = page.locator('c-share-outside');
    await card.getByRole('button', { name: 'Share or write down a sharing' }).click();
    await card.getByRole('heading', { name: 'Step 1: what is it?' }).waitFor();
    return { page, card };
  };
  const fits = async (page: Page) =>
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nobody scrolls sideways');

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
    await officer.setViewportSize({ width: 320, height: 640 });
    await fits(officer);
    await officer.context().close();
  });
});
