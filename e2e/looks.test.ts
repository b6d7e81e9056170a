/** What each role learns of who opened details: from the page Looks, and nothing from anywhere else. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, tabs } from './stage.ts';

/** By persona: the parts of the page that are hers. */
const PARTS = {
  supervisor: ['team', 'findings'],
  safeguarding: ['concerns'],
  dpo: ['everybody'],
  trustee: ['overseen']
};
const CODE = /[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{2}/;

describe('looks at details', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    const cases = await stage.org.rest('supporter@demo.example', '/services/apexrest/confide/v1/cases');
    const { clientId } = (cases.body as { clientId: string }[])[0]!;
    const { status } = await stage.org.rest('supporter@demo.example', '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId, purpose: 'PU1', reason: '' }
    });
    assert.equal(status, 200);
  });
  after(() => stage?.close());

  for (const [who, parts] of Object.entries(PARTS)) {
    it(`show a ${who} her own part, at a desk, narrow and at 200 %`, async () => {
      const page = await stage.as(who, 'Looks');
      const shown = page.locator('c-looks-digest section');
      await shown.first().waitFor();
      assert.deepEqual(await shown.evaluateAll((sections) => sections.map((section) => section.getAttribute('data-part'))), parts);
      if (who === 'supervisor') {
        const hers = page.locator('[data-part=team]').getByRole('row').filter({ hasText: 'Tilly Marchbank' });
        assert.ok(Number(await hers.locator('[data-label=Opened]').innerText()) >= 1, 'the look is not counted');
      }
      if (who !== 'safeguarding') assert.doesNotMatch(await page.locator('c-looks-digest').innerText(), CODE);
      await stage.everywhere(page, `looks of a ${who}`);
      await stage.picture(page, `looks-${who}`);
      await page.context().close();
    });
  }

  it('are no page of a supporter, a coordinator or an analyst', async () => {
    for (const who of ['supporter', 'coordinator', 'analyst']) {
      const page = await stage.as(who);
      assert.ok(!(await tabs(page)).flat().includes('Looks'), who);
      await page.context().close();
    }
  });
});
