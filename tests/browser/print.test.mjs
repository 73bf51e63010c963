import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';
import { sensitivePages } from './support/sensitive.mjs';

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

    test('an entry on paper tells its own address, if it is not delicate', async () => {
      const delicate = sensitivePages(board);
      const entries = samples(board).filter(
        (page) =>
          /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index/.test(page.file) && !delicate.includes(page),
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

    test('a calendar and what is true only now stay off the paper, their lists do not', async () => {
      const pages = board.pages.filter(({ html }) => /class="(calendar|hours-now)"/.test(html)).slice(0, 12);
      assert.notEqual(pages.length, 0);
      none(
        await tour(browser, board, pages, options, async (tab, { url }) => {
          await tab.emulateMedia({ media: 'print' });
          const wrong = await tab.evaluate(() => {
            const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
            const lost = [...document.querySelectorAll('.dated-item, .hours')].filter((one) => !one.checkVisibility());
            return [...shown('.calendar, .hours-now'), ...lost].map((one) => one.className);
          });
          await tab.emulateMedia({ media: 'screen' });
          return wrong.map((name) => fault(url, `is wrong about ${name}`));
        }),
      );
    });

    test('logos of those who pay are on white, not smaller than 20 mm', async () => {
      const pages = board.pages.filter(({ html }) => html.includes('class="logos"'));
      none(
        await tour(browser, board, pages, options, async (tab, { url }) => {
          await tab.emulateMedia({ media: 'print' });
          const logos = await tab.locator('.logos img').evaluateAll((all) =>
            all.map((logo) => ({
              millimetres: Math.round((logo.getBoundingClientRect().height * 25.4) / 96),
              behind: getComputedStyle(logo.parentElement).backgroundColor,
            })),
          );
          await tab.emulateMedia({ media: 'screen' });
          const small = logos.filter(({ millimetres, behind }) => millimetres < 20 || behind !== 'rgb(255, 255, 255)');
          return small.map((logo) => fault(url, `has a logo ${JSON.stringify(logo)}`));
        }),
      );
    });
  });
}
