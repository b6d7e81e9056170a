/** Story: the people around her, her documents, and what stood there before. By keyboard, on a phone, and twice as large. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, Stage, tabTo } from './stage.ts';
import { query } from './org.ts';

const SUPPORTER = 'supporter';
/** Invented, and of this story alone: in no address, title, console line or store of the browser. */
const NAME = 'Peregrine';

describe('the people around her, her documents and old values', () => {
  let stage: Stage;
  let clientId = '';
  let code = '';

  before(async () => {
    stage = await Stage.open();
    const { body } = await stage.org.rest(
      `${SUPPORTER}@demo.example`,
      query('SELECT Id, Name FROM Client__c WHERE Restricted__c = FALSE ORDER BY Name LIMIT 1')
    );
    clientId = body.records[0].Id as string;
    code = body.records[0].Name as string;
    // Her clear yes, said alone: without it no health fact is kept.
    const yes = await stage.org.rest(`${SUPPORTER}@demo.example`, '/sobjects/Consent__c', {
      method: 'POST',
      body: {
        Client__c: clientId,
        Purpose__c: 'PU2',
        Decision__c: 'Given',
        Explicit__c: true,
        Partner_Present__c: 'No',
        Method__c: 'Spoken',
        Wording__c: 'Yes, write it down.',
        Decided_On__c: london(new Date())
      }
    });
    assert.equal(yes.status, 201, yes.text);
  });
  after(() => stage?.close());

  const family = async (viewport?: { width: number; height: number }) => {
    const page = await stage.as(SUPPORTER, 'Home', viewport);
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    await page.locator('c-change-details').waitFor();
    return page;
  };
  const fits = (page: Page, what: string) => stage.fits(page, what);

  it('adds a person, whom we may not speak with unless she said so alone, and changes him where he is shown', async () => {
    const page = await family();
    const form = page.locator('c-change-details');
    await choose(form, 'What do you want to do?', 'Add a person around her');
    await choose(form, 'Who is it to her?', 'Partner');
    await form.getByLabel('First name').fill(NAME);
    await form.getByText('We may speak with this person').click();
    await stage.everywhere(page, 'the form for a person');
    await form.getByLabel('About what?').fill('Only the time of a visit');
    await form.getByLabel('She said so on').fill('20/11/2026');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Tick this only if she told you so herself').waitFor();
    await form.getByText('She told me so herself').click();
    await stage.picture(page, 'around-her-person', form);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved.').waitFor();

    const details = page.locator('c-personal-details');
    await details.getByText('Providing peer support', { exact: true }).click();
    await details.getByRole('button', { name: 'Open name and contact details' }).click();
    await details.getByText(NAME).first().waitFor();
    await details.getByRole('button', { name: 'Change: Partner' }).last().click();
    await stage.everywhere(page, 'changing a person');
    await details.locator('c-related-person').getByText('We may speak with this person').click();
    await details.getByText('It has changed').click();
    await details.getByRole('button', { name: 'Save' }).click();
    await details.getByText('Saved.').waitFor();
    await stage.picture(page, 'around-her-people', details);
    await page.context().close();
  });

  it('keeps a background note, changes it where it is shown, and ends it when it is no longer needed', async () => {
    const page = await family();
    const form = page.locator('c-change-details');
    await choose(form, 'What do you want to do?', 'Write a health or background note');
    await choose(form, 'Kind of note', 'Medication');
    await choose(form, 'About whom?', 'Parent');
    await choose(form, 'Who told us?', 'Parent');
    await form.getByLabel(/^\*?Note$/).fill('Iron tablets in the morning');
    await form.getByLabel('What would we do wrong without it?').fill('Visit her too early');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Saved.').waitFor();

    const details = page.locator('c-personal-details');
    await details.getByText('Health and background facts', { exact: true }).click();
    await details.getByRole('button', { name: 'Open name and contact details' }).click();
    await details.getByRole('button', { name: 'Change: Medication' }).click();
    const held = details.locator('c-background-note');
    await stage.everywhere(page, 'changing a note');
    await stage.picture(page, 'around-her-note', held);
    await held.getByLabel(/^\*?Note$/).fill('Iron tablets at night');
    await held.getByText('It has changed').click();
    await held.getByRole('button', { name: 'Save' }).click();
    await details.getByText('Iron tablets at night').waitFor();
    await details.getByRole('button', { name: 'No longer needed: Medication' }).click();
    await stage.everywhere(page, 'ending a note');
    await stage.picture(page, 'around-her-note-ended', held);
    await held.getByLabel('Why is it no longer needed?').fill('The course is over');
    await held.getByRole('button', { name: 'End this note' }).click();
    await details.getByText('Iron tablets').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('keeps a document by code and kind, refuses a drawing that calls itself text, and opens what was kept', async () => {
    const page = await family();
    const card = page.locator('c-case-documents');
    const good = path.join(tmpdir(), `${NAME}.txt`);
    const bad = path.join(tmpdir(), 'drawing.txt');
    writeFileSync(good, 'Her words in plain text.');
    writeFileSync(bad, '<svg onload="x()"></svg>');
    await card.getByRole('button', { name: 'Add a document' }).click();
    await choose(card, 'Which kind is it?', 'Report');
    await choose(card, 'Whom is it about?', 'Parent');
    await card.getByLabel('When did it come?').fill('20/11/2026');
    await card.locator('input[type=file]').setInputFiles(bad);
    await stage.everywhere(page, 'the form for a document');
    await card.getByRole('button', { name: 'Keep the document' }).click();
    await card.getByText('This kind of file is not kept here').waitFor();
    await stage.picture(page, 'around-her-document-refused', card);
    await card.locator('input[type=file]').setInputFiles(good);
    await card.getByRole('button', { name: 'Keep the document' }).click();
    await card.getByText('titled with code and kind only').waitFor();
    await choose(card, 'Why do you need to see her documents?', 'Providing peer support');
    await card.getByRole('button', { name: 'Show the documents' }).click();
    await card.getByRole('button', { name: 'Open: Report' }).first().click();
    await card.getByText('Her words in plain text.').waitFor();
    await stage.everywhere(page, 'an open document');
    await stage.picture(page, 'around-her-document', card);
    await page.keyboard.press('Escape');
    await card.getByText('Hidden.').waitFor();
    await page.context().close();
  });

  it('is reached by keyboard, fits a phone, and fits when everything is twice as large', async () => {
    const page = await family({ width: 320, height: 640 });
    await choose(page.locator('c-change-details'), 'What do you want to do?', 'Add a person around her');
    await page.locator('c-related-person').getByLabel('First name').waitFor();
    await fits(page, 'the form for a person at 320 px');
    await page.locator('c-related-person').getByLabel('First name').focus();
    await tabTo(page, 'Last name');
    await page.locator('c-case-documents').getByRole('button', { name: 'Add a document' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('c-case-documents').getByLabel('When did it come?').waitFor();
    await fits(page, 'the form for a document at 320 px');
    await stage.picture(page, 'around-her-phone', page.locator('c-related-person'));
    await page.context().close();
    const large = await family({ width: 640, height: 400 });
    await fits(large, 'the family page at 200 %');
    await large.context().close();
  });

  it('shows the data protection officer what stood there before', async () => {
    const page = await stage.as('dpo', 'Access log > Old values');
    const card = page.locator('c-old-values');
    await card.getByLabel("Family's code").fill(code);
    await card.getByLabel('Why do you need to see it?').fill('Her request');
    await card.getByText('Requests, complaints and the log').click();
    await stage.everywhere(page, 'the question before old values');
    await card.getByRole('button', { name: 'Open old values' }).focus();
    await page.keyboard.press('Enter');
    await card.getByText('Only the time of a visit').first().waitFor();
    await stage.everywhere(page, 'old values');
    await stage.picture(page, 'around-her-old-values', card);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page, 'old values at 320 px');
    await page.context().close();
  });

  it('left no name behind', () => {
    assert.ok(stage.traces.size > 10, 'the traces were read');
    assert.deepEqual(
      [...stage.traces].filter((trace) => trace.includes(NAME)),
      []
    );
  });
});

/** @returns the day in London, as the org takes it */
function london(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(moment);
}
