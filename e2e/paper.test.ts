/** Paper in a browser: registered and taken out, labelled, counted on a phone, shredded before the eyes of another (P11, PEERS 15). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, anonymous, query } from './org.ts';
import { choose, Stage } from './stage.ts';

const LABEL = /^P-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}$/;
const REST = '/services/apexrest/confide/v1/paper';

interface Paper {
  paperId: string;
  label: string;
  location: string;
  outTo: string | null;
  families: { clientId: string; code: string }[];
}

describe('paper', () => {
  let stage: Stage;
  let papers: Paper[] = [];

  before(async () => {
    stage = await Stage.open();
    papers = (await stage.org.rest('supporter@demo.example', REST)).body as Paper[];
  });
  after(() => stage?.close());

  const inCabinet = () => papers.filter(({ location }) => location === 'Cabinet 1');

  it('stands on the family’s page, and a supporter registers one and takes it out', async () => {
    const [one] = inCabinet();
    const page = await stage.as('supporter');
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${one!.families[0]!.clientId}/view`);
    const card = page.locator('c-paper-of-family');
    await card.getByRole('button', { name: one!.label }).waitFor();
    await card.getByRole('button', { name: 'Register a paper' }).click();
    await choose(card, 'What kind of paper is it?', 'Letter');
    await card.getByLabel('Which cabinet or drawer? Do not write a name.').fill('Cabinet 3');
    await card.getByRole('button', { name: 'Register it' }).click();
    await card.getByText('Lock it away, then tick this.').waitFor();
    await stage.everywhere(page, 'registering a paper');
    await card.locator('label').filter({ hasText: 'It is locked away' }).click();
    await card.getByRole('button', { name: 'Register it' }).click();
    await card.getByText('Registered. Print its label under Paper and stick it on.').waitFor();
    await card.getByRole('button', { name: one!.label }).click();
    await card.getByRole('button', { name: 'Take it out' }).click();
    await stage.everywhere(page, 'taking a paper out');
    await stage.picture(page, 'paper-out', card);
    await card.getByRole('button', { name: 'Take it out' }).click();
    await card.getByText('Saved.').waitFor();
    await card.getByText(/^With .*, back by/).waitFor();
    await card.getByRole('button', { name: 'It is back' }).click();
    await card.locator('label').filter({ hasText: 'It is locked away' }).click();
    await card.getByRole('button', { name: 'It is back' }).click();
    await card.getByText('Locked away', { exact: true }).waitFor();
    await page.context().close();
  });

  it('P14: a sheet of labels holds codes and QR codes, and no name, code of a family or address', async () => {
    const page = await stage.as('coordinator', 'Paper');
    await page.getByRole('button', { name: 'Print all labels' }).click();
    const sheet = page.locator('c-paper-labels ul');
    await sheet.locator('svg').first().waitFor();
    for (const label of await sheet.locator('li').allInnerTexts()) assert.match(label.trim(), LABEL);
    assert.equal(await sheet.locator('svg path').count(), await sheet.locator('li').count());
    await stage.everywhere(page, 'the sheet of labels');
    await stage.picture(page, 'paper-labels');
    const link = await page.getByRole('link', { name: 'Save the page to print' }).getAttribute('href');
    const printed = await page.context().newPage();
    await printed.setContent(decodeURIComponent(link!.slice(link!.indexOf(',') + 1)));
    for (const label of await printed
      .locator('body')
      .innerText()
      .then((text) => text.trim().split(/\s+/)))
      assert.match(label, LABEL);
    assert.equal(await printed.locator('svg path').count(), await sheet.locator('li').count());
    await page.context().close();
  });

  it('RET-43: is shredded only when the other person says that she saw it', async () => {
    const paper = inCabinet()[1]!;
    const scan = `Id client = '${paper.families[0]!.clientId}'; Id paper = '${paper.paperId}';
      Case_Document__c scan = new Case_Document__c(Client__c = client, Kind__c = 'Other', About__c = 'Parent', Received_On__c = Date.today());
      insert as system scan;
      Paper_File_Client__c link = [SELECT Id FROM Paper_File_Client__c WHERE Paper_File__c = :paper WITH SYSTEM_MODE];
      link.Document__c = scan.Id;
      update as system link;
      update as system new Paper_File__c(Id = paper, Scanned_On__c = Date.today());`;
    const run = await stage.org.rest(ADMIN, anonymous(scan));
    assert.equal(run.body.success, true, run.text);
    const names = await stage.org.rest(ADMIN, query("SELECT Name FROM User WHERE Username = 'coordinator@demo.example'"));
    const page = await stage.as('supporter', 'Paper');
    await page.getByRole('button', { name: paper.label }).click();
    await page.getByRole('button', { name: 'It was shredded' }).click();
    await choose(page, 'How?', 'Our own shredder');
    await choose(page, 'How small? It stands on the shredder.', 'P-4');
    await choose(page, 'Who saw it?', names.body.records[0].Name);
    await stage.everywhere(page, 'how it was shredded');
    await page.getByRole('button', { name: 'It was shredded' }).click();
    await page.getByText('Waits for the witness').waitFor();
    await page.context().close();

    const other = await stage.as('coordinator');
    await other.getByText('Did you see paper being shredded?').waitFor();
    const witness = await stage.as('coordinator', 'Paper');
    await witness.getByRole('button', { name: paper.label }).click();
    await stage.everywhere(witness, 'being asked as a witness');
    await stage.picture(witness, 'paper-witness');
    await witness.getByRole('button', { name: 'I saw it being shredded' }).click();
    await witness.getByText('It counts as shredded, with you as the witness.').waitFor();
    await other.context().close();
    await witness.context().close();
  });

  it('RET-44: is counted on a phone, and what is not there is a possible loss at once', async () => {
    const page = await stage.as('coordinator', 'Paper', { width: 320, height: 640 });
    await page.getByRole('button', { name: 'Count a cabinet' }).click();
    await page.getByRole('button', { name: 'Count Cabinet 1' }).click();
    const boxes = page.locator('c-paper-count input[type=checkbox]');
    await boxes.first().waitFor();
    const label = (await boxes.first().getAttribute('data-label'))!;
    await page.getByLabel('Type a label, or tick it below').fill(label.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Add' }).click();
    await page.locator('[data-progress]').filter({ hasText: '1 of 2' }).waitFor();
    assert.equal(await boxes.first().isChecked(), true);
    await stage.everywhere(page, 'counting a cabinet');
    await stage.picture(page, 'paper-count');
    await page.getByText('Yes', { exact: true }).click();
    await page.getByRole('button', { name: 'That is all' }).click();
    await page.getByText('each is written down as a possible loss').waitFor();
    await page.getByRole('button', { name: 'They are not there' }).click();
    await page.getByText(/It is written down as .*, and the data protection officer is told/).waitFor();
    await stage.everywhere(page, 'a counted cabinet');
    await page.context().close();
    const officer = await stage.as('dpo');
    await officer.getByText('Paper that was not found').waitFor();
    await officer.context().close();
  });
});
