/** The pages of a board in the frames of other sites. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Addresses } from './support/addresses.mjs';
import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { DESK, leave, openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { hostPage, strict } from './support/host-page.mjs';
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

const frame = (path, more = '') =>
  `<iframe data-bacheca title="La bacheca" width="100%" height="600" src="${HOME}/embed/${path}"${more}></iframe><p id="dopo"><a href="#">Dopo</a></p>`;
const snippet = `<script src="${HOME}/embed/v1/bacheca.js" async></script>`;
const SANDBOX = ' sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"';

/** Opens a page of another site; what its reader's browser complains of is a fault. */
async function host(page, look, options = {}) {
  const address = await hostPage(page);
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block', ...options });
  await context.clock.setFixedTime(TODAY);
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  if (page.before) await context.addInitScript(page.before);
  await tab.goto(address);
  await look(tab, { context, complaints });
  await context.close();
  return complaints;
}

const inside = (tab) => tab.frames()[1];
/** Of what is in it: a host may add to its edges. */
const heightOf = (tab) => tab.locator('iframe').evaluate((one) => parseFloat(getComputedStyle(one).height));
const pageHeight = (tab) => inside(tab).evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
const titles = (place) => place.locator('.title').filter({ visible: true }).allInnerTexts();

async function untilFits(tab) {
  for (let tries = 100; tries > 0; tries--) {
    if ((await heightOf(tab)) === (await pageHeight(tab))) return;
    await tab.waitForTimeout(50);
  }
  assert.equal(await heightOf(tab), await pageHeight(tab));
}

/** Opens a page of ours as the frame would. */
const alone = (path, look, options = {}) =>
  visit(browser, board, `/embed/${path}`, { viewport: PHONE, ...options }, look);

describe('a frame in another site', () => {
  for (const [name, more] of Object.entries({ 'without a sandbox': '', 'in a sandbox': SANDBOX })) {
    test(`is shown ${name} under a strict policy and a hostile style, as high as its page`, async () => {
      const page = { body: frame('comuni/borgolieto/', more) + snippet, style: HOSTILE, policy: strict(board) };
      const complaints = await host(page, async (tab) => {
        await untilFits(tab);
        const seen = await inside(tab).evaluate(() => {
          const { fontSize, color } = getComputedStyle(document.querySelector('.item p'));
          const { scrollHeight, clientHeight } = document.documentElement;
          return { fontSize, color, scrolls: scrollHeight > clientHeight };
        });
        assert.deepEqual({ ...seen, color: '' }, { fontSize: '15px', color: '', scrolls: false });
        assert.notEqual(seen.color, 'rgb(255, 0, 0)');
        assert.ok((await titles(inside(tab))).includes('Case in affitto a prezzo basso'));
      });
      assert.deepEqual(complaints, []);
    });
  }

  test('moves the page of the host once, and again only when its own width changes', async () => {
    const before = () => {
      window.heights = [];
      document.addEventListener('DOMContentLoaded', () => {
        const seen = () => window.heights.push(document.querySelector('iframe').style.height);
        if (document.querySelector('iframe')) new MutationObserver(seen).observe(document.querySelector('iframe'), { attributes: true });
      });
      // The script marks the page just before it tells its height.
      new MutationObserver(() => (window.told ??= performance.now())).observe(document, { subtree: true, attributeFilter: ['data-framed'] });
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ startTime }) => startTime))).observe({
        type: 'layout-shift',
        buffered: true,
      });
    };
    const complaints = await host({ body: frame('comuni/borgolieto/') + snippet, policy: strict(board), before }, async (tab) => {
      await tab.waitForTimeout(1500);
      await untilFits(tab);
      assert.equal(await tab.evaluate(() => heights.length), 1);
      const { told, after } = await inside(tab).evaluate(() => ({ told, after: shifts.filter((time) => time > told) }));
      assert.ok(told > 0);
      assert.deepEqual(after, []);
      await tab.setViewportSize({ width: 300, height: 844 });
      await untilFits(tab);
    });
    assert.deepEqual(complaints, []);
  });

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
      await tab.waitForFunction(() => document.querySelector('iframe').clientHeight === 6000);
    });
  });

  test('is heard by a script that comes after it', async () => {
    await host({ body: frame('comuni/borgolieto/', SANDBOX) }, async (tab) => {
      await inside(tab).locator('.item').first().waitFor();
      await tab.waitForTimeout(200);
      assert.equal(await heightOf(tab), 600);
      await tab.addScriptTag({ url: `${HOME}/embed/v1/bacheca.js` });
      await untilFits(tab);
    });
  });

  test('tells its height to nobody but the page that it is in', async () => {
    const page = { body: frame('?id=prova-1'), before: () => addEventListener('message', ({ data, origin }) => (window.told = { data, origin })) };
    await host(page, async (tab) => {
      await tab.waitForFunction(() => window.told);
      const { data, origin } = await tab.evaluate(() => told);
      assert.equal(origin, board.origin);
      assert.deepEqual(data, { type: 'bacheca:altezza', v: 1, altezza: await pageHeight(tab), id: 'prova-1' });
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
  const oembed = (path) => fetch(`${HOME}/embed/${path}oembed.json`).then((answer) => answer.json());
  const paste = async (path, look) => {
    const { html } = await oembed(path);
    return host({ body: filtered(html), before: listen }, look);
  };

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
