/** Address cards, read by a program that is not ours. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import ICAL from 'ical.js';

import { openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';

const OCTETS = 75;

const boards = await openBoards();

/** A property by its name, or by the names of its group: `tel`, `c1.tel`. */
const properties = (card, name) => card.getAllProperties().filter((property) => property.name.replace(/^.*\./, '') === name);
const values = (card, name) => properties(card, name).map((property) => property.getFirstValue());

for (const board of boards) {
  const folder = join(board.folder, 'api/v1/enti');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.vcf')).sort();
  board.cards = new Map(
    files.map((file) => {
      const bytes = readFileSync(join(folder, file));
      return [file.replace('.vcf', ''), { bytes, card: new ICAL.Component(ICAL.parse(bytes.toString('utf8'))) }];
    }),
  );

  describe(`board ${board.name}`, () => {
    test('every card is of an organisation, and says how to reach it', () => {
      assert.notEqual(board.cards.size, 0);
      for (const [slug, { card }] of board.cards) {
        assert.equal(card.name, 'vcard', slug);
        assert.deepEqual(values(card, 'version'), ['4.0'], slug);
        assert.deepEqual(values(card, 'kind'), ['org'], slug);
        for (const name of ['fn', 'org', 'uid', 'url', 'source']) assert.equal(properties(card, name).length > 0, true, `${slug}: ${name}`);
        assert.notEqual(values(card, 'tel').length + values(card, 'email').length, 0, slug);
      }
      const ids = [...board.cards.values()].map(({ card }) => values(card, 'uid')[0]);
      assert.equal(new Set(ids).size, ids.length);
      none(ids.filter((id) => !/^urn:uuid:[0-9a-f-]{36}$/.test(id)).map((id) => fault(id, 'is no identifier')));
    });

    test('every line ends as it should and none is longer than readers take', () => {
      for (const [slug, { bytes }] of board.cards) {
        const text = bytes.toString('latin1');
        assert.ok(text.endsWith('END:VCARD\r\n'), slug);
        const lines = text.slice(0, -2).split('\r\n');
        none(lines.filter((line) => line.length > OCTETS || /[\0-\x08\x0a-\x1f\x7f]/.test(line)).map((line) => fault(slug, line)));
      }
    });

    test('the page of an organisation leads to its card, where there is one', () => {
      const pages = board.pages.filter(({ file, purpose }) => purpose === 'page' && /^enti\/[^/]+\/index\.html$/.test(file));
      for (const { file, html } of pages) {
        const slug = file.split('/')[1];
        assert.equal(html.includes(`/api/v1/enti/${slug}.vcf"`), board.cards.has(slug), slug);
      }
    });
  });
}

test('a card has all that the example says of an office', () => {
  const { cards } = boards.find(({ name }) => name === 'esempio');
  const { card } = cards.get('ufficio-di-piano');
  assert.deepEqual(values(card, 'fn'), ['Ufficio di Piano della Valle Chiara']);
  assert.deepEqual(values(card, 'org'), [['Azienda sociale della Valle Chiara', 'Ufficio di Piano della Valle Chiara']]);
  assert.deepEqual(values(card, 'tel'), ['tel:+390000100100']);
  assert.deepEqual(values(card, 'email'), ['ufficiodipiano@valle-chiara.example', 'ufficiodipiano@pec.valle-chiara.example']);
  assert.deepEqual(values(card, 'adr'), [['', '', 'Via del Mercato 3', 'Borgolieto', 'ZZ', '99901', 'Italia']]);
  assert.deepEqual(values(card, 'geo'), ['geo:45.3017,9.5045']);
  assert.equal(values(card, 'rev')[0].toString(), '2026-05-04T00:00:00Z');
  assert.deepEqual(values(card, 'note'), [
    'lunedì–venerdì 9:00–12:30\ngiovedì 14:30–17:00 (su appuntamento)\nUfficio di Piano: Solo al mattino',
  ]);
});

test('an office without contacts of its own has those of the office above', () => {
  const { cards } = boards.find(({ name }) => name === 'esempio');
  assert.deepEqual(values(cards.get('servizio-anziani').card, 'tel'), ['tel:+390000100100']);
});
