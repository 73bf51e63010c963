/** The pages of a board in the frames of other sites. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Addresses } from './support/addresses.mjs';
import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { DESK, leave, openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { delayed, hostPage, movesIn, strict, visitHost, watchMoves } from './support/host-page.mjs';
import { outlines } from './support/outline.mjs';
import { sticksOut } from './support/reflow.mjs';
import { filtered, listen, SECRET } from './support/wordpress.mjs';

const [real, board] = await openBoards();
const browser = await openBrowser();

const HOME = board.origin + board.base;
/** The day for which the board is built. */
const TODAY = new Date('2026-05-15T08:00:00Z');

/** One of each kind: a list, an empty one, a card, one that is over, a delicate one, another language. */
const KINDS = [
  'comuni/borgolieto/',
  'comuni/castelvento/progetti/',
  'opportunita/case-a-prezzo-basso/',
  'servizi/buoni-spesa/',
  'servizi/aiuto-contro-la-violenza/',
  'en/bisogni/casa/',
];

const HOSTILE = `* { font: italic 40px/3 cursive !important; color: red !important; background: lime !important;
  padding: 30px !important; transform: rotate(1deg); animation: none !important } a { display: none !important }
  iframe { border: 0 !important; height: 20px; width: 100% }`;

const frame = (path, more = '', { origin, base } = board) =>
  `<iframe data-bacheca title="La bacheca" width="100%" height="600" src="${origin}${base}/embed/${path}"${more}></iframe><p id="dopo"><a href="#">Dopo</a></p>`;
const snippetOf = ({ origin, base }) => `<script src="${origin}${base}/embed/v1/bacheca.js" async></script>`;
const snippet = snippetOf(board);
const SANDBOX = ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"';

/** The folder below `embed/` of the page that has most to show, of those that are meant. */
function longest({ embeds }, folder, isMeant = /class="items"/) {
  const pathOf = ({ file }) => file.slice('embed/'.length, -'index.html'.length);
  const meant = embeds.filter((page) => folder.test(pathOf(page)) && isMeant.test(page.html));
  return pathOf(meant.reduce((most, page) => (page.html.length > most.html.length ? page : most)));
}

/** Opens a page of another site, with a script that runs first in it and in its frames. */
const host = ({ before, ...page }, look, options = {}) =>
  visitHost(browser, page, look, { day: TODAY, prepare: (tab) => before && tab.addInitScript(before), ...options });

const inside = (tab) => tab.frames()[1];
/** Of what is in it: a host may add to its edges. The frame itself is told late when it is out of sight. */
const roomOf = async (frame) =>
  (await frame.frameElement()).evaluate((one) => {
    const { paddingTop, paddingBottom } = getComputedStyle(one);
    return one.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  });
const heightOf = (tab) => roomOf(inside(tab));
const neededBy = (frame) => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
const pageHeight = (tab) => neededBy(inside(tab));
const scrolls = (frame) => frame.evaluate(({ scrollHeight, clientHeight } = document.documentElement) => scrollHeight > clientHeight);
const titles = (place) => place.locator('.title').filter({ visible: true }).allInnerTexts();

/** Waits until a frame has the room that it needs, within the bounds of its host. */
async function untilFits(tab, frame = inside(tab), [least, most] = [60, 20_000]) {
  const fits = async () => Math.min(Math.max(await neededBy(frame), least), most) === (await roomOf(frame));
  for (let tries = 100; tries > 0 && !(await fits()); tries--) await tab.waitForTimeout(50);
  assert.equal(await roomOf(frame), Math.min(Math.max(await neededBy(frame), least), most), frame.url());
}

/** Opens a page of ours as the frame would. */
const alone = (path, look, options = {}) =>
  visit(browser, board, `/embed/${path}`, { viewport: PHONE, ...options }, look);

describe('a frame in another site', () => {
  for (const [name, more] of Object.entries({ 'without a sandbox': '', 'in a sandbox': SANDBOX })) {
    test(`is shown ${name} under a strict policy and a hostile style, as high as its page`, async () => {
      for (const [one, path] of [[board, 'comuni/borgolieto/'], [real, longest(real, /^(comuni|bisogni)\//)], [real, longest(real, /^ar\//)]]) {
        const complaints = await host({ body: frame(path, more, one) + snippetOf(one), style: HOSTILE, policy: strict(one) }, async (tab) => {
          await untilFits(tab);
          const seen = await inside(tab).evaluate(() => {
            const { fontSize, color } = getComputedStyle(document.querySelector('.item p'));
            return { fontSize, color, origin: self.origin };
          });
          assert.deepEqual({ ...seen, color: '' }, { fontSize: '15px', color: '', origin: more ? 'null' : one.origin });
          assert.notEqual(seen.color, 'rgb(255, 0, 0)');
          assert.equal(await scrolls(inside(tab)), false, path);
          const items = JSON.parse(await readFile(join(one.folder, 'embed', path, 'elenco.json'), 'utf8')).voci;
          assert.deepEqual((await titles(inside(tab))).sort(), items.map(({ titolo }) => titolo).sort());
        });
        assert.deepEqual(complaints, [], path);
      }
    });
  }

  test('is as high as its page where the host counts borders and padding in', async () => {
    const style = '* { box-sizing: border-box } iframe { border: 3px solid; padding: 5px 0 }';
    await host({ body: frame('comuni/borgolieto/') + snippet, style }, async (tab) => {
      await untilFits(tab);
      assert.equal(await scrolls(inside(tab)), false);
    });
  });

  for (const [name, late] of Object.entries({ script: '/bacheca.js', page: '/embed/comuni/borgolieto/' })) {
    test(`moves what is below it once, when its late ${name} comes, and nothing else`, async () => {
      const prepare = async (tab) => (await watchMoves(tab), await delayed(tab, late));
      const page = { body: '<p>Prima</p>' + frame('comuni/borgolieto/') + snippet, policy: strict(board) };
      // All is in sight: what moves out of it would not be measured whole.
      const options = { viewport: { width: 390, height: 4000 }, prepare };
      const complaints = await host(page, async (tab) => {
        await tab.waitForFunction(() => window.places.length > 1);
        await untilFits(tab);
        await tab.waitForTimeout(700);
        const growth = (await heightOf(tab)) - 600;
        assert.deepEqual(await movesIn(tab), [[['dopo', growth, 0]]]);
        assert.equal((await tab.evaluate(() => places)).length, 2);
        assert.deepEqual(await movesIn(inside(tab)), [], 'in the frame');
        await tab.setViewportSize({ width: 300, height: 4000 });
        await untilFits(tab);
      }, options);
      assert.deepEqual(complaints, []);
    });
  }

  test('has the height that its own window says, and no other', async () => {
    await host({ body: frame('') + snippet, policy: strict(board) }, async (tab) => {
      await untilFits(tab);
      const before = await heightOf(tab);
      const lie = { type: 'bacheca:altezza', v: 1, altezza: 5000 };
      await tab.evaluate((data) => postMessage(data, '*'), lie);
      await inside(tab).evaluate((data) => parent.postMessage(data, '*'), { ...lie, altezza: '<b>' });
      await tab.waitForTimeout(200);
      assert.equal(await heightOf(tab), before);
      // Clamped, were it the board's own.
      await inside(tab).evaluate((data) => parent.postMessage(data, '*'), { ...lie, altezza: 1e9 });
      await tab.waitForFunction(() => document.querySelector('iframe').clientHeight === 20_000);
    });
  });

  test('is heard by a script that comes after it, each of two as high as its own page', async () => {
    const other = frame('opportunita/case-a-prezzo-basso/');
    await host({ body: frame('comuni/borgolieto/', SANDBOX) + other }, async (tab) => {
      const [, list, card] = tab.frames();
      for (const one of [list, card]) await one.locator('.title').first().waitFor();
      await tab.waitForTimeout(200);
      assert.deepEqual(await Promise.all([list, card].map(roomOf)), [600, 600]);
      await tab.addScriptTag({ url: `${HOME}/embed/v1/bacheca.js` });
      for (const one of [list, card]) await untilFits(tab, one);
      const before = await roomOf(card);
      assert.notEqual(await roomOf(list), before);
      await list.evaluate((data) => parent.postMessage(data, '*'), { type: 'bacheca:altezza', v: 1, altezza: 5000 });
      await tab.waitForFunction(() => document.querySelector('iframe').clientHeight === 5000);
      assert.equal(await roomOf(card), before);
    });
  });

  for (const [name, more, origin] of [['without a sandbox', '', board.origin], ['in a sandbox', SANDBOX, 'null']]) {
    test(`tells its height to its host when asked, ${name}, and to nobody else`, async () => {
      const before = () => {
        window.told = [];
        addEventListener('message', ({ data, origin }) => data?.type === 'bacheca:altezza' && told.push({ ...data, origin }));
      };
      // Another site, in a frame beside it, asks too.
      const sibling = await hostPage({ body: '' });
      await host({ body: frame('?id=prova-1', more) + `<iframe title="x" src="${sibling}"></iframe>`, before }, async (tab) => {
        const told = () => tab.evaluate(() => window.told.splice(0));
        await tab.waitForFunction(() => window.told.length);
        await tab.waitForLoadState('networkidle');
        await told();
        const silent = async (asker, data) => {
          await asker.evaluate((data) => top.frames[0].postMessage(data, '*'), data);
          await tab.waitForTimeout(100);
          assert.deepEqual(await told(), [], JSON.stringify(data));
        };
        for (const data of [null, 'bacheca:chiedi', { type: 'bacheca:chiedi' }, { type: 'bacheca:chiedi', v: 2 }, { message: 'ready' }]) await silent(tab, data);
        await silent(tab.frames()[2], { type: 'bacheca:chiedi', v: 1 });
        await silent(inside(tab), { type: 'bacheca:chiedi', v: 1 });
        await tab.evaluate(() => window[0].postMessage({ type: 'bacheca:chiedi', v: 1 }, '*'));
        await tab.waitForFunction(() => window.told.length);
        assert.deepEqual(await told(), [{ type: 'bacheca:altezza', v: 1, altezza: await pageHeight(tab), id: 'prova-1', origin }]);
      });
    });
  }

  test('is made larger by no other frame, and another site in its place makes it no larger', async () => {
    const evil = await hostPage({ body: '' });
    const body = frame('comuni/borgolieto/', SANDBOX) + `<iframe title="x" src="${evil}"></iframe>` + frame('') + snippet
      + `<iframe title="y" data-bacheca sandbox="allow-scripts" src="${evil}" height="300"></iframe>`;
    await host({ body }, async (tab) => {
      const [, list, other, all, shut] = tab.frames();
      await untilFits(tab, list);
      await untilFits(tab, all);
      const heights = () => tab.locator('iframe').evaluateAll((frames) => frames.map((one) => one.clientHeight));
      const before = await heights();
      const lie = (frame) => frame.evaluate(() => {
        for (const type of ['bacheca:altezza', 'bacheca:chiedi'])
          for (const one of [top, ...Array.from({ length: top.length }, (_, index) => top[index])]) one.postMessage({ type, v: 1, altezza: 5000 }, '*');
      });
      await tab.locator('iframe').nth(2).evaluate((one, address) => (one.contentWindow.location = address), evil);
      await all.waitForURL(evil);
      for (const frame of [other, all, shut]) await lie(frame);
      await tab.waitForTimeout(300);
      assert.deepEqual(await heights(), before);
    });
  });

  test('leaves nothing on the device, in the host or in its own origin', async () => {
    await host({ body: frame('comuni/borgolieto/') + snippet }, async (tab, { context }) => {
      await untilFits(tab);
      assert.deepEqual(await context.storageState(), { cookies: [], origins: [] });
    });
  });

  test('may be of /embed/ only', async () => {
    for (const path of ['', 'servizi/', 'en/', 'proponi/']) {
      const complaints = await host({ body: `<iframe title="x" src="${HOME}/${path}"></iframe>` }, async (tab) => {
        await tab.waitForTimeout(300);
        assert.equal(await inside(tab).locator('main').count(), 0, path);
      });
      assert.ok(complaints.some((what) => what.includes('frame-ancestors')), `${path}: ${complaints}`);
    }
  });

  test('opens links beside the page of the host, out of the sandbox', async () => {
    await host({ body: frame('opportunita/case-a-prezzo-basso/', SANDBOX) }, async (tab, { context }) => {
      const [opened] = await Promise.all([context.waitForEvent('page'), inside(tab).locator('.title a').click()]);
      await opened.locator('h1').waitFor();
      assert.equal(opened.url(), `${HOME}/opportunita/case-a-prezzo-basso/`);
      assert.equal(await opened.evaluate(() => window.opener), null);
    });
  });

  test('is gone through and left with the keyboard', async () => {
    await host({ body: frame('opportunita/case-a-prezzo-basso/') }, async (tab) => {
      const focused = () => inside(tab).evaluate(() => document.activeElement.textContent.trim());
      await tab.keyboard.press('Tab');
      assert.equal(await focused(), 'Case in affitto a prezzo basso');
      const outline = await inside(tab).evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.equal(outline, 'solid');
      await tab.keyboard.press('Tab');
      assert.equal(await focused(), 'Apri la bacheca');
      await tab.keyboard.press('Tab');
      assert.equal(await tab.evaluate(() => document.activeElement.textContent), 'Dopo');
    });
  });
});

describe('in a WordPress', () => {
  const oembed = (path, one) => fetch(`${one.origin}${one.base}/embed/${path}oembed.json`).then((answer) => answer.json());
  const WORDPRESS = [200, 1000];
  const paste = async (path, look, { one = board, secret, ...options } = {}) => {
    const { html } = await oembed(path, one);
    // WordPress writes a style of its own into the frame.
    const policy = strict(one, /WordPress/).replace("'self'", "'self' 'unsafe-inline'");
    const page = { body: filtered(html, secret), before: listen, style: 'body { margin: 0 } iframe { max-width: 100% }', policy };
    return host(page, look, options);
  };
  /** Cards of either board that have most to show, one of them in another script. */
  const CARDS = [[board, /^opportunita\//], [real, /^servizi\//], [real, /^progetti\//], [real, /^ar\/opportunita\//]];

  for (const [one, kind] of CARDS) {
    const path = longest(one, kind, /<body>\s*<main[^>]*>\s*<p class="kind">/);
    test(`the card ${path} of the board ${one.name} fits at any width, of no origin, and its link is followed`, async () => {
      const complaints = await paste(path, async (tab) => {
        for (const width of [280, 390, 600]) {
          await tab.setViewportSize({ width, height: 800 });
          await tab.locator('iframe').waitFor();
          assert.equal(await inside(tab).evaluate(() => innerWidth), width);
          await untilFits(tab, inside(tab), WORDPRESS);
          assert.equal(await scrolls(inside(tab)), false, `${width}`);
        }
        assert.equal(await inside(tab).evaluate(() => self.origin), 'null');
        await tab.keyboard.press('Tab');
        await leave(tab, () => tab.keyboard.press('Enter'));
        assert.equal(tab.url(), `${one.origin}${one.base}/${path}`);
      }, { one });
      assert.deepEqual(complaints, []);
    });
  }

  test('a frame with the secret of another does nothing', async () => {
    await paste('opportunita/case-a-prezzo-basso/', async (tab) => {
      await inside(tab).locator('.title a').waitFor({ state: 'attached' });
      const address = tab.url();
      await inside(tab).evaluate(() => document.querySelector('.title a').click());
      await tab.waitForTimeout(300);
      assert.equal(tab.url(), address);
      assert.deepEqual([await tab.locator('iframe').isVisible(), await tab.locator('blockquote').isVisible()], [false, true]);
      assert.equal(await tab.locator('iframe').getAttribute('height'), '240');
    }, { secret: 'Altro12345' });
  });

  test('a list that is given too little room has a scroll bar, once the host has had its time', async () => {
    await paste(longest(real, /^comuni\//), async (tab) => {
      await tab.locator('iframe').waitFor();
      await untilFits(tab, inside(tab), WORDPRESS);
      const bar = () => inside(tab).evaluate(() => getComputedStyle(document.documentElement).scrollbarWidth);
      assert.equal(await bar(), 'none');
      await inside(tab).waitForFunction(() => !('framed' in document.documentElement.dataset));
      assert.equal(await bar(), 'auto');
      assert.ok(await scrolls(inside(tab)));
    }, { one: real, viewport: { width: 280, height: 800 } });
  });

  test('the address of a page leads to its card, which takes the place of the quotation', async () => {
    const page = board.pages.find(({ url }) => url === `${board.base}/opportunita/case-a-prezzo-basso/`);
    const [, address] = /<link [^>]*application\/json\+oembed[^>]* href="([^"]+)"/.exec(page.html);
    assert.equal(address, `${HOME}/embed/opportunita/case-a-prezzo-basso/oembed.json`);
    const complaints = await paste('opportunita/case-a-prezzo-basso/', async (tab) => {
      await tab.locator('iframe').waitFor();
      await tab.locator('blockquote').waitFor({ state: 'hidden' });
      assert.equal(await heightOf(tab), Math.max(200, await pageHeight(tab)));
    });
    assert.deepEqual(complaints, []);
  });

  test('a list shows a few, as high as it is allowed to be', async () => {
    await paste('opportunita/', async (tab) => {
      await tab.locator('iframe').waitFor();
      assert.equal((await titles(inside(tab))).length, 5);
      assert.equal(await heightOf(tab), Math.min(1000, await pageHeight(tab)));
    });
  });

  test('the host follows a link for the frame, which may not', async () => {
    await paste('opportunita/case-a-prezzo-basso/', async (tab) => {
      await tab.locator('iframe').waitFor();
      await leave(tab, () => inside(tab).locator('.title a').click());
      assert.equal(tab.url(), `${HOME}/opportunita/case-a-prezzo-basso/`);
    });
  });

  test('the height is told again to a host that says it is ready, and to nobody else', async () => {
    const before = () => {
      window.told = [];
      addEventListener('message', ({ data }) => data.message === 'height' && window.told.push(data));
    };
    const body = `<iframe title="x" sandbox="allow-scripts" src="${HOME}/embed/#?secret=${SECRET}"></iframe>`;
    await host({ body, before }, async (tab) => {
      await tab.waitForFunction(() => window.told.length);
      const first = await tab.evaluate(() => window.told.splice(0)[0]);
      assert.deepEqual(Object.keys(first).sort(), ['message', 'secret', 'value']);
      const ready = (secret) => tab.evaluate((data) => window[0].postMessage(data, '*'), { message: 'ready', secret });
      await ready('altro');
      await tab.waitForTimeout(200);
      assert.equal(await tab.evaluate(() => window.told.length), 0);
      await ready(SECRET);
      await tab.waitForFunction(() => window.told.length);
    });
    const wrong = `<iframe title="x" sandbox="allow-scripts" src="${HOME}/embed/#?secret=<b>"></iframe>`;
    await host({ body: wrong, before }, async (tab) => {
      await tab.waitForTimeout(300);
      assert.equal(await tab.evaluate(() => window.told.length), 0);
    });
  });
});

describe('a list', () => {
  const shown = async (query, path = '') => {
    let found;
    await alone(`${path}${query}`, async (tab) => void (found = await titles(tab)));
    return found;
  };

  test('is whole without scripts', async () => {
    const { length } = await fetch(`${HOME}/embed/elenco.json`).then((answer) => answer.json()).then(({ voci }) => voci);
    await alone('?massimo=2&stato=aperta', async (tab) => assert.equal((await titles(tab)).length, length), { javaScriptEnabled: false });
  });

  test('shows what its address asks for, and takes no notice of what it does not know', async () => {
    const all = await shown('');
    assert.equal((await shown('?massimo=3')).length, 3);
    for (const query of ['?massimo=0', '?massimo=-1', '?massimo=tanti', '?altro=1', '?stato=&per-chi=']) assert.deepEqual(await shown(query), all, query);
    assert.deepEqual(await shown('?bisogno=casa&sezione=progetti'), ['Casa condivisa']);
    assert.deepEqual(await shown('?per-chi=nessuno'), []);
    await alone('?per-chi=<b>', (tab) => tab.getByText("Ora qui non c'è niente.").waitFor());
  });

  test('knows what has closed since the board was built', async () => {
    // No clock is set here: the day is long past.
    const open = await shown('?stato=aperta');
    assert.ok(!open.includes('Case in affitto a prezzo basso'), open);
    const all = await shown('');
    assert.ok(all.indexOf('Case in affitto a prezzo basso') > all.indexOf('Punto di ascolto'), all);
    await alone('opportunita/case-a-prezzo-basso/', async (tab) => {
      const facts = await tab.locator('.facts span').allInnerTexts();
      assert.deepEqual(facts, ['Chiusa', 'Chiusa il 15 maggio 2026', 'Borgolieto, San Gerbino']);
    });
  });

  test('has headings that go on from those of the host', async () => {
    const levels = async (path) => {
      let found;
      await alone(path, async (tab) => {
        found = await tab.evaluate(() => [...new Set([...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ tagName }) => tagName))]);
        assert.equal(await tab.locator('#titolo').count(), 1);
      });
      return found.join(' ');
    };
    assert.equal(await levels('opportunita/'), 'H2 H3');
    assert.equal(await levels('opportunita/?livello-titolo=4'), 'H4 H5');
    assert.equal(await levels('opportunita/?livello-titolo=6'), 'H6');
    assert.equal(await levels('opportunita/?livello-titolo=9'), 'H2 H3');
    assert.equal(await levels('opportunita/case-a-prezzo-basso/?livello-titolo=5'), 'H5');
  });

  test('is light or dark where its address says so, else as the reader likes', async () => {
    const ground = async (query, colorScheme) => {
      let found;
      await alone(query, async (tab) => void (found = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)), { colorScheme });
      return found;
    };
    const [light, dark] = [await ground('', 'light'), await ground('', 'dark')];
    assert.notEqual(light, dark);
    assert.equal(await ground('?aspetto=scuro', 'light'), dark);
    assert.equal(await ground('?aspetto=chiaro', 'dark'), light);
    assert.equal(await ground('?aspetto=nero', 'dark'), dark);
  });
});

describe('every page for a frame', () => {
  const embeds = KINDS.map((path) => ({ url: `${board.base}/embed/${path}` }));
  const arabic = { url: `${real.base}/embed/ar/opportunita/` };

  test('fits a column of 280 pixels, with text twice as large too', async () => {
    const narrow = (tab, { url }) => tab.evaluate(sticksOut).then((found) => found.map((what) => fault(url, what)));
    const options = { viewport: { width: 280, height: 600 } };
    const larger = async (tab, page) => {
      await tab.evaluate(() => (document.documentElement.style.fontSize = '32px'));
      return narrow(tab, page);
    };
    none([
      ...(await tour(browser, board, embeds, options, narrow)),
      ...(await tour(browser, board, embeds, options, larger)),
      ...(await tour(browser, real, [arabic], options, narrow)),
    ]);
  });

  test('has nothing that axe would say', async () => {
    const accept = ({ what }) => !what.startsWith('page-has-heading-one');
    none([
      ...(await tour(browser, board, embeds, { viewport: DESK }, inspect)),
      ...(await tour(browser, board, [{ url: `${embeds[0].url}?aspetto=scuro` }], { viewport: DESK }, inspect)),
      ...(await tour(browser, real, [arabic], { viewport: DESK }, inspect)),
      // The first heading is the host's.
    ].filter(accept));
  });

  test('leads to pages that are there', async () => {
    for (const one of [board, real]) {
      const addresses = new Addresses(one);
      const pages = await outlines(browser, one);
      const embedded = await outlines(browser, { pages: one.embeds });
      assert.ok(embedded.length > pages.length / 2);
      none(
        embedded.flatMap((page) => {
          const { links, loads, canonical } = page.outline;
          return [...links, ...loads, canonical].flatMap((address) => {
            const wrong = addresses.fault(addresses.resolve(page, address));
            return wrong ? [fault(page.url, `${address} ${wrong}`)] : [];
          });
        }),
      );
    }
  });
});
