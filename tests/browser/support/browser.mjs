/** Debian's Chromium, one for the tests of a file. */

import { after } from 'node:test';

import { chromium } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Without these it looks for its maker's hosts at every start.
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: PROGRAM, args: QUIET }).catch((error) => {
    throw new Error(`cannot start ${PROGRAM}: run scripts/install-test-tools\n${error.message}`);
  });
  after(() => browser.close());
  return browser;
}

/** Shows a page to `look`, in a context of its own. */
export async function visit(browser, url, options, look) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await look(page, context);
  } finally {
    await context.close();
  }
}
