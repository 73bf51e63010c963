import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { reading } from './support/search-page.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** For each board two entries, the first of them also in English. */
const KEPT = {
  reale: ['servizi/agenzia-per-la-casa', 'opportunita/contributi-per-affitto'],
  esempio: ['servizi/punto-di-ascolto', 'opportunita/contributo-affitto-2026'],
};
const LIST = '/la-mia-lista/';
const ENTRY = /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

const boards = await openBoards();
const browser = await openBrowser();

const part = (tab, name) => tab.locator(`[data-module=saved] [data-part=${name}]`);
const button = (tab) => tab.locator('.keep button');
const titles = (tab) => tab.locator('.saved h2').allInnerTexts();
const stored = (tab, board) =>
  tab.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '[]'), `bacheca:${board.base}/:lista`);

/** Until every entry of the list has been asked for. */
const loaded = (tab) => tab.waitForFunction(() => document.querySelector('[data-part=list]:not([aria-busy])'));

const titleOf = (board, key) =>
  board.pages
    .find(({ file }) => file === `${key}/index.html`)
    .html.match(/<h1[^>]*>([^<]*)</)[1]
    .replaceAll('&#39;', "'");

/** Begins with a list on the device; only once, so that what becomes of it is seen. */
const holding = (board, keys) => (tab) =>
  tab.addInitScript(
    ([name, list]) => {
      if (sessionStorage.begun) return;
      sessionStorage.begun = 'yes';
      localStorage.setItem(name, JSON.stringify(list));
    },
    [`bacheca:${board.base}/:lista`, keys.map((key) => ({ key, title: `titolo di ${key}` }))],
  );

/** Opens the page of the list with some entries in it. */
const listing = (board, keys, look, options = {}) =>
  reading(
    browser,
    board,
    options.path ?? LIST,
    {
      ...options,
      prepare: async (tab) => {
        await holding(board, keys)(tab);
        await options.prepare?.(tab);
      },
    },
    async (tab) => (await loaded(tab), look(tab)),
  );

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const keys = KEPT[board.name];
    const [first, second] = keys;
    const sensitive = sensitivePages(board).find(({ file }) => ENTRY.test(file));
    const delicate = sensitive.file.replace('/index.html', '');
    const address = board.origin + board.base;

    test('an entry that is put on the list is there, and is taken away from it where it was put there', async () => {
      await reading(browser, board, `/${first}/`, {}, async (tab) => {
        const add = await button(tab).innerText();
        assert.ok(!(await tab.locator('.keep a').isVisible()));
        await button(tab).focus();
        await tab.keyboard.press('Enter');
        assert.notEqual(await button(tab).innerText(), add);
        assert.notEqual(await tab.locator('.keep + [role=status]').textContent(), '');
        assert.deepEqual(await stored(tab, board), [{ key: first, title: titleOf(board, first) }]);
        await tab.locator('.keep a').click();
        await loaded(tab);
        assert.deepEqual(await titles(tab), [titleOf(board, first)]);
        await tab.locator('.saved h2 a').click();
        await button(tab).click();
        assert.equal(await button(tab).innerText(), add);
        assert.deepEqual(await stored(tab, board), []);
      });
    });

    test('nothing moves when the button is drawn, whether or not the entry is on the list', async () => {
      const entries = board.pages.filter(({ file, html }) => ENTRY.test(file) && html.includes('class="keep"'));
      assert.notEqual(entries.length, 0);
      for (const width of [320, 390, 1280]) {
        none(
          await tour(browser, board, [entries[0], ...entries.slice(-4)], { viewport: { width, height: 844 } }, async (tab, page) => {
            const key = page.file.replace('/index.html', '');
            const row = () => tab.locator('.keep').evaluate((one) => one.getBoundingClientRect().height);
            const before = await row();
            await button(tab).click();
            const kept = await row();
            await tab.evaluate(() => document.querySelectorAll('.keep > :not(template)').forEach((one) => one.remove()));
            const empty = await row();
            return before === empty && kept === empty ? [] : [fault(key, `at ${width}: ${empty}, ${before}, ${kept} px`)];
          }),
        );
      }
    });

    test('the list tells what each page tells today: what it is, whom to call, where, under which address', async () => {
      await listing(board, keys, async (tab) => {
        assert.deepEqual(await titles(tab), keys.map((key) => titleOf(board, key)));
        for (const key of keys) {
          const { html } = board.pages.find(({ file }) => file === `${key}/index.html`);
          const item = tab.locator(`.saved[data-key="${key}"]`);
          const hrefs = await item.locator('a').evaluateAll((links) => links.map((link) => link.href));
          const owed = [...html.match(/class="call"[^]*?<\/p>/)[0].matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
          assert.notEqual(owed.length, 0);
          none(owed.filter((href) => !hrefs.includes(href)).map((href) => fault(key, `lacks ${href}`)));
          assert.ok(hrefs.includes(`${address}/${key}/`));
          assert.ok(await item.locator('.status').first().isVisible());
        }
        // What pages name is named once here too, and nothing of theirs runs.
        const twice = await tab.evaluate(() => {
          const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
          return ids.filter((id, index) => ids.indexOf(id) !== index);
        });
        assert.deepEqual(twice, []);
        assert.equal(await tab.locator('.saved :is(script, template, .keep, .share)').count(), 0);
        const levels = await tab.locator('main :is(h1, h2, h3, h4)').evaluateAll((all) => all.map((one) => Number(one.localName[1])));
        assert.equal(levels.filter((level) => level === 1).length, 1);
        none(levels.flatMap((level, index) => (level > (levels[index - 1] ?? 0) + 1 ? [fault(LIST, `h${level} too deep`)] : [])));
      });
    });

    test('on paper each entry has its address and its code, and there is nothing to press', async () => {
      await listing(board, keys, async (tab) => {
        await tab.emulateMedia({ media: 'print' });
        for (const item of await tab.locator('.saved').all()) {
          const key = await item.getAttribute('data-key');
          assert.ok((await item.innerText()).includes(`${address}/${key}/`));
          assert.ok(await item.locator('.sheet-code').isVisible());
        }
        assert.equal(await tab.locator('main button:visible').count(), 0);
        assert.equal(await tab.locator('.sheet-end:visible').count(), keys.length);
      });
    });

    test('entries are taken away one by one with the keyboard, and the focus is never lost', async () => {
      await listing(board, keys, async (tab) => {
        const focused = () => tab.evaluate(() => document.activeElement.closest('[data-key], [data-part=empty]')?.dataset);
        for (const key of keys) {
          await tab.locator(`.saved[data-key="${key}"] [data-part=drop]`).focus();
          await tab.keyboard.press('Enter');
          assert.ok((await part(tab, 'status').textContent()).includes(titleOf(board, key)));
          const left = (await stored(tab, board)).map((one) => one.key);
          assert.ok(!left.includes(key));
          const { key: here, part: name } = await focused();
          assert.equal(here ?? name, left[0] ?? 'empty');
        }
        // An empty list tells how to fill it.
        assert.ok(await part(tab, 'empty').locator('a[href$="#bisogni"]').isVisible());
        assert.equal(await tab.locator('main button:visible').count(), 0);
      });
    });

    test('the list is emptied only by who says so twice', async () => {
      await listing(board, keys, async (tab) => {
        const focus = () => tab.evaluate(() => document.activeElement.dataset.part);
        await part(tab, 'clear').click();
        assert.equal(await focus(), 'clear-no');
        await tab.keyboard.press('Enter');
        assert.equal(await focus(), 'clear');
        assert.ok(!(await part(tab, 'confirm').isVisible()));
        assert.equal((await stored(tab, board)).length, keys.length);
        await part(tab, 'clear').click();
        await part(tab, 'clear-yes').click();
        assert.deepEqual(await stored(tab, board), []);
        assert.deepEqual(await titles(tab), []);
        assert.equal(await focus(), 'empty');
      });
    });

    test('a list that is sent is shown, and kept only when asked for', async () => {
      let sent;
      await listing(board, keys, async (tab) => {
        sent = decodeURIComponent(await tab.locator('main .share a').first().getAttribute('href'));
        assert.ok(sent.endsWith(`${address}${LIST}#${keys.join(',')}`), sent);
      });
      const path = `${LIST}#${keys.join(',')},../privacy,servizi/NO,servizi/<b>`;
      const own = keys[1];
      await listing(board, [own], async (tab) => {
        assert.ok(await part(tab, 'sent').isVisible());
        assert.deepEqual(await titles(tab), keys.map((key) => titleOf(board, key)));
        assert.equal(await tab.locator('[data-part=drop], [data-part=clear]:visible').count(), 0);
        assert.deepEqual((await stored(tab, board)).map(({ key }) => key), [own]);
        await part(tab, 'keep').click();
        await loaded(tab);
        assert.equal(new URL(tab.url()).hash, '');
        assert.ok(!(await part(tab, 'sent').isVisible()));
        assert.deepEqual(await titles(tab), [own, first].map((key) => titleOf(board, key)));
        assert.deepEqual((await stored(tab, board)).map(({ key }) => key), [own, first]);
      }, { path });
    });

    test('a page on delicate matters is never shown nor kept, however it came into the list', async () => {
      await listing(board, [delicate, first], async (tab) => {
        assert.deepEqual(await titles(tab), [titleOf(board, first)]);
        assert.deepEqual((await stored(tab, board)).map(({ key }) => key), [first]);
        assert.ok(!(await tab.locator('main').innerHTML()).includes(delicate));
      });
      await listing(board, [], async (tab) => {
        assert.deepEqual(await titles(tab), [titleOf(board, first)]);
        assert.ok(!(await tab.locator('main').innerHTML()).includes(delicate));
        assert.ok(!tab.url().includes(delicate));
        await part(tab, 'keep').click();
        assert.deepEqual((await stored(tab, board)).map(({ key }) => key), [first]);
      }, { path: `${LIST}#${delicate},${first}` });
      await listing(board, [], async (tab) => {
        assert.deepEqual(await titles(tab), []);
        assert.ok(!(await part(tab, 'keep').isVisible()));
      }, { path: `${LIST}#${delicate}` });
    });

    test('a page that is gone is said to be, and can be taken away', async () => {
      const gone = 'servizi/non-esiste';
      await listing(board, [gone], async (tab) => {
        const note = part(tab, 'note');
        assert.equal(await note.innerText(), await note.getAttribute('data-gone'));
        assert.deepEqual(await titles(tab), [`titolo di ${gone}`]);
        assert.equal(await tab.locator('.saved h2 a[href]').count(), 0);
        await part(tab, 'drop').click();
        assert.deepEqual(await stored(tab, board), []);
      }, { isBroken: true });
    });

    test('in another language the list shows what is written in it, and the rest in the first', async () => {
      await listing(board, keys, async (tab) => {
        const links = await tab.locator('.saved h2 a').evaluateAll((all) => all.map(({ href }) => href));
        assert.equal(links[0], `${address}/en/${first}/`);
        assert.equal(await tab.locator(`.saved[data-key="${first}"] [lang]`).count(), 0);
        const isTranslated = board.pages.some(({ file }) => file === `en/${second}/index.html`);
        assert.equal(links[1], `${address}/${isTranslated ? 'en/' : ''}${second}/`);
        assert.equal(await tab.locator(`.saved[data-key="${second}"] [lang=it][dir=ltr]`).count(), isTranslated ? 0 : 1);
      }, { path: `/en${LIST}` });
    });

    test('where nothing can be kept the button says so', async () => {
      const full = (tab) =>
        tab.addInitScript(() => {
          Storage.prototype.setItem = () => {
            throw new DOMException('', 'QuotaExceededError');
          };
        });
      await reading(browser, board, `/${first}/`, { prepare: full }, async (tab) => {
        const add = await button(tab).innerText();
        await button(tab).click();
        const said = tab.locator('.keep + [role=status]');
        assert.equal(await said.innerText(), await said.getAttribute('data-fault'));
        assert.equal(await button(tab).innerText(), add);
      });
    });

    test('without JavaScript the page says what to do instead, and no entry has a dead button', async () => {
      const plain = { viewport: PHONE, javaScriptEnabled: false };
      await visit(browser, board, LIST, plain, async (tab) => {
        assert.ok(await part(tab, 'plain').isVisible());
        assert.equal(await tab.locator('main button:visible').count(), 0);
      });
      await visit(browser, board, `/${first}/`, plain, async (tab) => {
        assert.equal(await tab.locator('.keep').evaluate((one) => one.getBoundingClientRect().height), 0);
      });
    });

    test('axe finds no violation in a list, mine or sent, by day or by night', async () => {
      const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
      for (const path of [LIST, `/en${LIST}`, `${LIST}#${keys.join(',')}`])
        for (const colorScheme of ['light', 'dark'])
          await listing(board, [...keys, 'servizi/non-esiste'], async (tab) => {
            if (!path.includes('#')) await part(tab, 'clear').click();
            await tab.evaluate(AXE);
            const { violations } = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), rules);
            none(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => fault(path, `${id}: ${html.slice(0, 160)}`))));
            const { width, sizes } = await tab.evaluate(() => ({
              width: document.documentElement.scrollWidth,
              sizes: [...document.querySelectorAll('main button, .keep a')].map((one) => one.getBoundingClientRect().height),
            }));
            assert.equal(width, 320);
            none(sizes.filter((size) => size && size < 44).map((size) => fault(path, `a button ${size} px high`)));
          }, { path, colorScheme, isBroken: true, viewport: { width: 320, height: 640 } });
    });

    test('without a network the list is what the device has of its pages, else titles and links', async () => {
      const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
      // Who saves data has on the device what was visited, and no more.
      const thrifty = (tab) =>
        tab.addInitScript(() => Object.defineProperty(navigator.connection, 'saveData', { get: () => true }));
      const options = { serviceWorkers: 'allow', isBroken: true, prepare: thrifty };
      await listing(board, [first], async (tab) => {
        await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
        await tab.waitForFunction(() => navigator.serviceWorker.controller);
        await tab.reload();
        await loaded(tab);
        // Playwright's own way to wait does not see what a promise tells.
        const isStored = (url) => tab.evaluate((url) => caches.match(url).then(Boolean), board.base + url);
        for (const url of [LIST, `/${first}/`])
          for (let left = 50; left && !(await isStored(url)); left--) await pause(200);
        await tab.context().setOffline(true);
        await tab.evaluate(([name, list]) => localStorage.setItem(name, JSON.stringify(list)), [
          `bacheca:${board.base}/:lista`,
          keys.map((key) => ({ key, title: titleOf(board, key) })),
        ]);
        await tab.reload();
        await loaded(tab);
        assert.deepEqual(await titles(tab), keys.map((key) => titleOf(board, key)));
        assert.ok(await tab.locator(`.saved[data-key="${first}"] a[href^="tel:"]`).first().isVisible());
        const note = tab.locator(`.saved[data-key="${second}"] [data-part=note]`);
        assert.equal(await note.innerText(), await note.getAttribute('data-away'));
        assert.equal(await tab.locator(`.saved[data-key="${second}"] h2 a[href]`).count(), 1);
      }, options);
    });
  });
}

describe('an entry that moved', () => {
  test('is listed, shared and taken away under the name it has today', async () => {
    const [, board] = boards;
    const today = 'servizi/assistenza-a-casa';
    await listing(board, ['servizi/sad'], async (tab) => {
      assert.deepEqual(await stored(tab, board), [{ key: today, title: titleOf(board, today) }]);
      assert.deepEqual(await titles(tab), [titleOf(board, today)]);
      assert.ok((await tab.locator('main .share a').first().getAttribute('href')).includes(encodeURIComponent(today)));
      await part(tab, 'drop').click();
      assert.deepEqual(await stored(tab, board), []);
    });
  });
});
