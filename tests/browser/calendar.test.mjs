/** Calendars, read by a program that is not ours. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import ICAL from 'ical.js';

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

/** A copy of the example with one file changed, built at another address. */
async function changed(file, change, address) {
  const root = await mkdtemp(join(tmpdir(), 'bacheca-calendar-'));
  after(() => rm(root, { recursive: true, force: true }));
  await cp(example.root, join(root, 'board'), { recursive: true });
  const path = join(root, 'board/content', file);
  await writeFile(path, change(await readFile(path, 'utf8')));
  build({ ...example, root: join(root, 'board') }, join(root, 'site'), address);
  return calendars(join(root, 'site/calendario'));
}

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
