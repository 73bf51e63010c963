import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE } from './support/browser.mjs';
import { reading } from './support/search-page.mjs';

const boards = await openBoards();
const browser = await openBrowser();
const example = boards.find(({ name }) => name === 'esempio');

const KEY = 'bacheca:/bacheca/:comune';
const RIVAFIORITA = {
  slug: 'rivafiorita',
  name: 'Rivafiorita',
  office: 'Servizio sociale di Rivafiorita',
  phone: '0000 200300',
  href: 'tel:+390000200300',
};
const SELECT = '#il-tuo-comune';
const LINE = '.near-line';
const NARROW = { width: 320, height: 640 };

/** The example board, with what was on the device before. */
const read = (path, look, { kept, ...options } = {}) => {
  const prepare = async (tab) => {
    // Once: what the page takes away stays away.
    await tab.addInitScript((kept) => {
      if (!sessionStorage.getItem('begun')) for (const [key, value] of kept) localStorage.setItem(key, value);
      sessionStorage.setItem('begun', 'yes');
    }, Object.entries(kept ?? {}));
    await options.prepare?.(tab);
  };
  return reading(browser, example, path, { ...options, prepare }, look);
};

const keeping = (comune) => ({ [KEY]: JSON.stringify(comune) });

const go = (tab, path) => tab.goto(example.origin + example.base + path);

const device = (tab) => tab.evaluate(() => ({ ...localStorage }));

const keptOn = async (tab) => JSON.parse((await device(tab))[KEY] ?? 'null');

const shown = (tab, selector) => tab.locator(`${selector}:visible`).allInnerTexts();

/** The first block of cards: where each is valid, and whether it is marked. */
const cards = (tab, block = 0) =>
  tab.evaluate((block) => {
    const [...items] = document.querySelectorAll('.cards')[block].querySelectorAll('.card');
    const chip = (card) => !!card.querySelector('.elsewhere');
    return items.map((card) => ({ title: card.querySelector('a').innerText, comuni: card.dataset.comuni, marked: chip(card) }));
  }, block);

const isThere = ({ comuni }, slug) => !comuni || comuni.split(' ').includes(slug);

/** A list of the board whose first block has a card that is only elsewhere, before others. */
const LIST = '/opportunita/';

async function choose(tab, slug) {
  await tab.locator(SELECT).selectOption(slug);
  await tab.locator('[data-part=near-form] button').click();
}

describe('the Comune of the reader', () => {
  test('chosen on the home, it orders lists, gives the number to call, and is forgotten', async () => {
    await read('/', async (tab) => {
      await choose(tab, 'rivafiorita');
      assert.deepEqual(await keptOn(tab), RIVAFIORITA);
      assert.match(await tab.locator('[data-part=near-told]').innerText(), /Rivafiorita/);
      assert.equal(await tab.locator('.near a[href^="tel:"]').getAttribute('href'), RIVAFIORITA.href);
      await tab.locator('.near a', { hasText: 'Rivafiorita' }).click();
      assert.match(await tab.locator('h1').innerText(), /Rivafiorita/);
      await go(tab, LIST);
      assert.match((await shown(tab, LINE))[0], /Rivafiorita/);
      assert.match((await shown(tab, LINE))[0], /0000 200300/);
      const ordered = await cards(tab);
      assert.ok(ordered.some(({ marked }) => marked));
      const elsewhere = ordered.map((card) => !isThere(card, 'rivafiorita'));
      assert.deepEqual(elsewhere, elsewhere.toSorted());
      assert.deepEqual(ordered.map(({ marked }) => marked), elsewhere);
      await tab.locator(`${LINE} a:visible`).last().click();
      await tab.locator('[data-do=forget]').click();
      assert.ok(await tab.locator(SELECT).evaluate((one) => one === document.activeElement));
      await go(tab, LIST);
      assert.doesNotMatch((await shown(tab, LINE))[0], /Rivafiorita/);
      assert.ok((await cards(tab)).every(({ marked }) => !marked));
      assert.deepEqual(await device(tab), {});
    });
  });

  test('what is only there comes first in lists, and stays where it was on the home', async () => {
    await read(LIST, async (tab) => {
      const first = (await cards(tab))[0];
      assert.ok(first.comuni.split(' ').includes('borgolieto'));
      const before = await read('/', (tab) => cards(tab));
      await go(tab, '/');
      assert.deepEqual(await cards(tab), before.map((card) => ({ ...card, marked: !isThere(card, 'borgolieto') }))
        .toSorted((a, b) => a.marked - b.marked));
    }, { kept: keeping({ ...RIVAFIORITA, slug: 'borgolieto', name: 'Borgolieto' }) });
  });

  test('it is changed in place, and blocks of the home follow at once', async () => {
    await read('/', async (tab) => {
      const blocks = await tab.locator('.cards').count();
      await tab.locator('[data-do=change]').click();
      assert.equal(await tab.locator(SELECT).inputValue(), 'rivafiorita');
      await choose(tab, 'torre-d-alzo');
      assert.equal((await keptOn(tab)).slug, 'torre-d-alzo');
      for (let block = 0; block < blocks; block++) {
        const marks = (await cards(tab, block)).map((card) => [card.marked, !isThere(card, 'torre-d-alzo')]);
        assert.deepEqual(marks, marks.toSorted());
        assert.ok(marks.every(([marked, elsewhere]) => marked === elsewhere));
      }
    }, { kept: keeping(RIVAFIORITA) });
  });

  test('numbers that changed are told right, and renewed on the device', async () => {
    for (const path of ['/', '/comuni/', '/comuni/rivafiorita/', '/cerca/']) {
      const kept = keeping({ ...RIVAFIORITA, phone: '1', href: 'tel:1' });
      await read(path, async (tab) => assert.deepEqual(await keptOn(tab), RIVAFIORITA, path), { kept });
    }
  });

  test('the slug of before is taken over, or breaks nothing', async () => {
    const kept = { 'bacheca:comune': 'rivafiorita' };
    await read(LIST, async (tab) => {
      assert.equal(await tab.locator(`${LINE} a:visible`).count(), 1);
      await go(tab, '/');
      assert.deepEqual(await device(tab), { [KEY]: JSON.stringify(RIVAFIORITA) });
    }, { kept });
    for (const before of ['', 'rivafiorita', '"rivafiorita"', '7', '{}', '{"slug":"rivafiorita"}'])
      await read(LIST, async (tab) => assert.equal(await tab.locator(`${LINE} a:visible`).count(), 1), {
        kept: { [KEY]: before },
      });
  });

  test('one that the board no longer has is forgotten where all are known', async () => {
    const gone = { ...RIVAFIORITA, slug: 'isola-che-non-c-e', name: "Isola che non c'è" };
    for (const path of ['/', '/comuni/', '/cerca/'])
      await read(path, async (tab) => assert.deepEqual(await device(tab), {}, path), { kept: keeping(gone) });
    await read(LIST, async (tab) => assert.match((await shown(tab, LINE))[0], /Isola/), { kept: keeping(gone) });
  });

  test('only the number of a telephone is called', async () => {
    await read(LIST, async (tab) => {
      assert.equal(await tab.locator(`${LINE} [href^=javascript]`).count(), 0);
      assert.match(await tab.locator(`${LINE} a:visible`).first().getAttribute('href'), /\/comuni\/rivafiorita\/$/);
    }, { kept: keeping({ ...RIVAFIORITA, href: 'javascript:alert(1)' }) });
  });

  test('the page of a Comune has a button for it, and tells what it did', async () => {
    await read('/comuni/rivafiorita/', async (tab) => {
      const button = tab.locator('[data-do=toggle]');
      const label = await button.innerText();
      await button.press('Enter');
      assert.deepEqual(await keptOn(tab), RIVAFIORITA);
      assert.match(await tab.locator('[data-part=near-told][role=status]').innerText(), /Rivafiorita/);
      assert.notEqual(await button.innerText(), label);
      await button.press('Enter');
      assert.deepEqual(await device(tab), {});
      assert.equal(await button.innerText(), label);
      await go(tab, '/comuni/borgolieto/');
      assert.equal(await button.innerText(), label);
    });
  });

  test('the search reads and writes the same', async () => {
    await read('/cerca/', async (tab) => {
      assert.equal(await tab.locator('#comune').inputValue(), 'rivafiorita');
      await tab.locator('#comune').selectOption('borgolieto');
      assert.equal((await keptOn(tab)).phone, '0000 200100');
      await tab.locator('#comune').selectOption('');
      assert.deepEqual(await device(tab), {});
    }, { kept: keeping(RIVAFIORITA) });
  });

  test('with the keyboard alone it is chosen, changed and forgotten', async () => {
    await read('/', async (tab) => {
      await tab.locator(SELECT).focus();
      await tab.keyboard.type('Riva');
      await tab.keyboard.press('Tab');
      assert.equal(await keptOn(tab), null, 'chosen before the button');
      await tab.keyboard.press('Enter');
      assert.equal((await keptOn(tab)).slug, 'rivafiorita');
      assert.match(await tab.evaluate(() => document.activeElement.innerText), /Rivafiorita/);
      for (let stop = 0; stop < 4; stop++) await tab.keyboard.press('Tab');
      await tab.keyboard.press('Enter');
      assert.deepEqual(await device(tab), {});
      assert.ok(await tab.locator(SELECT).evaluate((one) => one === document.activeElement));
    });
  });

  test('without scripts there is a link, and nothing that does not work', async () => {
    const options = { viewport: PHONE, javaScriptEnabled: false };
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    await go(tab, '/');
    assert.equal(await tab.locator('#comuni :is(select, button)').count(), 0);
    await go(tab, LIST);
    await tab.locator(`${LINE} a`).click();
    assert.equal(await tab.locator('main :is(select, button):visible').count(), 0);
    await tab.locator('main a[href*="rivafiorita"]').click();
    assert.equal(await tab.locator('main button:visible').count(), 0);
    await context.close();
  });

  test('paper does not show it', async () => {
    await read(LIST, async (tab) => {
      await tab.emulateMedia({ media: 'print' });
      assert.ok(!(await tab.locator(LINE).isVisible()));
    }, { kept: keeping(RIVAFIORITA) });
  });
});

describe('the nearest Comuni', () => {
  // Beside one, and some kilometres from the others.
  const near = { latitude: 45.3012, longitude: 9.5034 };
  const FOUND = '[data-part=near-found]';

  test('are told with how far they are, in the numbers of the language, and nobody else is asked', async () => {
    for (const [path, far] of [['/comuni/', ['0,0 km', '5,3 km']], ['/en/comuni/', ['0.0 km', '5.3 km']]]) {
      await read(path, async (tab) => {
        const asked = [];
        // The icon of the page comes when it likes.
        tab.on('request', (request) => /icon/.test(request.url()) || asked.push(request.url()));
        await tab.locator('[data-do=find]').click();
        await tab.locator(`${FOUND} li`).first().waitFor();
        const found = await tab.locator(`${FOUND} li`).allInnerTexts();
        assert.equal(found.length, 3);
        assert.deepEqual(found.slice(0, 2), [`Borgolieto, ${far[0]}`, `Rivafiorita, ${far[1]}`]);
        assert.deepEqual(asked, []);
        assert.deepEqual(await device(tab), {});
      }, { permissions: ['geolocation'], geolocation: near });
    }
  });

  test('a refusal is told in words', async () => {
    await read('/comuni/', async (tab) => {
      await tab.locator('[data-do=find]').click();
      await tab.waitForFunction((found) => /permesso/.test(document.querySelector(found).innerText), FOUND);
    }, { permissions: [] });
  });

  test('where no position can be had there is no button', async () => {
    const prepare = (tab) => tab.addInitScript(() => delete Navigator.prototype.geolocation);
    await read('/comuni/', async (tab) => assert.equal(await tab.locator('[data-do=find]').count(), 0), { prepare });
  });
});

describe('pages that a device kept', () => {
  test('a deadline that has passed is shown as closed, at its hour, in lists and on its page', async () => {
    const [path] = await read(LIST, (tab) =>
      tab.locator('.card[data-until="2026-05-20T12:00"] a').evaluateAll((links) => links.map((link) => link.pathname)),
    );
    const entry = path.slice(example.base.length);
    for (const [moment, isClosed] of [['2026-05-20T09:59:00Z', false], ['2026-05-20T10:01:00Z', true]]) {
      const prepare = (tab) => tab.clock.setFixedTime(moment);
      for (const [page, one] of [[LIST, '.card'], [entry, 'article']])
        await read(page, async (tab) => {
          const card = tab.locator(`${one}[data-until="2026-05-20T12:00"]`).first();
          assert.equal(await card.locator('.status').first().innerText(), isClosed ? 'Chiusa' : 'In scadenza', page);
          const text = await card.innerText();
          assert.equal(/Chiusa il 20 maggio/.test(text), isClosed);
          assert.equal(/giorn[oi]\)/.test(text), !isClosed, text);
        }, { prepare });
    }
  });

  test('the last day is still open in Italy until midnight', async () => {
    for (const [moment, isClosed] of [['2026-05-16T21:59:00Z', false], ['2026-05-16T22:01:00Z', true]])
      await read('/', async (tab) => {
        const chip = tab.locator('.card[data-until="2026-05-16"] .status').first();
        assert.equal((await chip.innerText()) === 'Chiusa', isClosed, moment);
      }, { prepare: (tab) => tab.clock.setFixedTime(moment), timezoneId: 'America/New_York' });
  });
});

describe('nothing moves', () => {
  const PAGES = ['/', LIST, '/bisogni/lavoro/', '/comuni/', '/comuni/rivafiorita/'];

  /** Adds up what moves, from the first paint. Runs in the browser. */
  const measure = () => {
    window.moved = [];
    const note = (list) => list.getEntries().forEach(({ value, sources }) => moved.push(`${value} ${sources.map(({ node }) => node?.className)}`));
    new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
  };

  for (const viewport of [NARROW, PHONE, DESK])
    for (const kept of [undefined, keeping(RIVAFIORITA)])
      test(`at ${viewport.width} px ${kept ? 'with' : 'without'} a Comune, at first and again`, async () => {
        await read('/numeri-utili/', async (tab) => {
          for (const path of [...PAGES, ...PAGES]) {
            await go(tab, path);
            await tab.evaluate(() => new Promise((done) => setTimeout(done, 250)));
            assert.deepEqual(await tab.evaluate(() => moved), [], path);
            assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is too wide`);
          }
        }, { viewport, kept, prepare: (tab) => tab.addInitScript(measure) });
      });

  test('also when the script comes late', async () => {
    const prepare = async (tab) => {
      await tab.addInitScript(measure);
      await tab.route('**/prima.*.js', (route) => setTimeout(() => route.continue(), 500));
    };
    for (const path of PAGES)
      await read(path, async (tab) => {
        await tab.evaluate(() => new Promise((done) => setTimeout(done, 250)));
        assert.deepEqual(await tab.evaluate(() => moved), [], path);
      }, { kept: keeping({ ...RIVAFIORITA, slug: 'torre-d-alzo' }), prepare });
  });

  test('the line of a list is as high with a Comune as without', async () => {
    for (const viewport of [NARROW, PHONE, DESK]) {
      const height = (kept) => read(LIST, (tab) => tab.locator(LINE).evaluate((one) => one.offsetHeight), { viewport, kept });
      assert.equal(await height(), await height(keeping(RIVAFIORITA)), viewport.width);
    }
  });
});
