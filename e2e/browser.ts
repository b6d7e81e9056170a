/**
 * Starts a Chromium for the browser tests: CHROME_PATH, else an installed Chromium or Chrome, else the one of the npm package
 * (which brings the libraries it needs, for machines that have none).
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import chromiumPackage, { inflate } from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];
/** Containers have no user namespaces to sandbox with; the pages are our own. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** @returns a running browser; the caller closes it. @throws when there is none to be had, saying what to do. */
export async function launchBrowser(): Promise<Browser> {
  const installed = installedBrowser();
  if (installed) return chromium.launch({ executablePath: installed, headless: true, args: ARGUMENTS });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program.');
  }
  const { program, libraries } = await unpacked();
  const launch = (env: NodeJS.ProcessEnv) =>
    chromium.launch({ executablePath: program, headless: true, args: [...ARGUMENTS, '--no-zygote'], env: env as Record<string, string> });
  const fonts = { ...process.env, FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'] ?? path.join(tmpdir(), 'fonts') };
  // The machine's own libraries where it has them; those of the package, made for another system, only where it has not.
  return launch(fonts).catch(() => launch({ ...fonts, LD_LIBRARY_PATH: libraries }));
}

/** Unpacks the package's browser below the temporary folder, one process at a time: the package itself would take a half-written file for a whole one. */
async function unpacked(): Promise<{ program: string; libraries: string }> {
  const lock = path.join(tmpdir(), 'chromium.lock');
  for (let waited = 0; !taken(lock); waited += 200) {
    if (waited > 90_000) throw new Error(`Another process has been unpacking the browser for too long. If there is none, remove ${lock}.`);
    await setTimeout(200);
  }
  try {
    const packed = path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
    const program = await chromiumPackage.executablePath(packed);
    return { program, libraries: path.join(await inflate(path.join(packed, 'al2023.tar.br')), 'lib') };
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

/** @returns the program of an installed browser, or undefined. @throws when CHROME_PATH names nothing. */
export function installedBrowser(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const chosen = environment['CHROME_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
    return chosen;
  }
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...PLACES].find((file) => existsSync(file));
}

/**
 * Waits until nothing moves any more: while a window fades in, a look at the page would find it not there yet, and the page
 * behind it hidden for nothing.
 */
export async function still(page: Page): Promise<void> {
  const clear = () =>
    page.locator('[role=dialog]:visible').evaluateAll((dialogs) => dialogs.every((dialog) => getComputedStyle(dialog).opacity === '1'));
  while (!(await clear())) await setTimeout(20);
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
}
