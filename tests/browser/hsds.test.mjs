import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

import { Validator } from '@seriousme/openapi-schema-validator';

import { openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';
import { REFERENCES, within, wrong } from './support/hsds.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const boards = await openBoards();

/** Lists, and what is in them. */
const LISTS = {
  services: 'service',
  organizations: 'organization',
  service_at_locations: 'service_at_location',
  taxonomies: 'taxonomy',
  taxonomy_terms: 'taxonomy_term',
};

const WRAPPER = ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty', 'contents'];

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const root = `${board.origin}${board.base}`;
    const read = (name) => JSON.parse(readFileSync(join(board.folder, 'hsds', `${name}.json`), 'utf8'));
    const lists = Object.fromEntries(Object.keys(LISTS).map((list) => [list, read(list)]));
    const objects = Object.entries(LISTS).flatMap(([list, name]) =>
      lists[list].contents.flatMap((object) => [...within(name, object)]),
    );

    test('the API says its version and where it is described', async () => {
      const about = read('index');
      assert.equal(about.version, '3.1');
      assert.equal(about.openapi_url, `${root}/hsds/openapi.json`);
      assert.ok(URL.canParse(about.profile));
      const validator = new Validator();
      const schemas = JSON.stringify(read('openapi')).matchAll(/"\$ref":"(https:[^"]+)"/g);
      for (const [, schema] of schemas) await validator.addSpecRef({}, schema);
      const described = await validator.validate(read('openapi'));
      assert.ok(described.valid, JSON.stringify(described.errors));
      assert.ok(URL.canParse(read('openapi').info.license.url));
    });

    test('every list has the wrapper of the specification around all that it counts', () => {
      for (const [list, page] of Object.entries(lists)) {
        assert.deepEqual(Object.keys(page).sort(), [...WRAPPER].sort(), list);
        assert.equal(page.total_items, page.contents.length, list);
        assert.equal(page.size, page.contents.length, list);
        assert.deepEqual([page.total_pages, page.page_number, page.first_page, page.last_page], [1, 1, true, true]);
        assert.equal(page.empty, false, list);
      }
    });

    test('every object has the required fields, the types and the words of the specification', () => {
      none(
        Object.entries(LISTS).flatMap(([list, name]) =>
          lists[list].contents.flatMap((object) =>
            wrong(name, object).map((error) => fault(`${list} ${object.name ?? object.id}`, error)),
          ),
        ),
      );
    });

    test('an identifier is of one thing only, and every reference leads to something', () => {
      const known = new Map();
      const simple = (object) =>
        Object.fromEntries(Object.entries(object).filter(([, value]) => !Array.isArray(value)));
      const found = [];
      for (const [name, object] of objects) {
        const before = known.get(object.id);
        // Organisations, places and terms are repeated whole where they are spoken of.
        if (before && !(before.name === name && isDeepStrictEqual(simple(before.object), simple(object)))) {
          found.push(fault(object.id, `is of ${before.name} and of ${name}`));
        }
        if (!before) known.set(object.id, { name, object });
      }
      for (const [name, object] of objects) {
        for (const [key, target] of Object.entries(REFERENCES)) {
          if (object[key] !== undefined && known.get(object[key])?.name !== target) {
            found.push(fault(`${name} ${object.id}`, `${key} leads to no ${target}`));
          }
        }
        if (name === 'attribute' && known.get(object.link_id)?.name !== object.link_entity) {
          found.push(fault(`${name} ${object.id}`, `link_id leads to no ${object.link_entity}`));
        }
      }
      none(found);
    });

    test('each service and each organisation has a file of its own with the same words', () => {
      for (const list of ['services', 'organizations']) {
        const files = readdirSync(join(board.folder, 'hsds', list));
        assert.deepEqual(files.sort(), lists[list].contents.map(({ id }) => `${id}.json`).sort());
        for (const object of lists[list].contents) assert.deepEqual(read(`${list}/${object.id}`), object);
      }
    });

    test('every page of a service or an opportunity for citizens is the address of one service', () => {
      const wanted = board.pages
        .filter(({ file, purpose }) => /^(servizi|opportunita)\/[^/]+\/index\.html$/.test(file) && purpose === 'page')
        .map(({ url }) => board.origin + url);
      const urls = lists.services.contents.map(({ url }) => url);
      assert.equal(new Set(urls).size, urls.length);
      none(urls.filter((url) => !wanted.includes(url)).map((url) => fault(url, 'is no page')));
      // The others are for professionals.
      const operators = board.pages.find(({ file }) => file === 'operatori/index.html').html;
      const missing = wanted.filter((url) => !urls.includes(url));
      none(missing.filter((url) => !operators.includes(new URL(url).pathname)).map((url) => fault(url, 'is missing')));
    });

    test('projects are programmes of the organisation that runs them', () => {
      const programs = lists.organizations.contents.flatMap(({ programs }) => programs ?? []);
      const isProject = ({ file, purpose }) => /^progetti\/[^/]+\/index\.html$/.test(file) && purpose === 'page';
      const isNamed = ({ url }) => programs.some(({ description }) => description.endsWith(board.origin + url));
      const named = board.pages.filter(isProject).filter(isNamed);
      assert.notEqual(programs.length, 0);
      assert.equal(named.length, programs.length);
    });

    test('delicate services have no place', () => {
      const delicate = sensitivePages(board).map(({ url }) => board.origin + url);
      const services = lists.services.contents.filter(({ url }) => delicate.includes(url));
      assert.notEqual(services.length, 0);
      const ids = new Set(services.map(({ id }) => id));
      const places = lists.service_at_locations.contents.filter(({ service_id }) => ids.has(service_id));
      const placed = services.filter((service) => service.service_at_locations);
      none([...placed, ...places].map(({ id }) => fault(id, 'has a place')));
    });

    test('no image and no logo is given away', () => {
      none(
        objects
          .filter(([, object]) => object.logo || /\.(png|jpe?g|gif|webp|svg|avif)\b/i.test(object.url ?? ''))
          .map(([name, object]) => fault(`${name} ${object.id}`, 'gives an image')),
      );
    });
  });
}

const example = boards.find(({ name }) => name === 'esempio');
const services = JSON.parse(readFileSync(join(example.folder, 'hsds/services.json'), 'utf8')).contents;
const called = (name) => services.find((service) => service.name === name);

test('a service is described with all that its page says', () => {
  const desk = called('Punto di ascolto');
  assert.equal(desk.status, 'active');
  assert.equal(desk.assured_date, '2026-05-04');
  assert.equal(desk.email, 'ascolto@valle-chiara.example');
  assert.deepEqual(
    desk.schedules.map(({ freq, byday, opens_at, closes_at }) => [freq, byday, opens_at, closes_at]),
    [
      ['WEEKLY', 'MO,WE', '09:00', '12:30'],
      ['WEEKLY', 'TH', '09:00', '12:30'],
    ],
  );
  const [place, other] = desk.service_at_locations.map(({ location }) => location);
  assert.deepEqual([place.latitude, place.longitude], [45.3017, 9.5045]);
  assert.deepEqual(
    [other.addresses[0].city, other.addresses[0].postal_code, other.addresses[0].country],
    ['Rivafiorita', '99903', 'IT'],
  );
  assert.deepEqual(
    desk.languages.map(({ name }) => name),
    ['inglese', 'francese', 'arabo'],
  );
  assert.deepEqual([desk.cost_options[0].amount, desk.cost_options[0].currency], [0, 'EUR']);
  assert.match(desk.application_process, /Vieni a Borgolieto il lunedì/);
  assert.match(desk.alert, /14 agosto 2026/);
});

test('what is over is no longer active', () => {
  const archive = example.pages.find(({ file }) => file === 'archivio/index.html').html;
  const isOver = ({ url }) => archive.includes(`href="${new URL(url).pathname}"`);
  const statuses = services.filter(isOver).map(({ status }) => status);
  assert.ok(statuses.length > 1, archive);
  assert.deepEqual([...new Set(statuses)].sort(), ['defunct', 'inactive']);
});
