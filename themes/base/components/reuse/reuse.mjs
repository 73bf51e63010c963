/** The page with which the site of a Comune takes a part of the board: what is chosen is shown, and is what the codes say. */

import { codesOf } from './codes.mjs';
import { contrastOf } from './contrast.mjs';
import { copyEvery } from './copy.mjs';

const reuseForm = document.querySelector('[data-module=reuse]');
const reusePart = (name) => reuseForm.querySelector('[data-part=' + name + ']');
const reuseAll = (selector) => [...document.querySelectorAll(selector)];

// What is written the least: a plain element shows the same.
const REUSE_PLAIN = { massimo: '5', 'livello-titolo': '3', aspetto: '' };

/** Grounds on which the colour of the links must be read; most sites are white. */
const REUSE_GROUNDS = { '': '#ffffff', chiaro: '#ffffff', scuro: '#17293c' };
const REUSE_CONTRAST = 4.5;

if (reuseForm) reuseStart();

function reuseStart() {
  copyEvery();
  reuseForm.addEventListener('input', reuseFollow);
  reusePart('preview').addEventListener('bacheca:pronto', reuseWrite);
  reuseFollow();
}

/** Attributes of the element, from what is chosen. */
function reuseAttributes() {
  const { elements } = reuseForm;
  const attributes = {};
  for (const { name, value, type, checked } of elements)
    if (name && (type !== 'radio' || checked) && value !== (REUSE_PLAIN[name] || '')) attributes[name] = value;
  if (!elements.ownColour.checked) delete attributes.colore;
  if (attributes['livello-titolo'] === 'no') {
    delete attributes['livello-titolo'];
    attributes.titolo = '';
  }
  delete attributes.ownColour;
  if (attributes.lingua === reuseForm.dataset.lang) delete attributes.lingua;
  return attributes;
}

function reuseFollow() {
  const attributes = reuseAttributes();
  const preview = reusePart('preview');
  for (const name of preview.getAttributeNames()) if (!(name in attributes) && name !== 'data-part') preview.removeAttribute(name);
  for (const name of Object.keys(attributes))
    if (preview.getAttribute(name) !== attributes[name]) preview.setAttribute(name, attributes[name]);
  reusePart('colour').hidden = !reuseForm.elements.ownColour.checked;
  reusePart('faint').hidden = !attributes.colore || reuseIsClear(attributes);
  reuseWrite();
}

function reuseIsClear({ aspetto = '', colore }) {
  return contrastOf(REUSE_GROUNDS[aspetto], colore) >= REUSE_CONTRAST;
}

/** The codes: the plain list in them has what the preview shows. */
function reuseWrite() {
  const attributes = reuseAttributes();
  const root = reusePart('preview').shadowRoot;
  const links = root ? [...root.querySelectorAll('[part=link]')].map(({ href, textContent }) => [href, textContent]) : [];
  const comune = reuseForm.elements.comune.selectedOptions[0];
  const all = attributes.comune ? comune.dataset.all : reuseForm.dataset.all;
  const codes = codesOf(attributes, { ...reuseForm.dataset, all, links, comune: attributes.comune && comune.text });
  for (const field of reuseAll('[data-fill]')) field.value = codes[field.dataset.fill];
  for (const one of reuseAll('[data-when=coarse]')) one.hidden = !codes.isCoarse;
}
