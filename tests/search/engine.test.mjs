import assert from 'node:assert/strict';
import { test } from 'node:test';

import { randomFrom } from './support/random.mjs';
import { bodies, docs, searchOver } from './support/search.mjs';

const { search } = searchOver(bodies('mensa scolastica', 'mensa محمد 328', 'perché no'));

const NOTHING = ['', '   ', '\n\t', '…!?', '😀', '👨‍👩‍👧', '❤️', '\u200B\u00AD', "'’`", '\u0301', '---'];
for (const text of NOTHING) {
  test(`nothing is written in ${JSON.stringify(text)}`, async () => {
    const answer = await search.search(text);
    assert.equal(answer.status, 'nothing_written');
    assert.deepEqual([answer.groups, answer.results, answer.complete, answer.terms.size], [[], [], 0, 0]);
  });
}

for (const text of ['m', ' m ', 'é', 'e\u0301', '7', "l'm", '😀m', 'م']) {
  test(`${JSON.stringify(text)} is too short`, async () => {
    const answer = await search.search(text);
    assert.equal(answer.status, 'too_short');
    assert.deepEqual([answer.groups, answer.results], [[], []]);
  });
}

test('stop words alone are said to be so', async () => {
  for (const text of ['di la con ', 'per il', 'PERCHÉ ', 'come?', 'l’un ']) {
    assert.equal((await search.search(text)).status, 'only_stop_words', text);
  }
});

test('other scripts, numbers and markup are looked for as they are', async () => {
  assert.deepEqual(docs(await search.search('محمد')), [1]);
  assert.deepEqual(docs(await search.search('L. 328/2000 ')), [1]);
  assert.deepEqual(docs(await search.search('<script>mensa</script> ')), [0, 1]);
  const answer = await search.search('<script>alert(1)</script> ');
  assert.deepEqual([answer.status, answer.results], ['ok', []]);
  assert.deepEqual(answer.notes.unknown, ['script', 'alert', '1']);
});

test('names of the language are not words of the index', async () => {
  for (const text of ['constructor ', '__proto__ ', 'toString', 'hasOwnProperty']) assert.deepEqual((await search.search(text)).results, []);
});

test('ten thousand letters are answered soon', async () => {
  for (const text of ['a'.repeat(10000), 'mensa '.repeat(2000), 'ab '.repeat(4000), '\u0301'.repeat(10000), "l'".repeat(5000)]) {
    const started = performance.now();
    const { notes } = await search.search(text);
    assert.equal(notes.cut, true);
    assert.ok(performance.now() - started < 500);
  }
});

test('an answer tells its language and what it was made of', async () => {
  const answer = await search.search('Mensa zzzz ');
  assert.equal(answer.language, 'it');
  assert.deepEqual(answer.groups.map(({ word, term, unknown }) => [word, term, unknown]), [['Mensa', 'mens', false], ['zzzz', 'zzzz', true]]);
  assert.deepEqual(answer.notes, { typos: [], synonyms: [], unknown: ['zzzz'], cut: false });
  assert.deepEqual([...answer.terms], ['mens']);
  assert.equal(await search.analyzer(), await search.analyzer());
});

test('answers that overtake one another do not mix', async () => {
  const alone = await Promise.all(['mensa ', 'scolastica ', 'perche'].map((text) => search.search(text)));
  const answers = await Promise.all(['mensa ', 'scolastica ', 'mensa ', 'perche'].map((text) => search.search(text)));
  assert.deepEqual(answers.map(docs), [docs(alone[0]), docs(alone[1]), docs(alone[0]), docs(alone[2])]);
});

test('any characters make a query', async () => {
  const random = randomFrom(23);
  const pieces = ['mensa', ' ', "'", '’', '.', '1.000', 'S.E.L.F.', '😀', '\u0301', '\u200B', '\uFE0F', 'م', 'ß', '\uD800', '>', '|', '#comuni/x=X', 'di', '\0'];
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: random() * 12 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const { status, results } = await search.search(text);
    assert.ok(status === 'ok' || results.length === 0, text);
    await search.plain(text);
  }
});

test('twenty thousand documents are ranked in little time', async () => {
  const random = randomFrom(2);
  const words = Array.from({ length: 400 }, (_, i) => `pa${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}lt`);
  const documents = Array.from({ length: 20000 }, (_, i) => ({
    title: 't',
    body: Array.from({ length: 12 }, () => words[Math.floor(random() ** 3 * 400)]).join(' '),
    everywhere: i % 3 > 0,
    facets: i % 3 ? {} : { comuni: ['cerea'] },
  }));
  const { search: large } = searchOver(documents, { perShard: 100, large: true });
  await large.search(`${words[0]} ${words[1]} pa`, { comune: 'cerea' });
  const started = performance.now();
  for (let round = 0; round < 5; round += 1) await large.search(`${words[0]} ${words[1]} pa`, { comune: 'cerea' });
  const took = (performance.now() - started) / 5;
  console.log(`${took.toFixed(1)} ms a query`);
  assert.ok(took < 300, `${took} ms`);
});
