import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, visit } from './support/browser.mjs';
import { inspect, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** What sticks out of a page to the side. Runs in the browser. */
function sticksOut() {
  document.querySelectorAll('details').forEach((fold) => (fold.open = true));
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
  const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
  return [
    `is ${root.scrollWidth} px wide in ${root.clientWidth}`,
    ...innermost.slice(0, 3).map((one) => `  ${one.outerHTML.slice(0, 120)}`),
  ];
}

/** Ways of reading on a narrow screen. Each is set before the page is measured. */
const READERS = {
  'at 320 px': { viewport: { width: 320, height: 640 } },
  // The browser's own setting also moves the points at which the layout changes.
  'at 390 px with the browser set to text twice as big': {
    viewport: PHONE,
    before: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    },
  },
  'at 390 px with only the text made twice as big': {
    viewport: PHONE,
    before: (page) => page.evaluate(() => (document.documentElement.style.fontSize = '200%')),
  },
};

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    for (const [reader, { viewport, before }] of Object.entries(READERS)) {
      test(`nothing scrolls sideways ${reader}`, async () => {
        none(
          await inspect(samples(board), ({ url }) =>
            visit(browser, board.origin + url, { viewport }, async (page) => {
              await before?.(page);
              return (await page.evaluate(sticksOut)).map((fault) => `${url} ${fault}`);
            }),
          ),
        );
      });
    }
  });
}
