/** The browser's search against the program's own, which scores with Tantivy. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

import { createAnalyzer } from '../../search-index/client/analyze.mjs';
import { openSource } from '../../search-index/client/fetch.mjs';
import { searchOf } from './support/search.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const DEBUG = join(REPOSITORY, 'target/debug');
const PROGRAM = resolve(process.env.BACHECA_BIN ?? join(DEBUG, 'bacheca'));
const ORACLE = resolve(process.env.ORACLE_BIN ?? join(DEBUG, 'examples/search_oracle'));
const SYNTHETIC = resolve(process.env.SYNTHETIC_BIN ?? join(DEBUG, 'examples/synthetic'));
const DATE = '2026-11-21';

// Files of the index are read from the disk.
globalThis.fetch = async (path) => new Response(await readFile(path).catch(() => null), {});

function run(program, args, input) {
  const done = spawnSync(program, args, { encoding: 'utf8', input, maxBuffer: 1 << 30 });
  assert.equal(done.status, 0, `${program} ${args.join(' ')}: ${done.error ?? done.stderr}`);
  return done.stdout;
}

async function folder(name) {
  const made = await mkdtemp(join(tmpdir(), `bacheca-${name}-`));
  after(() => rm(made, { recursive: true, force: true }));
  return made;
}

const lines = (text) => text.trim().split('\n').map((line) => JSON.parse(line));

/** Same documents, same scores; where scores are equal to 1e-3, order may differ. */
function assertSame(found, wanted, message) {
  assert.equal(found.length, wanted.length, `${message}: how many`);
  const scores = new Map(found);
  wanted.forEach(([doc, score], place) => {
    const near = (other) => Math.abs(other - score) <= 1e-3 * Math.max(1, score);
    assert.ok(near(found[place][1]), `${message}: place ${place} has ${found[place]}, not ${[doc, score]}`);
    assert.ok(scores.has(doc) && near(scores.get(doc)), `${message}: ${doc} has ${scores.get(doc)}, not ${score}`);
  });
}

const pairs = (results) => results.map(({ doc, score }) => [doc, score]);

test('on random indexes of any words both searches give the same', async () => {
  const place = await folder('casuali');
  run(ORACLE, ['random', place, '60']);
  let asked = 0;
  for (const name of await readdir(place)) {
    const base = join(place, name) + '/';
    const { core, questions } = JSON.parse(await readFile(base + 'questions.json', 'utf8'));
    const search = searchOf(openSource({ folder: base, core }));
    for (const { text, plain, expanded, complete } of questions) {
      const told = `index ${name}, «${text}»`;
      // Tantivy was asked for ten: of those with the score of the tenth, it may have chosen others.
      const mine = pairs(await search.plain(text)).filter(([, score]) => score + 1e-3 >= (plain[9]?.[1] ?? 0));
      const wanted = new Map(plain);
      assertSame(mine.filter(([doc]) => wanted.has(doc)), plain, `${told}, plain`);
      assert.ok(mine.length === plain.length || plain.length === 10, `${told}, plain: ${mine.length} found`);
      const answer = await search.search(text);
      assertSame(pairs(answer.results), expanded, told);
      assert.equal(answer.complete, complete, told);
      asked += plain.length ? 1 : 0;
    }
  }
  assert.ok(asked > 500, `only ${asked} questions had an answer`);
});

test('every word of the real board has the same term on both sides', () => {
  const languages = JSON.parse(run(ORACLE, ['vocabulary', REPOSITORY]));
  for (const [language, { analysis, words }] of Object.entries(languages)) {
    const { tokens } = createAnalyzer(analysis);
    assert.ok(words.length > 100, `${language} has only ${words.length} words`);
    for (const [word, term] of words) assert.deepEqual(tokens(word).map((token) => token.term), [term], word);
  }
});

test('the vectors give the same terms', async () => {
  const vectors = JSON.parse(await readFile(join(REPOSITORY, 'search-index/vectors/analysis.json'), 'utf8'));
  for (const { analysis, cases } of Object.values(vectors)) {
    const { tokens } = createAnalyzer(analysis);
    const termsOf = (text) => tokens(text).flatMap(({ term }) => term ?? []);
    for (const [text, terms] of cases) assert.equal(termsOf(text).join(' '), terms, text);
  }
});

async function published(root) {
  const place = await folder('sito');
  run(PROGRAM, ['build', '--root', root, '--output', join(place, 'sito'), '--date', DATE]);
  const base = join(place, 'sito/assets/cerca/it/');
  const core = (await readdir(base)).find((name) => name.startsWith('core.'));
  return searchOf(openSource({ folder: base, core }));
}

/** Every question, open and closed, expanded and plain, in both searches. */
async function compare(root, questions) {
  const search = await published(root);
  const asked = questions.flatMap((text) => [text, text + ' ']);
  const ask = (...more) =>
    lines(run(PROGRAM, ['search', '-', '--json', '--root', root, '--date', DATE, ...more], asked.join('\n') + '\n'));
  const expanded = ask('--quanti', '100000');
  const plain = ask('--semplice', '--quanti', '10');
  for (const [place, text] of asked.entries()) {
    const mine = pairs((await search.search(text)).results);
    assertSame(mine, pairs(expanded[place].results), `«${text}»`);
    const wanted = pairs(plain[place].results);
    const tenth = wanted[9]?.[1] ?? 0;
    const best = pairs(await search.plain(text)).filter(([doc, score], i) => i < 10 || score + 1e-3 >= tenth);
    const known = new Set(wanted.map(([doc]) => doc));
    assertSame(best.filter(([doc]) => known.has(doc)), wanted, `plain «${text}»`);
  }
}

test('on the real board both searches give the same for every judged question', async () => {
  const judged = JSON.parse(await readFile(join(REPOSITORY, 'search-index/judged.json'), 'utf8'));
  await compare(REPOSITORY, judged.map(({ query }) => query));
});

test('on a large board both searches give the same', async () => {
  const root = await folder('grande');
  run(SYNTHETIC, [root, '700']);
  await compare(root, ['sportello', 'affitto casa', 'comune 7', 'bisogno 3 lavro', 'assist', 'anziani comune 12 aiuto']);
});
