/**
 * Draws what the search found. Nothing else touches the results on the page; the words and the shapes come from the
 * templates of the theme, `components/search-results/`.
 *
 * @typedef {object} ShownResult
 * @property {any} result as the engine gives it
 * @property {any} from the index it comes from: `engine`, `analyzer`, `link(url)`, `language`
 * @property {Set<string>} terms to be marked
 */

import { excerpt, mark } from './highlight.mjs';

const SHOW_LENGTH = 112;
// Excerpts asked for at once; those further down when they come into view.
const SHOW_FIRST = 5;
const SHOW_QUIET = 600;

/** What the page says of its board: FORMAT.md does not know it, `search.config` of the theme does. */
let showConfig;
let showObserver;
let showTimer;

export function showSetUp() {
  return (showConfig = JSON.parse(document.getElementById('search-config').textContent));
}

export function showPart(name) {
  return document.querySelector('[data-part=' + name + ']');
}

export function showCopy(name) {
  return showPart(name).content.firstElementChild.cloneNode(true);
}

/** A sentence of the theme with its blanks filled in. @param {string} key @param {Record<string, any>} [blanks] */
export function showWord(key, blanks = {}) {
  return (showConfig.words[key] || key).replace(/\{(\w+)\}/g, (blank, name) => (name in blanks ? blanks[name] : blank));
}

export function showCount(key, n) {
  return showWord(key + (n === 1 ? '_one' : '_many'), { n: n.toLocaleString(showConfig.language) });
}

/** @param {Element} element @param {{ text: string, marked: boolean }[]} pieces */
export function showMarked(element, pieces) {
  element.textContent = '';
  for (const { text, marked } of pieces) {
    element.append(marked ? Object.assign(document.createElement('mark'), { textContent: text }) : text);
  }
}

/** What changed, told once it has stopped changing. @param {string} text */
export function showTell(text) {
  clearTimeout(showTimer);
  showTimer = setTimeout(() => (showPart('status').textContent = text), SHOW_QUIET);
}

/**
 * @param {'start' | 'found' | 'filtered' | 'nothing' | 'fault'} state parts of the page are seen that are in it
 * @param {string} [title]
 * @param {string} [advice]
 * @param {string[]} [notes]
 * @param {{ title?: string, rows: ShownResult[] }[]} [groups]
 * @param {number} [most] rows in all
 * @param {string} [told] what is told besides the first note
 */
export function showAnswer(state, title = '', advice = '', notes = [], groups = [], most = 0, told = title) {
  for (const part of document.querySelectorAll('[data-in]')) part.hidden = !part.matches('[data-in~=' + state + ']');
  showPart('title').textContent = title;
  showPart('advice').textContent = advice;
  showPart('advice').hidden = !advice;
  showList('notes', notes, (note) => Object.assign(document.createElement('li'), { textContent: note }));
  const fills = new Map();
  let left = most;
  let total = 0;
  const list = groups.flatMap(({ title, rows }) => {
    const shown = rows.slice(0, left);
    left -= shown.length;
    total += rows.length;
    if (!shown.length) return [];
    const list = showCopy('list');
    list.append(...shown.map((row) => showRow(row, fills)));
    return title ? [Object.assign(showCopy('break'), { textContent: title }), list] : [list];
  });
  showList('lists', list, (element) => element);
  showPart('more').hidden = total <= most;
  showFragments([...fills]);
  showTell([told, ...notes.slice(0, 1)].join('. '));
}

/** Puts new elements in place of those before. */
function showList(name, items, draw) {
  const list = showPart(name);
  list.textContent = '';
  list.append(...items.map(draw));
}

/** Excerpts of the first at once, of the others when they come into view. @param {[Element, () => Promise<void>][]} fills */
async function showFragments(fills) {
  const later = new Map(fills.splice(SHOW_FIRST));
  if (showObserver) showObserver.disconnect();
  showObserver = new IntersectionObserver((seen, observer) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      later.get(target)();
    }
  });
  for (const item of later.keys()) showObserver.observe(item);
  await Promise.all(fills.map(([, fill]) => fill()));
  // Without titles nobody could reach them by keyboard.
  for (const [item, fill] of later) if (!item.querySelector('a').href) fill();
}

/** @param {ShownResult} row @param {Map<Element, () => Promise<void>>} fills what is left to do for each */
function showRow({ result, from, terms }, fills) {
  const item = showCopy('result');
  const [kind, chips, link, text] = ['.kind', '.found-chips', 'a', '.found-text'].map((name) => item.querySelector(name));
  const { analyzer } = from;
  item.lang = from.language;
  kind.classList.add('kind-' + result.kind);
  kind.textContent = showWord('kind_' + result.kind);
  kind.lang = chips.lang = showConfig.language;
  if (result.title) showLink(link, result, from, mark(result.title, terms, analyzer));
  showChips(chips, result);
  fills.set(item, async () => {
    const fragment = await from.engine.document(result.doc).catch(() => 0);
    if (!fragment) return;
    const [short, long] = [fragment.summary, fragment.text].map((it) => excerpt(it || '', terms, analyzer, SHOW_LENGTH));
    // The author's own summary, unless only the text has the words.
    showMarked(text, short.some(({ marked }) => marked) || !long.some(({ marked }) => marked) ? short : long);
    if (!result.title) showLink(link, fragment, from, mark(fragment.title, terms, analyzer));
    showChips(chips, result, fragment);
  });
  return item;
}

/** @param {HTMLAnchorElement} link */
export function showLink(link, { url }, from, pieces) {
  link.href = from.link(url);
  if (from.language !== showConfig.language) link.hreflang = from.language;
  showMarked(link, pieces);
}

/** What must be known before opening: its state today, whom it is for, where it holds. */
function showChips(chips, { over, professional, elsewhere, kind }, { status, until } = {}) {
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Rome' });
  const add = (tone, label) => {
    const chip = showPart('chips').content.querySelector(tone).cloneNode(true);
    chip.lastElementChild.textContent = label;
    chips.append(chip);
  };
  chips.textContent = '';
  if (until < today || (over && !status)) add('.status-off', showConfig.words['over_' + kind] || showWord('over'));
  // Those for certain states stand before the one for all others.
  else if (status) add('[data-states~=' + status[0] + '],.status-off', status[1]);
  if (professional) add('.status-refer', showWord('professional'));
  if (elsewhere) add('.status-place', showWord('elsewhere'));
}

/**
 * The filters: boxes, that stay where they are while their counts change so that no focus is lost, and for each chosen
 * one a button that takes it away.
 *
 * @param {{ facet: string, slug: string, label: string, count: number, isChosen: boolean }[]} values
 */
export function showFacets(values) {
  const chosen = values.filter(({ isChosen }) => isChosen);
  showPart('filters-count').textContent = chosen.length ? ' (' + chosen.length + ')' : '';
  showList('chosen', chosen, ({ facet, slug, label }) => {
    const item = showCopy('filter');
    Object.assign(item.firstElementChild.dataset, { facet, slug });
    item.querySelector('bdi').textContent = label;
    return item;
  });
  for (const group of showPart('filters').querySelectorAll('[data-facet]')) {
    const own = values.filter(({ facet }) => facet === group.dataset.facet);
    if (!group.querySelector('label')) group.append(...own.sort(showByLabel).map(showChoice));
    for (const { slug, label, count, isChosen } of own) {
      const box = group.querySelector('[value="' + slug + '"]');
      const [name, number] = box.parentNode.querySelectorAll('bdi');
      box.checked = isChosen;
      box.parentNode.hidden = !count && !isChosen;
      name.textContent = label;
      number.textContent = count;
    }
    group.closest('[data-group]').hidden = !own.some(({ count, isChosen }) => count || isChosen);
  }
}

/** Months by time, all else by name. */
function showByLabel(a, b) {
  const key = a.facet === 'scadenza' ? 'slug' : 'label';
  return a[key].localeCompare(b[key], showConfig.language);
}

function showChoice({ facet, slug }) {
  const choice = showCopy('choice');
  Object.assign(choice.firstElementChild, { name: facet }).setAttribute('value', slug);
  return choice;
}

/** Whom to call: the social service of the chosen Comune, if it has a number. @param {HTMLOptionElement} option */
export function showHelp({ text, dataset: { url, phone, href, office } }) {
  const local = showPart('help-local');
  const [name, call] = local.querySelectorAll('a');
  local.hidden = !url;
  showPart('help-choose').hidden = !!url;
  showPart('help-any').hidden = !!href;
  call.hidden = !href;
  name.href = url;
  name.textContent = office ? office + ', ' + text : showWord('help_in', { x: text });
  call.href = href;
  call.querySelector('bdi').textContent = phone;
}
