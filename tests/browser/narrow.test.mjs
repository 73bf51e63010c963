/** Lists that can be narrowed: from a list into the search, without a word written. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE } from './support/browser.mjs';
import { SEARCH, allResults, follow, reading, results, told } from './support/search-page.mjs';

const boards = await openBoards();
const browser = await openBrowser();

const FILTERS = 'main .facets li a';

const asked = (tab) => new URLSearchParams(new URL(tab.url()).hash.slice(1));

const count = async (tab) => Number((await tab.locator('#risultati').innerText()).match(/\d+/)[0]);

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('a list leads to filters that can be combined, kept in the address and taken back', () =>
      reading(browser, board, '/servizi/', {}, async (tab) => {
        const listed = Number((await tab.locator('.list-total').innerText()).match(/\d+/)[0]);
        await tab.locator('a[data-narrow]').click();
        await tab.locator('main ol li a').first().waitFor();
        // The search also finds what is over or for professionals, which the list leaves out.
        const all = await count(tab);
        assert.ok(all >= listed, `${all} of ${listed}`);
        await tab.locator('summary', { hasText: 'Filtra' }).click();
        await tab.locator('fieldset[data-facet=bisogni] input').first().check();
        await tab.waitForFunction((all) => !document.querySelector('#risultati')?.innerText.startsWith(`${all} `), all);
        const some = await count(tab);
        assert.ok(some > 0 && some < all, `${some} of ${all}`);
        assert.match(new URL(tab.url()).hash, /tipo=servizio/);
        assert.match(new URL(tab.url()).hash, /bisogni=/);
        await tab.goBack();
        await tab.waitForFunction((all) => document.querySelector('#risultati')?.innerText.startsWith(`${all} `), all);
      }));

    test('what is filtered and not asked comes in the order of its titles', () =>
      reading(browser, board, `${SEARCH}#tipo=comune`, {}, async (tab) => {
        await tab.locator('main ol li a').first().waitFor();
        const titles = await tab.locator('main ol li a').allInnerTexts();
        assert.ok(titles.length > 1);
        assert.deepEqual(titles, [...titles].sort((a, b) => a.localeCompare(b, 'it')));
      }));

    test('beside a list each filter narrows this list, to what it counts, and Back returns to it', () =>
      reading(browser, board, '/servizi/', {}, async (tab) => {
        const link = tab.locator('.facets a[data-filter^="bisogni="]').first();
        const wanted = Number((await link.innerText()).match(/\d+/)[0]);
        const filter = await link.getAttribute('data-filter');
        await link.click();
        await told(tab);
        assert.equal(new URL(tab.url()).hash, `#tipo=servizio&${filter}`);
        assert.equal(await tab.locator('[data-part=chosen] button').count(), 2);
        const seen = (await allResults(tab)).filter(({ marks }) => !marks.some((mark) => /Concluso|operatori/.test(mark)));
        assert.equal(seen.length, wanted);
        await tab.goBack();
        assert.ok(await tab.locator('.list-total').isVisible());
      }));

    test('a delicate need, and every filter without JavaScript, leads to its page', async () => {
      const pages = new Set(board.pages.map(({ url }) => url));
      const paths = (links) => links.map((link) => link.pathname + link.hash);
      await reading(browser, board, '/servizi/', {}, async (tab) => {
        const plain = await tab.locator(`${FILTERS}:not([data-filter])`).evaluateAll(paths);
        assert.ok(plain.length > 0 && plain.every((path) => pages.has(path)), plain.join(' '));
      });
      await reading(browser, board, '/servizi/', { javaScriptEnabled: false }, async (tab) => {
        const plain = await tab.locator(FILTERS).evaluateAll(paths);
        assert.ok(plain.length > 0 && plain.every((path) => pages.has(path)), plain.join(' '));
      });
    });

    for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      test(`on a ${device} filters ${device === 'desk' ? 'stand beside' : 'leave room for'} the first result`, () =>
        reading(browser, board, `${SEARCH}#tipo=servizio`, { viewport }, async (tab) => {
          await results(tab);
          const first = await tab.locator('main ol li a').first().boundingBox();
          // A notice on top may push it down.
          const notices = await tab.locator('.notices').evaluateAll((all) => all.reduce((sum, one) => sum + one.offsetHeight, 0));
          const end = first.y + first.height - notices;
          assert.ok(end < viewport.height, `the first result ends at ${end}`);
          const box = tab.locator('fieldset[data-facet=kind] input').first();
          if (device === 'phone') return assert.ok(!(await box.isVisible()));
          await box.waitFor();
          const { x, width, y } = await box.boundingBox();
          assert.ok(x + width < first.x && y < viewport.height, 'the filters are not beside');
        }));
    }
  });
}

describe('board esempio: deadlines', () => {
  const board = boards.find(({ name }) => name === 'esempio');
  const list = `${SEARCH}#tipo=opportunita`;

  test('the nearest deadline comes first when asked, as the address says and Back undoes', () =>
    reading(browser, board, list, {}, async (tab) => {
      const titles = async () => (await results(tab)).map(({ title }) => title);
      /** The first is the same in both orders. */
      const second = 'main ol li:nth-child(2) a';
      const until = (isTrue, value) => tab.waitForFunction(isTrue, [second, value]);
      await told(tab);
      const byName = await titles();
      const order = tab.locator('[data-part=order]');
      assert.equal(await order.inputValue(), 'nome');
      assert.notEqual(byName[1], 'Tirocinio in biblioteca');
      await order.selectOption('scadenza');
      await until(([link, title]) => document.querySelector(link)?.textContent !== title, byName[1]);
      assert.equal(asked(tab).get('ordina'), 'scadenza');
      const byDeadline = await titles();
      assert.deepEqual(byDeadline.slice(0, 2), ['Case in affitto a prezzo basso', 'Tirocinio in biblioteca']);
      await tab.waitForFunction(() => /\. Scadenza più vicina/.test(document.querySelector('[role=status]')?.textContent));
      await tab.reload();
      await told(tab);
      assert.deepEqual(await titles(), byDeadline);
      await tab.goBack();
      await until(([link, title]) => document.querySelector(link)?.textContent === title, byName[1]);
      assert.deepEqual(await titles(), byName);
    }));

  test('with words the usual order is that of how well they fit', () =>
    reading(browser, board, `${SEARCH}#q=affitto`, {}, async (tab) => {
      await told(tab);
      const usual = await results(tab);
      assert.equal(await tab.locator('[data-part=order]').inputValue(), '');
      await follow(tab, board, 'q=affitto&ordina=nome');
      assert.notDeepEqual(await results(tab), usual);
    }));

  test('deadlines can be filtered by month, in the order of time, those without one last', () =>
    reading(browser, board, list, { viewport: DESK }, async (tab) => {
      const boxes = tab.locator('fieldset[data-facet=scadenza] input');
      await boxes.first().waitFor();
      const months = await boxes.evaluateAll((all) => all.map(({ value }) => value));
      assert.deepEqual(months, ['2026-05', '2026-06', '2026-07', '2026-09', 'sempre']);
      const row = tab.locator('fieldset[data-facet=scadenza] label').first();
      assert.match(await row.innerText(), /^maggio 2026\s+\(\s*3/);
      await boxes.first().check();
      await tab.waitForFunction(() => /^3 /.test(document.querySelector('#risultati')?.textContent));
      assert.equal(asked(tab).get('scadenza'), '2026-05');
    }));
});
