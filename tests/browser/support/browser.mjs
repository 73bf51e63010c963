/** Debian's Chromium, one for the tests of a file. */

import { after } from 'node:test';

import { chromium } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Without these it looks for its maker's hosts at every start.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** At once in one browser; three files of tests run at the same time. */
const TABS = 2;

/** How long to wait for what a page should show at once, in milliseconds; machines are slow at times. */
export const PATIENCE = 10_000;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** Its tabs do not scroll smoothly, unless they ask to: every click would wait for the page to stand still. */
export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: PROGRAM, args: QUIET }).catch((error) => {
    throw new Error(`cannot start ${PROGRAM}: run scripts/install-test-tools\n${error.message}`);
  });
  after(() => browser.close());
  const open = browser.newContext.bind(browser);
  browser.newContext = (options) => open({ reducedMotion: 'reduce', ...options });
  return browser;
}

/** Shows one page to `look`. */
export const visit = (browser, board, path, options, look) =>
  tour(browser, board, [{ url: board.base + path }], options, look);

/**
 * Shows the pages of a board to `look(tab, page)`, one after the other in each of a few tabs, and
 * joins what it finds in the order of the pages.
 */
export async function tour(browser, board, pages, options, look) {
  const found = new Array(pages.length);
  const queue = pages.entries();
  const worker = async () => {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    tab.setDefaultTimeout(PATIENCE);
    for (const [index, page] of queue) {
      await tab.goto(board.origin + page.url);
      found[index] = (await look(tab, page)) ?? [];
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: Math.min(TABS, pages.length) }, worker));
  return found.flat();
}

/**
 * Does what leaves the page and waits until the next one is there; returns its response. A page that only writes its own
 * address anew, as the search does while it answers, is not left: Playwright's own way takes that for a navigation.
 */
export async function leave(tab, act) {
  const [response] = await Promise.all([
    tab.waitForResponse((response) => response.request().isNavigationRequest()),
    act(),
  ]);
  await tab.waitForURL(response.url());
  return response;
}
