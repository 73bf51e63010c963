import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { build, openBoard, openBoards } from './support/boards.mjs';
import { leave, openBrowser } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import {
  ask,
  excerpts,
  field,
  follow,
  reading,
  results,
  RESULTS,
  SEARCH,
  told,
  wordsOf,
} from './support/search-page.mjs';
import { sensitivePages } from './support/sensitive.mjs';

/** A page that starts to fetch what it was not asked for does so after 5 seconds. */
const IDLE = 7_000;
const LONG = 40_000;

/** What the first visit to a board may bring for later, in bytes after gzip -9. */
const INSTALLED = 300_000;

/** A typing error for each board, and the page that is meant. */
const ASKED = {
  reale: { typo: 'asistente familiare', answer: '/servizi/registro-assistenti-familiari/' },
  esempio: { typo: 'asistente', answer: '/opportunita/corso-assistenti-familiari/' },
};

const boards = await openBoards();
const browser = await openBrowser();
const [, example] = boards;

/** A page of a board with its worker, which may find no network. */
const keeping = (board, path, look, options = {}) =>
  reading(browser, board, path, { serviceWorkers: 'allow', isBroken: true, ...options }, look);

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What the worker of a board was built with: it stands first in its script. */
function release({ folder }) {
  const script = readFileSync(join(folder, 'sw.js'), 'utf8');
  return JSON.parse(script.match(/^const RELEASE = (.*);$/m)[1]);
}

/** Paths of what a board offers to keep. */
const offered = (board) => {
  const list = JSON.parse(readFileSync(join(board.host, release(board).pages), 'utf8'));
  return list.map(([path]) => path);
};

/** Paths of all that is stored on the device. */
const stored = (tab) =>
  tab.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
  });

/** Waits until something comes true in the browser that is known only a moment later: Playwright's own way does not. */
async function comesTrue(tab, isTrue, value) {
  for (const end = Date.now() + LONG; Date.now() < end; await pause(200)) if (await tab.evaluate(isTrue, value)) return;
  throw new Error(`is not so after ${LONG} ms: ${isTrue} ${String(value).slice(0, 200)}`);
}

const ready = (tab) => tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));

/** Waits until all that is offered is stored. */
const downloaded = (tab, board) =>
  comesTrue(
    tab,
    async (wanted) => {
      const found = await Promise.all(wanted.map((path) => caches.match(path)));
      return found.every(Boolean);
    },
    offered(board),
  );

/** Waits until a page is stored. */
const isStored = (tab, url) => comesTrue(tab, async (url) => Boolean(await caches.match(url)), url);

/** Takes the network away; tells what the host is asked all the same. */
async function disconnect(tab, board) {
  await tab.context().setOffline(true);
  const before = board.log.length;
  return () => board.log.slice(before);
}

/** Forgets what the browser itself may show again for some minutes without asking: it is the worker's turn. */
async function forget(tab) {
  const session = await tab.context().newCDPSession(tab);
  await session.send('Network.clearBrowserCache');
  await session.detach();
}

/** The line with which a page says that it comes from the device. */
const LINE = '[data-part=stored]';

const headingOf = ({ html }) => html.match(/<h1[^>]*>([^<]*)</)[1].trim();
const heading = async (tab) => (await tab.locator('h1').innerText()).trim();

/** Fails if the page shown is not the one for those without a network, with the numbers to call. */
async function isOfflinePage(tab, board) {
  const own = board.pages.find(({ file }) => file === 'senza-rete/index.html');
  assert.equal(await heading(tab), headingOf(own));
  assert.ok(await tab.locator('main a[href="tel:112"]').first().isVisible());
}

/** The style sheet of the page has come. */
const isStyled = (tab) => tab.evaluate(() => [...document.styleSheets].some(({ cssRules }) => cssRules.length > 100));

for (const board of boards) {
  const { typo, answer } = ASKED[board.name];

  describe(`board ${board.name}`, () => {
    test('after one visit, without a network, a question with a typing error finds its page', async (t) => {
      const delicate = sensitivePages(board).map(({ url }) => url);
      await keeping(board, '/', async (tab) => {
        await ready(tab);
        await downloaded(tab, board);
        const paths = await stored(tab);
        t.diagnostic(`${paths.length} files stored of ${offered(board).length} offered`);
        const asked = await disconnect(tab, board);
        await follow(tab, board, `q=${encodeURIComponent(typo)}`);
        const [first] = await results(tab);
        assert.equal(first.path, board.base + answer);
        const response = await leave(tab, () => tab.locator(RESULTS).first().locator('a').click());
        assert.ok(response.fromServiceWorker());
        assert.equal(await heading(tab), first.title);
        assert.ok(await isStyled(tab));
        assert.deepEqual(asked(), []);
        none(paths.filter((path) => delicate.includes(path)).map((path) => fault(path, 'is stored')));
      });
    });

    test('what is installed is small', (t) => {
      const { shell } = release(board);
      const file = (path) => join(board.host, path.replace(/\/$/, '/index.html'));
      const bytes = shell.reduce((sum, path) => sum + gzipSync(readFileSync(file(path)), { level: 9 }).length, 0);
      t.diagnostic(`${shell.length} files, ${bytes} of ${INSTALLED} bytes`);
      assert.ok(bytes <= INSTALLED, `${bytes} bytes`);
    });

    test('a page from the device says so, with the day of its release; one from the network does not', async () => {
      const kept = board.base + answer;
      const shifts = (tab) =>
        tab.evaluate(() => {
          const observer = new PerformanceObserver(() => {});
          observer.observe({ type: 'layout-shift', buffered: true });
          return observer.takeRecords().reduce((sum, { value }) => sum + value, 0);
        });
      await keeping(board, '/', async (tab) => {
        await ready(tab);
        await downloaded(tab, board);
        await tab.goto(board.origin + kept);
        await isStored(tab, kept);
        assert.ok(!(await tab.locator(LINE).isVisible()));
        await disconnect(tab, board);
        await forget(tab);
        // Also pages that were never opened, and those in other languages.
        for (const url of [kept, `${board.base}/`, `${board.base}/en/`]) {
          await tab.goto(board.origin + url);
          const day = await tab.locator('footer time').last().innerText();
          assert.ok(await tab.locator(LINE).isVisible(), url);
          assert.ok((await tab.locator(LINE).innerText()).includes(day), url);
          assert.equal(await shifts(tab), 0, url);
        }
        await tab.context().setOffline(false);
        await tab.reload();
        assert.ok(!(await tab.locator(LINE).isVisible()));
      });
    });

    test('pages that a script reads come from the device without a network, but for delicate ones', async () => {
      const [delicate] = sensitivePages(board);
      const kept = board.pages.find(({ file }) => file === 'chi-siamo/index.html');
      await keeping(board, '/', async (tab) => {
        await ready(tab);
        await tab.waitForFunction(() => navigator.serviceWorker.controller);
        const read = (url, accept = 'text/html') =>
          tab.evaluate(
            ([url, accept]) => fetch(url, { headers: { accept } }).then((response) => response.text(), String),
            [url, accept],
          );
        assert.equal(await read(delicate.url), delicate.html);
        assert.equal(await read(kept.url), kept.html);
        await isStored(tab, kept.url);
        assert.ok(!(await stored(tab)).includes(delicate.url));
        await disconnect(tab, board);
        await forget(tab);
        assert.equal(await read(kept.url), kept.html);
        // A real failure, not the page for those without a network.
        for (const url of [delicate.url, `${board.base}/non/esiste/`]) assert.match(await read(url), /^TypeError/);
        assert.match(await read(kept.url, 'application/json'), /^TypeError/);
      });
    });

    test('a delicate page leaves nothing on the device; without a network it is the offline page', async () => {
      const delicate = sensitivePages(board).map(({ url }) => url);
      assert.notEqual(delicate.length, 0);
      const kept = board.pages.find(({ file }) => file === 'chi-siamo/index.html');
      await keeping(board, '/', async (tab) => {
        await ready(tab);
        await tab.waitForFunction(() => navigator.serviceWorker.controller);
        for (const url of delicate) await tab.goto(board.origin + url);
        // Once the last page is stored, those before it would be too.
        await tab.goto(`${board.origin}${kept.url}?da=prova`);
        await isStored(tab, kept.url);
        await tab.goto(board.origin + board.base + SEARCH);
        await ask(tab, 'violenza');
        await excerpts(tab);
        await downloaded(tab, board);
        const paths = await stored(tab);
        none([
          ...paths.filter((path) => delicate.includes(path)).map((path) => fault(path, 'is stored')),
          // What people look for is not stored with the address of a page.
          ...paths.filter((path) => path.includes('?')).map((path) => fault(path, 'is stored with its query')),
        ]);
        const shown = await tab.evaluate(async (paths) => {
          const found = paths.filter((path) => /\/\d+\.json$/.test(path));
          return Promise.all(found.map(async (path) => (await (await caches.match(path)).json()).url));
        }, paths);
        assert.notEqual(shown.length, 0);
        none(
          shown
            .filter((url) => delicate.some((one) => one.endsWith(`/${url}`)))
            .map((url) => fault(url, 'has its excerpt stored')),
        );
        await disconnect(tab, board);
        for (const url of delicate) {
          await tab.goto(board.origin + url);
          await isOfflinePage(tab, board);
        }
        await tab.goto(board.origin + kept.url);
        assert.equal(await heading(tab), headingOf(kept));
      });
    });

    test('who saves data, or is on a slow network, downloads nothing unasked and keeps what was visited', async () => {
      const connections = [{ saveData: true }, { effectiveType: '2g' }, { effectiveType: 'slow-2g' }];
      const visited = board.pages.find(({ file }) => file === 'note-legali/index.html');
      const other = board.base + answer;
      await Promise.all(
        connections.map((connection) =>
          keeping(
            board,
            '/',
            async (tab) => {
              await ready(tab);
              await pause(IDLE);
              const { pages, shell } = release(board);
              const paths = await stored(tab);
              assert.ok(!paths.includes(pages), `${JSON.stringify(connection)} has the list`);
              assert.deepEqual(paths.toSorted(), shell.toSorted());
              await tab.goto(board.origin + visited.url);
              await isStored(tab, visited.url);
              await disconnect(tab, board);
              await tab.goto(board.origin + visited.url);
              assert.equal(await heading(tab), headingOf(visited));
              await tab.goto(board.origin + other);
              await isOfflinePage(tab, board);
            },
            {
              prepare: (tab) =>
                tab.addInitScript((connection) => {
                  for (const [name, value] of Object.entries(connection))
                    Object.defineProperty(navigator.connection, name, { get: () => value });
                }, connection),
            },
          ),
        ),
      );
    });

    test('without the whole index and without a network, the search says so and its lists remain', async () => {
      await keeping(board, SEARCH, async (tab) => {
        await ready(tab);
        await disconnect(tab, board);
        await follow(tab, board, 'q=sostegno');
        const words = await wordsOf(tab);
        assert.equal(await tab.locator('#risultati').innerText(), words.fault_offline);
        assert.ok(await tab.locator('[data-part=a-z] .term-group a').first().isVisible());
        await tab.context().setOffline(false);
        await field(tab).press('Enter');
        await tab.locator(RESULTS).first().waitFor();
      });
    });

    test('without JavaScript there is no worker, and pages open as they do with it', async () => {
      board.log.length = 0;
      await keeping(
        board,
        '/',
        async (tab) => {
          await tab.locator('main a[href*="/bisogni/"]').first().click();
          assert.ok(await tab.locator('h1').isVisible());
          assert.ok(!(await tab.locator('[data-part=offline]').isVisible()));
          assert.equal(tab.context().serviceWorkers().length, 0);
          none(board.log.filter((line) => /\/sw\.js/.test(line)).map((line) => fault(line, 'is asked for')));
        },
        { javaScriptEnabled: false },
      );
    });
  });
}

/** The invented board in a folder of its own, where it can be changed. */
async function ownBoard() {
  const root = mkdtempSync(join(tmpdir(), 'bacheca-rilascio-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(example.root, root, { recursive: true });
  const { name, base, date } = example;
  return openBoard({ name, base, date, root });
}

function rewrite(file, from, to) {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} has no «${from}»`);
  writeFileSync(file, text.replaceAll(from, to));
}

/** Every page of a board as it is published now, by address. */
const published = ({ folder, base, pages }) =>
  new Map(
    pages.map(({ file }) => [
      `${base}/${file}`.replace(/index\.html$/, ''),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );

describe('a new release', () => {
  test('replaces the one before without disturbing its pages, and brings only what changed', async (t) => {
    const board = await ownBoard();
    const address = board.origin + board.base;
    const entry = `${board.base}/servizi/trasporto-sociale/`;
    await keeping(board, '/', async (tab) => {
      await ready(tab);
      await downloaded(tab, board);
      await tab.goto(address + SEARCH);
      const old = release(board);
      const before = published(board);

      // One entry gets another title, one page another word.
      const content = join(board.root, 'content');
      rewrite(join(content, 'servizi/trasporto-sociale.md'), 'titolo: Trasporto sociale', 'titolo: Viaggio gratinato');
      rewrite(join(content, 'pagine/chi-siamo.md'), 'valle', 'vallata');
      build(board, board.folder, address);
      const now = published(board);
      const changed = [...now].filter(([url, html]) => html !== before.get(url)).map(([url]) => url);
      assert.ok(changed.includes(entry));
      assert.notDeepEqual(release(board), old);
      board.log.length = 0;

      // The old page finds the new worker and goes on with what it has.
      await tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await comesTrue(tab, async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));
      await ask(tab, 'trasporto');
      assert.ok((await results(tab)).some(({ path, title }) => path === entry && title === 'Trasporto sociale'));
      // A page opened meanwhile is of the new release, all of it; the worker that waits brings what changed.
      const other = await tab.context().newPage();
      await other.goto(`${address}${SEARCH}#q=gratinato`);
      await told(other);
      assert.equal((await results(other))[0]?.title, 'Viaggio gratinato');
      await downloaded(other, board);
      const shell = release(board).shell;
      const fetched = board.log.map((line) => line.split(/[ ?]/)[0]).filter((path) => now.has(path));
      t.diagnostic(`${changed.length} pages changed of ${now.size}; pages fetched: ${fetched.length}`);
      none(
        fetched
          .filter((path) => !changed.includes(path) && !shell.includes(path))
          .map((path) => fault(path, 'did not change and is fetched again')),
      );
      // The old page is still as it was.
      await ask(tab, 'trasporto visita');
      assert.equal((await results(tab))[0].title, 'Trasporto sociale');

      // Once every page is closed the new worker takes over, and forgets what nobody names any more.
      await other.close();
      await tab.goto('about:blank');
      // It takes the browser a moment to see that they are.
      await pause(1000);
      await tab.goto(address + SEARCH);
      await comesTrue(tab, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
      await tab.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
      await comesTrue(
        tab,
        async (core) => !(await caches.match(core)),
        old.shell.find((path) => path.includes('/cerca/it/core.')),
      );
      await downloaded(tab, board);
      none(
        (await stored(tab))
          .filter((path) => path.includes('/assets/') && !existsSync(join(board.host, path)))
          .map((path) => fault(path, 'is of an earlier release')),
      );
      const asked = await disconnect(tab, board);
      await follow(tab, board, 'q=gratinato');
      await leave(tab, () => tab.locator(RESULTS).first().locator('a').click());
      assert.equal(await heading(tab), 'Viaggio gratinato');
      assert.deepEqual(asked(), []);
    });
  });

  test('that is published by halves is not installed, and the one before goes on', async () => {
    const board = await ownBoard();
    await keeping(board, SEARCH, async (tab) => {
      await ready(tab);
      const worker = join(board.folder, 'sw.js');
      const style = release(board).shell.find((path) => path.endsWith('.css'));
      // The worker of the next release is there before its style.
      rewrite(worker, style, style.replace(/\w+\.css$/, '0000000000.css'));
      const fate = await tab.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const found = new Promise((done) => (registration.onupdatefound = () => done(registration.installing)));
        registration.update().catch(() => {});
        const next = await found;
        const ended = (done) => ['redundant', 'installed', 'activated'].includes(next.state) && done(next.state);
        return new Promise((done) => {
          next.onstatechange = () => ended(done);
          ended(done);
        });
      });
      assert.equal(fate, 'redundant');
      await disconnect(tab, board);
      await tab.reload();
      assert.ok(await field(tab).isVisible());
      assert.ok(await isStyled(tab));
    });
  });
});

describe('a board that wants no worker', () => {
  test('takes the one that was there away, with what it kept and nothing else', async () => {
    const board = await ownBoard();
    const address = board.origin + board.base;
    const others = ['bacheca:/altra/:pages:1', 'mappe'];
    await keeping(board, '/', async (tab) => {
      await ready(tab);
      await downloaded(tab, board);
      await tab.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), others);
      const before = await tab.evaluate(() => caches.keys());
      assert.ok(before.length > others.length, `${before}`);

      writeFileSync(join(board.root, 'bacheca.yaml'), '\nservice_worker: no\n', { flag: 'a' });
      build(board, board.folder, address);
      // As browsers do by themselves when a page of the board is opened.
      await tab.goto(address + SEARCH);
      await comesTrue(
        tab,
        async (names) => String((await caches.keys()).toSorted()) === String(names),
        others.toSorted(),
      );
      await tab.goto('about:blank');
      await pause(1000);
      await forget(tab);
      await tab.goto(address + SEARCH);
      await pause(IDLE);
      const registered = () => navigator.serviceWorker.getRegistrations().then(({ length }) => length);
      assert.equal(await tab.evaluate(registered), 0);
      assert.equal(await tab.evaluate(() => navigator.serviceWorker.controller), null);
      assert.deepEqual((await tab.evaluate(() => caches.keys())).toSorted(), others.toSorted());
      // The search works as before; what needs a worker is neither offered nor written in the page.
      await ask(tab, 'trasporto');
      assert.notEqual((await results(tab)).length, 0);
      assert.ok(!(await tab.locator('[data-part=download]').isVisible()));
      assert.equal(await tab.locator(LINE).count(), 0);
      assert.equal(await tab.locator('link[rel=manifest]').count(), 1);
    });
  });
});

const progressSays = (tab, text) =>
  tab.waitForFunction((text) => document.querySelector('[data-part=progress-text]').textContent === text, text, {
    timeout: LONG,
  });

describe('a board too large to be downloaded unasked', () => {
  test('is downloaded on request, with its progress told', async () => {
    const board = await ownBoard();
    const { total } = release(board);
    // The worker knows the size of its board only from this number.
    rewrite(join(board.folder, 'sw.js'), `"total":${total}`, '"total":9000000');
    await keeping(board, '/', async (tab) => {
      await ready(tab);
      await pause(IDLE);
      assert.ok(!(await stored(tab)).includes(release(board).pages), 'is downloaded unasked');
      await tab.goto(board.origin + board.base + SEARCH);
      const words = await wordsOf(tab);
      await tab.locator('[data-part=download]').waitFor();
      await tab.evaluate(() => {
        window.steps = [];
        const bar = document.querySelector('[data-part=progress]');
        const note = () => bar.hidden || window.steps.push(bar.value / bar.max);
        new MutationObserver(note).observe(bar, { attributes: true });
      });
      await tab.locator('[data-part=download]').click();
      await progressSays(tab, words.download_done);
      const steps = await tab.evaluate(() => window.steps);
      assert.ok(steps.length > 2, `${steps}`);
      assert.deepEqual(steps, steps.toSorted((a, b) => a - b), 'the bar goes back');
      assert.ok(!(await tab.locator('[data-part=progress]').isVisible()));
      assert.equal(await told(tab), words.download_done);
      await downloaded(tab, board);
      // Pressed again without a network, all is there already; that is no failure.
      await disconnect(tab, board);
      await tab.evaluate(() => (document.querySelector('[data-part=progress-text]').textContent = ''));
      await tab.locator('[data-part=download]').click();
      await progressSays(tab, words.download_done);
    });
  });

  test('that loses the network half-way says so, and goes on from there when asked again', async () => {
    const board = await ownBoard();
    rewrite(join(board.folder, 'sw.js'), `"total":${release(board).total}`, '"total":9000000');
    await keeping(board, SEARCH, async (tab) => {
      await ready(tab);
      const words = await wordsOf(tab);
      await tab.locator('[data-part=download]').waitFor();
      await disconnect(tab, board);
      await tab.locator('[data-part=download]').click();
      await progressSays(tab, words.download_offline);
      await tab.context().setOffline(false);
      await tab.locator('[data-part=download]').click();
      await progressSays(tab, words.download_done);
      await downloaded(tab, board);
    });
  });
});
