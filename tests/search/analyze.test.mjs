import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAnalyzer, endsInWord, fold } from '../../search-index/client/analyze.mjs';
import { ITALIAN } from './support/encoder.mjs';

const analyzer = createAnalyzer(ITALIAN);
const terms = (text) => analyzer.tokens(text).flatMap(({ term }) => term ?? []).join(' ');

const CASES = {
  'articles are dropped at every apostrophe': [
    "l'affitto dell’anziano d‘aiuto un`auto quest´anno nellʼorto all′asilo",
    'affitt anzian aiut aut ann ort asil',
  ],
  'what is not an article stays': ["po'di mago's", 'po mag s'],
  'a doubled apostrophe parts words': ["l''affitto", 'l affitt'],
  'an article needs a word after it': ["l' affitto", 'l affitt'],
  'acronyms are joined': ['S.E.L.F. A.D.I. l’A.D.I. s.e.l.f', 'self adi adi self'],
  'acronyms may have accents': ['E\u0301.A. Ù.B', 'ea ub'],
  'laws and numbers': ['L. 328/2000, D.G.R. 2167 del 1.000 12.500.000 1.50 1234.000 3.14.', 'l 328 2000 dgr 2167 1000 12500000 1 50 1234 000 3 14'],
  'addresses': ['info@comune.example www.self.it', 'inf comun exampl www self it'],
  'accents and what stands for them': ["perché perche' pèrché PERCHÉ disabilità disabilita'", 'disabilit disabilit'],
  'decomposed letters': ['disabilita\u0300 citta\u0300', 'disabilit citt'],
  'invisible characters': ['disa\u00ADbilità di\u200Bsa\u200Dbi\u2060lità\uFEFF', 'disabilit disabilit'],
  'variation selectors are invisible too': ['disa\uFE0Fbilità me\uFE00nsa\uFE0F \uFE0F n\uFE07ido', 'disabilit mens nid'],
  'next to variation selectors articles and stop words are the same': ["l\uFE0F'affitto de\uFE0Flla S\uFE0F.E.L.F.", 'affitt self'],
  'spelled-out letters': ['Straße cœur Łódź ﬁne Ærø ıħđð þ', 'strass coeur lodz fin aer ihdd th'],
  'emoji part words': ['casa😀lavoro 👨‍👩‍👧', 'cas lavor'],
  'Arabic without its vowels and tatweel': ['مُحَمَّد مـحـمد', 'محمد محمد'],
  'markup is signs': ['<b class="x">aiuto</b>&amp;', 'b class x aiut b amp'],
  'stems lose one vowel, and an i or h that belongs to it': [
    'famiglia famiglie anziane anziani uffici ufficio psichiatriche amiche zii tre due case',
    'famigl famigl anzian anzian uffic uffic psichiatric amic zii tre due cas',
  ],
  'words with other letters or digits are not stemmed': ['casa1 москва', 'casa1 москва'],
  'stop words are compared as folded': ['PERCHÉ Più DELLA', 'piu'],
};

for (const [name, [text, expected]] of Object.entries(CASES)) {
  test(`analysis: ${name}`, () => assert.equal(terms(text), expected));
}

test('every ignorable character is dropped, its neighbours are not', () => {
  const ignorable = [0xad, 0x200b, 0x200c, 0x200d, 0x2060, ...Array.from({ length: 16 }, (_, i) => 0xfe00 + i), 0xfeff];
  for (const code of ignorable) assert.equal(fold(`me${String.fromCharCode(code)}nsa`), 'mensa', code.toString(16));
  for (const code of [0xfdff, 0xfe10]) assert.notEqual(fold(`me${String.fromCharCode(code)}nsa`), 'mensa', code.toString(16));
});

test('nothing gives nothing', () => {
  for (const text of ['', ' ', '…', '😀', '\u200B', '\uFE0F', '❤️', '\u0301', "'", '.', 'ـ']) assert.deepEqual(analyzer.tokens(text), []);
});

test('tokens say where they stand, stop words too', () => {
  const text = "La città dell’anzia\u0300no: S.E.L.F., a.bc";
  const tokens = analyzer.tokens(text);
  assert.deepEqual(tokens.map(({ start, end }) => text.slice(start, end)), ['La', 'città', 'anzia\u0300no', 'S.E.L.F', 'a', 'bc']);
  assert.deepEqual(tokens.map(({ term }) => term), [null, 'citt', 'anzian', 'self', null, 'bc']);
  assert.deepEqual(tokens.map(({ word }) => word), ['la', 'citta', 'anziano', 'self', 'a', 'bc']);
});

test('without stemming words are only folded', () => {
  const english = createAnalyzer({ stem: false, stop: 'the', elisions: '' });
  assert.deepEqual(english.tokens("The houses' café").map(({ term }) => term), [null, 'houses', 'cafe']);
  assert.equal(english.stem('case'), 'case');
});

test('an empty list of stop words stops nothing', () => {
  const bare = createAnalyzer({ stem: false, stop: '', elisions: '' });
  assert.deepEqual(bare.tokens("l'a").map(({ term }) => term), ['l', 'a']);
});

test('every letter of the Latin blocks folds to letters that fold to themselves', () => {
  for (let code = 0xc0; code < 0x250; code += 1) {
    const folded = fold(String.fromCharCode(code));
    assert.equal(fold(folded), folded, code.toString(16));
  }
});

test('a term of letters a-z is a prefix of its word', () => {
  for (const { term, word } of analyzer.tokens('famiglia anziani uffici amiche perché disabilità zii')) {
    assert.ok(term === null || word.startsWith(term), word);
  }
});

test('a query ends in a word or not', () => {
  for (const text of ['casa', 'casa 1', 'città', 'citta\u0300', 'ca\u00AD', 'casa\uFE0F']) assert.ok(endsInWord(text), text);
  for (const text of ['', 'casa ', 'casa.', "perche'", 'casa😀']) assert.ok(!endsInWord(text), text);
});

test('ten thousand letters take no time', () => {
  const started = performance.now();
  for (const text of ['a'.repeat(1e4), "a'".repeat(1e4), 'a.'.repeat(1e4), '\u02BC'.repeat(1e4), '1.000'.repeat(3e3)]) analyzer.tokens(text);
  assert.ok(performance.now() - started < 500);
});
