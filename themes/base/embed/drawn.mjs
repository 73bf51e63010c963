/** A list of the board, as elements. Texts are only ever texts, and addresses lead to pages. */

/**
 * @param {object} list what `elenco.json` says
 * @param {object} asked what the element asks for
 * @param {string} base the address from which the list comes
 * @returns {HTMLElement}
 */
export function drawnList(list, asked, base) {
  const root = drawnPart('div', 'bacheca', '');
  root.lang = drawnText(list.lingua);
  root.dir = list.verso === 'rtl' ? 'rtl' : 'ltr';
  root.className = asked.look;
  if (asked.colour) root.style.setProperty('--bacheca-colore', asked.colour);
  const title = asked.title === null ? drawnText(list.titolo) : asked.title;
  if (title) root.append(drawnPart('h' + asked.level, 'titolo', title));
  const items = drawnChosen(list.voci, asked);
  root.append(items.length ? drawnItems(items, list, base) : drawnPart('p', 'vuoto', list.parole.vuoto));
  const end = drawnPart('p', 'fine', '');
  end.append(drawnLink('tutti', list.tutti, list.url, base), ' ', drawnPart('span', 'fonte', list.bacheca));
  root.append(end);
  return root;
}

/** What has closed since the list was written comes last. */
function drawnChosen(items, { section, need, audience, state, most }) {
  const has = (names, name) => !name || (names || []).includes(name);
  const isIn = (item) => has([item.sezione], section) && has(item.bisogni, need) && has(item.per_chi, audience);
  // In Rome, for the reader may be elsewhere; browsers that write dates in another way tell nothing.
  const now = new Date().toLocaleString('sv', { timeZone: 'Europe/Rome' }).replace(' ', 'T');
  const isOver = ({ fino_a: until }) => /^\d{4}-/.test(now) && /^\d{4}-/.test(until) && now.slice(0, until.length) > until;
  const found = items.filter(isIn).map((item) => ({ item, over: isOver(item) || item.stato.tono === 'off' }));
  const isAsked = ({ item: { stato }, over }) =>
    !state || (!over && (stato.chiave.replace(/-/g, '_') === state || (state === 'aperta' && /^(ok|soon)$/.test(stato.tono))));
  return found.filter(isAsked).sort((one, other) => one.over - other.over).slice(0, most);
}

function drawnItems(items, list, base) {
  const ul = drawnPart('ul', 'elenco', '');
  // Without marks it would be no list for some screen readers.
  ul.setAttribute('role', 'list');
  for (const { item, over } of items) ul.append(drawnItem(item, over, list, base));
  return ul;
}

function drawnItem(item, over, { parole }, base) {
  const li = drawnPart('li', 'voce', '');
  const link = drawnLink('link', item.titolo, item.url, base);
  const text = drawnPart('p', 'descrizione', item.descrizione);
  if (item.lingua) for (const one of [link, text]) drawnForeign(one, drawnText(item.lingua));
  const facts = drawnPart('p', 'dati', '');
  const tone = over ? 'off' : drawnText(item.stato.tono).replace(/\W/g, '');
  facts.append(drawnPart('span', 'stato stato-' + tone, over && item.stato.tono !== 'off' ? parole.chiusa : item.stato.testo));
  if (item.scadenza) facts.append(' ', drawnDeadline(item.scadenza, over ? parole.chiusa_il : parole.entro));
  for (const key of ['luogo', 'accesso']) if (item[key]) facts.append(' ', drawnPart('span', key, item[key]));
  li.append(drawnPart('p', 'etichetta', item.etichetta), link, text, facts);
  return li;
}

function drawnDeadline({ data, testo }, word) {
  const line = drawnPart('span', 'scadenza', drawnText(word) + ' ');
  const time = drawnPart('time', '', testo);
  time.dateTime = drawnText(data);
  line.append(time);
  return line;
}

function drawnForeign(one, lang) {
  one.lang = lang;
  one.dir = 'auto';
  if (one.href) one.hreflang = lang;
}

/** Text alone, where the address is none that a reader could open. */
function drawnLink(part, text, address, base) {
  const href = drawnAddress(address, base);
  const link = drawnPart(href ? 'a' : 'span', part, text);
  if (href) link.href = href;
  return link;
}

/** A board may list entries of another one: those have a safe address. */
function drawnAddress(address, base) {
  const own = new URL(base);
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === own.origin) ? url.href : '';
  } catch (error) {
    return '';
  }
}

function drawnPart(tag, part, text) {
  const one = document.createElement(tag);
  if (part) one.setAttribute('part', part);
  one.textContent = drawnText(text);
  return one;
}

function drawnText(value) {
  return typeof value === 'string' ? value : '';
}
