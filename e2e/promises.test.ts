/** The promises of the notice on screen: a trustee sees what is kept and what is not, the officer the data map. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage } from './stage.ts';

describe('the promises of the notice', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('a trustee sees all forty-one, counts only, and the draft of the next notice', async () => {
    const page = await stage.as('trustee', 'Promises');
    await page.getByText(/^\d+ of 41 promises are kept/).waitFor();
    assert.equal(await page.locator('[data-promise]').count(), 41);
    await page.locator('[data-promise="P35"]').getByText('Kept', { exact: true }).waitFor();
    await stage.picture(page, 'promises');
    await page.getByRole('button', { name: 'Draft of the next notice' }).click();
    await page.getByText('Why we use your information').waitFor();
    await stage.everywhere(page, 'promises with the draft');
    await page.context().close();
  });

  it('the officer reads the data map with the record of processing', async () => {
    const page = await stage.as('dpo', 'Data map');
    await page.locator('[data-object="Client_Identity__c"]').getByText('No role: only by the recorded way to details').waitFor();
    await stage.picture(page, 'data-map');
    await page.getByRole('button', { name: 'Record of processing (Article 30)' }).click();
    await page.getByRole('table', { name: 'Record of processing' }).waitFor();
    await stage.everywhere(page, 'data map');
    await page.context().close();
  });
});
