import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, leave, openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** Everything that the Tab key should stop at; a group of choices is one stop. Runs in the browser. */
function countStops() {
  const candidates = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  const stops = [...candidates].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
  return new Set(stops.map((one) => (one.type === 'radio' ? one.name : one))).size;
}

/** What is wrong with the element that has the focus; nothing if none has it. Runs in the browser. */
function focused() {
  const one = document.activeElement;
  if (one === document.body) return null;
  const name = `${one.localName} «${(one.textContent.trim() || one.getAttribute('aria-label') || one.id).slice(0, 50)}»`;
  const wrong = [];
  // A link that fills its card draws its outline around the card.
  const ringed = [null, '::after', '::before'].some((part) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one, part);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
  });
  if (!ringed) wrong.push(`${name} shows no outline`);
  const box = one.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) {
    if (box.height < innerHeight) wrong.push(`${name} is not wholly on the screen`);
  }
  const leave = document.querySelector('.leave-link');
  const bar = leave?.getBoundingClientRect();
  const apart =
    !bar || box.bottom <= bar.top || box.top >= bar.bottom || box.right <= bar.left || box.left >= bar.right;
  const covers = one !== leave && !apart;
  if (covers) wrong.push(`${name} is behind the leave bar`);
  const [line] = one.getClientRects();
  const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  if (!covers && !one.contains(top)) wrong.push(`${name} is behind ${top?.outerHTML.slice(0, 60)}`);
  return wrong;
}

/** Walks a page with a key, forwards or backwards, for a number of stops. */
async function walk(tab, url, key, stops) {
  const found = [];
  for (let stop = 0; stop < stops; stop++) {
    await tab.keyboard.press(key);
    const wrong = await tab.evaluate(focused);
    if (!wrong) return [...found, fault(url, `${key} ends after ${stop} of ${stops} elements`)];
    found.push(...wrong.map((what) => fault(url, what)));
  }
  return found;
}

async function walkBothWays(tab, { url }) {
  const stops = await tab.evaluate(countStops);
  return [...(await walk(tab, url, 'Tab', stops)), ...(await walk(tab, url, 'Shift+Tab', stops - 1))];
}

/** Follows the skip link: what is wrong with it. */
async function skip(tab, { url }) {
  await tab.keyboard.press('Tab');
  const first = await tab.evaluate(() => {
    const one = document.activeElement;
    return { href: one.getAttribute('href'), shown: one.getBoundingClientRect().top >= 0 };
  });
  if (first.href !== '#contenuto' || !first.shown) return [fault(url, `the first stop is ${JSON.stringify(first)}`)];
  await tab.keyboard.press('Enter');
  const target = await tab.evaluate(() => document.activeElement.localName);
  if (target !== 'main') return [fault(url, `the skip link moves the focus to ${target}`)];
  await tab.keyboard.press('Tab');
  const passed = await tab.evaluate(() => {
    const inMain = document.querySelectorAll('main :is(a, button, input, select, summary):not([tabindex="-1"])');
    const [first] = [...inMain].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    return first && document.activeElement !== first;
  });
  return passed ? [fault(url, 'after the skip link Tab misses the first link of main')] : [];
}

/** Pages to walk through: what readers meet most, and every page with the leave bar. */
const WALKED = /^(index\.html|(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html)$/;
const walked = (board) => [
  ...new Set([...samples(board).filter(({ file }) => WALKED.test(file)), ...sensitivePages(board)]),
];

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      test(`on a ${device}, Tab stops at everything and shows where it is, never behind something`, async () => {
        none(await tour(browser, board, walked(board), { viewport }, walkBothWays));
      });
    }

    test('the first stop of every kind of page is the skip link, which leads into main', async () => {
      none(await tour(browser, board, samples(board), { viewport: PHONE }, skip));
    });

    test('on a phone the menu opens and leads on with the keyboard', async () => {
      await visit(browser, board, '/', { viewport: PHONE }, async (tab) => {
        const menu = tab.locator('header details');
        assert.ok(!(await menu.locator('a').first().isVisible()));
        await menu.locator('summary').focus();
        await tab.keyboard.press('Enter');
        assert.ok(await menu.locator('a').last().isVisible());
        await tab.keyboard.press('Tab');
        const name = await tab.evaluate(() => document.activeElement.textContent.trim());
        await leave(tab, () => tab.keyboard.press('Enter'));
        assert.equal((await tab.locator('h1').innerText()).trim(), name);
        assert.equal(await tab.locator('header [aria-current=page]').first().textContent(), name);
      });
    });

    test('on a desk the menu is a row, and shown once', async () => {
      await visit(browser, board, '/', { viewport: DESK }, async (tab) => {
        assert.ok(!(await tab.locator('header summary').isVisible()));
        const shown = await tab.locator('header nav a:visible').allTextContents();
        assert.ok(shown.length > 2);
        assert.deepEqual(shown, [...new Set(shown)]);
      });
    });
  });
}
