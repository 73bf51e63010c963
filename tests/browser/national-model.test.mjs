/**
 * What the national validator of the sites of Comuni reads in a page (data-element names, fixed texts, order, fonts),
 * as far as it concerns a board. Left out:
 * - the library of styles: the theme is made without it, to weigh little;
 * - the names of the menu: they are those of a Comune's offices, news and places;
 * - booking an appointment: the board is of files, it takes nothing in;
 * - the rating of each page, where the board names nobody to receive it;
 * - the topics: they are the board's own vocabulary, in the words of citizens.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Addresses } from './support/addresses.mjs';
import { openBoards } from './support/boards.mjs';
import { openBrowser, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { outlines } from './support/outline.mjs';
import { samples } from './support/samples.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const FONTS = ['Titillium Web', 'Lora', 'Roboto Mono'];

/** The index of a service: its texts in their order, each with the elements that may hold what it announces. */
const INDEX = new Map([
  ['A chi è rivolto', ['service-addressed']],
  ['Come fare', ['service-how-to']],
  ['Cosa serve', ['service-needed']],
  ['Cosa si ottiene', ['service-achieved']],
  ['Tempi e scadenze', ['service-calendar-text', 'service-calendar-list']],
  ['Accedi al servizio', ['service-generic-access', 'service-online-access', 'service-booking-access']],
  ['Condizioni di servizio', ['service-file']],
  ['Contatti', ['service-area']],
]);

/** What a service owes outside its index, with the fewest letters. */
const ALWAYS = ['service-title', 'service-description', 'service-status', 'service-topic', 'service-area'];
const FEWEST = 3;

const FEWEST_SERVICES = 10;

const INEFFICIENCY = ['disservizio', 'segnala disservizio', 'segnalazione disservizio'];
const DECLARATIONS = 'https://form.agid.gov.it/view/';

const LICENSE_TITLE = 'Licenza dei contenuti';
const LICENSE =
  'In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 ' +
  '(CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti e le ' +
  'informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di condividere ' +
  '(riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e recitare questo ' +
  'materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per opere derivate) per ' +
  'qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni aggiuntive.';

const RATING_TITLE = 'Quanto sono chiare le informazioni su questa pagina?';
const RATING = {
  positive: [
    'Quali sono stati gli aspetti che hai preferito?',
    'Le indicazioni erano chiare',
    'Le indicazioni erano complete',
    'Capivo sempre che stavo procedendo correttamente',
    'Non ho avuto problemi tecnici',
    'Altro',
  ],
  negative: [
    'Dove hai incontrato le maggiori difficoltà?',
    'A volte le indicazioni non erano chiare',
    'A volte le indicazioni non erano complete',
    'A volte non capivo se stavo procedendo correttamente',
    'Ho avuto problemi tecnici',
    'Altro',
  ],
};
/** From this grade on the follow-up question is the positive one. */
const POSITIVE_FROM = 4;

const PLACE = 'availableChannel.serviceLocation';
const METATAG = [
  'name',
  'serviceType',
  'serviceOperator.name',
  'areaServed.name',
  'audience.audienceType',
  'availableChannel.serviceUrl',
  `${PLACE}.name`,
  `${PLACE}.address.streetAddress`,
  `${PLACE}.address.postalCode`,
  `${PLACE}.address.addressLocality`,
];

const boards = await openBoards();
const browser = await openBrowser();

/** The named elements of a page, with their texts and addresses. Runs in the browser. */
function elements(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const words = (one) => one.textContent.trim().replace(/\s+/g, ' ');
  const texts = (selector) => [...page.querySelectorAll(selector)].map(words);
  const named = {};
  for (const one of page.querySelectorAll('[data-element]')) {
    (named[one.dataset.element] ??= []).push({
      text: words(one),
      href: one.getAttribute('href'),
      isInFooter: Boolean(one.closest('footer')),
    });
  }
  return {
    named,
    index: texts('[data-element=page-index] > li > a'),
    trail: texts('[data-element=breadcrumb] li'),
    metatag: page.querySelector('[data-element=metatag]')?.innerHTML ?? '',
    headings: texts('main h2'),
  };
}

/** Adds `model` to the pages that are looked at. */
async function read(pages) {
  const tab = await browser.newPage();
  for (const page of pages) page.model ??= await tab.evaluate(elements, page.html);
  await tab.close();
  return pages;
}

/** Services in Italian, the language that the validator knows. */
const isService = ({ file, purpose }) => purpose === 'page' && /^servizi\/(?!pagina)[^/]+\/index\.html$/.test(file);

const named = ({ model }, name) => model.named[name] ?? [];
const isLong = ({ text }) => text.length >= FEWEST;
const holds = (page, names) => names.some((name) => named(page, name).some(isLong));
const inFooter = (page, name) => named(page, name).find(({ isInFooter, href }) => isInFooter && href && href !== '#');

/** What the validator would count as missing in a service. */
function missing(page) {
  const { index, trail } = page.model;
  const after = trail.map((text) => text.toLowerCase()).indexOf('servizi') + 1;
  return [
    ...[...INDEX].filter(([text, names]) => !index.includes(text) || !holds(page, names)).map(([text]) => text),
    ...ALWAYS.filter((name) => !holds(page, [name])),
    ...(after > 0 && trail[after]?.length >= FEWEST ? [] : ['breadcrumb']),
  ];
}

/** A value inside nested objects; those in lists are not found, nor does the validator find them. */
function value(data, path) {
  return path.split('.').reduce((inner, key) => (Array.isArray(inner) ? undefined : inner?.[key]), data);
}

function unsaid({ model }) {
  const data = JSON.parse(model.metatag || '{}');
  return METATAG.filter((path) => typeof value(data, path) !== 'string' || value(data, path) === '');
}

/** Headings and paragraphs whose first font, or that of something in them, is none of the model's. */
function wrongFonts(allowed) {
  const font = (one) => getComputedStyle(one).fontFamily.split(',')[0].replace(/^"|"$/g, '');
  const texts = [...document.body.querySelectorAll('h1, h2, h3, h4, h5, h6, p')];
  return texts
    .flatMap((text) => [text, ...text.querySelectorAll('*')])
    // What stands in the element for other sites, and gave way to its list, has no font: it is not drawn.
    .filter((one) => font(one) && !allowed.includes(font(one)))
    .map((one) => `<${one.localName} class="${one.getAttribute('class') ?? ''}"> is written in ${font(one)}`);
}

/** What is wrong with the rating of a page, clicked as the validator does. Runs in the browser. */
function wrongRating({ title, texts, positiveFrom }) {
  const block = document.querySelector('[data-element=feedback]');
  if (!block) return ['no feedback'];
  const all = (name, root = block) => [...root.querySelectorAll(`[data-element=${name}]`)];
  const words = (one) => one.textContent.trim();
  const wrong = [];
  const same = (what, found, owed) => {
    if (JSON.stringify(found) !== JSON.stringify(owed)) wrong.push(`${what}: ${JSON.stringify(found)}`);
  };
  same('title', all('feedback-title').map(words), [title]);
  same('text', all('feedback-input-text').length, 1);
  const parts = Object.keys(texts).map((kind) => [kind, all(`feedback-rating-${kind}`)[0]]);
  if (parts.some(([, part]) => !part)) return [...wrong, 'no follow-up questions'];
  for (const [kind, part] of parts) {
    const found = [...all('feedback-rating-question', part), ...all('feedback-rating-answer', part)];
    same(kind, found.map(words), texts[kind]);
  }
  for (const grade of [1, 2, 3, 4, 5]) {
    const [button] = all(`feedback-rate-${grade}`);
    if (!button) return [...wrong, `no feedback-rate-${grade}`];
    button.click();
    for (const [kind, part] of parts) {
      same(`${kind} after ${grade}`, part.checkVisibility(), (kind === 'positive') === (grade >= positiveFrom));
    }
  }
  return wrong;
}

// Before the first test: once one is over, what all share may be closed.
for (const board of boards) {
  await outlines(browser, board);
  board.services = await read(board.pages.filter(isService));
  [board.home] = await read(board.pages.filter(({ url }) => url === `${board.base}/`));
}

for (const board of boards) {
  const { name, root, services, home } = board;
  const addresses = new Addresses(board);

  /** Faults of the services, with the same words where they are the same. */
  const each = (look) => none(services.flatMap((page) => look(page).map((what) => fault(page.url, what))));

  const exists = ({ href }) => assert.equal(addresses.fault(addresses.resolve(home, href)), '');

  describe(`board ${name}`, () => {
    test('C.SI.1.1 headings and paragraphs are written in a font of the model', async () => {
      none(
        await tour(browser, board, samples(board), {}, async (tab, { url }) =>
          [...new Set(await tab.evaluate(wrongFonts, FONTS))].map((what) => fault(url, what)),
        ),
      );
    });

    test('C.SI.1.3 the index of a service has the texts of the model, in its order', () => {
      each(({ model: { index, headings } }) => {
        const known = [...INDEX.keys()];
        const found = index.filter((text) => known.includes(text));
        const owed = known.filter((text) => headings.includes(text));
        return [
          ...(found.length ? [] : ['has no index']),
          ...owed.filter((text) => !index.includes(text)).map((text) => `«${text}» is not in the index`),
          ...found
            .filter((text, at) => at > 0 && known.indexOf(text) < known.indexOf(found[at - 1]))
            .map((text) => `«${text}» comes too late in the index`),
        ];
      });
    });

    test('C.SI.1.3 what the index of a service announces is there, and what is there is announced', () => {
      each((page) => [
        ...[...INDEX]
          .filter(([text, names]) => page.model.index.includes(text) && !holds(page, names))
          .map(([text, names]) => `«${text}» is in the index, and nothing is ${names.join(' or ')}`),
        ...[...INDEX]
          .filter(([text, names]) => !page.model.index.includes(text) && holds(page, names))
          .map(([text, names]) => `there is ${names.join(' or ')}, and no «${text}» in the index`),
      ]);
    });

    test('C.SI.1.3 every service says its title, description, state, topics, office and where it stands', () => {
      each((page) =>
        missing(page)
          .filter((what) => !INDEX.has(what))
          .map((what) => `no ${what}`),
      );
    });

    test('C.SI.1.3 a service has the parts of the model that its author knows', (t) => {
      const lacking = services.map((page) => ({ url: page.url, parts: missing(page) }));
      for (const { url, parts } of lacking) t.diagnostic(`${url}: ${parts.length} ${parts.join(', ')}`);
      // What an author does not know is left out, and told above; what counts is that the theme can draw all parts.
      if (name === 'esempio') assert.ok(lacking.some(({ parts }) => parts.length === 0));
      const written = ['A chi è rivolto', 'Come fare', 'Accedi al servizio', 'Contatti'];
      none(
        lacking.flatMap(({ url, parts }) =>
          parts.filter((part) => name === 'reale' && written.includes(part)).map((part) => fault(url, `lacks ${part}`)),
        ),
      );
    });

    test('C.SI.2.2 every service tells its contacts, and its index leads to them', () => {
      each((page) => [
        ...(page.model.index.includes('Contatti') ? [] : ['no «Contatti» in the index']),
        ...(named(page, 'service-area').length ? [] : ['no service-area']),
      ]);
    });

    test('R.SI.1.1 the structured data of a service is what the model asks for, at its top', (t) => {
      for (const page of services) t.diagnostic(`${page.url}: ${unsaid(page).join(', ')}`);
      each((page) => (unsaid(page).length * 2 < METATAG.length ? [] : [`lacks ${unsaid(page).join(', ')}`]));
      if (name === 'esempio')
        assert.ok(
          services.some((page) => unsaid(page).length === 0),
          'none has it all',
        );
    });

    test('from the menu all services are reached, page after page', async () => {
      const [{ href }] = named(home, 'all-services');
      const links = new Set();
      const seen = new Set();
      const next = [addresses.target(home, href)];
      for (let page = next.pop(); page; page = next.pop()) {
        if (seen.has(page)) continue;
        seen.add(page);
        await read([page]);
        named(page, 'service-link').forEach((link) => links.add(addresses.target(page, link.href)));
        next.push(...named(page, 'pager-link').map((link) => addresses.target(page, link.href)));
      }
      if (name === 'reale') assert.ok(links.size >= FEWEST_SERVICES, `${links.size} services`);
      for (const page of links) assert.ok(isService(page), `${page.url} is no service`);
    });

    test('C.SI.2.3 the foot leads to the frequent questions', () => {
      const link = inFooter(home, 'faq');
      assert.ok(link, 'no link with data-element="faq" in the footer');
      assert.match(link.text, /faq|domande frequenti/i);
      exists(link);
    });

    test('C.SI.2.4 the foot says how to report an inefficiency, in the words of the model', () => {
      const link = inFooter(home, 'report-inefficiency');
      assert.ok(link, 'no link with data-element="report-inefficiency" in the footer');
      assert.ok(
        INEFFICIENCY.includes(link.text.toLowerCase()),
        `«${link.text}» is none of «${INEFFICIENCY.join('», «')}»`,
      );
      if (!link.href.startsWith('mailto:')) exists(link);
    });

    test('C.SI.2.5 services and first pages ask how clear they are, where the board names who is told', async () => {
      const isAsked = /^valutazione:/m.test(readFileSync(join(root, 'bacheca.yaml'), 'utf8'));
      if (!isAsked) return assert.deepEqual(named(home, 'feedback'), []);
      const delicate = new Set(sensitivePages(board).map(({ url }) => url));
      const menu = [...named(home, 'all-services'), ...named(home, 'custom-submenu')];
      const pages = [...services.filter(({ url }) => !delicate.has(url)), ...menu.map(({ href }) => addresses.target(home, href))];
      assert.ok(menu.length && services.length);
      const owed = { title: RATING_TITLE, texts: RATING, positiveFrom: POSITIVE_FROM };
      none(
        await tour(browser, board, pages, {}, async (tab, { url }) =>
          (await tab.evaluate(wrongRating, owed)).map((what) => fault(url, what)),
        ),
      );
    });

    test('C.SI.3.1 no page leaves a cookie', async () => {
      none(
        await tour(browser, board, samples(board), {}, async (tab, { url }) =>
          (await tab.context().cookies()).map((cookie) => fault(url, `leaves the cookie ${cookie.name}`)),
        ),
      );
    });

    test('C.SI.3.2 the foot leads to the declaration of accessibility, where the board has one', () => {
      const isDeclared = /^ *dichiarazione_url: /m.test(readFileSync(join(root, 'bacheca.yaml'), 'utf8'));
      const link = inFooter(home, 'accessibility-link');
      if (!isDeclared) return assert.equal(link, undefined, 'a declaration that does not exist');
      assert.ok(link?.href.startsWith(DECLARATIONS), 'no link with data-element="accessibility-link" in the footer');
    });

    test('C.SI.3.3 the foot leads to the privacy notice', () => {
      const link = inFooter(home, 'privacy-policy-link');
      assert.ok(link, 'no link with data-element="privacy-policy-link" in the footer');
      exists(link);
    });

    test('C.SI.3.4 the foot leads to the legal notes, and they give the licence word by word', async () => {
      const link = inFooter(home, 'legal-notes');
      assert.ok(link, 'no link with data-element="legal-notes" in the footer');
      exists(link);
      const [page] = await read([addresses.target(home, link.href)]);
      const title = named(page, 'legal-notes-section').map(({ text }) => text);
      assert.deepEqual(title, [LICENSE_TITLE], `${page.url}: the element legal-notes-section`);
      const body = named(page, 'legal-notes-body').map(({ text }) => text);
      const plain = (text) => text.toLowerCase().replaceAll("'", '’');
      assert.equal(plain(body.join(' ')), plain(LICENSE), `${page.url}: the elements legal-notes-body`);
    });
  });
}
