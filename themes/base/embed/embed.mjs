/**
 * Runs in the frame of another site: shows of the list what the frame's address asks for, and tells the host how high
 * the page is. There are two ways to tell it: the board's own, and that of WordPress, whose frames may not even open a
 * link and ask the host to follow it.
 *
 * Nothing of the address is ever shown. In a sandbox this page is of no origin: nothing can be fetched or kept.
 */

import { overMark } from '../components/card/over.mjs';

const EMBED_ASKED = new URLSearchParams(location.search);
// WordPress gives each frame a word to say with each message.
const EMBED_SECRET = (/^#\?secret=([A-Za-z0-9]{1,64})$/.exec(location.hash) || [])[1];
/** For the host to make room, in milliseconds. */
const EMBED_PATIENCE = 2000;

embedLook();
overMark();
embedChoose();
embedLevel();
if (parent !== window) embedSpeak();

function embedAsked(key) {
  return (EMBED_ASKED.get(key) || '').trim().toLowerCase();
}

function embedLook() {
  const look = embedAsked('aspetto');
  if (look === 'chiaro' || look === 'scuro') document.documentElement.dataset.look = look;
  if (embedAsked('titolo') === 'no') for (const title of document.querySelectorAll('.heading')) title.hidden = true;
}

/** What has closed since the page was built comes last. */
function embedChoose() {
  const items = [...document.querySelectorAll('.item')];
  const most = /^[1-9]\d?$/.test(embedAsked('massimo')) ? +embedAsked('massimo') : items.length;
  const isOver = (item) => (item.querySelector('.status-off') ? 1 : 0);
  const shown = items.filter(embedIsAsked).sort((one, other) => isOver(one) - isOver(other)).slice(0, most);
  for (const item of items) item.hidden = true;
  for (const item of shown) {
    item.hidden = false;
    item.parentNode.append(item);
  }
  const [list] = document.getElementsByClassName('items');
  if (!list) return;
  list.hidden = !shown.length;
  list.nextElementSibling.hidden = !list.hidden;
}

function embedIsAsked(item) {
  const { section, audiences = '', needs = '', state = '' } = item.dataset;
  const has = (names, key) => !embedAsked(key) || names.split(' ').includes(embedAsked(key));
  return has(section, 'sezione') && has(audiences, 'per-chi') && has(needs, 'bisogno') && embedHasState(item, state);
}

/** «Open» is all that one can ask for today, a service too. */
function embedHasState(item, state) {
  const asked = embedAsked('stato').replace(/-/g, '_');
  if (!asked) return true;
  return asked === 'aperta' ? !!item.querySelector('.status-ok,.status-soon') : state === asked;
}

/** The headings go on from those of the host. */
function embedLevel() {
  const level = +(/^[2-6]$/.exec(embedAsked('livello-titolo')) || [2])[0];
  if (level === 2) return;
  const isList = document.querySelector('.heading');
  for (const heading of document.querySelectorAll('.heading')) embedRaise(heading, level);
  for (const title of document.querySelectorAll('.title')) embedRaise(title, Math.min(isList ? level + 1 : level, 6));
}

function embedRaise(heading, level) {
  const other = document.createElement('h' + level);
  for (const { name, value } of heading.attributes) other.setAttribute(name, value);
  other.append(...heading.childNodes);
  heading.replaceWith(other);
}

/** A host may be shut, or may give less room than this page needs: then its scroll bar comes back. */
function embedScroll() {
  const root = document.documentElement;
  root.dataset.framed = '';
  setTimeout(() => root.scrollHeight > root.clientHeight && root.removeAttribute('data-framed'), EMBED_PATIENCE);
}

/** A host that comes to listen late asks again. */
function embedIsReady({ source, data }) {
  if (source !== parent || !data) return false;
  if (data.type === 'bacheca:chiedi') return data.v === 1;
  return data.message === 'ready' && !!EMBED_SECRET && data.secret === EMBED_SECRET;
}

function embedSpeak() {
  let told = 0;
  embedScroll();
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height && height !== told) embedTell(height);
    told = height;
  };
  tell();
  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
  addEventListener('load', tell);
  addEventListener('message', (event) => {
    if (!embedIsReady(event)) return;
    told = 0;
    tell();
  });
  if (EMBED_SECRET) document.addEventListener('click', embedFollow);
}

/** The height is no secret: where the host does not say who it is, anyone may hear it. */
function embedTell(altezza) {
  const [, host] = /^(https?:\/\/[^/]+)/.exec(document.referrer) || [];
  const [id] = /^[\w-]{1,64}$/.exec(EMBED_ASKED.get('id') || '') || [''];
  parent.postMessage({ type: 'bacheca:altezza', v: 1, altezza, id }, host || '*');
  if (EMBED_SECRET) parent.postMessage({ secret: EMBED_SECRET, message: 'height', value: altezza }, '*');
}

function embedFollow(event) {
  const link = event.target.closest('a[href]');
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  parent.postMessage({ secret: EMBED_SECRET, message: 'link', value: link.href }, '*');
}
