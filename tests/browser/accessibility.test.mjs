import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** In the dark only the colours change. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const boards = await openBoards();
const browser = await openBrowser();

async function violations(tab, tags) {
  const results = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), tags);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
  );
}

async function inspect(tab, { url }) {
  await tab.evaluate(AXE);
  // Folded text is read too, once it is opened.
  await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
  const light = await violations(tab, TAGS);
  await tab.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(tab, COLOURS);
  await tab.emulateMedia({ colorScheme: 'light' });
  return [...light.map((what) => fault(url, what)), ...dark.map((what) => fault(`${url} in the dark`, what))];
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
