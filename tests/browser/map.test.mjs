/** The map: one stop of the keyboard, arrows from point to point, the choice of a need, the lists that say the same. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, visit } from './support/browser.mjs';

const boards = await openBoards();
const browser = await openBrowser();
const [, example] = boards;

const LINKS = '[data-part=map] a';
const ROWS = '[data-part=map-list] > li';

/** Where the focused point is from left to right; its name, once shown, is wider. */
const across = (tab) => tab.evaluate(() => document.activeElement.querySelector('circle').getBoundingClientRect().x);

const focused = (tab) => tab.evaluate(() => document.activeElement.getAttribute('aria-label'));

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('every point and place of the map is in the lists too, with the same address', () =>
      visit(browser, board, '/mappa/', { viewport: DESK, javaScriptEnabled: false }, async (tab) => {
        const hrefs = (selector) =>
          tab.locator(selector).evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))].sort());
        const drawn = await hrefs(LINKS);
        assert.ok(drawn.length > 1);
        assert.deepEqual(drawn, await hrefs(`${ROWS} a`));
      }));

    test('the map is one stop of the Tab key; arrows go to the point that lies there; Enter opens it', () =>
      visit(browser, board, '/mappa/', { viewport: DESK }, async (tab) => {
        assert.equal(await tab.locator(`${LINKS}[tabindex="0"]`).count(), 1);
        await tab.locator(`${LINKS}[tabindex="0"]`).focus();
        const start = await focused(tab);
        const places = new Set([start]);
        for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowRight']) {
          const from = await across(tab);
          await tab.keyboard.press(key);
          const to = await across(tab);
          if (key === 'ArrowRight') assert.ok(to >= from, `${key} went from ${from} to ${to}`);
          places.add(await focused(tab));
        }
        assert.ok(places.size > 2, [...places].join(', '));
        assert.equal(await tab.locator(`${LINKS}[tabindex="0"]`).count(), 1);
        const name = await focused(tab);
        await tab.keyboard.press('Tab');
        assert.notEqual(await focused(tab), name);
        await tab.keyboard.press('Shift+Tab');
        assert.equal(await focused(tab), name, 'the way back comes to the same point');
        const href = await tab.evaluate(() => document.activeElement.getAttribute('href'));
        await tab.keyboard.press('Enter');
        await tab.waitForURL(board.origin + href);
      }));

    test('a need leaves its points and its rows, and says how many', () =>
      visit(browser, board, '/mappa/', { viewport: PHONE }, async (tab) => {
        const all = await tab.locator(ROWS).count();
        const need = await tab.locator(ROWS).evaluateAll((rows) => rows.map(({ dataset }) => dataset.needs.split(' ')[0]).find(Boolean));
        await tab.locator('#bisogno').selectOption(need);
        const some = await tab.locator(`${ROWS}:visible`).count();
        assert.ok(some > 0 && some < all, `${some} of ${all}`);
        assert.match(await tab.locator('[data-part=map-status]').innerText(), new RegExp(`\\b${some}$`));
        assert.ok((await tab.locator(`${LINKS}.map-off`).count()) > 0);
        await tab.locator('#bisogno').selectOption('');
        assert.equal(await tab.locator(`${ROWS}:visible`).count(), all);
        assert.equal(await tab.locator(`${LINKS}.map-off`).count(), 0);
      }));
  });
}

test('boundaries are drawn where the board gives them, and nowhere else', () => {
  const drawing = ({ folder, pages, base }) => {
    const { html } = pages.find(({ file }) => file === 'mappa/index.html');
    const [, path] = html.match(/<image href="([^"]+)"/);
    return readFileSync(join(folder, path.slice(base.length)), 'utf8');
  };
  const [real] = boards;
  assert.equal(drawing(example).match(/d="([^"]+)"/)[1].match(/z/g).length, 5);
  assert.doesNotMatch(drawing(real), /<path /);
});

test('places are told by how far they are, on the device alone', () =>
  visit(
    browser,
    example,
    '/mappa/',
    { serviceWorkers: 'block', permissions: ['geolocation'], geolocation: { latitude: 45.289, longitude: 9.427 } },
    async (tab) => {
      await tab.waitForLoadState('networkidle');
      const before = example.log.length;
      await tab.locator('[data-do=find]').click();
      const found = tab.locator('[data-part=near-found] li');
      await found.first().waitFor();
      const texts = await found.allInnerTexts();
      assert.equal(texts.length, 3);
      // Ausili in prestito is at 45.28900, 9.42610: 70 metres to the west.
      assert.match(texts[0], /^Ausili in prestito, .*0,1 km/);
      const far = texts.map((text) => Number(text.match(/([\d,]+) km/)[1].replace(',', '.')));
      assert.deepEqual(far, far.toSorted((a, b) => a - b));
      assert.deepEqual(example.log.slice(before), []);
    },
  ));

test('no delicate entry has a place on a map', () =>
  visit(browser, example, '/mappa/', {}, async (tab) => {
    const delicate = example.pages.filter(({ html }) => html.includes('content="no-referrer"')).map(({ url }) => url);
    assert.ok(delicate.length > 0);
    const hrefs = await tab.locator(LINKS).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.deepEqual(hrefs.filter((href) => delicate.includes(href)), []);
    for (const { url, html } of example.pages.filter(({ url }) => delicate.includes(url)))
      assert.doesNotMatch(html, /map-small/, url);
  }));
