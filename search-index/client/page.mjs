/**
 * The search page: what is asked lives behind the `#` of its address, which is read at every Back and reload.
 *
 * @typedef {object} PageState
 * @property {string} text
 * @property {string} comune its slug, or nothing
 * @property {Record<string, string[]>} filters chosen slugs of each facet
 * @property {string} order one of those of the index, or nothing for the usual one
 * @property {number} shown how many results
 */

import { createSearch } from './engine.mjs';
import { NewerFormat, Unreachable, openSource } from './fetch.mjs';
import { showAnswer, showCount, showFacets, showHelp, showPart, showSetUp, showTell, showWord } from './show.mjs';
import { keptComune, keptKeep, keptOf, keptRenew } from '../../themes/base/components/near/kept.mjs';

const PAGE_STEP = 10;
const PAGE_PAUSE = 5;
const PAGE_LONGEST = 400;
const PAGE_IDLE = 2000;
const PAGE_REST = 300;
// Those told; a word may have many.
const PAGE_SYNONYMS = 4;
// Each facet of the page, and its name in the address.
const PAGE_FACETS = {};
// As wide as the filters need to stand open beside the results.
const PAGE_WIDE = '(min-width:62em)';
const PAGE_FROM_DISK = location.protocol === 'file:';

/** @type {PageState} */
const pageState = { text: '', comune: '', filters: {}, order: '', shown: PAGE_STEP };
let pageIndexes;
// What the indexes answered last, those that had an answer.
let pageFound = [];
let pageField;
let pageComune;
let pageOrder;
let pageTurn = 0;
let pageTimer;
let pageScrolled;
// Whether what is written was asked for, with Enter or a filter: then new words make a new entry of the history.
let pageAsked = false;

if (showPart('interface')) pageStart();

/** The indexes of the page's language and, if it is another, of the board's first. */
export async function pageOpenIndexes(config) {
  const indexes = [];
  for (const one of [config, config.then]) {
    if (!one) continue;
    const source = openSource({ ...one, portable: PAGE_FROM_DISK && (await pagePortable(config, one)) });
    const link = (url) => (PAGE_FROM_DISK ? pageRelative(config, one.root + url) + 'index.html' : one.root + url);
    indexes.push({ engine: createSearch(source), language: one.language, link });
  }
  return indexes;
}

/** The whole index as a script: from a disk nothing can be fetched. */
function pagePortable(config, { portable }) {
  return new Promise((done, fail) => {
    if (!portable) fail(new Error('no portable index'));
    window.bachecaPortable = done;
    const script = document.createElement('script');
    script.src = pageRelative(config, portable);
    script.onerror = fail;
    document.head.append(script);
  });
}

/** The way from this page, one folder below the root of its language, to a path of the site. */
function pageRelative({ root }, path) {
  const from = root.split('/').slice(0, -1);
  const to = path.split('/');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return '../'.repeat(from.length - same + 1) + to.slice(same).join('/');
}

function pageStart() {
  const config = showSetUp();
  showPart('interface').replaceWith(showPart('interface').content);
  pageField = document.querySelector('main form[role=search] input');
  pageComune = showPart('comune');
  keptRenew([...pageComune.options].slice(1), true);
  pageOrder = showPart('order');
  for (const { dataset } of showPart('filters').querySelectorAll('[data-facet]'))
    PAGE_FACETS[dataset.facet] = dataset.name;
  const wide = matchMedia(PAGE_WIDE);
  wide.onchange = () => (showPart('filters').open = wide.matches);
  wide.onchange();
  pageIndexes = pageOpenIndexes(config);
  pageIndexes.catch(() => {});
  history.scrollRestoration = 'manual';
  pageListen();
  pageOfferDownload();
  const asked = new URLSearchParams(location.search);
  // An address with `?q=` comes from a form without script: its words leave the address at once.
  pageRead(asked.has('q') ? asked : pageHash() || new URLSearchParams());
  if (asked.has('q')) pageRemember();
  pageReturn();
  if ((navigator.connection || {}).saveData) return;
  setTimeout(() => pageIndexes.then(([{ engine }]) => engine.prefetch()).catch(() => {}), PAGE_IDLE);
}

function pageListen() {
  pageField.addEventListener('input', () => {
    clearTimeout(pageTimer);
    pageTimer = setTimeout(() => {
      pageType();
      pageSearch();
    }, PAGE_PAUSE);
  });
  pageField.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(pageTimer);
    pageType();
    pageAsked = true;
    await pageSearch();
    if (pageState.text.trim()) showPart('title').focus();
  });
  pageComune.addEventListener('change', () => {
    keptKeep(pageComune.value && keptOf(pageComune.selectedOptions[0]));
    pageAsk({ comune: pageComune.value });
    showHelp(pageComune.selectedOptions[0]);
  });
  pageOrder.addEventListener('change', () => pageAsk({ order: pageOrder.value }));
  showPart('filters').addEventListener('toggle', pageFacets);
  showPart('filters').addEventListener('change', ({ target }) => pageFilter(target.name, target.value, target.checked));
  showPart('chosen').addEventListener('click', async ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    await pageFilter(button.dataset.facet, button.dataset.slug, false);
    showPart('title').focus();
  });
  showPart('more').addEventListener('click', async () => {
    const first = pageState.shown;
    pageState.shown += PAGE_STEP;
    pageRemember();
    await pageSearch();
    showPart('lists').querySelectorAll('li')[first].querySelector('a').focus();
  });
  addEventListener('popstate', () => {
    const hash = pageHash();
    // The skip link and the letters are anchors of this page, not questions.
    if (!hash && location.hash) return pageIsAsked() && pageRemember();
    pageRead(hash || new URLSearchParams());
    pageReturn();
  });
  // Not when the page is left: what is written then is lost.
  addEventListener('scroll', () => {
    clearTimeout(pageScrolled);
    pageScrolled = setTimeout(pageRemember, PAGE_REST);
  });
}

/** The question behind the `#`, if there is one. */
function pageHash() {
  const hash = location.hash.slice(1);
  return hash.includes('=') ? new URLSearchParams(hash) : undefined;
}

/** @param {URLSearchParams} asked */
function pageRead(asked) {
  const filters = {};
  for (const [facet, name] of Object.entries(PAGE_FACETS))
    if (asked.get(name)) filters[facet] = asked.get(name).split(',');
  pageField.value = (asked.get('q') || '').slice(0, PAGE_LONGEST);
  pageComune.value = asked.get('comune') || keptComune().slug || '';
  // A Comune that the board no longer has.
  if (pageComune.selectedIndex < 0) pageComune.value = '';
  pageOrder.value = asked.get('ordina');
  Object.assign(pageState, { text: pageField.value, comune: pageComune.value, filters, order: pageOrder.value });
  pageAsked = pageIsAsked();
  showHelp(pageComune.selectedOptions[0]);
}

/** Words, or filters alone: then the list of all that they leave. */
function pageIsAsked() {
  return !!pageState.text.trim() || Object.keys(pageState.filters).length > 0;
}

/** Shows what this entry of the history showed, where it was left. */
async function pageReturn() {
  const { shown = PAGE_STEP, y } = history.state || {};
  pageState.shown = shown;
  await pageSearch();
  if (y) scrollTo({ top: y, behavior: 'instant' });
}

/** Writes the question behind the `#`, in a new entry of the history or in this one. @param {boolean} [isNew] */
function pageRemember(isNew) {
  const { text, comune, filters, order, shown } = pageState;
  const asked = new URLSearchParams();
  if (pageIsAsked()) {
    if (text.trim()) asked.set('q', text.trim().slice(0, PAGE_LONGEST));
    if (comune) asked.set('comune', comune);
    for (const [facet, slugs] of Object.entries(filters)) asked.set(PAGE_FACETS[facet], slugs.join());
    if (order) asked.set('ordina', order);
  }
  const anchor = pageHash() ? '' : location.hash;
  const hash = [...asked].length ? '#' + asked.toString().replace(/%2C/g, ',') : anchor;
  try {
    history.replaceState({ shown, ...(isNew && history.state), y: scrollY }, '', isNew ? location.href : location.pathname + hash);
    if (isNew) history.pushState({ shown }, '', location.pathname + hash);
  } catch (error) {
    // Some browsers allow so many changes of the address a minute, or none from a disk.
  }
}

/** New words after a question that was asked on purpose begin a new entry of the history. */
function pageType() {
  if (pageField.value === pageState.text) return;
  Object.assign(pageState, { text: pageField.value, shown: PAGE_STEP });
  pageRemember(pageAsked);
  pageAsked = false;
}

/** A Comune or a filter: always asked on purpose. @param {Partial<PageState>} change */
function pageAsk(change) {
  Object.assign(pageState, change, { shown: PAGE_STEP });
  pageRemember(true);
  if (pageIsAsked()) pageAsked = true;
  return pageSearch();
}

function pageFilter(facet, slug, isOn) {
  const others = (pageState.filters[facet] || []).filter((other) => other !== slug);
  const filters = { ...pageState.filters, [facet]: isOn ? [...others, slug] : others };
  if (!filters[facet].length) delete filters[facet];
  return pageAsk({ filters });
}

async function pageSearch() {
  const turn = ++pageTurn;
  const { text, comune, filters, order } = pageState;
  // Without words there is no score to go by.
  pageOrder.options[0].disabled = !text.trim();
  pageOrder.value = order || (text.trim() ? '' : 'nome');
  if (!pageIsAsked()) {
    pageFound = [];
    return showAnswer('start');
  }
  try {
    const indexes = await pageIndexes;
    const [first, ...others] = indexes.map((from) => pageAnswer(from, text, { filters, comune, order }));
    // What only the second language lacks is no fault.
    const found = await Promise.all([first, ...others.map((other) => other.catch(() => ({})))]);
    // Another word has been typed meanwhile.
    if (turn !== pageTurn) return;
    pageFound = found.filter(({ status }) => status === 'ok');
    // A page and its translation have the same address, below the root of their language.
    const known = new Set((found[0].results || []).map(({ url }) => url));
    for (const other of pageFound) if (other !== found[0]) other.results = other.results.filter(({ url }) => !url || !known.has(url));
    if (pageFound.length) pageDraw();
    else pageHint(found[0].status);
    pageFacets();
  } catch (error) {
    if (turn === pageTurn) pageFault(error);
  }
}

/** What one index has to say, with what is needed to show it. */
export async function pageAnswer(from, text, wishes) {
  const answer = await from.engine.search(text, wishes);
  return { ...answer, from: { ...from, analyzer: await from.engine.analyzer() } };
}

function pageDraw() {
  const rows = (isWanted, list) =>
    list.flatMap(({ results, terms, from }) => results.filter(isWanted).map((result) => ({ result, terms, from })));
  const groups = pageFound.map((one, i) => ({
    rows: rows(({ complete }) => complete, [one]),
    title: i && showWord('in_' + one.from.language),
  }));
  const isWhole = groups.some((group) => group.rows.length);
  groups.push({
    rows: rows(({ complete }) => !complete, pageFound),
    title: showWord(isWhole ? 'partial' : 'only_partial'),
  });
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const isFiltered = Object.keys(pageState.filters).length > 0;
  const title = total ? showCount('results', total) : showWord('none');
  const notes = pageNotes(pageFound[0].notes);
  const state = total ? 'found' : isFiltered ? 'filtered' : 'nothing';
  const told = pageState.order ? title + '. ' + pageOrder.selectedOptions[0].text : title;
  showAnswer(state, title, total ? '' : showWord('none_' + state), notes, groups, pageState.shown, told);
}

/** What was made of the words. */
function pageNotes({ typos, synonyms, unknown, cut }) {
  // Isolated, for words may be written from right to left.
  const quote = (words) => words.map((word) => '«\u2068' + word + '\u2069»').join(', ');
  const text = pageState.text.toLowerCase();
  const labels = synonyms.flatMap((one) => one.labels).filter((label) => !text.includes(label.toLowerCase()));
  const others = [...new Set(labels)].slice(0, PAGE_SYNONYMS);
  return [
    ...typos.map(({ word, labels }) => showWord('typo', { a: quote([word]), b: quote(labels) })),
    others.length && showWord('synonym', { a: quote(others) }),
    unknown.length && showWord('unknown', { a: quote(unknown) }),
    cut && showWord('cut'),
  ].filter(Boolean);
}

/** Nothing to search for. */
function pageHint(status) {
  // Whoever is still typing needs no advice.
  if (!pageAsked && status === 'too_short') showAnswer('start');
  else showAnswer('fault', showWord(status));
}

/** The lists of the page remain. @param {Error} error */
function pageFault(error) {
  const how = error instanceof NewerFormat ? 'newer' : error instanceof Unreachable ? 'offline' : 'damaged';
  const fault = 'fault_' + how;
  pageFound = [];
  showAnswer('fault', showWord(fault), showWord(fault + '_advice'));
}

/** Counts are fetched only for those who filter. */
async function pageFacets() {
  const turn = pageTurn;
  const { filters } = pageState;
  const isWanted = Object.keys(filters).length || showPart('filters').open;
  // The page's language last, for its labels prevail.
  const every = isWanted ? await Promise.all(pageFound.map(({ facets }) => facets()).reverse()).catch(() => []) : [];
  if (turn !== pageTurn) return;
  const values = new Map();
  for (const [facet, slugs] of every.flatMap(Object.entries)) {
    for (const [slug, { label, count }] of Object.entries(slugs)) {
      const known = values.get(facet + slug) || { count: 0 };
      const name = facet === 'kind' ? showWord('kind_' + slug) : label;
      const isChosen = (filters[facet] || []).includes(slug);
      values.set(facet + slug, { facet, slug, isChosen, label: name, count: known.count + count });
    }
  }
  showFacets([...values.values()]);
}

/** All the board for later, on request, where the browser can keep it. */
async function pageOfferDownload() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const { waiting, active } = await workers.ready;
  const worker = waiting || active;
  const offer = showPart('offline');
  offer.replaceWith(offer.content);
  const bar = showPart('progress');
  showPart('download').addEventListener('click', () => {
    bar.hidden = false;
    worker.postMessage({ type: 'download', whole: true });
  });
  worker.postMessage({ type: 'size' });
  workers.addEventListener('message', ({ data: { bytes, done, total, stopped } }) => {
    if (bytes) {
      const megabytes = (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
      showPart('download-size').textContent = ' (' + megabytes + '\u00A0MB)';
    }
    if (bytes || bar.hidden) return;
    bar.max = total || 1;
    bar.value = done;
    bar.hidden = stopped || done === total;
    const text = showWord('download_' + (stopped || (bar.hidden ? 'done' : 'progress')), { a: done, b: total });
    showPart('progress-text').textContent = text;
    if (bar.hidden) showTell(text);
  });
}
