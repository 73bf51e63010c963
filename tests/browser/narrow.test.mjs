/** Lists that can be narrowed: from a list into the search, without a word written. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser } from './support/browser.mjs';
import { SEARCH, reading } from './support/search-page.mjs';

const boards = await openBoards();
const browser = await openBrowser();

const count = async (tab) => Number((await tab.locator('#risultati').innerText()).match(/\d+/)[0]);

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('a list leads to filters that can be combined, kept in the address and taken back', () =>
      reading(browser, board, '/servizi/', {}, async (tab) => {
        const listed = Number((await tab.locator('.list-total').innerText()).match(/\d+/)[0]);
        await tab.locator(`a[href*="${SEARCH}#tipo=servizio"]`).click();
        await tab.locator('main ol li a').first().waitFor();
        // The search also finds what is over or for professionals, which the list leaves out.
        const all = await count(tab);
        assert.ok(all >= listed, `${all} of ${listed}`);
        await tab.locator('summary', { hasText: 'Filtra' }).click();
        await tab.locator('fieldset[data-facet=bisogni] input').first().check();
        await tab.waitForFunction((all) => !document.querySelector('#risultati').innerText.startsWith(`${all} `), all);
        const some = await count(tab);
        assert.ok(some > 0 && some < all, `${some} of ${all}`);
        assert.match(new URL(tab.url()).hash, /tipo=servizio/);
        assert.match(new URL(tab.url()).hash, /bisogni=/);
        await tab.goBack();
        await tab.waitForFunction((all) => document.querySelector('#risultati').innerText.startsWith(`${all} `), all);
      }));

    test('what is filtered and not asked comes in the order of its titles', () =>
      reading(browser, board, `${SEARCH}#tipo=comune`, {}, async (tab) => {
        await tab.locator('main ol li a').first().waitFor();
        const titles = await tab.locator('main ol li a').allInnerTexts();
        assert.ok(titles.length > 1);
        assert.deepEqual(titles, [...titles].sort((a, b) => a.localeCompare(b, 'it')));
      }));
  });
}
