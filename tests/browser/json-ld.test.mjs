import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import jsonld from 'jsonld';

import { openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const boards = await openBoards();

const SCHEMA = 'https://schema.org';
/** What of the context of schema.org these pages need: every word is its own, some values are addresses. */
const address = { '@type': '@id' };
const CONTEXT = {
  '@vocab': `${SCHEMA}/`,
  url: address,
  item: address,
  license: address,
  contentUrl: address,
  serviceUrl: address,
  mainEntityOfPage: address,
  eventStatus: address,
  dayOfWeek: address,
};

function documentLoader(url) {
  assert.equal(url, SCHEMA, 'no other context is asked for');
  return { document: { '@context': CONTEXT }, documentUrl: url };
}

/** The data of a page, as they stand in it. */
function blocks({ html }) {
  const scripts = html.matchAll(/<script type="application\/ld\+json"[^>]*>([^<]*)<\/script>/g);
  return [...scripts].map(([, text]) => JSON.parse(text));
}

/** Every value that is not a list or an object, but for the context. */
function values(data) {
  if (Array.isArray(data)) return data.flatMap(values);
  if (data === null || typeof data !== 'object') return [data];
  return Object.entries(data).flatMap(([key, value]) => (key === '@context' ? [] : values(value)));
}

/** The same of an expanded document. */
function expandedValues(data) {
  if (Array.isArray(data)) return data.flatMap(expandedValues);
  if (data === null || typeof data !== 'object') return [data];
  return Object.values(data).flatMap(expandedValues);
}

/** Every object in the data, the outer one first. */
function* objects(data) {
  if (data === null || typeof data !== 'object') return;
  if (!Array.isArray(data)) yield data;
  for (const value of Object.values(data)) yield* objects(value);
}

const LISTS = ['BreadcrumbList', 'ItemList'];
const ADDRESSES = ['@id', 'url', 'item', 'contentUrl', 'serviceUrl', 'mainEntityOfPage', 'urlTemplate'];

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const pages = board.pages.filter(({ purpose }) => purpose === 'page');
    const all = pages.flatMap((page) => blocks(page).map((data) => ({ page, data })));
    const ofType = (type) => all.filter(({ data }) => data['@type'] === type);

    test('a JSON-LD processor reads the data of every page and loses nothing', async () => {
      const found = await Promise.all(
        all.map(async ({ page, data }) => {
          const expanded = await jsonld.expand(data, { documentLoader, safe: true });
          const [before, after] = [values(data).length, expandedValues(expanded).length];
          return before === after ? [] : [fault(page.url, `${data['@type']} has ${before} values, ${after} are read`)];
        }),
      );
      assert.notEqual(all.length, 0);
      none(found.flat());
    });

    test('unknown is left out', () => {
      const isEmpty = (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);
      none(
        all.flatMap(({ page, data }) =>
          [...objects(data)].flatMap((object) =>
            Object.entries(object)
              .filter(([, value]) => isEmpty(value))
              .map(([key]) => fault(page.url, `${object['@type']} has an empty ${key}`)),
          ),
        ),
      );
    });

    test('what a page is about has an absolute address, and every address is absolute', () => {
      none(
        all.flatMap(({ page, data }) => {
          const isNameless = !LISTS.includes(data['@type']) && !data['@id'] && !data.url;
          const relative = [...objects(data)].flatMap((object) =>
            ADDRESSES.filter((key) => key in object && !/^https?:\/\//.test(object[key])),
          );
          return [
            ...(isNameless ? [fault(page.url, `${data['@type']} has no address`)] : []),
            ...relative.map((key) => fault(page.url, `${key} is not absolute`)),
          ];
        }),
      );
    });

    test('the same thing has the same identifier in all languages', () => {
      const entries = all.filter(({ page, data }) => data.inLanguage === 'en' && /\/en\/servizi\/./.test(page.url));
      for (const { page, data } of entries.filter(({ data }) => data['@id'])) {
        assert.equal(data['@id'], board.origin + page.url.replace('/en/', '/'));
      }
    });

    test('delicate pages name no place, no point and no picture', () => {
      const delicate = new Set(sensitivePages(board).map(({ url }) => url));
      const hidden = ['PostalAddress', 'Place', 'GeoCoordinates', 'ImageObject'];
      // A Comune where it is valid is no place to go to.
      const own = (data) => ({ ...data, areaServed: undefined });
      const shown = all.filter(({ page }) => delicate.has(page.url));
      assert.notEqual(shown.length, 0);
      none(
        shown.flatMap(({ page, data }) =>
          [...objects(own(data))]
            .filter((object) => hidden.includes(object['@type']))
            .map((object) => fault(page.url, `has a ${object['@type']}`)),
        ),
      );
    });

    test('the first page says how to ask the search', () => {
      const [{ data }] = ofType('WebSite');
      const template = data.potentialAction.target.urlTemplate.replace('{search_term_string}', 'casa');
      assert.ok(pages.some(({ url }) => board.origin + url === template.replace('?q=casa', '')), template);
      assert.equal(data.potentialAction['query-input'], 'required name=search_term_string');
    });

    test('pages made of questions say so, with the answers', () => {
      const asked = ofType('FAQPage').filter(({ page }) => page.file.startsWith('domande-frequenti/'));
      assert.equal(asked.length, 1);
      const [{ page, data }] = asked;
      const headings = [...page.html.matchAll(/<h2 id=[^>]*>/g)].length;
      assert.ok(data.mainEntity.length > 1 && data.mainEntity.length <= headings, `${headings} headings`);
      for (const { name, acceptedAnswer } of data.mainEntity) assert.ok(name.endsWith('?') && acceptedAnswer.text);
      assert.equal(ofType('FAQPage').some(({ page }) => page.file.startsWith('privacy/')), false);
    });

    test('images come with their author and their licence', () => {
      const everything = all.flatMap(({ data }) => [...objects(data)]);
      const images = everything.filter((object) => object['@type'] === 'ImageObject');
      for (const image of images) assert.ok(image.creditText && image.license.name, image.contentUrl);
      if (board.name === 'esempio') assert.notEqual(images.length, 0);
    });
  });
}

test('courses and calls are what their content says', () => {
  const example = boards.find(({ name }) => name === 'esempio');
  const data = (slug) => {
    const page = example.pages.find(({ file }) => file === `opportunita/${slug}/index.html`);
    return blocks(page).find((block) => block['@id']);
  };
  assert.equal(data('corso-assistenti-familiari')['@type'], 'Course');
  assert.equal(data('contributo-affitto-2026')['@type'], 'GovernmentService');
});
