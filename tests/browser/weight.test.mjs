import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';

/** The budgets of the design, in bytes after gzip -9: the first is what one round trip brings. */
const PAGE_AND_STYLE = 14_600;
const STYLE = 8_000;
const EVERYTHING = 40_000;
const REQUESTS = 6;

const ENTRY = /(^|\/)(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

const boards = await openBoards();
const browser = await openBrowser();

const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

const file = ({ host }, address) => join(host, new URL(address).pathname.replace(/\/$/, '/index.html'));

function styles({ folder }) {
  const files = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.css'));
  return files.map((file) => ({ file, bytes: zipped(readFileSync(join(folder, 'assets', file))) }));
}

/** Loads pages as if each were the first: for each, how many requests and how many bytes, authors' images apart. */
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
    const files = [...requests].filter(([, type]) => type !== 'image').map(([address]) => file(board, address));
    loads.push({ url, requests: requests.size, bytes: sum(files.map((path) => zipped(readFileSync(path)))) });
  }
  await tab.close();
  return loads;
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const entries = board.pages.filter(({ file, purpose }) => purpose === 'page' && ENTRY.test(file));

    test('an entry and its style arrive in one round trip', (t) => {
      const [style, ...others] = styles(board);
      assert.deepEqual(others, [], 'one style sheet is enough');
      t.diagnostic(`style: ${style.bytes} bytes`);
      assert.ok(style.bytes <= STYLE, `${style.file} has ${style.bytes} bytes`);
      const heavy = entries
        .map(({ url, html }) => ({ url, bytes: zipped(html) + style.bytes }))
        .sort((a, b) => b.bytes - a.bytes);
      for (const { url, bytes } of heavy.slice(0, 5)) t.diagnostic(`${url}: ${bytes} bytes with the style`);
      none(
        heavy
          .filter(({ bytes }) => bytes > PAGE_AND_STYLE)
          .map(({ url, bytes }) => fault(url, `${bytes} bytes with the style`)),
      );
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
