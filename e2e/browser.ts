/**
 * Starts a Chromium for the browser tests: CHROME_PATH, else an installed Chromium or Chrome, else the one of the npm package
 * (which brings the libraries it needs, for machines that have none).
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

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
  if (process.platform !== 'linux')
    throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program.');
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    headless: true,
    args: [...chromiumPackage.args, ...ARGUMENTS]
  });
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
