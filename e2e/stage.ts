/** What a story in a browser needs: a window for each persona, and the traces that she leaves in it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, still } from './browser.ts';
import { type RunningOrg, root, seededOrg, query } from './org.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK = { width: 1280, height: 800 };
/** The narrowest window that nobody may have to scroll sideways: what is left of the desk's at 400 % (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 };

/**
 * What the base components themselves break, seen on 2026-11-24 with lightning-base-components 1.28.15-alpha. Look again when it changes.
 * Each: the rule, and the element of the base component that breaks it.
 */
const OF_BASE_COMPONENTS: readonly { rule: string; within: string }[] = [
  { rule: 'label', within: 'lightning-timepicker' },
  { rule: 'label-title-only', within: 'lightning-timepicker' }
];

export class Stage {
  readonly org: RunningOrg;
  private readonly browser: Browser;
  /** Everything that was in an address, a title, the console or the browser's store. */
  readonly traces = new Set<string>();
  /** What the browser complained about. */
  readonly complaints: string[] = [];
  /** Whether a persona was chosen on the page for it. */
  private chosen = false;
  /** Where pictures are kept; null: nobody wants them. */
  private readonly pictures = process.env['CONFIDE_PICTURES'] === '1' ? path.join(root, 'docs', 'pictures') : null;

  private constructor(org: RunningOrg, browser: Browser) {
    this.org = org;
    this.browser = browser;
    if (this.pictures) mkdirSync(this.pictures, { recursive: true });
  }

  /** A seeded org and a browser; `close` ends both. */
  static async open(): Promise<Stage> {
    const org = await seededOrg();
    await org.screens;
    try {
      return new Stage(org, await launchBrowser());
    } catch (error) {
      await org.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.org.stop();
  }

  /** The choice of persona, in a window of its own. */
  async window(viewport = DESK): Promise<Page> {
    const page = await this.empty(viewport);
    await page.goto(this.org.url);
    return page;
  }

  private async empty(viewport: typeof DESK): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => this.traces.add(decoded(request.url())));
    page.on('framenavigated', (frame) => this.traces.add(decoded(frame.url())));
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      this.traces.add(message.text());
      this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    return page;
  }

  /**
   * A window of a persona, on one of the app's tabs: `Referrals`, or a part of its screen, `Referrals > Board`. The first is chosen as a
   * person chooses, on the page for it; the others by the call that this page makes, which spares each a document.
   */
  async as(username: string, tab = 'Home', viewport = DESK): Promise<Page> {
    const persona = `${username}@demo.example`;
    const page = this.chosen ? await this.empty(viewport) : await this.window(viewport);
    if (this.chosen) await this.signIn(page, persona);
    else await page.getByRole('button', { name: persona }).click();
    this.chosen = true;
    await goTo(page, tab);
    return page;
  }

  private async signIn(page: Page, username: string): Promise<void> {
    const headers = { 'x-lightning-call': '1' };
    const answer = await page.context().request.post(`${this.org.url}/lightning/session`, { headers, data: { username } });
    assert.ok(((await answer.json()) as { ok: boolean }).ok, `${username} cannot sign in`);
    await page.goto(`${this.org.url}/lightning/page/home`);
  }

  /**
   * Reads the traces that leave no event, and lets axe look at the page as it stands.
   * @param coloursSeen in another width: they are the same in all, and looking at them takes the longest
   */
  async look(page: Page, what: string, coloursSeen = false): Promise<void> {
    await still(page);
    this.traces.add(await page.title());
    this.traces.add(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])));
    // It stays for as long as the document does.
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
    const found = (await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: ${!coloursSeen} } } }).then((run) => run.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html, target }) => ({ id, html, target: String(target) }))))`
    )) as { id: string; html: string; target: string }[];
    const ours = found.filter(
      ({ id, html, target }) => !OF_BASE_COMPONENTS.some(({ rule, within }) => rule === id && `${target} ${html}`.includes(within))
    );
    assert.deepEqual(ours, [], `${what} is not accessible`);
  }

  /**
   * Sets the window to what is left of the desk's when everything is `times` as large: zooming halves the CSS pixels, so 200 %
   * of 1280 is 640 wide. Pages see no difference to a person's own zoom.
   */
  async zoom(page: Page, times: number): Promise<void> {
    await page.setViewportSize({ width: Math.round(DESK.width / times), height: Math.round(DESK.height / times) });
  }

  /** Looks at the page as it stands and in a window of 320 px; there and at 200 % nobody may have to scroll sideways. */
  async everywhere(page: Page, what: string): Promise<void> {
    const before = page.viewportSize() ?? DESK;
    await this.look(page, what);
    await page.setViewportSize(NARROW);
    await this.look(page, `${what}, 320 px wide`, true);
    await this.fits(page, `${what}, 320 px wide`);
    await this.zoom(page, 2);
    await this.fits(page, `${what}, at 200 %`);
    await page.setViewportSize(before);
  }

  /** Nobody has to scroll sideways in the window as it is. */
  async fits(page: Page, what: string): Promise<void> {
    // A page that has just loaded or changed its size folds its bar and tables in the next frames.
    const settled = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
    await page.waitForFunction(settled, undefined, { timeout: 5000 }).catch(() => undefined);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wider <= 0, `${what}: ${wider} px wider than the window`);
  }

  /**
   * Keeps a picture of the window, from the top of the page or of a part of it, in the documentation when CONFIDE_PICTURES=1;
   * else none is taken.
   */
  async picture(page: Page, name: string, part?: Locator): Promise<void> {
    if (!this.pictures) return;
    if (part) await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    else await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: path.join(this.pictures, `${name}.png`) });
  }

  /** How many families there are, asked by one who knows all the codes. */
  async families(): Promise<number> {
    return this.count('Client__c');
  }

  async count(object: string): Promise<number> {
    const { body } = await this.org.rest('safeguarding@demo.example', query(`SELECT COUNT() FROM ${object}`));
    return body.totalSize as number;
  }
}

/** Goes to a tab as a person does: in the bar, else under More, else in the app launcher; then to the part of its screen. */
export async function goTo(page: Page, tab: string): Promise<void> {
  const [name, part] = tab.split(' > ');
  const [bar, more] = await tabs(page);
  if (bar.includes(name!)) await page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: name!, exact: true }).click();
  else if (more.includes(name!)) {
    await page.getByRole('button', { name: 'More navigation items' }).click();
    await page.getByRole('menuitem', { name: name!, exact: true }).click();
  } else {
    await page.getByRole('button', { name: 'App Launcher' }).click();
    await page.getByRole('region', { name: 'App Launcher' }).getByRole('link', { name: name!, exact: true }).click();
  }
  if (part) await page.getByRole('tab', { name: part, exact: true }).click();
}

/** @returns the tabs that stand in the bar, and those under More */
export async function tabs(page: Page): Promise<[bar: string[], more: string[]]> {
  await page.locator('shell-nav-tabs[data-measured]').waitFor();
  const bar = await page.locator('shell-nav-tabs [data-tab]').allInnerTexts();
  const button = page.getByRole('button', { name: 'More navigation items' });
  if ((await button.count()) === 0) return [bar, []];
  await button.click();
  const more = await page.locator('shell-nav-tabs').getByRole('menuitem').allInnerTexts();
  await page.keyboard.press('Escape');
  return [bar, more];
}

/** Picks from a list: the list opens upon a click, unless the page was still moving. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const list = within.getByRole('combobox', { name: label });
  await list.click();
  if ((await list.getAttribute('aria-expanded')) !== 'true') await list.click();
  await list.page().getByRole('option', { name: option }).and(list.page().locator('[role=option][data-value]')).first().click();
}

/** @returns what has the keyboard now: its label or text, and whether a sighted person sees that it has it. */
export function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    let element = document.activeElement as HTMLElement | null;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
    if (!element) return { name: '', visible: false };
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    const name = labels[0] ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
    return { name: name.replace(/^\*/, '').trim(), visible: outlineStyle !== 'none' || boxShadow !== 'none' };
  });
}

/** Presses Tab until the thing of that name has the keyboard. @throws when it cannot be reached, or is reached unseen. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.name === name) return assert.ok(now.visible, `nothing shows that ${name} has the keyboard`);
    passed.push(now.name);
  }
  assert.fail(`the keyboard does not reach ${name}: ${passed.join(' | ')}`);
}

/**
 * Chooses from a list without a mouse: Enter opens it, the arrow walks down it, Enter takes what it stands on; without an option
 * the first is taken. Each press waits for what the one before it did.
 */
export async function pick(page: Page, label: string, option?: string): Promise<void> {
  await tabTo(page, label);
  const list = page.getByRole('combobox', { name: label }).and(page.locator(':focus'));
  await unfold(page, list);
  const standsOn = async () => (await page.locator(`[id="${await list.getAttribute('aria-activedescendant')}"]`).innerText()).trim();
  for (let presses = 0; presses < 40 && option !== undefined && (await standsOn()) !== option; presses++) {
    const before = await list.getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    await list.and(page.locator(`:not([aria-activedescendant="${before}"])`)).waitFor();
  }
  const taken = await standsOn();
  await page.keyboard.press('Enter');
  await list.and(page.locator('[aria-expanded=false]')).filter({ hasText: taken }).waitFor();
}

/** Opens the list that has the keyboard; one that was opened before its entries had come, or closed by a moving page, once more. */
async function unfold(page: Page, list: Locator): Promise<void> {
  const open = list.and(page.locator('[aria-expanded=true][aria-activedescendant]'));
  for (let times = 0; times < 5; times++) {
    await page.keyboard.press((await list.getAttribute('aria-expanded')) === 'true' ? 'Escape' : 'Enter');
    if (
      await open.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false
      )
    )
      return;
  }
  await open.waitFor();
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
