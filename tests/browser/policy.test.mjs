import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** Everything that pages do behind their reader's back, told as faults while it happens. */
async function watch(tab, board, say) {
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) say(`console: ${message.text()} ${message.location().url}`);
  });
  tab.on('pageerror', (error) => say(`script: ${error.message}`));
  tab.on('requestfailed', (request) => {
    // The icon of a page may still be on its way when the next page is opened.
    if (request.failure().errorText !== 'net::ERR_ABORTED')
      say(`failed: ${request.url()} ${request.failure().errorText}`);
  });
  tab.on('request', (request) => {
    if (new URL(request.url()).origin !== board.origin) say(`asks another origin: ${request.url()}`);
  });
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI}`),
    );
  });
}

/** Reads pages one after the other, each to its end, in one context: a cookie of the first is seen at the last. */
async function read(board, pages) {
  const context = await browser.newContext({ viewport: PHONE });
  const tab = await context.newPage();
  const found = [];
  let reading;
  await watch(tab, board, (what) => found.push(fault(reading, what)));
  for (const { url, purpose } of pages) {
    reading = url;
    const response = await tab.goto(board.origin + url);
    if (purpose === 'page' && response.status() !== 200) found.push(fault(url, `status ${response.status()}`));
    await tab.evaluate(() => {
      document.querySelectorAll('details').forEach((fold) => (fold.open = true));
      window.scrollTo(0, document.body.scrollHeight);
    });
    // Images below the first screen are loaded when they come near.
    await tab.waitForFunction(() => [...document.images].every((image) => image.complete || void image.scrollIntoView()));
  }
  found.push(...(await context.cookies()).map(({ name }) => fault(name, 'is a cookie')));
  await context.close();
  return found;
}

/** The policy of a page as `directive → sources`. */
async function policy(address) {
  const { headers } = await fetch(address);
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim().split(/\s+/));
  return new Map(directives.map(([name, ...sources]) => [name, sources]));
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('reading a page breaks no policy, logs no error, asks nobody else and leaves no cookie', async () => {
      none(await read(board, samples(board)));
    });

    test('the policy allows only what comes from the board itself', async () => {
      for (const { url } of samples(board)) {
        const directives = await policy(board.origin + url);
        assert.deepEqual(directives.get('default-src'), ["'none'"], url);
        for (const [name, sources] of directives) {
          assert.ok(
            sources.every((source) => ["'self'", "'none'"].includes(source)),
            `${url}: ${name} ${sources.join(' ')}`,
          );
        }
        for (const name of ['script-src', 'style-src', 'base-uri', 'form-action', 'frame-ancestors']) {
          assert.ok(directives.has(name), `${url}: no ${name}`);
        }
      }
    });

    test('types are not guessed, pages stay fresh, and files named by their content are kept for ever', async () => {
      const home = board.pages.find(({ file }) => file === 'index.html');
      const [, sheet] = home.html.match(/<link rel="stylesheet" href="([^"]+)"/);
      const style = await fetch(board.origin + sheet);
      assert.equal(style.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      const page = await fetch(board.origin + home.url);
      assert.match(page.headers.get('cache-control'), /max-age=\d{1,3}\b/);
      for (const { headers } of [style, page]) assert.equal(headers.get('x-content-type-options'), 'nosniff');
    });

    test('a missing page is shown by the board and answers 404', async () => {
      const missing = await fetch(`${board.origin}${board.base}/non/esiste/`);
      assert.equal(missing.status, 404);
      const own = board.pages.find(({ file }) => file === '404.html');
      assert.equal(await missing.text(), own.html);
    });
  });
}
