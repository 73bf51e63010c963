/** Chromium for all figures; Lighthouse talks to it on a port. */

import { createServer } from 'node:net';
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

export const HEIGHT = 844;
export const WIDTHS = [320, 390, 1280];

/** @returns {Promise<{ browser: import('playwright-core').Browser, port: number }>} */
export async function openBrowser() {
  const port = await freePort();
  const args = [...QUIET, `--remote-debugging-port=${port}`];
  // Readers have it, and Lighthouse asks for it.
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  const browser = await chromium.launch({ executablePath: PROGRAM, args, ignoreDefaultArgs }).catch((error) => {
    throw new Error(`cannot start ${PROGRAM}: run scripts/install-test-tools\n${error.message}`);
  });
  return { browser, port };
}

/**
 * A tab with nothing stored, shown to `look`. The worker is kept out: what it fetches aside is nothing that the page
 * waits for.
 */
export async function inTab(browser, options, look) {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

/** What `look` finds on each page, in the order of the pages, with a few at once. */
export async function each(pages, look, tabs = 2) {
  const found = new Array(pages.length);
  const queue = pages.entries();
  const worker = async () => {
    for (const [index, page] of queue) found[index] = await look(page);
  };
  await Promise.all(Array.from({ length: tabs }, worker));
  return found;
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
