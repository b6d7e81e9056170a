/** Story: her partner rings and learns nothing. The script needs no file; who may be spoken with stands behind the doorway. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, focused, goTo, Stage, tabTo } from './stage.ts';
import { anonymous } from './org.ts';

const WHO = 'supporter@demo.example';
/** Invented, and in no demo file: whatever leaks can only be his. */
const HIM = { firstName: 'Bartholomy', lastName: 'Quarrelstone', phone: '07700 900765' };
const PURPOSE = 'Providing peer support';

describe('a partner rings', () => {
  let stage: Stage;
  let clientId = '';
  let code = '';

  before(async () => {
    stage = await Stage.open();
    const cases = await stage.org.rest(WHO, '/services/apexrest/confide/v1/cases');
    ({ clientId, code } = (cases.body as { clientId: string; code: string }[])[0]!);
    const source = `insert as system new Related_Person__c(Client__c = '${clientId}', Relationship__c = 'Partner', First_Name__c = '${HIM.firstName}',
      Last_Name__c = '${HIM.lastName}', Phone__c = '${HIM.phone}', Must_Never_Be_Told__c = true);`;
    const { body, text } = await stage.org.rest('admin@demo.example', anonymous(source));
    assert.equal(body.success, true, text);
  });
  after(() => stage?.close());

  const rows = async (): Promise<{ action: string; outcome: string }[]> => {
    const { body } = await stage.org.rest('dpo@demo.example', `/services/apexrest/confide/v1/access-log?clientCode=${code}`);
    return (body as { rows: { action: string; outcome: string }[] }).rows;
  };
  const asks = (page: Page): string[] => {
    const seen: string[] = [];
    page.on('request', (request) => seen.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    return seen;
  };

  it('the coordinator reads the words from any page, by keyboard; nothing is looked up', async () => {
    const page = await stage.as('coordinator', 'Referrals');
    await goTo(page, 'Somebody rings');
    await page.getByText('What is happening?').waitFor();
    const seen = asks(page);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.getByText('I cannot say whether we know anybody of that name.').waitFor();
    await stage.everywhere(page, 'the words for a partner who rings');
    await stage.picture(page, 'somebody-rings');
    await tabTo(page, 'Find among my families');
    assert.ok((await focused(page)).visible);
    assert.deepEqual(
      // Modules of the page she came from may still arrive: they are the same for everybody.
      seen.filter((request) => /apex|graphql|ui-api|query/i.test(request) && !/^GET \S+\/lightning\/sf\//.test(request)),
      [],
      'the script asked the org for something'
    );
    assert.equal(await page.title(), 'Somebody rings | Confide');
    await page.context().close();
  });

  it('has words for an unknown number and for a midwife, on a small phone', async () => {
    const page = await stage.as('supporter', 'Somebody rings', { width: 320, height: 640 });
    await page.getByText('An unknown number texts or rings').click();
    await page.getByText('Answer a text from a number that is not on her page').waitFor();
    await page.getByText('A midwife or other professional asks how it went').click();
    await page.getByText('I will ring you back through the number of your team.').waitFor();
    await stage.fits(page, 'the words for a midwife');
    await stage.everywhere(page, 'the words for a midwife, narrow');
    await stage.picture(page, 'somebody-rings-phone');
    await page.context().close();
  });

  it('her page says with whom we may speak only after the recorded look', async () => {
    const before = (await rows()).length;
    const page = await stage.as('supporter');
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    await page.getByText('Why do you need to look?').waitFor();
    assert.doesNotMatch(await page.content(), new RegExp(`${HIM.firstName}|Must never be told`));
    const details = page.locator('c-personal-details');
    await details.getByText(PURPOSE).click();
    await details.getByRole('button', { name: 'Open name and contact details' }).click();
    await details.getByText(`${HIM.firstName} ${HIM.lastName}`).waitFor();
    await details.getByText('Must never be told').first().waitFor();
    await stage.everywhere(page, 'whom we may speak with');
    await page.keyboard.press('Escape');
    await details.getByText('Hidden.').waitFor();
    assert.doesNotMatch(await page.content(), new RegExp(HIM.firstName));
    const after = await rows();
    assert.equal(after.length - before, 1, 'one look, one row');
    await page.context().close();
  });

  it('she writes down that he rang, and nothing goes to him', async () => {
    const page = await stage.as('supporter');
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    await page.getByRole('button', { name: 'Log a visit, call or message' }).click();
    const form = page.locator('c-log-contact');
    await choose(form, 'What was it?', 'Call');
    await choose(form, 'Who got in touch?', 'The family did');
    await choose(form, 'With whom?', 'Partner');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.locator('c-contact-timeline').getByText('Call from partner').first().waitFor();
    await page.context().close();
  });

  it('leaves nothing of him in any address, title, console line or store', () => {
    assert.ok(stage.traces.size > 30, 'hardly anything was traced');
    const leaks = [...stage.traces].filter((trace) => Object.values(HIM).some((datum) => trace.includes(datum)));
    assert.deepEqual(leaks, []);
    assert.deepEqual([...new Set(stage.complaints)], []);
  });
});
