import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { openBoard, openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, tour, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { reading } from './support/search-page.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const [real, letters] = await openBoards();
const browser = await openBrowser();

/** Who takes the answers of the second board: not there, the tests answer in its place. */
const OFFICE = 'https://voti.valle-chiara.example';
const TO = `${OFFICE}/pagine`;
const forms = await openBoard(withForm(letters));

const PAGE = '/servizi/punto-di-ascolto/';
const BLOCK = '[data-element=feedback]';
const POSITIVE = '[data-element=feedback-rating-positive]';
const NEGATIVE = '[data-element=feedback-rating-negative]';
const TEXT = '[data-element=feedback-input-text]';
const NARROW = { width: 320, height: 640 };

/** The example board, with a form in place of the letter. */
function withForm(board) {
  const root = mkdtempSync(join(tmpdir(), 'bacheca-voti-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  cpSync(board.root, root, { recursive: true });
  const file = join(root, 'bacheca.yaml');
  const text = readFileSync(file, 'utf8').replace(/^(valutazione:\n) +email: .+$/m, `$1  url: ${TO}`);
  assert.ok(text.includes(TO), 'the board asks nothing');
  writeFileSync(file, text);
  const { base, date } = board;
  return { name: 'voti', root, base, date };
}

const grade = (tab, n) => tab.locator(`[data-element=feedback-rate-${n}]`);
const answer = (tab, n) => tab.locator('[data-element=feedback-rating-answer]:visible').nth(n - 1);
const address = (board) => board.origin + board.base + PAGE;

/** What the letter says, once it is opened. */
const letter = async (tab) => {
  const body = new URL(await tab.locator(`${BLOCK} a`).getAttribute('href')).searchParams.get('body');
  // Lines of a letter end so, and not otherwise.
  assert.doesNotMatch(body, /(?<!\r)\n/);
  return body.replaceAll('\r\n', '\n');
};

/** Opens a page whose answers go to the office; `sent` is what it got, as the browser sent it. */
async function telling(status, look, options = {}) {
  await visit(browser, forms, '/', { viewport: PHONE, serviceWorkers: 'block', ...options }, async (tab) => {
    const sent = [];
    const broken = [];
    tab.on('console', (message) => /policy/i.test(message.text()) && broken.push(message.text()));
    await tab.route(`${OFFICE}/**`, async (route) => {
      const request = route.request();
      sent.push({ method: request.method(), headers: await request.allHeaders(), body: request.postData() });
      if (!status) return route.abort();
      await route.fulfill({ status, headers: { 'Access-Control-Allow-Origin': forms.origin }, body: 'ricevuto' });
    });
    await tab.goto(address(forms));
    await look(tab, sent);
    assert.deepEqual(broken, []);
  });
}

async function fill(tab) {
  await grade(tab, 2).click();
  await answer(tab, 4).click();
  await tab.locator(TEXT).fill('Non trovo gli orari');
}

const FILLED = { rate: '2', answer: 'Ho avuto problemi tecnici', text: 'Non trovo gli orari' };
const told = (tab) => tab.locator(`${BLOCK} [role=status]`);

describe('how clear a page is', () => {
  test('where the board names nobody, nobody is asked', () => {
    none(real.pages.filter(({ html }) => html.includes('feedback-title')).map(({ url }) => fault(url, 'asks')));
  });

  test('pages with content ask, delicate ones and those without content of their own do not', () => {
    const delicate = sensitivePages(letters).map(({ url }) => url);
    assert.notEqual(delicate.length, 0);
    const bare = /^(en\/)?((cerca|la-mia-lista|senza-rete)\/)?index\.html$|404\.html$/;
    const owed = ({ url, file, purpose }) => purpose !== 'redirect' && !delicate.includes(url) && !bare.test(file);
    none(
      letters.pages
        .filter((page) => page.html.includes('data-element="feedback"') !== owed(page))
        .map((page) => fault(page.url, owed(page) ? 'does not ask' : 'asks')),
    );
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`the grade decides which question follows, scripts ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      await visit(browser, forms, PAGE, { viewport: PHONE, javaScriptEnabled }, async (tab) => {
        const shown = async () => [await tab.locator(POSITIVE).isVisible(), await tab.locator(NEGATIVE).isVisible()];
        assert.deepEqual(await shown(), [false, false]);
        assert.ok(!(await tab.locator(TEXT).isVisible()));
        for (const n of [5, 1, 4, 2, 3]) {
          await grade(tab, n).click();
          assert.deepEqual(await shown(), [n > 3, n <= 3], `grade ${n}`);
          assert.ok(await tab.locator(TEXT).isVisible());
        }
      });
    });
  }

  test('the keyboard alone gives a grade, an answer and a text', async () => {
    await reading(browser, letters, PAGE, {}, async (tab) => {
      await tab.locator(`${BLOCK} [name=rate]`).first().focus();
      for (const key of ['Space', 'ArrowRight', 'Tab', 'ArrowDown', 'Tab']) await tab.keyboard.press(key);
      await tab.keyboard.type('Grazie');
      await tab.keyboard.press('Tab');
      assert.equal(await tab.evaluate(() => document.activeElement.localName), 'a');
      assert.match(await letter(tab), /: 2\nA volte le indicazioni non erano complete\nGrazie$/);
    });
  });

  test('the letter says page, version, grade, answer and text', async () => {
    await reading(browser, letters, PAGE, {}, async (tab) => {
      await fill(tab);
      const lines = [`Pagina: ${address(letters)}`, 'Versione: 2026-05-04', 'Voto da 1 a 5: 2', FILLED.answer, FILLED.text];
      assert.equal(await letter(tab), lines.join('\n'));
      await grade(tab, 5).click();
      assert.equal(await letter(tab), [...lines.slice(0, 2), 'Voto da 1 a 5: 5', '', FILLED.text].join('\n'));
    });
  });

  test('without JavaScript the letter is a link, and the form is sent as it is', async () => {
    const options = { viewport: PHONE, javaScriptEnabled: false };
    await visit(browser, letters, PAGE, options, async (tab) => {
      assert.equal(await tab.locator(`${BLOCK} :is(input, label, legend):visible`).count(), 0);
      assert.ok(await tab.locator(`${BLOCK} a`).isVisible());
      assert.ok((await letter(tab)).includes(address(letters)));
    });
    const look = async (tab, sent) => {
      await fill(tab);
      await tab.locator(`${BLOCK} button`).click();
      await tab.waitForURL(TO);
      const page = { page: address(forms), version: '2026-05-04' };
      assert.deepEqual(Object.fromEntries(new URLSearchParams(sent[0].body)), { ...page, ...FILLED });
    };
    await telling(200, look, options);
  });

  test('the form sends what it holds and nothing else, then thanks', async () => {
    await telling(200, async (tab, sent) => {
      await fill(tab);
      await tab.locator(`${BLOCK} button`).click();
      await told(tab).getByText(/\S/).waitFor();
      assert.equal(await told(tab).innerText(), await told(tab).getAttribute('data-sent'));
      assert.ok(await told(tab).evaluate((one) => one === document.activeElement));
      assert.equal(await tab.locator(`${BLOCK} input:visible`).count(), 0);
      const [{ method, headers, body }, ...others] = sent;
      assert.deepEqual(others, []);
      assert.equal(method, 'POST');
      assert.match(headers['content-type'], /^application\/x-www-form-urlencoded/);
      assert.equal(headers.cookie ?? headers.referer, undefined);
      const page = { page: address(forms), version: '2026-05-04' };
      assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), { ...page, ...FILLED });
      const kept = await tab.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ['', 0, 0]);
    });
  });

  for (const [why, status] of [['the office does not answer', 0], ['the office refuses', 500]]) {
    test(`when ${why} the page says so and keeps the answers`, async () => {
      await telling(status, async (tab) => {
        await fill(tab);
        await tab.locator(`${BLOCK} button`).click();
        await told(tab).getByText(/\S/).waitFor();
        assert.equal(await told(tab).innerText(), await told(tab).getAttribute('data-fault'));
        assert.equal(await tab.locator(TEXT).inputValue(), FILLED.text);
        assert.ok(await tab.locator(`${BLOCK} [name=answer]:checked`).isVisible());
      });
    });
  }

  test('grades and answers are wide enough for a finger, without sideways scroll', async () => {
    for (const viewport of [NARROW, PHONE, DESK]) {
      await visit(browser, forms, PAGE, { viewport }, async (tab) => {
        await grade(tab, 1).click();
        const parts = tab.locator(`${BLOCK} :is([name=rate], ${NEGATIVE} label, button):visible`);
        const sizes = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
        for (const { width, height } of sizes) assert.ok(Math.min(width, height) >= 44, `${width} × ${height}`);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    }
  });

  test('nothing moves while the page loads, and paper does not ask', async () => {
    for (const board of [letters, forms]) {
      await visit(browser, board, PAGE, { viewport: PHONE }, async (tab) => {
        const height = () => tab.locator(BLOCK).evaluate((one) => one.getBoundingClientRect().height);
        const scripted = await height();
        await tab.route('**/*.js', (route) => route.abort());
        await tab.reload();
        assert.equal(await height(), scripted);
        await tab.emulateMedia({ media: 'print' });
        assert.ok(!(await tab.locator(BLOCK).isVisible()));
      });
    }
  });

  test('only the form\'s own origin joins the policy', async () => {
    const policy = async (board) => (await fetch(address(board))).headers.get('content-security-policy');
    const [own, wider] = [await policy(letters), await policy(forms)];
    assert.ok(!own.includes('{'), own);
    assert.equal(wider.replaceAll(` ${OFFICE}`, ''), own);
    for (const name of ['form-action', 'connect-src']) assert.ok(wider.includes(`${name} 'self' ${OFFICE};`), wider);
  });

  test('in every language of the board the question is in that language', async () => {
    const pages = ['', '/en'].map((prefix) => ({ url: letters.base + prefix + PAGE }));
    const titles = await tour(browser, letters, pages, {}, (tab) =>
      tab.locator('[data-element=feedback-title]').allInnerTexts(),
    );
    assert.deepEqual(titles, [
      'Quanto sono chiare le informazioni su questa pagina?',
      'How clear is the information on this page?',
    ]);
  });
});
