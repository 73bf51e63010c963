import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bruteForceExpanded } from './support/brute-force.mjs';
import { KINDS } from './support/encoder.mjs';
import { randomFrom } from './support/random.mjs';
import { bodies, docs, near, plainScores, searchOver } from './support/search.mjs';

/** By document. */
const scoresOf = ({ results }) => Object.fromEntries(results.map(({ doc, score }) => [doc, score]));

const letter = (i) => String.fromCharCode(97 + i);

test('the score of a query is the sum over groups, whatever is missing', async () => {
  const { search } = searchOver(bodies('mensa nido', 'mensa casa', 'nido luogo', 'orto verde'));
  const [mensa, nido] = [await plainScores(search, 'mensa'), await plainScores(search, 'nido')];
  const answer = await search.search('mensa nido ');
  assert.deepEqual(docs(answer), [0, 1, 2]);
  assert.equal(answer.complete, 1);
  near(answer.results[0].score, mensa[0] + nido[0]);
  near(answer.results[1].score, mensa[1]);
  near(answer.results[2].score, nido[2]);
});

test('the score is multiplied with what the kind is worth', async () => {
  const priors = [1.2, 1.1, 1, 0.9, 0.5, 0.8];
  const facets = { bisogni: ['cibo'] };
  const documents = [...KINDS].reverse().map((kind) => ({ title: 'N', body: 'mensa', kind, facets }));
  const { search } = searchOver([...documents, ...bodies('orto')], { priors, synonyms: { past: ['>#bisogni/cibo=Cibo'] } });
  const plain = await plainScores(search, 'mensa');
  const answer = await search.search('mensa ');
  assert.deepEqual(docs(answer), [5, 4, 3, 2, 0, 1]);
  for (const { doc, score } of answer.results) near(score, plain[doc] * priors[5 - doc]);
  for (const { doc, score } of (await search.search('pasto ')).results) near(score, 0.6 * priors[5 - doc]);
});

test('a document is complete if no more than one in four words is missing', async () => {
  const words = Array.from({ length: 16 }, (_, i) => `b${letter(i)}b`);
  const { search } = searchOver(bodies(...words.map((_, i) => words.slice(0, i + 1).join(' '))));
  const needed = [1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12, 12];
  for (const [i, least] of needed.entries()) {
    const answer = await search.search(`${words.slice(0, i + 1).join(' ')} `);
    assert.equal(answer.results.length, 16);
    assert.equal(answer.complete, 17 - least, `of ${i + 1} words`);
    assert.deepEqual(answer.results.map(({ complete }) => complete), docs(answer).map((doc) => doc + 1 >= least));
  }
});

test('of four words one may be missing, of eight two: no more', async () => {
  const eight = 'bab cac dad faf gag lal mam nan';
  const without = (count) => eight.split(' ').slice(count).join(' ');
  const { search } = searchOver(bodies(eight, without(1), without(2), `${without(3)} ${without(3)}`));
  const complete = async (text) => docs(await search.search(text)).slice(0, (await search.search(text)).complete).sort();
  assert.deepEqual(await complete('bab cac dad '), [0]);
  assert.deepEqual(await complete('bab cac dad faf '), [0, 1]);
  assert.deepEqual(await complete('bab cac dad faf gag lal mam '), [0, 1]);
  assert.deepEqual(await complete(`${eight} `), [0, 1, 2]);
});

test('unknown words do not count against a document, nor for it', async () => {
  const { search } = searchOver(bodies('mensa nido', 'orto', 'mensa orto'));
  const answer = await search.search('mensa zzzzzz ');
  assert.deepEqual(answer.notes.unknown, ['zzzzzz']);
  assert.equal(answer.complete, 2);
  near(answer.results[0].score, (await plainScores(search, 'mensa'))[answer.results[0].doc]);
  // Of the four words three are left, of which none may be missing.
  assert.equal((await search.search('mensa nido orto zzzzzz ')).complete, 0);
  assert.equal((await search.search('mensa nido orto zzzzzz yyyyyy ')).groups.length, 5);
});

test('a title with all the words is worth 1.3, a title with nothing else 2', async () => {
  const titles = ['Mensa', 'Mensa scolastica', 'La mensa', 'Mensa, mensa', 'Nido', 'Mensa scolastica di Cerea', 'Scolastica', 'Scolastica: la mensa'];
  const { search } = searchOver(titles.map((title) => ({ title, body: 'mensa scolastica' })));
  const factors = async (text) => {
    const [scores, plain] = [scoresOf(await search.search(text)), await plainScores(search, text)];
    return titles.map((_, doc) => Number((scores[doc] / plain[doc]).toFixed(9)));
  };
  assert.deepEqual(await factors('mensa '), [2, 1.3, 2, 1.3, 1, 1.3, 1, 1.3]);
  assert.deepEqual(await factors('mensa scolastica '), [1, 2, 1, 1, 1, 1.3, 1, 2]);
  // Words that repeat, mean nothing or are unknown are not terms of the query.
  assert.deepEqual(await factors('la mensa mensa zzzzzz '), [2, 1.3, 2, 1.3, 1, 1.3, 1, 1.3]);
  assert.deepEqual(await factors('mens'), [2, 1.3, 2, 1.3, 1, 1.3, 1, 1.3]);
});

test('a word in the about or in the body is not in the title', async () => {
  const { search } = searchOver([{ title: 'Nido', about: 'mensa', body: 'mensa' }, { title: '', body: 'mensa' }, { title: 'Nido' }]);
  const plain = await plainScores(search, 'mensa');
  for (const { doc, score } of (await search.search('mensa ')).results) near(score, plain[doc]);
});

test('three words of four in the title make a document complete, but not in the title', async () => {
  const documents = [{ title: 'Bab cac dad', over: true }, { title: 'Bab cac dad faf', over: true }, { title: 'N', body: 'bab cac dad faf' }];
  const { search } = searchOver(documents);
  const text = 'bab cac dad faf ';
  const [answer, plain] = [await search.search(text), await plainScores(search, text)];
  assert.equal(answer.complete, 3);
  assert.deepEqual(docs(answer), [1, 2, 0]);
  near(scoresOf(answer)[0], plain[0]);
  near(scoresOf(answer)[1], 2 * plain[1]);
});

test('what stands for a word may be in the title instead of it, a filter may not', async () => {
  const documents = [
    { title: 'Assistenza familiare' },
    { title: 'Assistenza', body: 'familiare' },
    { title: 'Colf' },
    { title: 'Colf', body: 'badante badante' },
    { title: 'Nido', facets: { bisogni: ['cura'] } },
    { title: 'Luogo', body: 'badante' },
  ];
  const { search } = searchOver(documents, { synonyms: { badant: ['>assistenza familiare|colf|#bisogni/cura=Cura'] } });
  const scores = scoresOf(await search.search('badante '));
  const plain = {};
  for (const text of ['assistenza familiare', 'colf', 'badante']) plain[text] = await plainScores(search, text);
  const mean = (doc) => (0.6 * plain['assistenza familiare'][doc]) / 2;
  near(scores[0], 1.3 * mean(0));
  near(scores[1], mean(1));
  near(scores[2], 2 * 0.6 * plain.colf[2]);
  near(scores[3], 2 * Math.max(0.6 * plain.colf[3], plain.badante[3]));
  near(scores[4], 0.6);
  near(scores[5], plain.badante[5]);
  near(scoresOf(await search.search('collf '))[2], 2 * 0.8 * plain.colf[2]);
  near(scoresOf(await search.search('col'))[2], 2 * 0.55 * plain.colf[2]);
});

test('what is over or for professionals is not put off if its title was asked for', async () => {
  const documents = [
    { title: 'Mensa', over: true },
    { title: 'Mensa per tutti', professional: true },
    { title: 'Nido', body: 'mensa mensa', over: true },
    { title: 'Nido', body: 'mensa mensa', professional: true },
    { title: 'Nido per tutti', body: `mensa ${'altro '.repeat(20)}` },
    { title: 'Mensa di tutti, a lungo', over: true, professional: true },
    { title: 'Orto', body: 'scolastica' },
  ];
  const { search } = searchOver(documents);
  const answer = await search.search('mensa ');
  assert.deepEqual(docs(answer), [0, 1, 5, 4, 3, 2]);
  assert.deepEqual(answer.results.map(({ over }) => over), [true, false, true, false, false, true]);
  assert.deepEqual(answer.results.map(({ professional }) => professional), [false, true, true, false, true, false]);
  // One word more, and none of the titles has them all.
  assert.deepEqual(docs(await search.search('mensa scolastica ')), [6, 4, 1, 3, 0, 2, 5]);
});

test('what is valid elsewhere is put off even if its title was asked for', async () => {
  const documents = [
    { title: 'Mensa', facets: { comuni: ['legnago'] } },
    { title: 'Nido', body: `mensa ${'altro '.repeat(20)}`, facets: { comuni: ['cerea'] } },
    { title: 'Mensa', over: true, everywhere: true },
  ];
  const { search } = searchOver(documents);
  assert.deepEqual(docs(await search.search('mensa ', { comune: 'cerea' })), [2, 1, 0]);
  assert.deepEqual(docs(await search.search('mensa ')), [0, 2, 1]);
});

test('a document found only because it is valid everywhere is no result', async () => {
  const documents = [
    { title: 'Nido', body: 'mensa', everywhere: true },
    { title: 'Nido', body: 'orto', everywhere: true, facets: { bisogni: ['cibo'] } },
    { title: 'Nido', body: 'orto', facets: { comuni: ['cerea'] } },
    { title: 'Nido', body: 'orto', everywhere: true, kind: 'progetto' },
    { title: 'Nido', body: 'cerea', everywhere: true },
  ];
  const synonyms = { cere: ['>#comuni/cerea=Cerea'], past: ['>#bisogni/cibo=Cibo'] };
  const { search } = searchOver(documents, { synonyms });
  const found = async (text, wishes) => docs(await search.search(text, wishes)).sort();
  assert.deepEqual(await found('mensa Cerea '), [0, 2, 4]);
  assert.deepEqual(await found('zzzzzz Cerea '), [2, 4]);
  assert.deepEqual(await found('pasto Cerea '), [1, 2, 4]);
  assert.deepEqual(await found('mensa Cerea ', { comune: 'cerea' }), [0, 2, 4]);
  assert.deepEqual(await found('mensa Cerea ', { filters: { comuni: ['cerea'] } }), [0, 2, 4]);
  const answer = await search.search('mensa Cerea ');
  assert.equal(answer.complete, 1);
  const counts = await answer.facets();
  assert.deepEqual([counts.kind.servizio.count, counts.kind.progetto.count], [3, 0]);
  assert.deepEqual([counts.comuni.cerea.count, counts.bisogni.cibo.count], [3, 0]);
});

test('order: complete first, then not over, not for professionals, valid here, by score, by number', async () => {
  const full = 'mensa nido';
  const documents = [
    { title: 'p', body: `mensa mensa mensa mensa` },
    { title: 'o', body: full, over: true, everywhere: true },
    { title: 'f', body: full, professional: true, everywhere: true },
    { title: 'e', body: full, facets: { comuni: ['legnago'] } },
    { title: 'd', body: `${full} ${'altro '.repeat(30)}`, everywhere: true },
    { title: 'h', body: full, facets: { comuni: ['cerea'] } },
    { title: 'w', body: full, everywhere: true },
    { title: 'x', body: full, over: true, professional: true, facets: { comuni: ['legnago'] } },
    { title: 'y', body: full, over: true, facets: { comuni: ['legnago'] } },
    { title: 'z', body: full, professional: true, facets: { comuni: ['legnago'] } },
    ...bodies('orto', 'orto', 'orto', 'orto'),
  ];
  const { search } = searchOver(documents);
  const answer = await search.search('mensa nido ', { comune: 'cerea' });
  assert.deepEqual(docs(answer), [5, 6, 4, 3, 2, 9, 1, 8, 7, 0]);
  assert.equal(answer.complete, 9);
  assert.deepEqual(docs(await search.search('mensa nido ')), [3, 5, 6, 4, 2, 9, 1, 8, 7, 0]);
  const told = Object.fromEntries(answer.results.map((result) => [documents[result.doc].title, result]));
  assert.deepEqual([told.e.elsewhere, told.h.elsewhere, told.w.elsewhere, told.z.elsewhere], [true, false, false, true]);
  assert.deepEqual([told.o.over, told.f.over, told.f.professional, told.o.professional], [true, false, true, false]);
  assert.deepEqual([told.p.complete, told.h.complete], [false, true]);
});

test('the order rules come one before the other, in any combination', async () => {
  const random = randomFrom(3);
  const documents = Array.from({ length: 120 }, () => ({
    title: 't',
    body: random() < 0.5 ? 'mensa nido' : `mensa ${'altro '.repeat(random() * 9)}`,
    over: random() < 0.5,
    professional: random() < 0.5,
    everywhere: random() < 0.3,
    facets: random() < 0.5 ? { comuni: ['cerea'] } : {},
  }));
  const { search } = searchOver(documents);
  const { results } = await search.search('mensa nido ', { comune: 'cerea' });
  const key = ({ doc, score }) => {
    const { body, over, professional, everywhere, facets } = documents[doc];
    return [!body.includes('nido'), over, professional, !everywhere && !facets.comuni, -score, doc].map(Number);
  };
  for (let i = 1; i < results.length; i += 1) {
    const [before, after] = [key(results[i - 1]), key(results[i])];
    const first = before.findIndex((part, at) => part !== after[at]);
    assert.ok(before[first] < after[first], `${before} | ${after}`);
  }
  assert.equal(results.length, 120);
});

test('scores and order are those of brute force, whatever the documents', async () => {
  const random = randomFrom(11);
  const vocabulary = Array.from({ length: 12 }, (_, i) => `${'bcdfglmnprst'[i]}a${'bcdfglmnprst'[i]}`);
  const text = (most) => Array.from({ length: random() * most }, () => vocabulary[Math.floor(random() ** 2 * 12)]).join(' ');
  let [inTitle, tolerated] = [0, 0];
  for (let round = 0; round < 40; round += 1) {
    const documents = Array.from({ length: 2 + random() * 40 }, () => ({
      title: text(5),
      about: text(4),
      body: text(12),
      kind: KINDS[Math.floor(random() * 6)],
      over: random() < 0.3,
      professional: random() < 0.3,
      everywhere: random() < 0.3,
      facets: random() < 0.5 ? { comuni: ['cerea'] } : {},
    }));
    const weights = { boosts: [1 + random() * 3, 1 + random(), 1], priors: KINDS.map(() => 0.5 + random()) };
    const { search } = searchOver(documents, { ...weights, perShard: 1 + Math.floor(random() * 20) });
    for (let query = 0; query < 10; query += 1) {
      const words = `${text(query)} ${random() < 0.2 ? 'zzz' : ''} ${text(4)} `;
      const comune = random() < 0.5 ? 'cerea' : undefined;
      const { results } = await search.search(words, { comune });
      const expected = bruteForceExpanded(documents, weights, words, comune);
      assert.deepEqual(results.map(({ doc }) => doc), expected.map(({ doc }) => doc), words);
      results.forEach(({ score, complete }, i) => {
        near(score, expected[i].score, words);
        assert.equal(complete, expected[i].complete, words);
        const { over, professional, has } = expected[i];
        inTitle += (documents[results[i].doc].over && !over) || (documents[results[i].doc].professional && !professional) ? 1 : 0;
        tolerated += complete && has < new Set(words.split(' ').filter((word) => vocabulary.includes(word))).size ? 1 : 0;
      });
    }
  }
  assert.ok(inTitle > 50 && tolerated > 50, `${inTitle} in the title, ${tolerated} with a word missing`);
});

test('without words a filter lists all that passes it, what is over last, by title', async () => {
  const documents = ['Zia', 'Àncora', 'Bar'].map((title) => ({ title, body: 'x', kind: 'servizio' }));
  const { search } = searchOver([...documents, { title: 'Aaa', body: 'x', over: true }, { title: 'Casa', kind: 'pagina' }]);
  const answer = await search.search('', { filters: { kind: ['servizio'] } });
  assert.equal(answer.status, 'ok');
  assert.deepEqual(docs(answer), [1, 2, 0, 3]);
  assert.equal(answer.complete, 4);
  assert.equal((await search.search(' ', { filters: { kind: [] } })).status, 'nothing_written');
  assert.equal((await search.search('x', { filters: { kind: ['servizio'] } })).status, 'too_short');
});

const DATED = [
  { title: 'Nido', body: 'mensa mensa', modified: '2026-03-01' },
  { title: 'Corso', body: 'mensa', until: '2026-09-30', modified: '2026-05-01' },
  { title: 'Bando', body: 'mensa', until: '2026-06-15' },
  { title: 'Avviso', body: 'mensa', until: '2026-06-15', modified: '2026-04-01' },
  { title: 'Finito', body: 'mensa', until: '2026-01-31', over: true },
  { title: 'Altrove', body: 'mensa', until: '2026-05-31', facets: { comuni: ['cerea'] } },
  { title: 'Operatori', body: 'mensa', until: '2026-05-30', professional: true },
];
for (const document of DATED) Object.assign(document, { everywhere: !document.facets });

test('by deadline the nearest come first, then those without one by score', async () => {
  const { search } = searchOver(DATED);
  assert.deepEqual(docs(await search.search('mensa ', { order: 'scadenza' })), [5, 3, 2, 1, 0, 6, 4]);
});

test('by update the latest come first', async () => {
  const { search } = searchOver(DATED);
  assert.deepEqual(docs(await search.search('mensa ', { order: 'aggiornamento' })).slice(0, 3), [1, 3, 0]);
});

test('without words what an order does not tell apart comes by name, on a large board too', async () => {
  const wishes = { filters: { kind: ['servizio'] } };
  for (const large of [false, true]) {
    const { search } = searchOver(DATED, { large });
    assert.deepEqual(docs(await search.search('', wishes)), [5, 3, 2, 1, 0, 6, 4]);
    assert.deepEqual(docs(await search.search('', { ...wishes, order: 'aggiornamento' })), [1, 3, 0, 5, 2, 6, 4]);
  }
});

test('whatever the order, what is incomplete, over, for professionals or elsewhere comes after', async () => {
  const { search } = searchOver(DATED);
  const wishes = { order: 'nome', comune: 'legnago' };
  assert.deepEqual(docs(await search.search('mensa ', wishes)), [3, 2, 1, 0, 5, 6, 4]);
  const [first, ...others] = docs(await search.search('mensa corso ', { order: 'nome' }));
  assert.equal(first, 1);
  assert.equal(others.length, 6);
});
