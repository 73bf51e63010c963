/** Calendars, read by a program that is not ours. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import ICAL from 'ical.js';
import { parse } from 'yaml';

import { build, openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';

const OCTETS = 75;

const boards = await openBoards();
const example = boards.find(({ name }) => name === 'esempio');

/** Every calendar below a folder, parsed. */
async function calendars(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ics')).sort();
  return files.map((file) => {
    const bytes = readFileSync(join(folder, file));
    return { file, bytes, calendar: new ICAL.Component(ICAL.parse(bytes.toString('utf8'))) };
  });
}

const events = ({ calendar }) => calendar.getAllSubcomponents('vevent');
const value = (component, name) => component.getFirstPropertyValue(name)?.toString();
const uids = (calendar) => events(calendar).map((event) => value(event, 'uid'));

/** The instant of a property, by the time zone that its own calendar describes. */
function instant({ calendar }, event, name) {
  const time = event.getFirstPropertyValue(name);
  const [description] = calendar.getAllSubcomponents('vtimezone');
  time.zone = new ICAL.Timezone({ component: description, tzid: value(description, 'tzid') });
  assert.equal(event.getFirstProperty(name).getParameter('tzid'), time.zone.tzid);
  return time.toJSDate().toISOString();
}

/** The calendars of a copy of the example at another address, with some of its opportunities written anew. */
async function variant(opportunities) {
  const root = await mkdtemp(join(tmpdir(), 'bacheca-calendar-'));
  after(() => rm(root, { recursive: true, force: true }));
  await cp(example.root, root, { recursive: true });
  for (const [name, text] of Object.entries(opportunities)) {
    await writeFile(join(root, `content/opportunita/${name}.md`), text);
  }
  const site = join(root, 'site');
  build({ ...example, root }, site, 'https://altrove.example');
  return calendars(join(site, 'calendario'));
}

const source = (name) => readFileSync(join(example.root, `content/opportunita/${name}.md`), 'utf8');
const named = (all, file) => all.find((calendar) => calendar.file === file);
const titled = (calendar, text) => events(calendar).find((event) => value(event, 'summary').includes(text));
const addresses = (calendar) => new Set(events(calendar).map((event) => new URL(value(event, 'url')).pathname));

for (const board of boards) {
  board.calendars = await calendars(join(board.folder, 'calendario'));

  describe(`board ${board.name}`, () => {
    test('there is a calendar of the board, and one for each Comune', () => {
      const files = board.calendars.map(({ file }) => file);
      assert.ok(files.includes('bacheca.ics'));
      const comuni = board.pages.map(({ file }) => file.match(/^comuni\/([^/]+)\/index\.html$/)?.[1]).filter(Boolean);
      assert.notEqual(comuni.length, 0);
      none(comuni.filter((slug) => !files.includes(`comuni/${slug}.ics`)).map((slug) => fault(slug, 'has no calendar')));
    });

    test('every line ends as it should and none is longer than readers take', () => {
      for (const { file, bytes } of board.calendars) {
        const text = bytes.toString('latin1');
        assert.ok(text.endsWith('END:VCALENDAR\r\n'), file);
        const lines = text.slice(0, -2).split('\r\n');
        none(lines.filter((line) => line.length > OCTETS || /[\0-\x08\x0a-\x1f\x7f]/.test(line)).map((line) => fault(file, line)));
        // No character is cut in two where a line is.
        for (const line of lines) new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'));
      }
    });

    test('each says who it is, and how often to look again', () => {
      for (const { file, calendar } of board.calendars) {
        for (const name of ['prodid', 'name', 'x-wr-calname', 'url', 'source']) assert.ok(value(calendar, name), `${file}: ${name}`);
        assert.equal(value(calendar, 'version'), '2.0');
        assert.equal(value(calendar, 'method'), 'PUBLISH');
        assert.equal(value(calendar, 'refresh-interval'), 'PT12H');
      }
    });

    test('each event has what programs need, and is one thing only', () => {
      for (const calendar of board.calendars) {
        assert.equal(new Set(uids(calendar)).size, uids(calendar).length, calendar.file);
        for (const event of events(calendar)) {
          for (const name of ['uid', 'dtstamp', 'dtstart', 'summary', 'status', 'transp', 'url']) {
            assert.ok(value(event, name), `${calendar.file}: ${name}`);
          }
          const { startDate, endDate } = new ICAL.Event(event);
          assert.ok(startDate.compare(endDate) <= 0, `${calendar.file}: ${value(event, 'summary')}`);
        }
      }
    });

    test('pages lead to calendars that are there, for people and for programs', () => {
      const known = new Set(board.calendars.map(({ file }) => `${board.base}/calendario/${file}`));
      const found = { 'href="webcal://[^/"]+': new Set(), 'href="': new Set(), 'rel="alternate" type="text/calendar" href="': new Set() };
      for (const { html, url, purpose } of board.pages) {
        if (purpose !== 'page') continue;
        for (const [before, places] of Object.entries(found)) {
          for (const [, path] of html.matchAll(new RegExp(`${before}(/[^"]+\\.ics)"`, 'g'))) {
            assert.ok(known.has(path), `${url}: ${path}`);
            places.add(path);
          }
        }
      }
      const [subscribed, linked, announced] = Object.values(found);
      const shared = [...known].filter((path) => !path.includes('/opportunita/'));
      assert.deepEqual([...subscribed].sort(), shared.sort());
      none(shared.filter((path) => !linked.has(path)).map((path) => fault(path, 'has no plain link')));
      assert.deepEqual([...announced].sort(), [...known].sort());
    });

    test('an event is the same in every calendar that has it', () => {
      const known = new Map();
      for (const calendar of board.calendars) {
        for (const event of events(calendar)) {
          const text = event.toString();
          assert.equal(known.get(value(event, 'uid')) ?? text, text, calendar.file);
          known.set(value(event, 'uid'), text);
        }
      }
    });
  });
}

describe('the calendars of the example', () => {
  const all = example.calendars;
  const group = named(all, 'opportunita/gruppo-familiari.ics');

  test('have every date of an entry with several', () => {
    assert.deepEqual(
      events(group).map((event) => value(event, 'dtstart')),
      ['2026-05-21T17:30:00', '2026-06-07', '2026-06-11T17:30:00', '2026-06-27T08:00:00'],
    );
    const [evening, day, cancelled, journey] = events(group);
    assert.equal(instant(group, evening, 'dtstart'), '2026-05-21T15:30:00.000Z');
    assert.equal(instant(group, evening, 'dtend'), '2026-05-21T17:00:00.000Z');
    assert.equal(value(evening, 'location'), 'Centro anziani, Via della Rocca 14, Castelvento');
    assert.match(value(evening, 'description'), /Porta chi curi\. C'è chi sta con lui\./);
    assert.equal(day.getFirstPropertyValue('dtstart').isDate, true);
    assert.equal(day.getFirstProperty('dtend'), null);
    assert.equal(value(cancelled, 'status'), 'CANCELLED');
    assert.match(value(cancelled, 'summary'), /^Annullato: Le carte e i diritti/);
    assert.equal(instant(group, journey, 'dtend'), '2026-06-28T16:00:00.000Z');
  });

  test('ring three days before what is ahead, not for what is cancelled or over', () => {
    const rings = (event) => event.getAllSubcomponents('valarm').map((alarm) => value(alarm, 'trigger'));
    assert.deepEqual(events(group).map(rings), [['-P3D'], ['-P3D'], [], ['-P3D']]);
    const party = named(all, 'opportunita/festa-dei-vicini.ics');
    assert.deepEqual(events(party).map(rings), [[], []]);
    const [rent] = events(named(all, 'opportunita/contributo-affitto-2026.ics'));
    assert.deepEqual(rings(rent), ['-P3D']);
  });

  test('have deadlines that leave people free, with the hour where there is one', () => {
    const rent = named(all, 'opportunita/contributo-affitto-2026.ics');
    const [timed] = events(rent);
    assert.equal(instant(rent, timed, 'dtstart'), '2026-07-31T10:00:00.000Z');
    assert.equal(value(timed, 'transp'), 'TRANSPARENT');
    assert.equal(value(timed, 'sequence'), '9629');
    assert.equal(value(timed, 'last-modified'), '2026-05-13T00:00:00Z');
    const [whole] = events(named(all, 'opportunita/case-a-prezzo-basso.ics'));
    assert.equal(value(whole, 'dtstart'), '2026-05-15');
  });

  test('tell subscribers what closed early, and what passed not long ago', () => {
    const shared = named(all, 'bacheca.ics');
    const drivers = events(shared).find((event) => value(event, 'url').endsWith('/autisti-per-il-trasporto/'));
    assert.equal(value(drivers, 'status'), 'CANCELLED');
    assert.match(value(drivers, 'summary'), /^Chiusa: /);
    assert.ok(addresses(shared).has('/bacheca/opportunita/sport-per-ragazzi/'));
    assert.ok(!addresses(shared).has('/bacheca/opportunita/corso-spid/'));
  });

  test('have for each Comune what is valid there', () => {
    const shared = addresses(named(all, 'bacheca.ics'));
    const comuni = all.filter(({ file }) => file.startsWith('comuni/'));
    assert.notEqual(comuni.length, 0);
    for (const calendar of comuni) {
      const slug = calendar.file.match(/comuni\/(.*)\.ics/)[1];
      const isValid = (path) => {
        const [, front] = source(path.split('/').at(-2)).split(/^---$/m);
        const fields = parse(front);
        const places = [...(fields.sedi ?? []), ...(fields.nel_tuo_comune ?? [])].map(({ comune }) => comune);
        return !fields.comuni || fields.comuni.includes(slug) || places.includes(slug);
      };
      assert.deepEqual([...addresses(calendar)].sort(), [...shared].filter(isValid).sort(), slug);
    }
    const sizes = comuni.map((calendar) => addresses(calendar).size);
    assert.ok(Math.min(...sizes) < shared.size);
  });
});

const LONG = 'Perché no? Musica, tè e un po\' di tutto; c\'è posto per chi vuole, anche per 👩‍👧 e ☕, là dov\'è più fresco';

const FAIR = `---
titolo: Sagra d'inverno
descrizione_breve: "Una festa in dicembre, per tutti."
tipo: evento
bisogni: [tempo-libero]
per_chi: [famiglie]
ente: comune-di-borgolieto
eventi:
  - titolo: "${LONG}"
    inizio: 2026-12-10 17:30
    fine: 2026-12-10 19:00
    luogo: "Sala \\\\ grande; piano terra, a destra"
    nota: "${LONG}. ${LONG}."
  - titolo: Mostra
    inizio: 2026-12-12
    fine: 2026-12-14
  - titolo: Gita
    inizio: 2026-12-20 8:00
    fine: 2026-12-21
costo: gratuito
pubblicato_il: 2026-05-02
---
Vieni anche tu.

## Come partecipare

Vieni in piazza.
`;

const DELICATE = `---
titolo: Gruppo che si aiuta
descrizione_breve: "Un gruppo per chi ha bisogno di parlare."
tipo: gruppo
bisogni: [violenza]
per_chi: [famiglie]
ente: azienda-valle-chiara
eventi:
  - titolo: Dopo la paura
    inizio: 2026-06-03 10:00
    luogo: Casa del glicine
    comune: rivafiorita
    nota: Suona al cancello verde
tema_delicato: sì
costo: gratuito
pubblicato_il: 2026-05-02
---
Si parla.

## Come partecipare

Chiama il 1522.
`;

describe('calendars of another board', () => {
  const order = (text) => {
    const [before, list, rest] = text.split(/(?<=^eventi:\n)|(?=^accesso:)/m);
    return before + list.split(/^(?= {2}- )/m).reverse().join('') + rest;
  };
  const made = variant({
    'sagra-d-inverno': FAIR,
    'gruppo-che-si-aiuta': DELICATE,
    'gruppo-familiari': order(source('gruppo-familiari')),
  });

  test('say in winter the hour of winter, and long texts whole', async () => {
    const fair = named(await made, 'opportunita/sagra-d-inverno.ics');
    const [music, show, trip] = events(fair);
    assert.equal(instant(fair, music, 'dtstart'), '2026-12-10T16:30:00.000Z');
    assert.equal(value(music, 'summary'), `${LONG} – Sagra d'inverno`);
    assert.ok(value(music, 'description').includes(`\n\n${LONG}. ${LONG}.\n\n`));
    assert.equal(value(music, 'location'), 'Sala \\ grande; piano terra, a destra');
    assert.equal(value(show, 'dtend'), '2026-12-15');
    assert.deepEqual([value(trip, 'dtstart'), value(trip, 'dtend')], ['2026-12-20', '2026-12-22']);
  });

  test('know an event again when the list has another order and the board another address', async () => {
    const [before, now] = [example.calendars, await made].map((all) => named(all, 'opportunita/gruppo-familiari.ics'));
    const known = (calendar) => events(calendar).map((event) => `${value(event, 'dtstart')} ${value(event, 'uid')}`);
    assert.notDeepEqual(known(now), known(before));
    assert.deepEqual(known(now).sort(), known(before).sort());
  });

  test('give nothing away of a delicate entry but that it is there', async () => {
    const all = await made;
    assert.equal(named(all, 'opportunita/gruppo-che-si-aiuta.ics'), undefined);
    const event = titled(named(all, 'bacheca.ics'), 'Gruppo che si aiuta');
    assert.equal(value(event, 'summary'), 'Gruppo che si aiuta');
    assert.equal(value(event, 'dtstart'), '2026-06-03T10:00:00');
    for (const name of ['location', 'description', 'categories']) assert.equal(value(event, name), undefined);
    assert.equal(event.getFirstSubcomponent('valarm'), null);
    for (const { bytes } of all) assert.ok(!/glicine|cancello verde|Dopo la paura/.test(bytes.toString('utf8')));
  });
});
