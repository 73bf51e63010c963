/**
 * The page of the reader's own list, and of a list that somebody sent: `#servizi/casa,progetti/porte-aperte`. Titles
 * are shown at once, the rest as the pages of the entries come.
 */

import { MINE_KEY, mineRead, mineWrite } from '../keep/mine.mjs';
import { shareOther, shareStart } from '../share/share.mjs';
import { sheetRead } from './sheet.mjs';

const SAVED_MOST = 50;
const SAVED_LANES = 4;

const savedRoot = document.querySelector('[data-module=saved]');
// In a copy for a disk, folders end with their page.
const SAVED_PAGE = location.protocol === 'file:' ? 'index.html' : '';
/** Of the list shown: titles by key, once their pages say them. @type {Map<string, string>} */
let savedFound;

export function savedStart() {
  if (!savedRoot) return;
  savedPart('plain').replaceWith(savedPart('interface').content.cloneNode(true));
  savedPart('print').addEventListener('click', () => print());
  savedPart('clear').addEventListener('click', () => savedAsk(true));
  savedPart('clear-no').addEventListener('click', () => savedAsk(false));
  savedPart('clear-yes').addEventListener('click', savedClear);
  savedPart('keep').addEventListener('click', savedKeep);
  shareStart(savedRoot.querySelector('.share'));
  // On paper the address of each entry is worth more than that of a list which stays here.
  document.querySelectorAll('main>.sheet-end').forEach((one) => one.remove());
  // The way back may lead to this page as it was before the list was changed.
  addEventListener('pageshow', ({ persisted }) => persisted && savedDraw());
  addEventListener('hashchange', () => savedSent().length && savedDraw());
  savedDraw();
}

function savedPart(name, within = savedRoot) {
  return within.querySelector('[data-part=' + name + ']');
}

function savedHome() {
  return savedRoot.dataset.home.replace(/index\.html$/, '');
}

/** Changes the address, where the browser lets it. */
function savedAddress(hash) {
  try {
    history.replaceState(null, '', location.pathname + hash);
  } catch (error) {
    // From a disk some do not.
  }
}

/** The list behind the `#`, of which only names of entries are taken. */
function savedSent() {
  const keys = location.hash.slice(1).split(',').filter((key) => MINE_KEY.test(key));
  return [...new Set(keys)].slice(0, SAVED_MOST);
}

async function savedDraw() {
  const sent = savedSent();
  const isSent = sent.length > 0;
  const list = isSent ? sent.map((key) => ({ key, title: key.replace(/.*\//, '').replace(/-/g, ' ') })) : mineRead();
  const found = new Map();
  savedFound = found;
  const place = savedPart('list');
  place.textContent = '';
  place.setAttribute('aria-busy', 'true');
  savedPart('sent').hidden = !isSent;
  savedPart('keep').hidden = true;
  const items = list.map((one) => savedItem(one, isSent));
  place.append(...items.map(({ item }) => item));
  savedCount();
  const queue = items.values();
  const lane = async () => {
    for (const one of queue) {
      const sheet = await savedFill(one);
      if (sheet.state === 'here') found.set(sheet.key || one.key, sheet.title);
      if (!isSent) savedRefresh(one.key, sheet);
    }
  };
  await Promise.all(Array.from({ length: SAVED_LANES }, lane));
  // Meanwhile another list may have come.
  if (found !== savedFound) return;
  place.removeAttribute('aria-busy');
  savedPart('keep').hidden = found.size === 0;
  savedCount();
  // What is delicate does not stay in the address either.
  if (isSent) savedAddress(savedHash());
}

function savedItem({ key, title }, isSent) {
  const item = savedPart('item').content.cloneNode(true).firstElementChild;
  item.dataset.key = key;
  const link = item.querySelector('a');
  link.textContent = title;
  link.href = savedHome() + key + '/' + SAVED_PAGE;
  const drop = savedPart('drop', item);
  drop.querySelector('bdi').textContent = title;
  if (isSent) drop.remove();
  else drop.addEventListener('click', () => savedDrop(item));
  return { key, item };
}

/** @returns {Promise<import('./sheet.mjs').Sheet>} */
async function savedFill({ key, item }) {
  const sheet = await sheetRead(key, savedHome());
  const { state, head, parts } = sheet;
  const heading = item.querySelector('h2');
  const link = heading.firstElementChild;
  if (state === 'delicate') item.remove();
  if (state === 'gone') link.removeAttribute('href');
  if (state === 'gone' || state === 'away') {
    const note = savedPart('note', item);
    note.textContent = note.dataset[state];
    note.hidden = false;
  }
  if (state !== 'here') return sheet;
  item.dataset.key = sheet.key || key;
  link.href = sheet.url;
  link.textContent = sheet.title;
  const drop = savedPart('drop', item);
  if (drop) drop.querySelector('bdi').textContent = sheet.title;
  // The heading stays, for it may have the focus.
  const nodes = [...head.childNodes];
  const title = nodes.findIndex(({ localName }) => localName === 'h1');
  heading.before(...nodes.slice(0, title));
  heading.after(...nodes.slice(title + 1));
  const place = item.firstElementChild;
  place.append(...parts);
  if (sheet.lang !== document.documentElement.lang) {
    place.lang = sheet.lang;
    place.dir = sheet.dir;
  }
  return sheet;
}

/** Keeps what the page of an entry is called today; of a delicate one nothing. */
function savedRefresh(key, { state, title, key: today }) {
  if (state !== 'here' && state !== 'delicate') return;
  const list = mineRead();
  const index = list.findIndex((one) => one.key === key);
  if (index < 0) return;
  const isTwice = list.some((one, other) => other !== index && one.key === today);
  if (state === 'here' && !isTwice) list[index] = { key: today || key, title };
  else list.splice(index, 1);
  mineWrite(list);
}

/** Shows what goes with a list of some length, and gives its address to those who share it. */
function savedCount() {
  const hash = savedHash();
  const share = savedRoot.querySelector('.share');
  savedPart('empty').hidden = hash !== '';
  savedPart('acts').hidden = hash === '';
  savedPart('clear').hidden = !savedPart('sent').hidden;
  share.hidden = hash === '';
  shareOther(share, document.querySelector('link[rel=canonical]').href + hash);
}

/** The list shown, as it is written behind an address. */
function savedHash() {
  const keys = [...savedPart('list').children].map(({ dataset }) => dataset.key);
  return keys.length ? '#' + keys.slice(0, SAVED_MOST).join(',') : '';
}

function savedSay(text, isFault = false) {
  const status = savedPart('status');
  status.textContent = text;
  status.className = isFault ? 'empty' : 'hidden';
}

function savedDrop(item) {
  const next = item.nextElementSibling || item.previousElementSibling;
  const said = savedPart('status').dataset;
  mineWrite(mineRead().filter(({ key }) => key !== item.dataset.key));
  item.remove();
  savedCount();
  savedSay(said.dropped.replace('{x}', () => item.querySelector('h2').textContent));
  (next ? savedPart('drop', next) : savedPart('empty')).focus();
}

function savedAsk(isOpen) {
  savedPart('confirm').hidden = !isOpen;
  savedPart(isOpen ? 'clear-no' : 'clear').focus();
}

function savedClear() {
  mineWrite([]);
  savedPart('confirm').hidden = true;
  savedDraw();
  savedSay(savedPart('status').dataset.cleared);
  savedPart('empty').focus();
}

function savedKeep() {
  const own = mineRead();
  // In the order in which they were sent; two may have become one.
  const shown = [...savedPart('list').children].map(({ dataset }) => dataset.key);
  const isNew = (key) => savedFound.has(key) && !own.some((one) => one.key === key);
  const news = [...new Set(shown)].filter(isNew).map((key) => ({ key, title: savedFound.get(key) }));
  const { kept, fault } = savedPart('status').dataset;
  if (!mineWrite(own.concat(news))) return savedSay(fault, true);
  savedAddress('');
  savedDraw();
  savedSay(kept);
  savedPart('list').querySelector('a').focus();
}
