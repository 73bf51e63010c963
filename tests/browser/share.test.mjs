import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { reading } from './support/search-page.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const ENTRY = /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

const boards = await openBoards();
const browser = await openBrowser();

const SHARE = 'main .share[data-module]';
const shown = (tab) => tab.locator(`${SHARE} li`).allInnerTexts();
const said = (tab) => tab.locator(`${SHARE} [role=status]`);

/** The browser under test has no way of its own to share; this one notes what it is given. */
const pretend = (tab) =>
  tab.addInitScript(() => {
    navigator.share = async (what) => (window.shared = what);
  });

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const delicate = sensitivePages(board).map(({ url }) => url);
    const entries = board.pages.filter(({ file, url, purpose }) => purpose === 'page' && ENTRY.test(file) && !delicate.includes(url));
    const [{ url: address }] = entries;
    const path = address.slice(board.base.length);

    test('without JavaScript an entry can be sent by message and e-mail, and shows no dead button', async () => {
      await visit(browser, board, path, { viewport: PHONE, javaScriptEnabled: false }, async (tab) => {
        const ways = await tab.locator(`${SHARE} a`).evaluateAll((links) => links.map(({ href }) => href));
        const canonical = encodeURIComponent(board.origin + address);
        assert.deepEqual(ways.map((way) => way.replace(/[:?].*/, '')), ['https', 'sms', 'mailto']);
        none(ways.filter((way) => !way.includes(canonical)).map((way) => fault(path, `${way} lacks the address`)));
        assert.equal(await tab.locator('main button:visible').count(), 0);
      });
    });

    test('the address that is copied is the one by which the page is known, without what follows «#»', async () => {
      const permissions = ['clipboard-read', 'clipboard-write'];
      await reading(browser, board, `${path}?da=prova#contatti`, { permissions }, async (tab) => {
        const copy = tab.locator(`${SHARE} button`).last();
        await copy.focus();
        await tab.keyboard.press('Enter');
        await said(tab).getByText(/\S/).waitFor();
        assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), board.origin + address);
        assert.equal(await said(tab).innerText(), await said(tab).getAttribute('data-copied'));
      });
    });

    test('where nothing may be copied the page says so, and shows the address', async () => {
      const refuse = (tab) =>
        tab.addInitScript(() => {
          navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        });
      await reading(browser, board, path, { prepare: refuse }, async (tab) => {
        await tab.locator(`${SHARE} button`).last().click();
        await said(tab).getByText(board.origin + address).waitFor();
        assert.ok((await said(tab).innerText()).startsWith(await said(tab).getAttribute('data-fault')));
      });
    });

    test('where the device can share by itself, that comes first', async () => {
      await reading(browser, board, path, {}, async (tab) => assert.equal((await shown(tab)).length, 4));
      await reading(browser, board, path, { prepare: pretend }, async (tab) => {
        assert.equal((await shown(tab)).length, 5);
        await tab.locator(`${SHARE} li`).first().locator('button').click();
        const title = (await tab.locator('h1').innerText()).trim();
        assert.deepEqual(await tab.evaluate(() => window.shared), { title, url: board.origin + address });
      });
    });

    test('pages on delicate matters offer no way to be shared or kept', async () => {
      const pages = sensitivePages(board);
      assert.notEqual(pages.length, 0);
      none(
        await tour(browser, board, pages, { viewport: PHONE }, async (tab, { url }) => {
          const found = await tab.locator(`${SHARE}, .keep, main button`).count();
          return found ? [fault(url, `has ${found}`)] : [];
        }),
      );
    });
  });
}
