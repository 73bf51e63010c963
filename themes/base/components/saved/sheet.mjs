/** What a person needs of an entry, read from the entry's own page: always as fresh as the page is. */

import { MINE_BASE, MINE_KEY } from '../keep/mine.mjs';

/** In the order of the page: what it is, whom to call, where and when, and what stands on paper only. */
const SHEET_PARTS = '.entry-key,#accesso,section#sedi-e-orari,#contatti,.sheet-end';

/**
 * @typedef {object} Sheet
 * @property {'here' | 'gone' | 'away' | 'delicate'} state
 * @property {string} [key] its name today, which may not be the one that was asked for
 * @property {string} [title]
 * @property {string} [url]
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {Element} [head] with an `h1`
 * @property {Element[]} [parts] with headings from `h3` on
 */

/**
 * In the reader's language if the entry is written in it, else in the board's first.
 *
 * @param {string} key @param {string} home path of the board in the reader's language
 * @returns {Promise<Sheet>}
 */
export async function sheetRead(key, home) {
  const reader = document.documentElement.lang;
  let found = await sheetFetch(MINE_BASE + key + '/');
  if (found.moved) found = await sheetFetch(MINE_BASE + found.moved + '/');
  const isWritten = !found.page || found.page.querySelector('link[hreflang="' + reader + '"]');
  if (home !== MINE_BASE && found.state !== 'gone' && isWritten) {
    const own = await sheetFetch(home + (found.key || key) + '/');
    if (own.page) found = own;
  }
  const { page, url } = found;
  if (!page) return { state: found.state || 'away' };
  if (page.querySelector('meta[name=referrer][content=no-referrer]')) return { state: 'delicate' };
  const entry = page.querySelector('.entry');
  if (!entry) return { state: 'away' };
  const adopt = (part) => sheetClean(document.importNode(part, true), url);
  const parts = [...page.querySelectorAll(SHEET_PARTS)].map(adopt);
  const head = adopt(entry.querySelector('.entry-head'));
  const title = entry.querySelector('h1').textContent.trim();
  const { lang, dir } = page.documentElement;
  return { state: 'here', key: found.key, title, url, lang, dir, head, parts };
}

async function sheetFetch(url) {
  try {
    const response = await fetch(url, { headers: { Accept: 'text/html' } });
    if ([404, 410].includes(response.status)) return { state: 'gone' };
    const { origin, pathname } = new URL(response.url);
    if (!response.ok || origin !== location.origin) return {};
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // An old address is a page that only leads on, where the host can do no better.
    const isMoved = page.querySelector('meta[http-equiv=refresh]');
    if (isMoved) return { moved: sheetKey(new URL(page.querySelector('link[rel=canonical]').href).pathname) };
    return { page, url: response.url, key: sheetKey(pathname) };
  } catch (error) {
    return {};
  }
}

/** The name of the entry whose page has a path, if it is one. */
function sheetKey(path) {
  const [key] = path.replace(/\/?(index\.html)?$/, '').match(/\w+\/[^/]+$/) || [];
  return path.startsWith(MINE_BASE) && MINE_KEY.test(key) ? key : undefined;
}

/** Takes away what has a meaning in its own page only; brings headings one level down. */
function sheetClean(part, url) {
  for (const one of part.querySelectorAll('script,template,.keep,.keep+*,.hours-now')) one.remove();
  // Contacts of every Comune stay where there is nobody else to call.
  if (part.querySelector('.office .contact-way')) for (const one of part.querySelectorAll('.office~*')) one.remove();
  for (const one of part.querySelectorAll('a[href]')) one.href = new URL(one.getAttribute('href'), url).href;
  for (const one of part.querySelectorAll('h2,h3,h4')) sheetLower(one);
  for (const one of [part, ...part.querySelectorAll('[id],[aria-labelledby]')]) {
    one.removeAttribute('id');
    one.removeAttribute('aria-labelledby');
  }
  return part;
}

function sheetLower(heading) {
  const lower = document.createElement('h' + (Number(heading.localName[1]) + 1));
  lower.className = heading.className;
  lower.append(...heading.childNodes);
  heading.replaceWith(lower);
}
