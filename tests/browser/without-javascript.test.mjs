import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();
/**
 * Not for phones on purpose: the address on paper, a sentence that the button beside it tells too, what the service
 * worker says of a page out of its store, the choice of a Comune, whose room is kept where scripts run, the form of
 * proposals, whose questions stand below it, and the choices that make a code, whose codes are ready below.
 */
const LEFT_OUT = '.sheet-end *, .hero-help-text, [data-part=stored], .found-comune, .propose *, .reuse *, .reuse-coarse';

const PLAIN = { viewport: PHONE, javaScriptEnabled: false };

/** What a reader without scripts does not see in main, once its folds are opened by hand. */
async function hidden(tab, { url }) {
  const folded = tab.locator('main details:not([open]) > summary');
  for (let left = await folded.count(); left > 0; left--) await folded.first().click();
  const main = tab.locator('main');
  const shown = (await main.innerText()).trim();
  if (shown.length < 40) return [fault(url, `shows only «${shown}»`)];
  // The test's own scripts run all the same: only the page's are off.
  const unseen = await main
    .locator('h1, h2, h3, h4, a, li, dt, dd, th, td, p, img')
    .evaluateAll(
      (elements, leftOut) =>
        elements
          .filter(
            (one) => !one.matches(leftOut) && !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
          )
          .map((one) => `hides ${one.outerHTML.slice(0, 80)}`),
      LEFT_OUT,
    );
  return unseen.map((what) => fault(url, what));
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('every kind of page shows all it has', async () => {
      none(await tour(browser, board, samples(board), PLAIN, hidden));
    });

    test('from the home page, a need leads to an entry that tells whom to call', async () => {
      await visit(browser, board, '/', PLAIN, async (tab) => {
        const need = tab.locator('main a[href*="/bisogni/"]').first();
        const name = (await need.innerText()).trim();
        await need.click();
        assert.ok((await tab.locator('h1').innerText()).includes(name));
        await tab.locator('main article a[href*="/servizi/"]').first().click();
        assert.ok(await tab.locator('main [data-element=service-description]').isVisible());
        assert.ok(await tab.locator('#contatti a').first().isVisible());
      });
    });

    test('from the home page, one folded list leads to every Comune', async () => {
      await visit(browser, board, '/', PLAIN, async (tab) => {
        const comuni = tab.locator('#comuni details a');
        assert.ok(!(await comuni.first().isVisible()), 'the list is open from the start');
        await tab.locator('#comuni summary').click();
        assert.ok(await comuni.first().isVisible());
        const pages = board.pages.filter(({ file }) => /^comuni\/[^/]+\/index\.html$/.test(file));
        assert.equal(await comuni.count(), pages.length);
        const name = (await comuni.last().innerText()).trim();
        await comuni.last().click();
        assert.ok((await tab.locator('h1').innerText()).includes(name));
        assert.ok(await tab.locator('main a[href^="tel:"]').first().isVisible());
      });
    });
  });
}
