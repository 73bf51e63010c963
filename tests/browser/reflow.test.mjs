import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { sticksOut } from './support/reflow.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** The browser's own setting, which also moves the points at which the layout changes. */
async function setBigText(tab) {
  const session = await tab.context().newCDPSession(tab);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
}

const doubleTextOnly = (tab) => tab.evaluate(() => (document.documentElement.style.fontSize = '200%'));

/** Ways of reading on a narrow screen, each set before a page is measured. */
const READERS = {
  'at 320 px': [{ width: 320, height: 640 }, () => {}],
  'at 390 px with the browser set to text twice as big': [PHONE, setBigText],
  'at 390 px with only the text made twice as big': [PHONE, doubleTextOnly],
};

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    for (const [reader, [viewport, set]] of Object.entries(READERS)) {
      test(`nothing scrolls sideways ${reader}`, async () => {
        none(
          await tour(browser, board, samples(board), { viewport }, async (tab, { url }) => {
            await set(tab);
            return (await tab.evaluate(sticksOut)).map((what) => fault(url, what));
          }),
        );
      });
    }
  });
}
