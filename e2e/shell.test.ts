/** The shell in a real browser, over the invented gardens: what a person does with mouse and keyboard. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { serveBench } from '../local-org/lightning/testing.ts';
import type { Served } from '../local-org/lightning/testing.ts';
import { launchBrowser, still } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** More than a page needs that fetches each component as one file; with a file for each source it would be over a hundred. */
const FEW_REQUESTS = 35;

let served: Served;
let browser: Browser;
let page: Page;
let gardenId: string;
const faults: string[] = [];

before(async () => {
  served = await serveBench();
  gardenId = served.insert('Garden__c', {
    Name: 'Old Wall',
    Status__c: 'Open',
    Area__c: 3,
    Opened_On__c: '2026-11-23',
    OwnerId: served.gardenerId
  });
  for (let i = 0; i < 8; i++) served.insert('Plot__c', { Garden__c: gardenId, Area__c: i + 1 });
  await served.ready;
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/London' });
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
});
after(async () => {
  await browser?.close();
  await served?.close();
});

test('a person is chosen, and lands at home under the ribbon', async () => {
  await page.goto(served.url);
  await accessible('the choice of persona');
  let requests = 0;
  page.on('request', () => requests++);
  await page.getByRole('button', { name: /Gardener/ }).click();
  await page.waitForURL('**/lightning/page/home');
  await page.getByRole('button', { name: 'App Launcher' }).click();
  await page.getByRole('button', { name: 'Greenhouse' }).click();
  await page.getByText('Welcome to the greenhouse').waitFor();
  assert.ok(requests < FEW_REQUESTS, `${requests} requests for the first pages`);
  assert.match(await page.locator('.org-ribbon').innerText(), /Local demo org – not Salesforce\. Invented people only\./);
  assert.equal(await page.title(), 'Home | Greenhouse');
  assert.match((await page.locator('c-garden-welcome').innerText()).replace(/\s+/g, ' '), /23\/11\/2026,? 14:05/);
  await accessible('home');
});

test('a tab shows its component with rows from Apex, and a refusal of Apex as a toast', async () => {
  await page.getByRole('link', { name: 'My gardens' }).click();
  await page.getByRole('gridcell', { name: 'Open' }).or(page.getByText('Old Wall')).first().waitFor();
  assert.equal(await page.title(), 'My gardens | Greenhouse');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SHELL-APP', 'focus did not follow to the new page');
  await page.getByRole('button', { name: 'Close one' }).click();
  await page.getByText('The gate is stuck.').waitFor();
  await accessible('a component tab');
});

test('a list view leads to the record, and the record to its related rows', async () => {
  await page.getByRole('link', { name: 'Gardens', exact: true }).click();
  await page.getByRole('link', { name: 'Old Wall' }).click();
  await page.locator('dd[data-status]').filter({ hasText: 'Open' }).waitFor();
  assert.equal(await page.title(), 'Old Wall | Garden | Greenhouse');
  assert.equal(new URL(page.url()).pathname, `/lightning/r/Garden__c/${gardenId}/view`);
  assert.equal(await page.locator('dd[data-compact]').innerText(), 'Yes', 'a design property of the page did not arrive');
  await accessible('a record page');
  await page.getByRole('tab', { name: 'Related' }).click();
  await page.getByRole('heading', { name: 'Plots (6+)' }).waitFor();
  await page.getByRole('link', { name: 'View All' }).click();
  await page.getByRole('heading', { name: 'Plots (8)' }).waitFor();
  await page.goBack();
  await page.locator('dd[data-status]').waitFor();
});

test('a change made by one component shows in the others', async () => {
  await page.getByRole('button', { name: 'Give it twelve' }).click();
  await page.locator('shell-highlights').getByText('12.00').waitFor();
});

test('the path tells where the record stands, guides, and sets a step where the page offers it', async () => {
  const path = page.getByRole('article', { name: 'A garden through the year' });
  await path.getByText('Anybody may walk in.').waitFor();
  assert.match(await path.locator('[aria-current=step]').innerText(), /^Now:\s*Open$/);
  await path.getByRole('button', { name: 'Resting' }).click();
  await path.getByText('Nothing grows for a year.').waitFor();
  await accessible('a path');
  await path.getByRole('button', { name: 'Closed' }).click();
  await path.getByRole('button', { name: 'Mark as Current Step' }).click();
  await path.locator('[aria-current=step]', { hasText: 'Closed' }).waitFor();
});

test('a quick action opens in a window, works on the record and closes by itself', async () => {
  const action = page.getByRole('button', { name: 'Let it rest' });
  await action.click();
  await page.getByText('The Garden__c rests for a year.').waitFor();
  await accessible('a quick action');
  await page.getByRole('button', { name: 'Yes, rest' }).click();
  await page.getByText('rests for a year').waitFor({ state: 'detached' });
  await page.locator('shell-path [aria-current=step]', { hasText: 'Resting' }).waitFor();
  await action.click();
  await page.getByText('rests for a year').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('rests for a year').waitFor({ state: 'detached' });
  served.change('Garden__c', gardenId, { Status__c: 'Open' });
  await page.reload();
});

test('the utility bar keeps its panel and what was typed while pages change, and closes with Escape', async () => {
  const button = page.getByRole('button', { name: 'Somebody rings' });
  await button.click();
  await page.getByText('The bell by the gate rang.').waitFor();
  await page.getByLabel('Who rings?').fill('The postman');
  await accessible('the utility bar');
  await page.getByRole('link', { name: 'My gardens' }).click();
  await page.getByText('Old Wall').first().waitFor();
  assert.equal(await page.getByLabel('Who rings?').inputValue(), 'The postman');
  await page.getByLabel('Who rings?').press('Escape');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await page.goBack();
  await page.locator('dd[data-status]').waitFor();
});

test('a modal of the package takes the keyboard, gives its answer back and closes with Escape', async () => {
  const open = async () => {
    await page.getByRole('button', { name: 'Close the gate' }).click();
    await page.getByText('Everybody is out.').waitFor();
  };
  await open();
  await accessible('a modal');
  await page.getByRole('button', { name: 'Yes, close it' }).click();
  await page.locator('[data-gate]').getByText('closed').waitFor();
  await open();
  // The window takes the focus a moment after it shows.
  await page.getByRole('button', { name: 'Yes, close it' }).press('Escape');
  await page.locator('[data-gate]').getByText('left open').waitFor();
});

test('a record that is not hers and one that is not there look the same', async () => {
  const other = served.insert('Garden__c', { Name: 'Hidden', OwnerId: served.adminId });
  const seen: string[] = [];
  for (const id of [other, `${other.slice(0, 15)}`.replace(/.{3}$/, 'zzz')]) {
    await page.goto(`${served.url}/lightning/r/Garden__c/${id}/view`);
    await page.getByText("This record does not exist, was deleted, or you don't have access to it.").waitFor();
    seen.push(`${await page.title()} ${await page.locator('main').innerText()}`);
  }
  assert.equal(seen[0], seen[1]);
  await accessible('a page that she cannot see');
});

test('search keeps its words out of address and title', async () => {
  await page.getByRole('searchbox', { name: 'Search' }).fill('Old Wall');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Old Wall' }).waitFor();
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/lightning/search');
  assert.equal(await page.title(), 'Search Results | Greenhouse');
});

test('the keyboard reaches the content first by the skip link, and menus close with Escape', async () => {
  await page.goto(`${served.url}/lightning/n/My_Gardens`);
  await page.getByText('Old Wall').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.textContent?.trim()),
    'Skip to main content'
  );
  const people = page.getByRole('button', { name: /switch persona/ });
  await people.click();
  await page.getByRole('heading', { name: 'See the org as' }).waitFor();
  await accessible('the open persona menu');
  await page.keyboard.press('Escape');
  assert.equal(await people.getAttribute('aria-expanded'), 'false');
});

test('tabs that have no room stand under More, which the keyboard opens, walks and closes; the current one stays in the bar', async () => {
  const bar = page.locator('shell-nav-tabs [data-tab]');
  const more = page.getByRole('button', { name: 'More navigation items' });
  const all = await bar.allInnerTexts();
  assert.equal(await more.count(), 0, 'a menu without need');
  await page.setViewportSize({ width: 240, height: 640 });
  await more.focus();
  await page.keyboard.press('Enter');
  const items = page.getByRole('menuitem');
  await items.first().waitFor();
  assert.deepEqual([...(await bar.allInnerTexts()), ...(await items.allInnerTexts())].sort(), [...all].sort());
  await accessible('the open menu');
  await page.keyboard.press('Escape');
  assert.equal(await more.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('ArrowDown');
  await items.first().waitFor();
  await page.keyboard.press('End');
  const last = await items.last().innerText();
  await page.keyboard.press('Enter');
  await page.locator('shell-nav-tabs [aria-current=page]', { hasText: last }).waitFor();
  await page.setViewportSize({ width: 1366, height: 860 });
  await more.waitFor({ state: 'detached' });
});

test('a toast that holds the keyboard gives it back before it goes', async () => {
  await page.goto(`${served.url}/lightning/n/My_Gardens`);
  await page.getByRole('button', { name: 'Close one' }).click();
  await page.getByText('The gate is stuck.').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).focus();
  // Held while it fades, so that what happens before it is gone can be seen.
  await page.evaluate(() => {
    const slow = new CSSStyleSheet();
    slow.replaceSync('* { animation-duration: 60s !important }');
    document.adoptedStyleSheets = [slow];
  });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close one' }).and(page.locator(':focus')).waitFor();
  assert.equal(await page.locator('lightning-toast-container [tabindex="0"][data-start]').count(), 0, 'the trap is still shut');
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  await page.locator('lightning-toast-container[aria-hidden=true]').waitFor({ state: 'attached' });
  await accessible('a page without its toast');
});

test('another persona sees her own org and nothing of the former', async () => {
  await page.getByRole('button', { name: /switch persona/ }).click();
  await page.getByRole('button', { name: /stranger@demo\.example/ }).click();
  await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Gardens', exact: true }).count(), 0);
  await page.goto(`${served.url}/lightning/o/Garden__c/list`);
  await page.getByText("It does not exist, or you don't have access to it.").waitFor();
});

test('the browser had nothing to complain about', () => {
  assert.deepEqual([...new Set(faults)], []);
});

async function accessible(what: string): Promise<void> {
  await still(page);
  await page.evaluate(AXE);
  const found = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((run) => run.violations.map((one) => one.id + " " + one.nodes.map((node) => node.html).join(" ")))'
  );
  assert.deepEqual(found, [], what);
}
