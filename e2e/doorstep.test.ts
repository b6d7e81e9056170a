/** Story: a door without signal. Name and address are taken along once, read offline, covered, shown again, and put away. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, focused, Stage, tabTo } from './stage.ts';

const WHO = 'supporter@demo.example';
const PHONE = { width: 320, height: 640 };
const PURPOSE = 'Providing peer support';

describe('a supporter at a door', () => {
  let stage: Stage;
  let clientId = '';
  let code = '';
  let her: Record<string, string> = {};

  before(async () => {
    stage = await Stage.open();
    const cases = await stage.org.rest(WHO, '/services/apexrest/confide/v1/cases');
    for (const { clientId: id } of cases.body as { clientId: string }[]) {
      const { body } = await stage.org.rest(WHO, '/services/apexrest/confide/v1/details', {
        method: 'POST',
        body: { clientId: id, purpose: 'PU1', reason: 'test' }
      });
      if (body.street) [clientId, code, her] = [id, body.code as string, body as Record<string, string>];
      if (clientId) break;
    }
    assert.ok(clientId, 'the demo has no family with an address');
  });
  after(() => stage?.close());

  const open = async (viewport?: { width: number; height: number }): Promise<Page> => {
    const page = await stage.as('supporter', 'Home', viewport);
    await page.goto(`${stage.org.url}/lightning/r/Client__c/${clientId}/view`);
    await page.getByText('Why do you need to look?').waitFor();
    return page;
  };
  const shows = async (page: Page, words: string) => (await page.locator('body').innerText()).includes(words);
  const logged = async (action: string): Promise<number> => {
    const { body } = await stage.org.rest('dpo@demo.example', `/services/apexrest/confide/v1/access-log?clientCode=${code}`);
    return (body as { rows: { action: string }[] }).rows.filter((row) => row.action === action).length;
  };

  it('takes it along by keyboard alone, on a small phone, and reads it without signal', async () => {
    const page = await open(PHONE);
    const card = page.locator('c-take-with-me');
    await card.getByRole('button', { name: 'Take with me' }).focus();
    await page.keyboard.press('Enter');
    await card.getByText('Why do you take it with you?').waitFor();
    await stage.everywhere(page, 'before it is taken along');
    await card.getByRole('radio', { name: PURPOSE }).focus();
    await page.keyboard.press('Space');
    await tabTo(page, 'Take with me now');
    await page.keyboard.press('Enter');
    await card.locator('h3[data-name]').waitFor();
    assert.match((await focused(page)).name, new RegExp(her['lastName']!));
    await stage.fits(page, 'what she took along');
    assert.ok(await shows(page, her['street']!));
    if (her['mobile']) assert.equal(await shows(page, her['mobile']), false, 'no number goes along');
    await stage.everywhere(page, 'the card');
    await stage.picture(page, 'take-with-me', card);

    await page.context().setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await card.getByText('Covered.').waitFor();
    assert.equal(await shows(page, her['lastName']!), false);
    assert.doesNotMatch(await page.content(), new RegExp(`${her['lastName']}|${her['street']}`));
    await stage.picture(page, 'take-with-me-covered', card);
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).name, 'Show again');
    await page.keyboard.press('Enter');
    await card.locator('h3[data-name]').waitFor();
    assert.ok(await shows(page, her['street']!), 'without signal');

    await page.keyboard.press('Escape');
    await card.getByText('Covered.').waitFor();
    await page.keyboard.press('Escape');
    await card.getByText('Put away.').waitFor();
    assert.equal(await shows(page, her['lastName']!), false);
    await page.context().setOffline(false);
    await stage.everywhere(page, 'after it was put away');
    assert.equal(await logged('Take with me'), 1, 'once, as an action of its own');
    await page.context().close();
  });

  it('opens again with one tap after the dialler took the screen, as a look of its own, and not after Esc', async () => {
    const page = await open(PHONE);
    const details = page.locator('c-personal-details');
    await details.getByText(PURPOSE).click();
    await details.getByRole('button', { name: 'Open name and contact details' }).click();
    await details.locator('h3[data-name]').waitFor();
    await page.evaluate(() => dispatchEvent(new Event('blur')));
    await details.getByText('Hidden.').waitFor();
    await stage.everywhere(page, 'after the dialler took the screen');
    await stage.picture(page, 'open-again', details);
    await details.getByRole('button', { name: 'Open again' }).click();
    await details.locator('h3[data-name]').waitFor();
    assert.equal(await logged('Open details again'), 1);
    await page.keyboard.press('Escape');
    await details.getByText('Hidden.').waitFor();
    assert.equal(await details.getByRole('button', { name: 'Open again' }).count(), 0);
    await page.context().close();
  });

  it('has which family, how to reach her safely, and her name one after the other, with the rest folded', async () => {
    const page = await open(PHONE);
    const top = async (part: string) => (await page.locator(part).boundingBox())!.y;
    const parts = ['c-case-page', 'c-contact-preferences', 'c-personal-details', 'c-take-with-me', 'c-contact-timeline', 'c-case-facts'];
    const tops = await Promise.all(parts.map(top));
    assert.deepEqual(
      tops,
      [...tops].sort((one, other) => one - other),
      parts.join(', ')
    );
    await stage.picture(page, 'family-phone');
    await stage.fits(page, 'what she took along');
    const zoomed = await open({ width: 640, height: 400 });
    await stage.fits(zoomed, 'what she took along, at 200 %');
    await zoomed.context().close();
    await page.context().close();
  });

  it('shows a thousand contacts page by page, of one kind when asked, and the notes only through the doorway', async () => {
    await fill();
    const page = await open();
    const list = page.locator('c-contact-timeline');
    await list.getByText('there are older ones').waitFor();
    for (let turn = 0; turn < 25 && (await list.getByRole('button', { name: 'Show older' }).count()); turn++) {
      const before = await list.locator('.contact').count();
      await list.getByRole('button', { name: 'Show older' }).click();
      await list.locator('.contact').nth(before).waitFor();
    }
    assert.ok((await list.locator('.contact').count()) >= 1000);
    await choose(list, 'Show', 'Letter');
    await list.getByText('One is shown; there are no others.').waitFor();
    assert.equal(await shows(page, 'Wrote about the library.'), false);
    await choose(list, 'Why do you need to read them?', PURPOSE);
    await list.getByRole('button', { name: 'Open the notes' }).click();
    await list.getByText('Wrote about the library.').waitFor();
    await stage.everywhere(page, 'the notes of a visit');
    await stage.picture(page, 'timeline', list);
    await page.keyboard.press('Escape');
    await list.getByText('The notes are hidden again.').waitFor();
    assert.equal(await shows(page, 'Wrote about the library.'), false);
    assert.equal(await logged('Read visit notes'), 1);
    await page.context().close();
  });

  it('finds her own family on a narrow window by keyboard, and wildcards find nobody', async () => {
    const page = await stage.as('supporter', 'Home', PHONE);
    const field = page.getByLabel('Name or phone number');
    for (const typed of ['%%', '__', "' OR Name LIKE '%", '\\\\']) {
      await field.fill(typed);
      await field.press('Enter');
      await page.getByText('None of your families matches.').waitFor();
    }
    await field.fill(her['lastName']!);
    await field.press('Enter');
    await page.locator('c-find-family').getByRole('link', { name: code }).waitFor();
    await stage.fits(page, 'what she took along');
    await stage.everywhere(page, 'find among my families, narrow');
    await tabTo(page, 'Find');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
    await page.context().close();
  });

  it('leaves nothing of her in any address, title, console line or store', () => {
    const personal = [her['lastName'], her['street'], her['mobile'], her['postcode'], 'about the library'].filter(Boolean) as string[];
    assert.ok(stage.traces.size > 30, 'hardly anything was traced');
    assert.deepEqual(
      [...stage.traces].filter((trace) => personal.some((datum) => trace.toLowerCase().includes(datum.toLowerCase()))),
      []
    );
  });

  async function fill(): Promise<void> {
    for (let done = 0; done < 1000; done += 200) {
      await anonymous(
        `List<Support_Contact__c> contacts = new List<Support_Contact__c>();
         for (Integer i = 0; i < 200; i++) { contacts.add(new Support_Contact__c(Client__c = '${clientId}', Kind__c = 'Visit',
           Happened_At__c = Datetime.now().addHours(-${done} - i - 1), Direction__c = 'To us', Reached__c = true, With__c = 'Parent')); }
         insert as system contacts;`
      );
    }
    await anonymous(
      `insert as system new Support_Contact__c(Client__c = '${clientId}', Kind__c = 'Letter', Happened_At__c = Datetime.now().addHours(-1),
         Direction__c = 'To us', Reached__c = true, With__c = 'Parent', Summary__c = 'Wrote about the library.');`
    );
  }

  async function anonymous(source: string): Promise<void> {
    const { body, text } = await stage.org.rest(
      'admin@demo.example',
      `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`
    );
    assert.equal(body.success, true, text);
  }
});
