import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lengthOf } from '../../search-index/client/rank.mjs';
import { bruteForcePlain } from './support/brute-force.mjs';
import { KINDS, classOf } from './support/encoder.mjs';
import { randomFrom } from './support/random.mjs';
import { bodies, docs, near, searchOver } from './support/search.mjs';

test('length classes are those of Lucene', () => {
  const known = [[0, 0], [39, 39], [40, 40], [41, 42], [47, 54], [48, 56], [49, 60], [56, 88], [255, 2013265944]];
  for (const [norm, length] of known) assert.equal(lengthOf(norm), length);
  for (let norm = 1; norm < 256; norm += 1) assert.ok(lengthOf(norm) > lengthOf(norm - 1));
  assert.equal(classOf(41), 40);
});

test('the plain score is BM25 as computed by hand', async () => {
  const documents = [
    { title: 'Affitto', about: '', body: 'contributo affitto affitto' },
    { title: 'Mensa', about: 'affitto', body: 'pasto' },
    { title: 'Nido', about: '', body: 'bambini piccoli' },
  ];
  const { search } = searchOver(documents, { boosts: [3, 2, 1] });
  const found = await search.plain('affitto');
  assert.deepEqual(found.map(({ doc }) => doc), [0, 1]);
  // N = 3. Title: df 1, length 1, average 1. Body: df 1, twice, length 3, average 6/3. About: df 1, length 1, average 1/3.
  const rarity = Math.log(1 + 2.5 / 1.5);
  near(found[0].score, 3 * rarity * 2.2 / (1 + 1.2) + rarity * 2.2 * 2 / (2 + 1.2 * (0.25 + 0.75 * 1.5)));
  near(found[1].score, 2 * rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3)));
  near(found[0].score, 4.1248572695150685);
  near(found[1].score, 1.078912178312899);
});

test('plain scores are those of brute force, whatever the texts', async () => {
  const random = randomFrom(7);
  const vocabulary = Array.from({ length: 60 }, (_, i) => `parola${String.fromCharCode(97 + (i % 26))}${'x'.repeat(i / 26)}t`);
  const text = (most) => Array.from({ length: random() * most }, () => vocabulary[Math.floor(random() ** 2 * 60)]).join(' ');
  for (let round = 0; round < 12; round += 1) {
    const documents = Array.from({ length: 1 + random() * 50 }, () => ({ title: text(5), about: text(20), body: text(200) }));
    const boosts = [1 + random() * 3, 1 + random(), 1];
    documents.forEach((document, i) => Object.assign(document, { kind: KINDS[i % 6], over: i % 2 > 0 }));
    const priors = [1.2, 1.1, 0.9, 0.7, 0.5, 2];
    const { search } = searchOver(documents, { boosts, priors, perShard: 1 + Math.floor(random() * 20) });
    for (let query = 0; query < 5; query += 1) {
      const words = text(6);
      const [actual, expected] = [await search.plain(words), bruteForcePlain(documents, boosts, words)];
      assert.deepEqual(actual.map(({ doc }) => doc), expected.map(({ doc }) => doc), words);
      actual.forEach(({ score }, i) => near(score, expected[i].score));
    }
  }
});

test('equal scores go by number', async () => {
  const { search } = searchOver(bodies('mensa', 'nido', 'mensa', 'mensa'));
  assert.deepEqual((await search.plain('mensa')).map(({ doc }) => doc), [0, 2, 3]);
  assert.deepEqual(docs(await search.search('mensa ')), [0, 2, 3]);
});

test('the plain query too ends before its 17th term, and at 400 characters', async () => {
  const words = Array.from({ length: 17 }, (_, i) => `par${String.fromCharCode(97 + i)}l`);
  const { search } = searchOver(bodies(...words, 'm'));
  const found = async (text) => (await search.plain(text)).map(({ doc }) => doc);
  const [first] = words;
  assert.deepEqual(await found(words.slice(0, 16).join(' ')), [...Array(16).keys()]);
  assert.deepEqual(await found(words.join(' ')), [...Array(16).keys()]);
  assert.deepEqual(await found(`${words.slice(1).join(' ')} ${first}`), [...Array(17).keys()].slice(1));
  assert.deepEqual(await found(`${'x'.repeat(398)} mensa`), [17]);
});

test('a field of which there is nothing at all does not spoil the scores', async () => {
  const { search } = searchOver([{ title: '', about: '', body: 'mensa' }, { title: '', about: '', body: 'nido' }]);
  const [only] = await search.plain('mensa');
  near(only.score, Math.log(2) * 2.2 / 2.2);
});

test('results carry what the core knows of them', async () => {
  const documents = [{ title: 'Mensa', body: 'mensa', kind: 'ente' }];
  const [small] = (await searchOver(documents).search.search('mensa ')).results;
  assert.deepEqual([small.kind, small.title, small.url], ['ente', 'Mensa', 'p/0/']);
  const [large] = (await searchOver(documents, { large: true }).search.search('mensa ')).results;
  assert.deepEqual([large.kind, large.title, large.url], ['ente', undefined, undefined]);
});

const FILTERED = [
  { title: 'a', body: 'mensa', kind: 'servizio', everywhere: true, facets: { bisogni: ['cura', 'casa'], stato: ['aperto'] } },
  { title: 'b', body: 'mensa', kind: 'servizio', facets: { bisogni: ['casa'], comuni: ['cerea'] } },
  { title: 'c', body: 'mensa', kind: 'ente', facets: { bisogni: ['cura'], comuni: ['legnago', 'cerea'] } },
  { title: 'd', body: 'mensa', kind: 'progetto', facets: { comuni: ['legnago'], stato: ['chiuso'] } },
  { title: 'e', body: 'orto', kind: 'progetto', everywhere: true, facets: { bisogni: ['cura'] } },
];

test('filters keep what is under one value of each facet', async () => {
  const { search } = searchOver(FILTERED);
  const kept = async (filters) => docs(await search.search('mensa ', { filters })).sort();
  assert.deepEqual(await kept({}), [0, 1, 2, 3]);
  assert.deepEqual(await kept({ bisogni: [] }), [0, 1, 2, 3]);
  assert.deepEqual(await kept({ bisogni: ['cura'] }), [0, 2]);
  assert.deepEqual(await kept({ bisogni: ['cura', 'casa'] }), [0, 1, 2]);
  assert.deepEqual(await kept({ bisogni: ['casa'], stato: ['aperto'] }), [0]);
  assert.deepEqual(await kept({ kind: ['ente', 'progetto'] }), [2, 3]);
  assert.deepEqual(await kept({ kind: ['servizio'], bisogni: ['cura'] }), [0]);
  assert.deepEqual(await kept({ comuni: ['cerea'] }), [0, 1, 2]);
  assert.deepEqual(await kept({ comuni: ['legnago'], bisogni: ['cura'] }), [0, 2]);
  assert.deepEqual(await kept({ bisogni: ['constructor'] }), []);
  assert.deepEqual(await kept({ toString: ['x'] }), []);
});

test('counts of a facet are taken under all other filters', async () => {
  const { search } = searchOver(FILTERED, { labels: { cura: 'Cura' } });
  const answer = await search.search('mensa ', { filters: { bisogni: ['casa'] } });
  const counts = await answer.facets();
  assert.deepEqual(counts.bisogni, { cura: { label: 'Cura', count: 2 }, casa: { label: 'casa', count: 2 } });
  assert.deepEqual(counts.comuni.cerea.count, 2);
  assert.deepEqual(counts.comuni.legnago.count, 1);
  assert.deepEqual([counts.kind.servizio.count, counts.kind.ente.count], [2, 0]);
  assert.deepEqual([counts.stato.aperto.count, counts.stato.chiuso.count], [1, 0]);
});

test('each count is what the filter leaves', async () => {
  const { search } = searchOver(FILTERED);
  for (const filters of [{}, { kind: ['servizio'] }, { comuni: ['cerea'], bisogni: ['cura'] }]) {
    const counts = await (await search.search('mensa orto ', { filters })).facets();
    for (const [facet, values] of Object.entries(counts)) {
      for (const [slug, { count }] of Object.entries(values)) {
        const left = await search.search('mensa orto ', { filters: { ...filters, [facet]: [slug] } });
        assert.equal(count, left.results.length, `${facet} ${slug}`);
      }
    }
  }
});

test('counts belong to their own answer, however late they are asked for', async () => {
  const { search } = searchOver(FILTERED);
  const first = await search.search('orto ');
  await search.search('mensa ');
  assert.equal((await first.facets()).kind.progetto.count, 1);
  assert.equal((await first.facets()).kind.servizio.count, 0);
});
