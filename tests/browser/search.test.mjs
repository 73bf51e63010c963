import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { build, openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';
import {
  allResults,
  ask,
  aToZ,
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

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Bytes: the scripts after gzip -9, a first question after brotli 11. */
const SCRIPT = 10_240;
const SITE = 6_656;
const WORKER = 2_560;
const FIRST = 20_000;
const REQUESTS = 8;

/** What is asked of each board, and the page that answers. */
const ASKED = {
  reale: {
    word: 'contributo',
    two: 'contributo sfratto',
    typo: { text: 'asistente familiare', wrong: 'asistente', right: 'assistente' },
    synonym: { text: 'badante', other: 'assistente familiare' },
    answer: '/servizi/registro-assistenti-familiari/',
    comune: 'codogno',
  },
  esempio: {
    word: 'casa',
    two: 'trasporto visita',
    typo: { text: 'asistente', wrong: 'asistente', right: 'assistente' },
    synonym: { text: 'badante', other: 'assistente familiare' },
    answer: '/opportunita/corso-assistenti-familiari/',
    comune: 'borgolieto',
  },
};

const ENTRY = /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

const boards = await openBoards();
const browser = await openBrowser();
const [real, example] = boards;

const search = (board, look, options = {}) => reading(browser, board, options.path ?? SEARCH, options, look);

/** The question in the address of a tab. */
const asked = (tab) => new URLSearchParams(new URL(tab.url()).hash.slice(1));

const count = (text) => Number(text.match(/\d+/)?.[0]);

const openFilters = (tab) => tab.locator('[data-part=filters] > summary').click();

/** Waits for what the page does a moment later. Runs `isTrue` in the browser. */
const until = (tab, isTrue, value) => tab.waitForFunction(isTrue, value);

const titleIs = (tab, text) => until(tab, (text) => document.querySelector('#risultati').textContent === text, text);

/** The lists of the page are seen and lead to a page of the board. */
async function listsRemain(tab, board) {
  assert.ok(await aToZ(tab).isVisible(), 'the lists are hidden');
  const link = aToZ(tab).locator('.term-group a').first();
  const address = new URL(await link.getAttribute('href'), board.origin);
  assert.ok(
    board.pages.some(({ url }) => url === address.pathname),
    `the lists lead to ${address}`,
  );
}

for (const board of boards) {
  const { word, two, typo, synonym, answer, comune } = ASKED[board.name];

  describe(`board ${board.name}: asking`, () => {
    test('typing finds pages, and what is typed stays on the device', async () => {
      board.log.length = 0;
      await search(board, async (tab) => {
        await field(tab).pressSequentially(word, { delay: 30 });
        assert.ok(count(await told(tab)) > 0);
        assert.ok((await results(tab)).length > 0);
        assert.equal(asked(tab).get('q'), word);
      });
      assert.notEqual(board.log.length, 0);
      none(board.log.filter((line) => line.includes(word)).map((line) => fault(line, 'tells the server')));
    });

    test('an address with ?q= is answered, and its words leave the address', async () => {
      await search(
        board,
        async (tab) => {
          assert.ok(count(await told(tab)) > 0);
          const { pathname, search } = new URL(tab.url());
          assert.deepEqual([pathname, search], [`${board.base}${SEARCH}`, '']);
          assert.equal(asked(tab).get('q'), word);
          // Going back, nobody meets the words in the address again.
          await tab.reload();
          assert.equal(await field(tab).inputValue(), word);
        },
        { path: `${SEARCH}?q=${word}` },
      );
    });

    test('the form of every page leads to the search page without telling the server what is looked for', async () => {
      const withForm = samples(board).filter(({ html }) => html.includes('role="search"'));
      assert.notEqual(withForm.length, 0);
      board.log.length = 0;
      for (const { url } of withForm) {
        await search(
          board,
          async (tab) => {
            const form = tab.locator('form[role=search]').first();
            await form.locator('input').fill(word);
            await form.locator('button[type=submit]').click();
            await until(tab, () => location.pathname.endsWith('/cerca/') && location.hash);
            assert.ok(count(await told(tab)) > 0, url);
            assert.equal(asked(tab).get('q'), word);
          },
          { path: url.slice(board.base.length) },
        );
      }
      none(board.log.filter((line) => line.includes(word)).map((line) => fault(line, 'tells the server')));
    });

    test('the box of the home page suggests pages while one types, and Escape puts them away', async () => {
      await search(
        board,
        async (tab) => {
          await field(tab).focus();
          await tab.waitForSelector('[data-part=suggestions]', { state: 'attached' });
          await field(tab).pressSequentially(typo.text, { delay: 20 });
          const links = tab.locator('[data-part=suggestions] a');
          // Half a word has suggestions of its own.
          await tab.locator(`[data-part=suggestions] li:first-child a[href="${board.base}${answer}"]`).first().waitFor();
          await tab.keyboard.press('Escape');
          assert.ok(!(await links.first().isVisible()));
          assert.equal(await field(tab).inputValue(), typo.text);
        },
        { path: '/' },
      );
    });

    test('a typing error is understood, said, and its first result is the page that was meant', async () => {
      await search(board, async (tab) => {
        await ask(tab, typo.text);
        const note = await tab.locator('[data-part=notes] li').first().innerText();
        for (const one of [typo.wrong, typo.right]) assert.ok(note.includes(`«\u2068${one}\u2069»`), note);
        const [first] = await results(tab);
        assert.equal(first.path, board.base + answer);
        await tab.locator(RESULTS).first().locator('a').click();
        assert.equal((await tab.locator('h1').innerText()).trim(), first.title);
      });
    });

    test('a synonym is said and finds the page that has the other word', async () => {
      await search(board, async (tab) => {
        await ask(tab, synonym.text);
        assert.ok((await tab.locator('[data-part=notes]').innerText()).includes(`«\u2068${synonym.other}\u2069»`));
        const paths = (await results(tab)).map(({ path }) => path);
        assert.ok(paths.includes(board.base + answer), paths.join(' '));
      });
    });

    test('pages with every word come first, then a visible break and those with some', async () => {
      await search(board, async (tab) => {
        await ask(tab, two);
        await allResults(tab);
        const words = await wordsOf(tab);
        const shape = tab.locator('[data-part=lists] > *');
        assert.deepEqual(await shape.evaluateAll((all) => all.map(({ localName }) => localName)), ['ol', 'h3', 'ol']);
        const line = tab.locator('[data-part=lists] h3');
        assert.equal(await line.innerText(), words.partial);
        assert.ok(await line.isVisible());
        // Each word alone finds all the pages that have both.
        const both = await shape.first().locator('a').evaluateAll((all) => all.map(({ pathname }) => pathname));
        for (const one of two.split(' ')) {
          await ask(tab, `${one} `);
          const alone = (await allResults(tab)).map(({ path }) => path);
          for (const path of both) assert.ok(alone.includes(path), `${path} has no «${one}»`);
        }
      });
    });

    test('filters tell how many pages they leave, leave as many, and their buttons take them away', async () => {
      await search(board, async (tab) => {
        const before = count(await ask(tab, word));
        await openFilters(tab);
        const boxes = tab.locator('[data-part=filters] input:visible');
        await boxes.first().waitFor();
        const choices = await boxes.evaluateAll((all) =>
          all.map((one) => ({
            facet: one.name,
            slug: one.value,
            name: one.parentNode.querySelector('bdi').textContent,
            n: Number(one.parentNode.querySelector('.links-count bdi').textContent),
          })),
        );
        const narrows = choices.filter(({ n }) => n < before);
        const [choice] = narrows.filter(({ facet }) => facet === 'bisogni');
        assert.ok(choice, `nothing narrows ${JSON.stringify(choices)}`);
        const words = await wordsOf(tab);
        const title = (n) => (n === 1 ? words.results_one : words.results_many.replace('{n}', n));
        const box = tab.locator(`[data-part=filters] input[name=${choice.facet}][value="${choice.slug}"]`);
        await box.check();
        await titleIs(tab, title(choice.n));
        assert.equal((await allResults(tab)).length, choice.n);
        assert.equal(asked(tab).get(choice.facet), choice.slug);
        const chip = tab.locator('[data-part=chosen] button');
        assert.ok((await chip.innerText()).includes(choice.name));
        await chip.click();
        await titleIs(tab, title(before));
        assert.equal(await chip.count(), 0);
        assert.ok(!(await box.isChecked()));
        assert.equal(asked(tab).get(choice.facet), null);
        assert.equal(await tab.evaluate(() => document.activeElement.id), 'risultati');
      });
    });

    test('the chosen Comune is in the address, on the help beside the results, and is remembered', async () => {
      await search(board, async (tab) => {
        await ask(tab, word);
        await tab.locator('#comune').selectOption(comune);
        await until(tab, () => location.hash.includes('comune='));
        const name = await tab.locator('#comune option:checked').textContent();
        assert.equal(asked(tab).get('comune'), comune);
        const help = tab.locator('[data-part=help-local]');
        assert.ok((await help.innerText()).includes(name));
        // Not only by its address: another question of another day knows it too.
        await tab.goto('about:blank');
        await tab.goto(board.origin + board.base + SEARCH);
        assert.equal(await tab.locator('#comune').inputValue(), comune);
        await ask(tab, typo.text);
        assert.equal(asked(tab).get('comune'), comune);
      });
    });
  });

  describe(`board ${board.name}: moving`, () => {
    test('an address with a question shows its answer, and a reload keeps question, filters and place', async () => {
      await search(board, async (tab) => {
        await follow(tab, board, `q=${word}&tipo=servizio&comune=${comune}`);
        const check = async () => {
          assert.equal(await field(tab).inputValue(), word);
          assert.equal(await tab.locator('#comune').inputValue(), comune);
          assert.equal(await tab.locator('[data-part=chosen] button').count(), 1);
          const kinds = await tab.locator(`${RESULTS} .kind`).allTextContents();
          assert.deepEqual([...new Set(kinds)], [(await wordsOf(tab)).kind_servizio]);
          return results(tab);
        };
        await tab.locator('[data-part=chosen] button').waitFor();
        const first = await check();
        await tab.reload();
        await tab.locator('[data-part=chosen] button').waitFor();
        assert.deepEqual(await check(), first);
      });
    });

    test('more results stay shown, in their place, after a reload and after Back from a result', async () => {
      await search(board, async (tab) => {
        const name = board === example ? 'casa' : 'anziani';
        await follow(tab, board, `q=${name}`);
        await tab.locator('[data-part=more]').click();
        await until(tab, (selector) => document.querySelectorAll(selector).length > 10, RESULTS);
        const isEleventh = (selector) =>
          document.querySelectorAll(`${selector} a`)[10] === document.activeElement;
        await until(tab, isEleventh, RESULTS);
        const shown = await tab.locator(RESULTS).count();
        // The place is noted a moment after the reader stops.
        await until(tab, () => history.state?.y === scrollY && scrollY > 0);
        const inPlace = async (place) => {
          await until(tab, ([selector, n]) => document.querySelectorAll(selector).length === n, [RESULTS, shown]);
          await until(tab, (place) => Math.abs(scrollY - place) < innerHeight / 2, place);
        };
        const place = await tab.evaluate(() => scrollY);
        await tab.reload();
        await inPlace(place);
        const eleventh = tab.locator(`${RESULTS} a`).nth(10);
        await Promise.all([tab.waitForURL((url) => !url.hash), eleventh.click()]);
        await tab.goBack();
        await inPlace(place);
      });
    });

    test('Back and Forward go from question to question, and every filter is a step', async () => {
      await search(board, async (tab) => {
        const is = (question) => until(tab, (question) => location.hash === question, question);
        const answered = async (text) => {
          await until(tab, (text) => document.querySelector('main form input').value === text, text);
          await tab.locator(RESULTS).first().waitFor();
        };
        await ask(tab, word);
        await tab.keyboard.press('Enter');
        await until(tab, () => document.activeElement.id === 'risultati');
        await ask(tab, synonym.text);
        await openFilters(tab);
        await tab.locator('[data-part=filters] input[name=kind]:visible').first().check();
        await until(tab, () => location.hash.includes('tipo='));
        const filtered = new URL(tab.url()).hash;
        await tab.goBack();
        await is(`#q=${synonym.text}`);
        assert.equal(await tab.locator('[data-part=chosen] button').count(), 0);
        await tab.goBack();
        await is(`#q=${word}`);
        await answered(word);
        await tab.goForward();
        await answered(synonym.text);
        await tab.goForward();
        await is(filtered);
        await tab.locator('[data-part=chosen] button').waitFor();
      });
    });

    test('letters typed one after the other are one step of the history', async () => {
      await search(board, async (tab) => {
        const before = await tab.evaluate(() => history.length);
        await field(tab).pressSequentially(word, { delay: 120 });
        await told(tab);
        assert.equal(await tab.evaluate(() => history.length), before);
      });
    });

    test('while one types the focus stays; Enter moves it to the heading of the results', async () => {
      await search(board, async (tab) => {
        const focus = () => tab.evaluate(() => document.activeElement.id);
        await field(tab).focus();
        await tab.keyboard.type(word);
        await told(tab);
        assert.equal(await focus(), await field(tab).getAttribute('id'));
        await tab.keyboard.press('Enter');
        await until(tab, () => document.activeElement.id === 'risultati');
        // What is chosen in the filters changes the results, not where one is.
        await openFilters(tab);
        const box = tab.locator('[data-part=filters] input:visible').first();
        await box.check();
        await tab.locator('[data-part=chosen] button').waitFor();
        assert.ok(await box.evaluate((one) => one === document.activeElement));
      });
    });

    test('results are links in numbered lists, told by their number, and no box that lists choices', async () => {
      await search(board, async (tab) => {
        const said = await ask(tab, word);
        assert.ok(said.startsWith(await tab.locator('#risultati').innerText()), said);
        assert.equal((await allResults(tab)).length, count(said));
        assert.equal(await tab.locator(`${RESULTS} a[href]`).count(), await tab.locator(RESULTS).count());
        assert.equal(await tab.locator('[data-part=lists] li:not(ol > li)').count(), 0);
        assert.equal(await tab.locator('[role=combobox], [role=listbox], [aria-autocomplete]').count(), 0);
        assert.equal(await tab.locator('[role=status]').count(), 1);
      });
    });

    test('Tab leads from the field to every result, in order', async () => {
      await search(board, async (tab) => {
        await ask(tab, word);
        const wanted = (await results(tab)).map(({ path }) => path);
        await field(tab).focus();
        const met = [];
        for (let stops = 0; stops < 60 && met.length < wanted.length; stops++) {
          await tab.keyboard.press('Tab');
          const path = await tab.evaluate(
            (selector) => document.activeElement.closest(selector) && document.activeElement.pathname,
            RESULTS,
          );
          if (path) met.push(path);
        }
        assert.deepEqual(met, wanted);
      });
    });
  });

  describe(`board ${board.name}: reading`, () => {
    /** Ways in which the page is read, each with what brings it there. */
    const STATES = {
      'with results': (tab) => ask(tab, two),
      'with filters open': async (tab) => {
        await ask(tab, word);
        await openFilters(tab);
        await tab.locator('[data-part=filters] input:visible').first().check();
        await tab.locator('[data-part=chosen] button').waitFor();
        await tab.locator('.found-facets details').evaluateAll((folds) => folds.forEach((fold) => (fold.open = true)));
      },
      'with no result': (tab) => ask(tab, 'qqqzzzwww'),
      'with advice only': (tab) => ask(tab, 'di la'),
    };

    for (const [state, reach] of Object.entries(STATES)) {
      test(`${state}, axe finds nothing, light or dark, and nothing scrolls sideways at 320 px`, async () => {
        await search(board, async (tab) => {
          await reach(tab);
          await tab.evaluate(AXE);
          const found = [];
          for (const colorScheme of ['light', 'dark']) {
            await tab.emulateMedia({ colorScheme });
            const { violations } = await tab.evaluate(
              (runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }),
              TAGS,
            );
            for (const { id, help, nodes } of violations)
              found.push(...nodes.map(({ html }) => fault(colorScheme, `${id}: ${help}: ${html.slice(0, 160)}`)));
          }
          none(found);
          await tab.setViewportSize({ width: 320, height: 640 });
          const { scrollWidth, clientWidth } = await tab.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return { scrollWidth, clientWidth };
          });
          assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px in ${clientWidth}`);
        });
      });
    }

    /** Sum of what moved without the reader asking for it. */
    const shifts = async (tab) => {
      await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
      return tab.evaluate(() => window.shifted);
    };

    const measureShifts = async (tab) => {
      await tab.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      // Longer than the half second in which a reader's own input excuses what moves.
      await tab.route(/assets\/cerca\/.*\.(json|bin)$/, async (route) => {
        await new Promise((done) => setTimeout(done, 700));
        await route.continue().catch(() => {});
      });
    };

    test('what is read does not jump while results and excerpts arrive', async (t) => {
      await search(
        board,
        async (tab) => {
          await field(tab).pressSequentially(word, { delay: 30 });
          await told(tab);
          await excerpts(tab);
          const moved = await shifts(tab);
          t.diagnostic(`layout shift while typing: ${moved.toFixed(3)}`);
          assert.ok(moved < 0.1, `${moved}`);
        },
        { prepare: measureShifts },
      );
    });

    for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      test(`what is read does not jump on a ${device} when the address has the question`, async (t) => {
        await search(
          board,
          async (tab) => {
            await told(tab);
            await excerpts(tab);
            const moved = await shifts(tab);
            t.diagnostic(`layout shift from an address, ${device}: ${moved.toFixed(3)}`);
            assert.ok(moved < 0.1, `${moved}`);
          },
          { path: `${SEARCH}#q=${word}`, prepare: measureShifts, viewport },
        );
      });
    }
  });

  describe(`board ${board.name}: what goes wrong`, () => {
    /** What is written, and the name of the sentence that answers. */
    const INPUTS = [
      ['c', 'too_short'],
      ['di la e il', 'only_stop_words'],
      ['😀😀👩‍👩‍👧', 'nothing_written'],
      ['«» … !?', 'nothing_written'],
      ['السلام عليكم', 'none'],
      ['<b onclick=qqqzzzwww>qqqzzzwww</b>', 'none'],
      ['a'.repeat(10_000), 'none'],
    ];

    for (const [text, key] of INPUTS) {
      test(`to «${text.slice(0, 40)}» the page answers in words, and goes on`, async () => {
        await search(board, async (tab) => {
          await field(tab).fill(text);
          await tab.keyboard.press('Enter');
          const words = await wordsOf(tab);
          await titleIs(tab, words[key]);
          // It is told a moment later, and must not be taken for the answer to the next question.
          await told(tab);
          assert.equal(await tab.locator('main [onclick]').count(), 0);
          assert.ok(await tab.locator('[data-part=needs] a').first().isVisible());
          if (key === 'none') assert.equal(await tab.locator('[data-part=advice]').innerText(), words.none_nothing);
          else await listsRemain(tab, board);
          assert.ok(count(await ask(tab, word)) > 0, 'the next question finds nothing');
          await field(tab).fill('');
          await tab.locator('[data-part=found]').waitFor({ state: 'hidden' });
          await listsRemain(tab, board);
          assert.equal(new URL(tab.url()).hash, '');
        });
      });
    }

    test('nothing written and Enter: the lists stay, and there is no heading of results', async () => {
      await search(board, async (tab) => {
        await field(tab).focus();
        await tab.keyboard.press('Enter');
        await listsRemain(tab, board);
        assert.ok(!(await tab.locator('[data-part=found]').isVisible()));
      });
    });

    test('without JavaScript the page is an index from A to Z, and the form leads to it', async () => {
      await search(
        board,
        async (tab) => {
          await listsRemain(tab, board);
          await field(tab).fill(word);
          await tab.locator('main form[role=search] button').click();
          await tab.waitForURL(`${board.origin}${board.base}${SEARCH}?q=${word}`);
          await listsRemain(tab, board);
          const links = aToZ(tab).locator('.term-group a');
          const addresses = await links.evaluateAll((all) => all.map(({ pathname }) => pathname));
          const entries = board.pages.filter(({ file, purpose }) => purpose === 'page' && ENTRY.test(file));
          assert.notEqual(entries.length, 0);
          none(
            entries
              .filter(({ url }) => !addresses.includes(url))
              .map(({ url }) => fault(url, 'is not in the index')),
          );
          await tab.locator('.letters a').last().click();
          assert.ok(await links.last().isVisible());
          await links.last().click();
          assert.ok(await tab.locator('h1').isVisible());
        },
        { javaScriptEnabled: false },
      );
    });
  });
}

describe('board esempio: what only it has', () => {
  test('what holds in other towns comes after what holds in the chosen one, and says so', async () => {
    await search(example, async (tab) => {
      await follow(tab, example, 'q=casa');
      const words = await wordsOf(tab);
      const isElsewhere = ({ marks }) => marks.includes(words.elsewhere);
      assert.equal((await allResults(tab)).filter(isElsewhere).length, 0);
      await follow(tab, example, 'q=casa&comune=borgolieto');
      const tail = [words.over, words.over_opportunita, words.professional];
      const chosen = (await allResults(tab)).filter(({ marks }) => !marks.some((mark) => tail.includes(mark)));
      const places = chosen.map(isElsewhere);
      assert.ok(places.includes(true) && places.includes(false));
      assert.deepEqual(places, places.toSorted(), 'what is elsewhere is not last');
      assert.ok(chosen.filter(isElsewhere).some(({ path }) => path.endsWith('/progetti/casa-condivisa/')));
    });
  });

  test('what is over comes last, marked in words', async () => {
    await search(example, async (tab) => {
      await follow(tab, example, 'q=casa');
      const words = await wordsOf(tab);
      const found = await allResults(tab);
      const isOver = ({ marks }) => marks.some((mark) => [words.over, words.over_opportunita].includes(mark));
      const over = found.map(isOver);
      assert.deepEqual(over, over.toSorted(), JSON.stringify(found.map(({ path }) => path)));
      const closed = found.find(({ path }) => path.endsWith('/opportunita/sport-per-ragazzi/'));
      assert.deepEqual(closed.marks, [words.over_opportunita]);
      assert.equal(over[0], false);
    });
  });

  test('a page in English searches English first, then Italian, and says where that begins', async () => {
    await search(
      example,
      async (tab) => {
        await ask(tab, 'casa');
        const words = await wordsOf(tab);
        const found = await allResults(tab);
        const langs = found.map(({ lang }) => lang);
        assert.deepEqual(langs, langs.toSorted());
        assert.deepEqual([...new Set(langs)], ['en', 'it']);
        const breaks = await tab.locator('[data-part=lists] h3').allInnerTexts();
        assert.equal(breaks[0], words.in_it);
        assert.equal(words.in_it, 'In Italian');
        for (const { path, lang } of found) assert.equal(path.startsWith('/bacheca/en/'), lang === 'en', path);
        const below = found.map(({ path }) => path.replace('/bacheca/en/', '/bacheca/'));
        assert.deepEqual(below, [...new Set(below)], 'a page and its translation are both there');
        const italian = tab.locator(`${RESULTS}[lang=it] a`).first();
        assert.equal(await italian.getAttribute('hreflang'), 'it');
        await ask(tab, 'qqqzzzwww');
        assert.equal(await tab.locator('#risultati').innerText(), 'No results');
      },
      { path: `/en${SEARCH}` },
    );
  });
});

describe('board reale: files that do not come', () => {
  const board = real;
  const { word, typo, answer } = ASKED.reale;
  const take = (pattern, how) => (tab) => tab.route(pattern, how);
  const missing = (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' });
  const noise = (route) => route.fulfill({ status: 200, body: Buffer.from([255, 0, 17, 128, 3, 3, 254, 9, 200, 77]) });
  const SHARD = /assets\/cerca\/\w+\/(?!words)\w+\.bin$/;
  const INDEX = /assets\/cerca\//;
  const CORE = /assets\/cerca\/\w+\/core\./;
  const newer = async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), format: 2 } });
  };

  /** What does not come as it should, and the name of the sentence that says so. */
  const FAULTS = {
    'a shard is missing': [take(SHARD, missing), 'fault_damaged'],
    'a shard is garbage': [take(SHARD, noise), 'fault_damaged'],
    'a shard is empty': [take(SHARD, (route) => route.fulfill({ status: 200, body: '' })), 'fault_damaged'],
    'a shard is lost on the way': [take(SHARD, (route) => route.abort()), 'fault_offline'],
    'the host fails': [take(SHARD, (route) => route.fulfill({ status: 503, body: '' })), 'fault_offline'],
    'the core is missing': [take(CORE, missing), 'fault_damaged'],
    'the core is garbage': [take(CORE, noise), 'fault_damaged'],
    'the core is cut': [take(CORE, (route) => route.fulfill({ status: 200, body: '{"format":1}' })), 'fault_damaged'],
    'the core is of a newer format': [take(CORE, newer), 'fault_newer'],
    'the network is gone before the index has come': [take(INDEX, (route) => route.abort()), 'fault_offline'],
  };

  for (const [name, [prepare, key]] of Object.entries(FAULTS)) {
    test(`when ${name}, the page says so and its lists remain`, async () => {
      await search(
        board,
        async (tab) => {
          await ask(tab, word);
          const words = await wordsOf(tab);
          await titleIs(tab, words[key]);
          assert.equal(await tab.locator('[data-part=advice]').innerText(), words[`${key}_advice`]);
          assert.equal(await tab.locator(RESULTS).count(), 0);
          await listsRemain(tab, board);
        },
        { prepare, isBroken: true },
      );
    });
  }

  test('what did not come the first time is asked for again at the next question', async () => {
    await search(
      board,
      async (tab) => {
        await ask(tab, word);
        await titleIs(tab, (await wordsOf(tab)).fault_damaged);
        await tab.unroute(SHARD);
        assert.ok(count(await ask(tab, `${word} `)) > 0);
      },
      { prepare: take(SHARD, missing), isBroken: true },
    );
  });

  test('without its excerpts a result still has its title and leads to its page', async () => {
    await search(
      board,
      async (tab) => {
        await ask(tab, typo.text);
        const [first] = await results(tab);
        assert.equal(first.path, board.base + answer);
        assert.notEqual(first.title, '');
      },
      { prepare: take(/assets\/cerca\/\w+\/\w+\/\d+\.json$/, missing), isBroken: true },
    );
  });
});

describe('weight', () => {
  const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
  // Node's own default is quality 11.
  const shrunk = (bytes) => brotliCompressSync(bytes).length;

  for (const board of boards) {
    test(`board ${board.name}: the scripts are small`, async (t) => {
      const assets = await readdir(join(board.folder, 'assets'));
      const only = (pattern) => {
        const [file, ...others] = assets.filter((name) => pattern.test(name));
        assert.deepEqual([Boolean(file), others], [true, []], `${pattern}`);
        return join(board.folder, 'assets', file);
      };
      const scripts = [
        ['search', only(/^cerca\.\w+\.js$/), SCRIPT],
        ['site', only(/^sito\.\w+\.js$/), SITE],
        ['worker', join(board.folder, 'sw.js'), WORKER],
      ];
      const sizes = await Promise.all(
        scripts.map(async ([name, file, most]) => [name, zipped(await readFile(file)), most]),
      );
      for (const [name, bytes, most] of sizes) t.diagnostic(`${name}: ${bytes} of ${most} bytes`);
      none(sizes.filter(([, bytes, most]) => bytes > most).map(([name, bytes]) => fault(name, `${bytes} bytes`)));
    });
  }

  /** Files that a first question brings until five results have their excerpts. */
  const bring = async (word) => {
    const met = new Set();
    const files = await search(
      real,
      async (tab) => {
        await excerpts(tab);
        // Not those of the results below, which come later.
        return [...met];
      },
      {
        path: `${SEARCH}#q=${encodeURIComponent(word)}`,
        prepare: async (tab) => {
          // So nothing is fetched ahead for later questions, which is no part of the first.
          await tab.addInitScript(() => Object.defineProperty(navigator.connection, 'saveData', { value: true }));
          tab.on('request', (request) => {
            const { pathname } = new URL(request.url());
            if (/^\/assets\/cerca[./]/.test(pathname)) met.add(pathname);
          });
        },
      },
    );
    const sizes = await Promise.all(
      files.map(async (path) => [path, shrunk(await readFile(join(real.host, path)))]),
    );
    return { sizes, bytes: sizes.reduce((sum, [, bytes]) => sum + bytes, 0) };
  };

  /** Words that are also a synonym or a need bring the file of the needs, too; they are told, not held to the limit. */
  const ORDINARY = ['documenti', 'sportello'];
  const WITH_SYNONYMS = ['sfratto', 'contributo', 'badante'];

  test('a first question of one word brings little in few files', async (t) => {
    const found = [];
    for (const word of [...ORDINARY, ...WITH_SYNONYMS]) {
      const { sizes, bytes } = await bring(word);
      t.diagnostic(`«${word}»: ${bytes} bytes in ${sizes.length} requests`);
      if (!ORDINARY.includes(word)) continue;
      if (bytes > FIRST) found.push(fault(word, `${bytes} bytes: ${sizes.join(' ')}`));
      if (sizes.length > REQUESTS) found.push(fault(word, `${sizes.length} requests`));
    }
    none(found);
  });
});

describe('from a disk', () => {
  test('a copy on a stick searches, and its results open with their style', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bacheca-chiavetta-'));
    after(() => rm(folder, { recursive: true, force: true }));
    const { typo, answer } = ASKED.reale;
    build(real, folder, 'https://bacheca.example', '--chiavetta');
    const context = await browser.newContext({ viewport: PHONE });
    const tab = await context.newPage();
    const wrong = [];
    tab.on('pageerror', (error) => wrong.push(error.message));
    tab.on('request', (request) => {
      if (!request.url().startsWith('file:')) wrong.push(`asks ${request.url()}`);
    });
    await tab.goto(pathToFileURL(join(folder, 'cerca/index.html')).href);
    assert.ok(count(await ask(tab, typo.text)) > 0);
    const [first] = await results(tab);
    assert.ok(first.path.endsWith(`${answer}index.html`), first.path);
    await tab.locator(RESULTS).first().locator('a').click();
    await tab.waitForURL(/registro/);
    assert.equal((await tab.locator('h1').innerText()).trim(), first.title);
    const colours = await tab.evaluate(() => {
      const plain = document.body.appendChild(document.createElement('iframe')).contentDocument.body;
      const colour = (element) => getComputedStyle(element).backgroundColor;
      return [colour(plain), ...[...document.querySelectorAll('header, header *')].map(colour)];
    });
    const [unstyled, ...header] = colours;
    assert.ok(header.some((colour) => colour !== unstyled), `the header is ${unstyled}`);
    assert.deepEqual(wrong, []);
    await context.close();
  });
});
