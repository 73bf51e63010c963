import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { outlines } from './support/outline.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const boards = await openBoards();
const browser = await openBrowser();
await Promise.all(boards.map((board) => outlines(browser, board)));

/** Streets and numbers of every organization, as written in the content. */
function addresses({ root }) {
  const folder = join(root, 'content/enti');
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/^[ -]*indirizzo: *"?([^"\n]+?)"? *$/gm)].map(([, address]) => address),
  );
}

/** The foot of every page tells where the board's own office is. */
const withoutFoot = (html) => html.replace(/<footer[^]*<\/footer>/, '');

/** Wholly on the screen, with nothing over it. Runs in the browser. */
function leaveLinkInView() {
  const link = document.querySelector('.leave-link');
  const box = link?.getBoundingClientRect();
  if (!box || box.height === 0 || box.top < 0 || box.bottom > innerHeight) return false;
  return link.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
}

/** Leaves and tells what the other site learns; nothing is really asked of it. */
async function leave(tab) {
  let asked;
  await tab.context().route(/.*/, (route) => {
    // The worker of the page that one leaves may ask for something too.
    if (route.request().isNavigationRequest()) asked = route.request();
    return route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' });
  });
  await Promise.all([tab.waitForURL((url) => url.hostname !== 'localhost'), tab.locator('.leave-link').click()]);
  await tab.context().unroute(/.*/);
  return (await asked.allHeaders()).referer ?? '';
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const pages = sensitivePages(board);

    test('the board has pages on sensitive matters, and nothing about them stays in a title', () => {
      assert.notEqual(pages.length, 0);
      const home = board.pages.find(({ file }) => file === 'index.html').outline.title;
      none(
        pages
          .filter(({ outline }) => outline.title !== home)
          .map(({ url, outline }) => fault(url, `is titled «${outline.title}»`)),
      );
    });

    test('the link to leave at once is in view from the top of the page to its end', async () => {
      for (const viewport of [PHONE, DESK]) {
        none(
          await tour(browser, board, pages, { viewport }, async (tab, { url }) => {
            const found = [];
            for (const place of ['top', 'end']) {
              await tab.evaluate((end) => scrollTo(0, end ? document.body.scrollHeight : 0), place === 'end');
              if (!(await tab.evaluate(leaveLinkInView)))
                found.push(fault(url, `no leave link in view at the ${place}`));
            }
            return found;
          }),
        );
      }
    });

    test('the end of the page can be read above the link to leave', async () => {
      none(
        await tour(browser, board, pages, { viewport: PHONE }, async (tab, { url }) => {
          const covered = await tab.evaluate(() => {
            scrollTo(0, document.body.scrollHeight);
            const last = [...document.querySelectorAll('footer *')].at(-1).getBoundingClientRect().bottom;
            return last > document.querySelector('.leave-link').getBoundingClientRect().top;
          });
          return covered ? [fault(url, 'the leave link covers the end of the foot')] : [];
        }),
      );
    });

    test('the site that one leaves for is not told where one came from', async () => {
      none(
        pages.filter(({ outline }) => !outline.noReferrer).map(({ url }) => fault(url, 'lacks the referrer policy')),
      );
      none(
        await tour(browser, board, pages, { viewport: PHONE }, async (tab, { url }) => {
          assert.equal(
            await tab.evaluate(() => document.querySelector('.leave-link').rel.includes('noreferrer')),
            true,
          );
          const referrer = await leave(tab);
          return referrer ? [fault(url, `tells ${referrer}`)] : [];
        }),
      );
    });

    test('no street address is written in an entry on a sensitive matter', () => {
      const streets = addresses(board);
      assert.notEqual(streets.length, 0);
      none(
        pages
          .filter(({ file }) => /(^|\/)(servizi|progetti|opportunita)\//.test(file))
          .flatMap(({ url, html }) =>
            streets.filter((street) => withoutFoot(html).includes(street)).map((street) => fault(url, street)),
          ),
      );
    });
  });
}
