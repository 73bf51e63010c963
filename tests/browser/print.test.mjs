import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** What a sheet for somebody without the page must have, and what it must not. Runs in the browser. */
function onPaper() {
  const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 0;
  const brightness = (colour) =>
    colour
      .match(/[\d.]+/g)
      .slice(0, 3)
      .reduce((sum, part) => sum + Number(part), 0) / 3;
  const { color, backgroundColor } = getComputedStyle(document.body);
  const text = (one) => one.outerHTML.slice(0, 80);
  return [
    ...[...document.querySelectorAll('nav, .skip, .leave, form')].filter(seen).map((one) => `prints ${text(one)}`),
    // Also those of the folds that nobody opened.
    ...[...document.querySelectorAll('main a[href^="tel:"]')]
      .filter((one) => !seen(one) && !one.closest('[hidden]'))
      .map((one) => `lacks ${text(one)}`),
    ...(brightness(color) < 60 && brightness(backgroundColor) > 240 ? [] : [`prints ${color} on ${backgroundColor}`]),
    ...(document.querySelector('h1').checkVisibility() ? [] : ['lacks its title']),
    ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['is wider than the paper'] : []),
  ];
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    // A dark screen prints dark ink on white paper all the same.
    const options = { viewport: DESK, colorScheme: 'dark' };

    test('on paper there is no navigation, every phone number, and dark ink', async () => {
      none(
        await tour(browser, board, samples(board), options, async (tab, { url }) => {
          await tab.emulateMedia({ media: 'print' });
          const found = await tab.evaluate(onPaper);
          await tab.emulateMedia({ media: 'screen' });
          return found.map((what) => fault(url, what));
        }),
      );
    });

    test('an entry on paper tells its own address', async () => {
      const entries = samples(board).filter(({ file }) =>
        /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index/.test(file),
      );
      assert.notEqual(entries.length, 0);
      none(
        await tour(browser, board, entries, options, async (tab, { url }) => {
          await tab.emulateMedia({ media: 'print' });
          const shown = await tab.locator('main').innerText();
          await tab.emulateMedia({ media: 'screen' });
          return shown.includes(board.origin + url) ? [] : [fault(url, 'does not tell its address')];
        }),
      );
    });
  });
}
