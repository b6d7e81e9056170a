/** Reports in Lightning: coded facts, counted in the rights of whoever runs them; nobody builds or takes one away. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { goTo, Stage, tabs } from './stage.ts';

const REPORTS = [
  'Referrals this quarter',
  'Waiting times by programme',
  'Visits, calls and messages by month',
  'Training that ends in 90 days'
];

describe('reports', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  const run = async (page: Page, label: string) => {
    await goTo(page, 'Reports');
    await page.getByRole('link', { name: label, exact: true }).click();
    await page.getByRole('heading', { name: label, level: 1 }).waitFor();
    return Number(
      (
        await page
          .getByRole('status')
          .filter({ hasText: /record/ })
          .innerText()
      ).split(' ')[0]
    );
  };

  it('run for the officer: four of them, accessible, at a desk, narrow and at 200 %', async () => {
    const dpo = await stage.as('dpo', 'Reports');
    for (const label of REPORTS) {
      const count = await run(dpo, label);
      assert.ok(count > 0 || label.startsWith('Training'), `${label} counts nothing`);
      if (label === REPORTS[2]) await stage.picture(dpo, 'report');
      await stage.everywhere(dpo, label);
    }
  });

  it('count less for a supervisor, who finds no report on training', async () => {
    const dpo = await run(await stage.as('dpo', 'Reports'), REPORTS[2]!);
    const page = await stage.as('supervisor', 'Reports');
    const hers = await run(page, REPORTS[2]!);
    assert.ok(hers > 0 && hers < dpo, `${hers} of ${dpo}`);
    await goTo(page, 'Reports');
    await page.getByRole('link', { name: REPORTS[0]! }).waitFor();
    assert.equal(await page.getByRole('link', { name: REPORTS[3]! }).count(), 0);
  });

  it('do not exist for a supporter, a trustee and an analyst, also by their address', async () => {
    const dpo = await stage.as('dpo', 'Reports');
    await run(dpo, REPORTS[0]!);
    const address = new URL(dpo.url()).pathname;
    for (const who of ['supporter', 'trustee', 'analyst']) {
      const page = await stage.as(who);
      assert.ok(!(await tabs(page)).flat().includes('Reports'), who);
      await page.goto(stage.org.url + address);
      await page.getByRole('heading', { name: 'You can’t see this page' }).or(page.getByText("You can't see this page")).waitFor();
    }
  });
});
