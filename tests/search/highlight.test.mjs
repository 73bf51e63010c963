import assert from 'node:assert/strict';
import { test } from 'node:test';

import { excerpt, mark } from '../../search-index/client/highlight.mjs';
import { randomFrom } from './support/random.mjs';
import { analyzer, bodies, searchOver } from './support/search.mjs';

const shown = (segments) => segments.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');
const marked = (text, ...terms) => shown(mark(text, new Set(terms), analyzer));
const cut = (text, terms, size) => shown(excerpt(text, new Set(terms), analyzer, size));

test('words are marked as they are written', () => {
  assert.equal(marked('La disabilità', 'disabilit'), 'La [disabilità]');
  assert.equal(marked('La disabilita\u0300, oggi', 'disabilit'), 'La [disabilita\u0300], oggi');
  assert.equal(marked('dell’anziano e l\'ANZIANA', 'anzian'), "dell’[anziano] e l'[ANZIANA]");
  assert.equal(marked('Il S.E.L.F. aiuta', 'self'), 'Il [S.E.L.F]. aiuta');
  assert.equal(marked('😀 casa😀', 'cas'), '😀 [casa]😀');
  assert.equal(marked('ca\u00ADse', 'cas'), '[ca\u00ADse]');
  assert.equal(marked('<b>casa</b>', 'cas'), '<b>[casa]</b>');
  assert.equal(marked('casa', 'ort'), 'casa');
  assert.equal(marked('', 'ort'), '');
});

test('stop words are not marked', () => assert.equal(marked('la casa della', 'la', 'della'), 'la casa della'));

test('segments together are the text', () => {
  const random = randomFrom(11);
  const pieces = ['casa', ' ', '’', 'l', '😀', 'orto', '.', 'e\u0301', '<', 'A.D.I.', '\u00AD', '\n'];
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: random() * 40 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const segments = mark(text, new Set(['cas', 'adi']), analyzer);
    assert.equal(segments.map((segment) => segment.text).join(''), text);
    assert.ok(segments.every((segment) => segment.text !== ''));
    const size = 10 + Math.floor(random() * 60);
    const whole = excerpt(text, new Set(['cas', 'adi']), analyzer, size).map((segment) => segment.text).join('');
    assert.ok(text.includes(whole.replace(/^…|…$/g, '')), `${whole} | ${text}`);
  }
});

test('a short text is whole', () => assert.equal(cut('Una casa per tutti', ['cas']), 'Una [casa] per tutti'));

test('without a match the start is shown', () => {
  const text = 'parola '.repeat(100);
  const start = cut(text, ['ort'], 50);
  assert.equal(start, `${'parola '.repeat(7).trim()}…`);
});

test('the stretch with most different words is chosen', () => {
  const filler = 'altro testo che non conta '.repeat(20);
  const text = `casa casa casa ${filler} orto e casa con nido ${filler} nido e orto ${filler}`;
  const best = cut(text, ['cas', 'ort', 'nid'], 100);
  assert.match(best, /\[orto\] e \[casa\] con \[nido\]/);
  assert.match(best, /^….*…$/);
  assert.ok(best.length < 100 + 10);
});

test('of equal stretches, the one with most of the words, then the first', () => {
  const filler = 'altro testo che non conta '.repeat(20);
  assert.match(cut(`uno casa due ${filler} tre casa casa ${filler}`, ['cas'], 60), /\[casa\] \[casa\]/);
  assert.match(cut(`${filler} uno casa due ${filler} tre casa ${filler}`, ['cas'], 60), /uno \[casa\] due/);
});

test('a stretch begins and ends between words, and shows what is before', () => {
  const text = `${'abcdefg '.repeat(50)}casa ${'hijklmn '.repeat(50)}`;
  const stretch = cut(text, ['cas'], 80);
  assert.match(stretch, /^…(abcdefg )+\[casa\]( hijklmn)+…$/);
  assert.ok(stretch.length > 60 && stretch.length <= 86, stretch);
});

test('the match stays in the stretch where there is nowhere to cut', () => {
  const solid = `${'x'.repeat(5000)}.casa.${'y'.repeat(5000)}`;
  assert.match(cut(solid, ['cas'], 60), /\[casa\]/);
  assert.match(cut(`${'x'.repeat(5000)} casa`, ['cas'], 60), /\[casa\]/);
  assert.match(cut(`${'x'.repeat(100)}.casa ${'parola '.repeat(50)}`, ['cas'], 60), /^…\[casa\] parola/);
  assert.match(cut(`uno casa.${'y'.repeat(500)}`, ['cas'], 60), /^uno \[casa\]…$/);
  assert.ok(cut('x'.repeat(10000), ['cas'], 60).length <= 62);
});

test('half-typed words, synonyms and words meant are marked', async () => {
  const { search } = searchOver(bodies('assistenziale', 'badante'), { synonyms: { nid: ['>badante'] } });
  const shownFor = async (query) => marked('Assistenziale, badanti', ...(await search.search(query)).terms);
  assert.equal(await shownFor('assis'), '[Assistenziale], badanti');
  assert.equal(await shownFor('nido '), 'Assistenziale, [badanti]');
  assert.equal(await shownFor('badnate '), 'Assistenziale, [badanti]');
});

test('a long text of matches takes no time', () => {
  const started = performance.now();
  cut('casa orto '.repeat(5000), ['cas', 'ort']);
  assert.ok(performance.now() - started < 1000);
});
