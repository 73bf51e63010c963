import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';

/** The budgets of the design, in bytes after gzip -9: the first is what one round trip brings. */
const PAGE_AND_STYLE = 14_600;
/** An entry that fills every field there is, on a board with every option, below a path. */
const FULLEST = 15_500;
const BLOCKING = 8_000;
const EVERYTHING = 40_000;
const REQUESTS = 6;

const ENTRY = /(^|\/)(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

const boards = await openBoards();
const browser = await openBrowser();

const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

const file = ({ host }, address) => join(host, new URL(address).pathname.replace(/\/$/, '/index.html'));

/** The style sheets that a page waits for: those for paper come later. */
const styles = ({ host }, html) =>
  [...html.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, path]) => zipped(readFileSync(join(host, path))));

/** Scripts that a page waits for. */
const scripts = ({ host }, html) =>
  [...html.matchAll(/<script defer blocking="render" src="([^"]+)">/g)].map(([, path]) => zipped(readFileSync(join(host, path))));


/**
 * Loads pages as if each were the first: for each, how many requests and how many bytes, authors' images and the service
 * worker apart.
 */
async function load(board, pages) {
  const tab = await browser.newPage({ viewport: PHONE });
  const session = await tab.context().newCDPSession(tab);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let requests;
  tab.on('request', (request) => requests.set(request.url(), request.resourceType()));
  const loads = [];
  for (const { url } of pages) {
    requests = new Map();
    await tab.goto(board.origin + url);
    const isOurs = ([address, type]) =>
      (type !== 'image' || address.includes('/assets/')) && !address.endsWith('/sw.js');
    const files = [...requests].filter(isOurs).map(([address]) => file(board, address));
    loads.push({ url, requests: files.length, bytes: sum(files.map((path) => zipped(readFileSync(path)))) });
  }
  await tab.close();
  return loads;
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const entries = board.pages.filter(({ file, purpose }) => purpose === 'page' && ENTRY.test(file));

    test('an entry and its style arrive in one round trip', (t) => {
      const heavy = entries
        .map(({ url, html }) => ({ url, bytes: zipped(html) + sum(styles(board, html)) }))
        .sort((a, b) => b.bytes - a.bytes);
      for (const { url, bytes } of heavy.slice(0, 5)) t.diagnostic(`${url}: ${bytes} bytes with the style`);
      none(
        heavy
          .filter(({ bytes }) => bytes > (board.name === 'reale' ? PAGE_AND_STYLE : FULLEST))
          .map(({ url, bytes }) => fault(url, `${bytes} bytes with the style`)),
      );
    });

    test('what a page waits for before its first picture is little', (t) => {
      const waits = board.pages
        .map(({ url, html }) => ({ url, bytes: sum([...styles(board, html), ...scripts(board, html)]) }))
        .sort((a, b) => b.bytes - a.bytes);
      t.diagnostic(`most: ${waits[0].url}, ${waits[0].bytes} bytes`);
      none(waits.filter(({ bytes }) => bytes > BLOCKING).map(({ url, bytes }) => fault(url, `waits for ${bytes} bytes`)));
    });

    test('an entry asks for few files and little in all', async (t) => {
      const loads = await load(board, entries);
      const [most] = loads.toSorted((a, b) => b.requests - a.requests);
      t.diagnostic(`most requests: ${most.url}, ${most.requests} (${most.bytes} bytes without images)`);
      none([
        ...loads
          .filter(({ requests }) => requests > REQUESTS)
          .map(({ url, requests }) => fault(url, `${requests} requests`)),
        ...loads.filter(({ bytes }) => bytes > EVERYTHING).map(({ url, bytes }) => fault(url, `${bytes} bytes in all`)),
      ]);
    });
  });
}
