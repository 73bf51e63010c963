import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour } from './support/browser.mjs';
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

function styles({ folder }) {
  const files = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.css'));
  return files.map((file) => ({ file, bytes: zipped(readFileSync(join(folder, 'assets', file))) }));
}

/** Loads a page as for the first time and tells what came: requests, and bytes without the author's images. */
async function load(tab, board, url) {
  const bodies = [];
  const keep = (response) => bodies.push(response);
  tab.on('response', keep);
  await tab.goto(board.origin + url);
  tab.off('response', keep);
  const kept = bodies.filter((response) => response.request().resourceType() !== 'image');
  const sizes = await Promise.all(kept.map(async (response) => zipped(await response.body())));
  return { requests: bodies.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const entries = board.pages.filter(({ file, purpose }) => purpose === 'page' && ENTRY.test(file));

    test('an entry and its style arrive in one round trip', (t) => {
      const [style, ...others] = styles(board);
      assert.deepEqual(others, [], 'one style sheet is enough');
      t.diagnostic(`style: ${style.bytes} bytes`);
      assert.ok(style.bytes <= STYLE, `${style.file} has ${style.bytes} bytes`);
      const heavy = entries.map(({ url, html }) => ({ url, bytes: zipped(html) + style.bytes })).sort((a, b) => b.bytes - a.bytes);
      for (const { url, bytes } of heavy.slice(0, 5)) t.diagnostic(`${url}: ${bytes} bytes with the style`);
      none(heavy.filter(({ bytes }) => bytes > PAGE_AND_STYLE).map(({ url, bytes }) => fault(url, `${bytes} bytes with the style`)));
    });

    test('an entry asks for few files and little in all', async (t) => {
      let most = { requests: 0 };
      none(
        await tour(browser, board, entries, { viewport: PHONE }, async (tab, { url }) => {
          const context = await browser.newContext({ viewport: PHONE });
          const came = await load(await context.newPage(), board, url);
          await context.close();
          if (came.requests > most.requests) most = { url, ...came };
          return [
            ...(came.requests > REQUESTS ? [fault(url, `${came.requests} requests`)] : []),
            ...(came.bytes > EVERYTHING ? [fault(url, `${came.bytes} bytes in all`)] : []),
          ];
        }),
      );
      t.diagnostic(`most requests: ${most.url}, ${most.requests} (${most.bytes} bytes without images)`);
    });
  });
}
