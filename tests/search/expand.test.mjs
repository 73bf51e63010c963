import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareTerms, distancesOf } from '../../search-index/client/expand.mjs';
import { compareBytes } from './support/encoder.mjs';
import { randomFrom } from './support/random.mjs';
import { bodies, docs, near, plainScores, searchOver, told } from './support/search.mjs';

const distance = (a, b) => distancesOf(a, b, 9)[b.length];

test('terms are in the order of their bytes', () => {
  const terms = ['', 'a', 'aa', 'b', 'é', 'z', '\uFB01', '\uFFFD', '😀', '😁', '\u{10FFFF}', 'a😀', 'a\uFFFD', 'ab'];
  for (const a of terms) for (const b of terms) assert.equal(Math.sign(compareTerms(a, b)), Math.sign(compareBytes(a, b)), `${a} ${b}`);
});

test('a slip of the finger is one, a swap of neighbours too', () => {
  const known = [['', '', 0], ['a', '', 1], ['', 'ab', 2], ['casa', 'casa', 0], ['csa', 'casa', 1], ['caasa', 'casa', 1], ['cosa', 'casa', 1], ['acsa', 'casa', 1], ['casa', 'caas', 1], ['ca', 'abc', 3], ['badnat', 'badant', 1], ['abcd', 'badc', 2]];
  for (const [a, b, expected] of known) assert.equal(distance(a, b), expected, `${a} ${b}`);
});

test('distances are those of the definition', () => {
  const slow = (a, b) => {
    if (!a || !b) return a.length + b.length;
    const steps = [slow(a.slice(1), b) + 1, slow(a, b.slice(1)) + 1, slow(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)];
    if (a[0] === b[1] && a[1] === b[0] && a.length > 1 && b.length > 1) steps.push(slow(a.slice(2), b.slice(2)) + 1);
    return Math.min(...steps);
  };
  const random = randomFrom(5);
  const word = () => Array.from({ length: random() * 6 }, () => 'abc'[Math.floor(random() * 3)]).join('');
  for (let round = 0; round < 400; round += 1) {
    const [a, b] = [word(), word()];
    const all = Array.from({ length: b.length + 1 }, (_, i) => slow(a, b.slice(0, i)));
    assert.deepEqual(distancesOf(a, b, 9), all, `${a} ${b}`);
    const near = distancesOf(a, b, 1);
    assert.ok(near.length ? near.join() === all.join() : Math.min(...all) > 1, `${a} ${b}`);
  }
});

test('the term itself weighs 1, what begins with a half-typed word 0.55', async () => {
  const { search } = searchOver(bodies('assegno', 'assegnazione assegnazione', 'assegnazione assegnista', 'assente', 'asse'));
  assert.deepEqual(told(await search.search('assegn')), [['exact 1 assegn', 'prefix 0.55 assegnazion', 'prefix 0.55 assegnist']]);
  assert.deepEqual(told(await search.search('assegn ')), [['exact 1 assegn']]);
  assert.deepEqual(told(await search.search('assegn ', { open: true }))[0].length, 3);
  assert.deepEqual(told(await search.search('assegn', { open: false })), [['exact 1 assegn']]);
});

test('a half-typed word is compared as folded, not as stemmed', async () => {
  const { search } = searchOver(bodies('casa', 'casello', 'casacca'));
  assert.deepEqual(told(await search.search('casa')), [['exact 1 cas', 'prefix 0.55 casacc']]);
});

test('only the last word is half typed, and it needs two letters', async () => {
  const { search } = searchOver(bodies('casetta', 'nidificazione', 'xanto'));
  assert.deepEqual(told(await search.search('cas nid')), [[], ['prefix 0.55 nidificazion']]);
  assert.deepEqual(told(await search.search('nid x')), [[], []]);
});

test('of the terms with a prefix, the fifty in most documents', async () => {
  const letter = (i) => String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26));
  const words = Array.from({ length: 60 }, (_, i) => `mens${letter(i)}t`);
  const texts = words.map((word, i) => `${word} ${words[(i * 7) % 40]}`);
  const { search } = searchOver(bodies(...texts), { perShard: 1000 });
  const [found] = told(await search.search('mens'));
  assert.equal(found.length, 50);
  const expected = [...words].sort().sort((a, b) => texts.filter((text) => text.includes(b)).length - texts.filter((text) => text.includes(a)).length);
  assert.deepEqual(found, expected.slice(0, 50).map((word) => `prefix 0.55 ${word}`));
});

test('terms with a prefix are sought in four shards, no more', async () => {
  const words = Array.from({ length: 12 }, (_, i) => `mens${String.fromCharCode(97 + i)}t`);
  const { search } = searchOver(bodies(...words, 'aaaa', 'zzzz'), { perShard: 2 });
  const [found] = told(await search.search('mens'));
  const numbers = found.map((line) => words.indexOf(line.split(' ')[2])).sort((a, b) => a - b);
  assert.ok(numbers.length === 7 || numbers.length === 8, numbers.join());
  assert.deepEqual(numbers, numbers.map((_, i) => i));
});

test('a synonym of a word leads to words, to all the documents under a filter, to both', async () => {
  const synonyms = { badant: ['>assistenza familiare|colf|#bisogni/cura=Cura degli anziani'] };
  const documents = [
    { title: 'a', body: 'assistenza familiare' },
    { title: 'b', body: 'assistenza scolastica' },
    { title: 'c', body: 'colf' },
    { title: 'd', body: 'altro', facets: { bisogni: ['cura'] } },
    { title: 'e', body: 'badante' },
  ];
  const { search } = searchOver(documents, { synonyms });
  const answer = await search.search('badante ');
  assert.deepEqual(told(answer), [['exact 1 badant', 'synonym 0.6 assistenz familiar', 'synonym 0.6 colf', 'synonym 0.6 bisogni/cura']]);
  assert.deepEqual(docs(answer).sort(), [0, 2, 3, 4]);
  assert.deepEqual(answer.notes.synonyms, [{ word: 'badante', labels: ['assistenza familiare', 'colf', 'Cura degli anziani'] }]);
  const score = (wanted) => answer.results.find(({ doc }) => doc === wanted).score;
  assert.equal(score(3), 0.6);
  near(score(2), 0.6 * (await plainScores(search, 'colf'))[2]);
  near(score(0), (0.6 * (await plainScores(search, 'assistenza familiare'))[0]) / 2);
  assert.deepEqual([...answer.terms], ['badant', 'assistenz', 'familiar', 'colf']);
});

test('several words that stand for one are worth their mean, in documents that have them all', async () => {
  const synonyms = { adi: ['>assistenza domiciliare integrata'] };
  const { search } = searchOver(bodies('assistenza domiciliare integrata', 'assistenza domiciliare', 'nido', 'adi'), { synonyms });
  const answer = await search.search('ADI ');
  assert.deepEqual(docs(answer).sort(), [0, 3]);
  const each = await Promise.all(['assistenza', 'domiciliare', 'integrata'].map((word) => plainScores(search, word)));
  near(answer.results.find(({ doc }) => doc === 0).score, (0.6 * (each[0][0] + each[1][0] + each[2][0])) / 3);
});

test('a synonym of several words asks that they follow one another, stop words apart', async () => {
  const synonyms = { reddit: ['cittadinanz>assegno di inclusione'] };
  const { search } = searchOver(bodies('assegno inclusione', 'reddito', 'cittadinanza'), { synonyms });
  const synonym = 'synonym 0.6 assegn inclusion';
  assert.deepEqual(told(await search.search('reddito di cittadinanza ')), [['exact 1 reddit', synonym], ['exact 1 cittadinanz', synonym]]);
  assert.deepEqual(told(await search.search('cittadinanza reddito ')), [['exact 1 cittadinanz'], ['exact 1 reddit']]);
  assert.deepEqual(told(await search.search('reddito mio cittadinanza '))[0], ['exact 1 reddit']);
  assert.deepEqual(told(await search.search('reddito ')), [['exact 1 reddit']]);
  const again = await search.search('cittadinanza reddito cittadinanza ');
  assert.deepEqual(told(again), [['exact 1 cittadinanz', synonym], ['exact 1 reddit', synonym]]);
  assert.equal((await search.search('reddito cittadinanza ')).complete, 1);
});

test('targets without terms, or with only those of the query, are left out', async () => {
  const synonyms = { cas: ['>della|case|casa del nido|nido'] };
  const { search } = searchOver(bodies('casa', 'nido'), { synonyms });
  assert.deepEqual(told(await search.search('casa ')), [['exact 1 cas', 'synonym 0.6 cas nid', 'synonym 0.6 nid']]);
  assert.deepEqual(told(await search.search('casa nido ')), [['exact 1 cas'], ['exact 1 nid']]);
});

test('a synonym that leads nowhere finds nothing, and is still a synonym', async () => {
  const synonyms = { badant: ['>unicorno|casa unicorno|#bisogni/mai=Mai|#mai/mai=Mai'] };
  const { search } = searchOver(bodies('casa', 'badanti'), { synonyms });
  const answer = await search.search('badante ');
  assert.deepEqual(told(answer)[0].length, 5);
  assert.deepEqual(docs(answer), [1]);
  const { search: bare } = searchOver(bodies('casa'), { synonyms });
  const none = await bare.search('badante ');
  assert.deepEqual([none.results, none.notes.unknown, none.notes.typos], [[], [], []]);
});

const COMUNI = [
  { title: 'a', body: 'mensa', facets: { comuni: ['cerea'] } },
  { title: 'b', body: 'mensa', everywhere: true },
  { title: 'c', body: 'mensa', facets: { comuni: ['legnago'] } },
  { title: 'd', body: 'cerea' },
];

test('the name of a Comune beside another word stands for what is valid there', async () => {
  const { search } = searchOver(COMUNI, { synonyms: { cere: ['>#comuni/cerea=Cerea'] } });
  const answer = await search.search('mensa Cerea ');
  assert.deepEqual(told(answer)[1], ['exact 1 cere', 'synonym 0.6 comuni/cerea', 'synonym 0.2 everywhere']);
  assert.deepEqual(docs(answer), [0, 1, 3, 2]);
  assert.equal(answer.complete, 2);
  const mensa = (await plainScores(search, 'mensa'))[0];
  near(answer.results[0].score, mensa + 0.6);
  near(answer.results[1].score, mensa + 0.2);
  near(answer.results[3].score, mensa);
  assert.deepEqual(answer.notes.synonyms, [{ word: 'Cerea', labels: ['Cerea'] }]);
});

test('the name of a Comune alone is only a word', async () => {
  const { search } = searchOver(COMUNI, { synonyms: { cere: ['>#comuni/cerea=Cerea'] } });
  for (const text of ['Cerea ', 'a Cerea ', 'Cerea, Cerea ', 'di Cerea?']) {
    const answer = await search.search(text);
    assert.deepEqual(told(answer), [['exact 1 cere']], text);
    assert.deepEqual(docs(answer), [3]);
  }
  assert.deepEqual(told(await search.search('Cerea zzz '))[0].length, 3);
});

test('the name of a Comune may have several words, and alone they still are', async () => {
  const synonyms = { isol: ['rizz>#comuni/isola-rizza=Isola Rizza'] };
  const { search } = searchOver([...COMUNI, ...bodies('isola rizza')], { synonyms });
  assert.deepEqual(told(await search.search('Isola Rizza ')), [['exact 1 isol'], ['exact 1 rizz']]);
  const expanded = ['synonym 0.6 comuni/isola-rizza', 'synonym 0.2 everywhere'];
  const answer = await search.search('mensa a Isola Rizza ');
  assert.deepEqual(told(answer), [['exact 1 mens'], ['exact 1 isol', ...expanded], ['exact 1 rizz', ...expanded]]);
});

test('another filter than a Comune is meant even alone', async () => {
  const documents = [{ title: 'a', body: 'altro', facets: { aree: ['anziani'] } }];
  const { search } = searchOver(documents, { synonyms: { nonn: ['>#aree/anziani=Anziani'] } });
  const answer = await search.search('nonna ');
  assert.deepEqual([told(answer), docs(answer)], [[['synonym 0.6 aree/anziani']], [0]]);
});

test('a group has the best of its alternatives, not their sum', async () => {
  const synonyms = { mens: ['>pasto|#bisogni/cibo=Cibo'] };
  const documents = [{ title: 'a', body: 'mensa pasto', facets: { bisogni: ['cibo'] } }, ...bodies('orto', 'orto', 'orto')];
  const { search } = searchOver(documents, { synonyms });
  const [both] = (await search.search('mensa ')).results;
  assert.ok(both.score > 0.6);
  near(both.score, (await plainScores(search, 'mensa'))[0]);
});

test('a word of which there is nothing stands for those that begin with it, then for those like it', async () => {
  const { search } = searchOver(bodies('assistenziale', 'badante', 'domiciliare', 'reddito reddito'));
  assert.deepEqual(told(await search.search('assis ')), [['prefix 0.5 assistenzial']]);
  assert.deepEqual(told(await search.search('ass ')), [[]]);
  assert.deepEqual(told(await search.search('badnate ')), [['typo 0.8 badant']]);
  assert.deepEqual(told(await search.search('domeciglarie ')), [[]]);
  assert.deepEqual(told(await search.search('domicigliarre ')), [['typo 0.6 domiciliar']]);
  const answer = await search.search('redito badante ');
  assert.deepEqual(answer.notes.typos, [{ word: 'redito', labels: ['reddito'] }]);
  assert.equal(answer.groups[0].unknown, false);
});

test('what begins with a word may be in another shard than its term', async () => {
  const { search } = searchOver(bodies('assist', 'assistente', 'assistib', 'assistic', 'assistiz'), { perShard: 1 });
  assert.deepEqual(told(await search.search('assisti ')), [['exact 1 assist']]);
  assert.deepEqual(told(await search.search('assi ')).flat().length, 4);
});

test('two slips are forgiven from eight letters on, one from four', async () => {
  const { search } = searchOver(bodies('legnaghese', 'mensile', 'nido', 'orto'));
  assert.deepEqual(told(await search.search('legnagezes ')), [['typo 0.6 legnaghes']]);
  assert.deepEqual(told(await search.search('mmenzile ')), [['typo 0.6 mensil']]);
  assert.deepEqual(told(await search.search('menzzle ')), [[]]);
  assert.deepEqual(told(await search.search('orrto ')), [['typo 0.8 ort']]);
  assert.deepEqual(told(await search.search('nixo ')), [['typo 0.8 nid']]);
  assert.deepEqual(told(await search.search('nix ')), [[]]);
});

test('letters written twice or once are the least of slips, however many', async () => {
  const { search } = searchOver(bodies('affitto', 'abito', 'mamma', 'badante', 'ballo', 'oboe'));
  assert.deepEqual(told(await search.search('afito ')), [['typo 0.8 affitt']]);
  assert.deepEqual(told(await search.search('afito')), [['typo 0.8 affitt']]);
  assert.deepEqual(told(await search.search('maama ')), [['typo 0.8 mamm']]);
  assert.deepEqual(told(await search.search('bbaaddaanntte ')), [['typo 0.8 badant']]);
  assert.deepEqual(told(await search.search('bal ')), [[]]);
  assert.deepEqual(told(await search.search('afitooo4 ')), [[]]);
  // With a slip besides, each letter that is missing is one.
  assert.deepEqual(told(await search.search('avito ')), [['typo 0.8 abit']]);
  const { search: both } = searchOver(bodies('abito', 'affito', 'affitto affitto', 'affitto', 'afiitto'));
  assert.deepEqual((await both.search('afito ')).notes.typos, [{ word: 'afito', labels: ['affitto', 'affito', 'afiitto'] }]);
});

test('the nearest only; of those the three with the same first letter, in most documents, in order', async () => {
  const { search } = searchOver(bodies('pattona', 'battona battona', 'battona', 'gattona', 'gattona', 'gattona', 'pattino', 'pattuna', 'pattuna', 'partona'));
  const used = async (text) => (await search.search(text)).notes.typos.flatMap((note) => note.labels);
  assert.deepEqual(await used('pattorna '), ['pattona']);
  assert.deepEqual(await used('pattana '), ['pattuna', 'pattino', 'pattona']);
  assert.deepEqual(await used('mattona '), ['gattona', 'battona', 'pattona']);
  const { search: other } = searchOver(bodies('cassina', 'cassena', 'massona', 'massona', 'lassona'));
  assert.deepEqual((await other.search('cassona ')).notes.typos, [{ word: 'cassona', labels: ['cassena', 'cassina', 'massona'] }]);
});

test('words with digits or other signs are not corrected', async () => {
  const { search } = searchOver(bodies('badante'));
  assert.deepEqual(told(await search.search('badant3 ')), [[]]);
});

test('a half-typed word with a slip stands for the words that begin like it', async () => {
  const { search } = searchOver(bodies('assistenziale', 'nidificazione'));
  assert.deepEqual(told(await search.search('asiste')), [['typo 0.6 assistenzial']]);
  assert.deepEqual(told(await search.search('asiste ')), [[]]);
  assert.deepEqual(told(await search.search('asis')), [[]]);
  assert.deepEqual(told(await search.search('nidfi')), [['typo 0.6 nidificazion']]);
});

test('what a half-typed word may begin does not matter if a whole word is near', async () => {
  const { search } = searchOver(bodies('mensa', 'mensolare'));
  assert.deepEqual(told(await search.search('mensoa')), [['typo 0.8 mens']]);
});

test('a term that has only synonyms is not itself found, nor by its start', async () => {
  const { search } = searchOver(bodies('aiuto'), { synonyms: { badant: ['>aiuto'] } });
  assert.deepEqual(told(await search.search('badante ')), [['synonym 0.6 aiut']]);
  assert.deepEqual(told(await search.search('badan')), [[]]);
});

test('a stop word is sought only if it is all there is, and half typed', async () => {
  const { search } = searchOver(bodies('disabili', 'dieta', 'casa'));
  const alone = await search.search('di');
  assert.deepEqual(told(alone), [['prefix 0.55 diet', 'prefix 0.55 disabil']]);
  assert.equal(alone.status, 'ok');
  assert.equal((await search.search('di ')).status, 'only_stop_words');
  assert.equal((await search.search('della di')).status, 'only_stop_words');
  assert.deepEqual(told(await search.search('casa di')), [['exact 1 cas']]);
});

test('a query is cut at 16 terms and 400 characters, and says so', async () => {
  const words = Array.from({ length: 20 }, (_, i) => `par${String.fromCharCode(97 + i)}l`);
  const { search } = searchOver(bodies(words.join(' ')));
  const many = await search.search(words.join(' '));
  assert.deepEqual(many.groups.map(({ word }) => word), words.slice(0, 16));
  assert.equal(many.notes.cut, true);
  const just = await search.search([...words.slice(0, 16), ...words.slice(0, 16)].join(' '));
  assert.deepEqual([just.groups.length, just.notes.cut], [16, false]);
  const long = await search.search(`${'x'.repeat(398)} paral`);
  assert.deepEqual([long.groups.map(({ word }) => word.length), long.notes.cut], [[398, 1], true]);
  const emoji = await search.search(`${'😀'.repeat(396)}mensa`);
  assert.deepEqual(emoji.groups.map(({ word }) => word), ['mens']);
});

test('a query ends before its 17th term, whatever follows it', async () => {
  const words = Array.from({ length: 17 }, (_, i) => `par${String.fromCharCode(97 + i)}l`);
  const synonyms = { [words[15]]: [`${words[16]}>nido`, '>orto'] };
  const { search } = searchOver([...bodies('nido', 'orto', `${words[16]}issimo`), ...bodies(...words)], { synonyms });
  const sixteen = words.slice(0, 16).join(' ');
  const exact = words.map((word) => [`exact 1 ${word}`]);
  const expected = [...exact.slice(0, 15), [...exact[15], 'synonym 0.6 ort']];
  const answers = await Promise.all([`${sixteen} ${words[16]}`, `${sixteen} di ${words[16]} ${words[0]}`].map((text) => search.search(text)));
  for (const answer of answers) {
    assert.deepEqual(told(answer), expected);
    assert.deepEqual(answer.groups.map(({ open }) => open), Array(16).fill(false));
    assert.equal(answer.notes.cut, true);
  }
  const short = await search.search(`${words.slice(2).join(' ')} `);
  assert.deepEqual([short.groups.length, short.notes.cut], [15, false]);
  assert.deepEqual(told(short).slice(-2).flat(), [...exact[15], 'synonym 0.6 nid', 'synonym 0.6 ort', ...exact[16], 'synonym 0.6 nid']);
  assert.equal((await search.search(sixteen)).groups[15].open, true);
});

test('a repeated word is one group, half typed if it is so the last time', async () => {
  const { search } = searchOver(bodies('casa', 'casella'));
  assert.deepEqual(told(await search.search('casa cas')), [['exact 1 cas', 'prefix 0.55 casell']]);
});
