/** Whatever people type stays text: in every field, in every file that is published, in every program that reads it. */

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, describe, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { comparer } from './support/difference.mjs';
import { fault, none } from './support/faults.mjs';
import { BASE, CORPUS, twins } from './support/hostile-board.mjs';
import { SITES, schemas } from './support/schemas.mjs';
import { serve } from './support/server.mjs';
import { DOCUMENTS, isOpaque, readerOf, withoutHashes, withoutIdentifiers } from './support/shape.mjs';

const STRINGS = CORPUS.map(({ string }) => string);
const differences = comparer(STRINGS);
/** Its reader leaves, in properties that it does not know, the signs that keep text apart from separators. */
const inCards = comparer(STRINGS, /\\n|\\/gi);
/** The quote that guards a cell is not part of its text. */
const inCells = comparer(STRINGS, /(^|, )'(?=[=+\-@\t\r])/g);
const COMPARERS = { '.csv': inCells, '.ics': inCards, '.vcf': inCards };

const desk = mkdtempSync(join(tmpdir(), 'bacheca-ostile-'));
after(() => rmSync(desk, { recursive: true, force: true }));
const { refusals, hostile, harmless } = twins(desk, await schemas({ after }, join(SITES, 'esempio')));
const server = await serve(join(desk, 'ostile'), BASE);
after(() => server.close());
const browser = await openBrowser();

/** The files of a published board by a name that does not depend on their content. */
function files(root) {
  const paths = readdirSync(root, { recursive: true });
  const kept = paths.filter((path) => !isOpaque(path) && statSync(join(root, path)).isFile());
  return new Map(kept.map((path) => [withoutHashes(path), path]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const hostileFiles = files(hostile);
const pairs = [...files(harmless)].map(([name, path]) => ({ name, paths: [path, hostileFiles.get(name)] }));

/** The same file of both boards, as text. */
const texts = ({ paths: [from, to] }) =>
  [join(harmless, from), join(hostile, to)].map((path) => withoutIdentifiers(withoutHashes(readFileSync(path, 'utf8'))));

/** What is wrong with a file that both boards have: where its tree differs other than in the strings. */
function faultsOf(name, compare) {
  try {
    return compare().map(({ place, harmless, hostile }) => fault(name, `${place}: ${harmless} became ${hostile}`));
  } catch (error) {
    return [fault(name, error.message)];
  }
}

/** A page of a browser that compares documents: what it is sent are texts, and nothing in them is run. */
async function openReader() {
  const tab = await browser.newPage();
  const source = readFileSync(join(import.meta.dirname, 'support/difference.mjs'), 'utf8');
  await tab.evaluate(
    async ([source, strings]) => {
      const { documentComparer } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
      globalThis.compare = documentComparer(strings);
    },
    [source, STRINGS],
  );
  return (texts, type) => tab.evaluate(([texts, type]) => globalThis.compare(...texts, type), [texts, type]);
}

describe('a board whose every text is hostile', () => {
  test('has at least 200 strings, each refused with its reason or shown', () => {
    assert.ok(CORPUS.length >= 200);
    const reasons = new Set(refusals.map(({ code }) => code));
    assert.deepEqual([...reasons].sort(), ['testo-troppo-lungo', 'valore-non-valido']);
    const pages = pairs.filter(({ name }) => name.endsWith('.html')).map(({ paths: [path] }) => readFileSync(join(harmless, path), 'utf8'));
    const shown = new Set(pages.flatMap((html) => html.match(/innocuo\d{3}/g) ?? []).map((word) => Number(word.slice(-3))));
    const refused = new Set(refusals.map(({ index }) => index));
    none(CORPUS.flatMap(({ kind, string }, index) =>
      shown.has(index) || refused.has(index) ? [] : [fault(kind, JSON.stringify(string))]));
  });

  test('has the same files as a harmless one', () => {
    assert.deepEqual([...hostileFiles.keys()], pairs.map(({ name }) => name));
  });

  test('says in every file for programs what its people wrote, and nothing else', () => {
    const data = pairs.filter(({ name }) => !(extname(name) in DOCUMENTS));
    assert.notEqual(data.length, 0);
    none(
      data.flatMap((pair) =>
        faultsOf(pair.name, () => {
          const [from, to] = texts(pair).map(readerOf(pair.name));
          return (COMPARERS[extname(pair.name)] ?? differences)(from, to);
        }),
      ),
    );
  });

  test('shows in every page and document what its people wrote, and nothing else', async () => {
    const compare = await openReader();
    const found = [];
    for (const pair of pairs.filter(({ name }) => extname(name) in DOCUMENTS)) {
      const different = await compare(texts(pair), DOCUMENTS[extname(pair.name)]);
      found.push(...faultsOf(pair.name, () => different));
    }
    none(found);
  });
});

describe('a hostile board in a browser', () => {
  test('runs nothing, asks nobody else and complains of nothing', async () => {
    // The worker would fetch all pages, to keep them.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const tab = await context.newPage();
    const said = [];
    tab.on('dialog', (dialog) => (said.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    // Browsers ask for an icon of their own where a page names none.
    const isOurs = (message) => message.text().includes('Playwright') || message.location().url.endsWith('/favicon.ico');
    tab.on('console', (message) => isOurs(message) || said.push(`console: ${message.text()} ${message.location().url}`));
    tab.on('pageerror', (error) => said.push(`error: ${error.message}`));
    tab.on('request', (request) => request.url().startsWith(server.origin) || said.push(`request: ${request.url()}`));
    const found = [];
    for (const path of visited()) {
      await tab.goto(`${server.origin}${BASE}/${path}`, { waitUntil: 'load' });
      found.push(...said.splice(0).map((what) => fault(path, what)));
    }
    none(found);
  });
});

/** Every page that stands alone, one of each family, an entry of each class of strings, and what the search finds. */
function visited() {
  const pages = pairs.map(({ name }) => name).filter((name) => name.endsWith('index.html') && !/^(en|admin)\//.test(name));
  const alone = pages.filter((name) => !/v\d{3}|redirect/.test(name));
  const kinds = [...new Set(CORPUS.map(({ kind }) => kind))];
  const firsts = kinds.map((kind) => `/v${String(CORPUS.findIndex((one) => one.kind === kind)).padStart(3, '0')}/index.html`);
  const entries = pages.filter((name) => firsts.some((first) => name.endsWith(first)));
  const searches = ['alert', 'script', 'x', 'evil'].map((word) => `cerca/#q=${word}`);
  return [...alone, ...entries, ...searches];
}
