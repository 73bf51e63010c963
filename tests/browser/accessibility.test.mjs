import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, visit } from './support/browser.mjs';
import { inspect, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const boards = await openBoards();
const browser = await openBrowser();

async function violations(page) {
  const results = await page.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] }), TAGS);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      test(`axe finds no violation on a ${device}, light or dark`, async () => {
        none(
          await inspect(samples(board), ({ url }) =>
            visit(browser, board.origin + url, { viewport }, async (page) => {
              await page.evaluate(AXE);
              // Folded text is read too, once it is opened.
              await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
              const faults = [];
              for (const colorScheme of ['light', 'dark']) {
                await page.emulateMedia({ colorScheme });
                faults.push(...(await violations(page)).map((fault) => `${url} ${colorScheme}: ${fault}`));
              }
              return faults;
            }),
          ),
        );
      });
    }
  });
}
