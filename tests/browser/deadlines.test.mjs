import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, visit } from './support/browser.mjs';

const [, board] = await openBoards();
const browser = await openBrowser();

const PAGE = '/scadenze/';

/** The days of the calendars that lead somewhere: what each says, how large it is, what it leads to. Runs in the browser. */
function days() {
  return [...document.querySelectorAll('.calendar a')].map((day) => {
    const { width, height } = day.getBoundingClientRect();
    const target = document.querySelector(`[id="${day.hash.slice(1)}"]`);
    const date = target && target.querySelector('time').dateTime.slice(0, 10);
    const same = [...document.querySelectorAll('.dated time')].filter((time) => time.dateTime.startsWith(date));
    return { hash: day.hash, width, height, date, told: day.querySelector('.hidden').textContent, count: same.length };
  });
}

describe('deadlines', () => {
  test('each day with something leads to it in the list, and says how much there is', async () => {
    await visit(browser, board, PAGE, { viewport: DESK }, async (tab) => {
      const found = await tab.evaluate(days);
      const dates = await tab.locator('.dated time').evaluateAll((all) => all.map((time) => time.dateTime.slice(0, 10)));
      assert.deepEqual(found.map(({ date }) => date), [...new Set(dates)]);
      for (const { hash, date, told, count } of found) {
        assert.equal(hash, `#g-${date}`);
        assert.match(told, new RegExp(`^${Number(date.slice(8))} \\p{L}+: ${count} scadenz`, 'u'));
      }
    });
  });

  for (const [width, least] of [[320, 36], [390, 44]]) {
    test(`days are large enough to touch, ${width} pixels wide`, async () => {
      await visit(browser, board, PAGE, { viewport: { width, height: 844 } }, async (tab) => {
        for (const day of await tab.evaluate(days)) {
          assert.ok(day.width >= least && day.height >= 42, JSON.stringify(day));
        }
      });
    });
  }

  test('a calendar has every day of its month below the right name, and marks today', async () => {
    await visit(browser, board, PAGE, { viewport: DESK }, async (tab) => {
      const calendars = await tab.locator('.calendar').evaluateAll((all) =>
        all.map((calendar) => ({
          month: calendar.closest('section').querySelector('time').dateTime.slice(0, 7),
          caption: calendar.caption.textContent,
          title: calendar.closest('section').querySelector('h2').textContent,
          first: [...calendar.tBodies[0].rows[0].cells].findIndex((cell) => cell.textContent),
          rows: [...calendar.rows].map((row) => row.cells.length),
          numbers: [...calendar.tBodies[0].querySelectorAll('td')].map((cell) => parseInt(cell.innerText)).filter(Boolean),
        })),
      );
      assert.notEqual(calendars.length, 0);
      for (const { month, caption, title, first, rows, numbers } of calendars) {
        const [year, number] = month.split('-').map(Number);
        const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
        assert.equal(caption, title);
        assert.equal(first, (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7);
        assert.deepEqual(numbers, Array.from({ length: last }, (_, day) => day + 1));
        assert.deepEqual([...new Set(rows)], [7]);
      }
      assert.equal(parseInt(await tab.locator('[aria-current=date]').innerText()), 15);
    });
  });

  test('without JavaScript a day moves the list', async () => {
    const viewport = { width: 390, height: 600 };
    await visit(browser, board, PAGE, { viewport, javaScriptEnabled: false }, async (tab) => {
      const day = tab.locator('.calendar a').last();
      await day.click();
      const target = tab.locator(`[id="${(await day.getAttribute('href')).slice(1)}"]`);
      const { y } = await target.boundingBox();
      assert.ok(y >= 0 && y < viewport.height, `it is at ${y}`);
    });
  });
});
