import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { outlines } from './support/outline.mjs';
import { run } from './support/tool.mjs';

const boards = await openBoards();
const browser = await openBrowser();
await Promise.all(boards.map((board) => outlines(browser, board)));

const SCHEMA = join(import.meta.dirname, 'support/sitemap.xsd');

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const file = join(board.folder, 'sitemap.xml');

    test('the site map follows the schema of the protocol', () => {
      const checked = run('xmllint', ['--nonet', '--noout', '--schema', SCHEMA, file]);
      assert.equal(checked.status, 0, checked.stderr);
    });

    test('the site map has every page that search engines may show, and no other', () => {
      const listed = [...readFileSync(file, 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
      const wanted = board.pages
        .filter(({ purpose, outline }) => purpose === 'page' && !outline.robots.includes('noindex'))
        // What comes after the first page of a list is found from there.
        .filter(({ file }) => !/\/pagina\/\d+\//.test(file))
        .map(({ outline }) => outline.canonical);
      none([
        ...wanted
          .filter((address) => !listed.includes(address))
          .map((address) => fault(address, 'is not in the site map')),
        ...listed
          .filter((address) => !wanted.includes(address))
          .map((address) => fault(address, 'should not be in the site map')),
      ]);
      assert.equal(new Set(listed).size, listed.length);
    });

    test('robots.txt leads to the site map', () => {
      const robots = readFileSync(join(board.folder, 'robots.txt'), 'utf8');
      assert.match(robots, new RegExp(`^Sitemap: ${board.origin}${board.base}/sitemap.xml$`, 'm'));
    });
  });
}
