import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const boards = await openBoards();
const browser = await openBrowser();

async function violations(tab) {
  const results = await tab.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] }), TAGS);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
  );
}

async function inspect(tab, { url }) {
  await tab.evaluate(AXE);
  // Folded text is read too, once it is opened.
  await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme });
    found.push(...(await violations(tab)).map((what) => fault(`${url} ${colorScheme}`, what)));
  }
  return found;
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      test(`axe finds no violation on a ${device}, light or dark`, async () => {
        none(await tour(browser, board, samples(board), { viewport }, inspect));
      });
    }
  });
}
