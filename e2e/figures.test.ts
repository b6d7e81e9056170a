/** Figures for funders in a browser: looked at, approved by two people, released, refused where they would subtract, fetched and sent. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addHistory } from '../scripts/seed/history.ts';
import { localConnection } from '../scripts/shared/org/index.ts';
import { testConfig } from '../scripts/airtable/testing/figures.ts';
import { AirtableServer, BASE, figureTable, TABLE, TOKEN } from '../scripts/airtable/testing/server.ts';
import { canaryNest } from '../scripts/shared/testing/canary.ts';
import { as, env } from '../scripts/shared/testing/org.ts';
import { ADMIN, PASSWORD, query, root } from './org.ts';
import { assertShape } from './schemas.ts';
import { choose, Stage } from './stage.ts';

const REST = '/services/apexrest/confide/v1/figures';
const SOURCES = 'Who referred families to us';

describe('figures for funders', () => {
  let stage: Stage;
  /** The title of the newest year that can be chosen. */
  let year: string;

  before(async () => {
    stage = await Stage.open();
    await addHistory(await localConnection(stage.org.url, ADMIN, PASSWORD), path.join(root, 'config', 'demo'));
    const running = query(
      "SELECT COUNT() FROM AsyncApexJob WHERE ApexClass.Name = 'StatisticsBatch' AND JobType = 'BatchApex' AND Status NOT IN ('Completed', 'Failed')"
    );
    while ((await stage.org.rest(ADMIN, running)).body.totalSize > 0) await new Promise((resolve) => setTimeout(resolve, 200));
  });
  after(() => stage?.close());

  async function look(page: Page, figures: string, option?: string): Promise<void> {
    await choose(page, 'Which figures?', figures);
    await choose(page, 'Which year or quarter?', year);
    if (option) await page.locator('label').filter({ hasText: option }).click();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.locator('.preview').waitFor();
  }

  it('an analyst looks at a year, sees rounded numbers only, and drafts it', async () => {
    const page = await stage.as('analyst', 'Figures for funders');
    const list = page.getByRole('combobox', { name: 'Which year or quarter?' });
    await list.click();
    year = (
      await page
        .locator('[role=option][data-value]')
        .filter({ hasText: /^April \d+ to March/ })
        .allInnerTexts()
    )[0]!;
    await page.keyboard.press('Escape');
    await look(page, SOURCES);
    await page.locator('.preview table').waitFor();
    const numbers = await page.locator('.preview td').allInnerTexts();
    for (const words of numbers) assert.match(words.trim(), /^(?:hidden|\d*[05]|\d+ %|)$/, words);
    await page.getByText('A zero is shown as a zero here').waitFor();
    await stage.everywhere(page, 'figures that an analyst looks at');
    await stage.picture(page, 'figures', page.locator('.preview'));
    await choose(page, 'For whom?', 'Harrowfen Community Fund');
    await page.getByLabel('What are they for?').fill('Yearly report');
    await page.getByRole('button', { name: 'Draft it for approval' }).click();
    await page.getByText('Waits for approval').waitFor();
    await page.context().close();
  });

  async function open(username: string, state: string): Promise<Page> {
    const page = await stage.as(username, 'Figures for funders');
    await page.getByText(state, { exact: true }).waitFor();
    await page.getByRole('button', { name: `: ${SOURCES}` }).click();
    await page.locator('.opened table').waitFor();
    return page;
  }

  it('the officer approves with her reason, and the guard’s warning asks for a trustee', async () => {
    const page = await open('dpo', 'Waits for approval');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Give your reason.').waitFor();
    await page.getByLabel('Your reason').fill('A year of families, nobody can be known by it');
    // Leaving the field takes the sentence above away, and the button moves: not under the mouse.
    await page.keyboard.press('Tab');
    await stage.everywhere(page, 'figures that the officer approves');
    await stage.picture(page, 'figures-approve');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Waits for the second person').waitFor();
    await page.context().close();
    const trustee = await open('trustee', 'Waits for the second person');
    await trustee.getByLabel('Your reason').fill('I looked too');
    await trustee.getByRole('button', { name: 'Approve as the second person' }).click();
    await trustee.getByText('Approved', { exact: true }).waitFor();
    await trustee.context().close();
  });

  it('what is approved is printed and saved as a table, the same numbers and marks', async () => {
    const page = await open('analyst', 'Approved');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a table (CSV)' }).click();
    const file = await (await saved).path();
    const csv = readFileSync(file, 'utf8');
    for (const row of await page.locator('.opened tbody tr').all()) {
      const [name, number] = [await row.locator('th').innerText(), await row.locator('td').first().innerText()];
      assert.ok(csv.includes(`"${name}","${number}"`) || csv.includes(`${name},${number}`), `${name}: ${number}\n${csv}`);
    }
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button', { name: 'Back to the list' }).isVisible(), false, 'paper has no buttons');
    assert.equal(await page.locator('.opened table').isVisible(), true);
    await stage.picture(page, 'figures-print');
    await page.emulateMedia({ media: 'screen' });
    await stage.everywhere(page, 'figures that may leave');
    await stage.picture(page, 'figures-released');
    await page.context().close();
  });

  it('PEERS 26: the same year quarter by quarter would subtract, and is refused without a number', async () => {
    const page = await stage.as('analyst', 'Figures for funders');
    await look(page, SOURCES, 'A column for each quarter');
    await page.getByText('these would give a hidden number away').waitFor();
    assert.equal(await page.locator('.preview table').count(), 0, 'a refusal carries no table');
    assert.equal(await page.getByRole('button', { name: 'Draft it for approval' }).count(), 0);
    await stage.everywhere(page, 'figures that are refused');
    await page.context().close();
  });

  it('P35: the integration user fetches the approved table in its documented shape, and sends it only where the register says', async () => {
    const ask = (who: string, where = '', body?: unknown) =>
      stage.org.rest(`${who}@demo.example`, REST + where, body ? { method: 'POST', body } : {});
    const listing = await ask('integration');
    assertShape('confide-figures-1', listing.text);
    const [{ id, hash }] = listing.body.releases;
    assert.deepEqual((await ask('dbmanager')).body.releases, [], 'it has not left yet');
    const beginning = { place: `${BASE}/tblFigures`, cells: 9, hash };
    const airtable = query("SELECT Id FROM Organisation__c WHERE Name = 'Doyle-Banks Data Care'");
    const processor = (await stage.org.rest('dpo@demo.example', airtable)).body.records[0].Id;
    assert.equal((await ask('integration', `/${id}/pushes`, { ...beginning, processor })).status, 400, 'no place in the register');
    const patch = { method: 'PATCH', body: { Figure_Places__c: BASE } };
    await stage.org.rest('dpo@demo.example', `/sobjects/Organisation__c/${processor}`, patch);
    await stage.org.rest('dpo@demo.example', `/services/apexrest/confide/v1/registers/${processor}/approval`, { method: 'POST', body: {} });
    const { status, text, body } = await ask('integration', `/${id}/pushes`, { ...beginning, processor });
    assert.equal(status, 201, text);
    assertShape('confide-figures-1', text);
    assert.equal((await ask('integration', `/${id}/pushes/${body.push}`, { result: 'Finished', cells: 9 })).status, 201);
    const release = await ask('dbmanager', `/${id}`);
    assertShape('confide-figures-1', release.text);
    assert.deepEqual(
      release.body.pushes.map(({ result, cells }: { result: string; cells: number }) => [result, cells]),
      [
        ['Begun', 9],
        ['Finished', 9]
      ]
    );
    const screen = await open('trustee', 'Released');
    await screen.getByText('9 numbers were sent, to Doyle-Banks Data Care').waitFor();
    await screen.context().close();
  });

  it('P35: the tool shows what would leave, sends it once although it is killed half-way, and Airtable is found clean', async () => {
    const airtable = await new AirtableServer().start();
    // Runs that follow each other at once are no second apart: its penalty is tried in push.test.ts.
    airtable.now = () => airtable.requests.length * 1000;
    const nest = canaryNest();
    try {
      airtable.bases.set(BASE, [figureTable()]);
      const { file } = testConfig(nest.inputs);
      const token = { CONFIDE_AIRTABLE_URL: airtable.url, CONFIDE_AIRTABLE_TOKEN: TOKEN, ...env };
      const push = (who: string, ...args: string[]) =>
        nest.run(['airtable', 'push', '--config', file, ...args, ...as(stage.org, `${who}@demo.example`)], token);
      const shown = await push('integration', '--json');
      assert.equal(shown.code, 0, shown.output);
      const { code, cells, records } = (
        JSON.parse(shown.stdout) as { result: { code: string; cells: number; records: { fields: object }[] } }
      ).result;
      assert.deepEqual([records.length, airtable.requests.length], [cells, 0], 'nothing has left');
      assert.notEqual((await push('dbmanager', '--send', code)).code, 0, 'she does not send');
      assert.equal(airtable.table(BASE, TABLE).records.length, 0);

      airtable.fault = ({ method, body }) => {
        if (method !== 'PATCH') return false;
        const sent = (JSON.parse(body) as { records: { fields: Record<string, unknown> }[] }).records;
        airtable.table(BASE, TABLE).records.push(...sent.map(({ fields }, at) => ({ id: `rec${at}`, fields })));
        const [org] = readdirSync(path.join(nest.state, 'airtable'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
        process.kill(Number(readFileSync(path.join(nest.state, 'airtable', org!.name, 'lock'), 'utf8')), 'SIGKILL');
        return true;
      };
      assert.equal((await push('integration', '--send', code)).code, null, 'killed');
      airtable.fault = undefined;
      const again = await push('integration', '--send', code);
      assert.equal(again.code, 0, again.output);
      const there = airtable.table(BASE, TABLE).records.map(({ fields }) => fields);
      assert.deepEqual(
        there,
        records.map(({ fields }) => fields),
        'what was shown, each once'
      );
      const { releases } = (await stage.org.rest('integration@demo.example', REST)).body;
      const { pushes } = (await stage.org.rest('integration@demo.example', `${REST}/${releases[0].id}`)).body;
      assert.deepEqual(
        pushes.slice(2).map(({ result, cells: sent, place }: Record<string, unknown>) => [result, sent, place]),
        [
          ['Begun', cells, `${BASE}/${TABLE}`],
          ['Finished', cells, `${BASE}/${TABLE}`]
        ]
      );
      const audit = await nest.run(['airtable', 'audit', '--config', file, ...as(stage.org, 'dbmanager@demo.example')], token);
      assert.deepEqual([audit.code, /Written down in the org for 1 organisation\./.test(audit.output)], [0, true], audit.output);
      nest.assertSilent();
    } finally {
      nest.remove();
      await airtable.stop();
    }
  });
});
