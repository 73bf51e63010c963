/**
 * The script that other sites load: `<bacheca-elenco>`, a list of the board in their pages, and the height of the
 * board's frames. What stands inside the element stays to be read where the list cannot be drawn. It knows the board
 * from its own address, keeps nothing on the device and sends nothing but the request for a list.
 */

import { askedOf } from './asked.mjs';
import { drawnList } from './drawn.mjs';
import { dressSheet } from './dress.mjs';
import { framesFollow } from './frames.mjs';

const BACHECA_NAME = 'bacheca-elenco';

const bachecaScript = (document.currentScript || {}).src;
// The script is `/embed/v1/bacheca.js`, or the same with a number.
const bachecaFolder = bachecaScript && new URL('..', bachecaScript).href;
const bachecaFiles = new Map();

if (bachecaFolder) bachecaStart();

function bachecaStart() {
  framesFollow(bachecaFolder);
  // A browser that knows no style sheets made by scripts shows what stands inside the element.
  if ('adoptedStyleSheets' in document && !customElements.get(BACHECA_NAME)) customElements.define(BACHECA_NAME, bachecaElement());
}

function bachecaElement() {
  const sheet = dressSheet();
  return class extends HTMLElement {
    #turn;

    static get observedAttributes() {
      return ['comune', 'sezione', 'bisogno', 'per-chi', 'stato', 'massimo', 'lingua', 'titolo', 'livello-titolo', 'aspetto', 'colore'];
    }

    connectedCallback() {
      this.#draw();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#draw();
    }

    /** Attributes may come one by one, and answers in another order than questions: the last question counts. */
    async #draw() {
      const turn = (this.#turn = {});
      await turn;
      if (turn !== this.#turn) return;
      const list = await bachecaTry(this);
      if (turn === this.#turn) this.#show(list);
    }

    #show(list) {
      if (!list && !this.shadowRoot) return;
      const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      root.textContent = '';
      root.append(list || document.createElement('slot'));
      this.dispatchEvent(new Event('bacheca:pronto'));
    }
  };
}

/** @returns {Promise<HTMLElement | null>} nothing where there is no list to draw */
async function bachecaTry(element) {
  try {
    const asked = askedOf(element);
    return drawnList(await bachecaList(asked), asked, bachecaFolder);
  } catch (error) {
    console.warn('<' + BACHECA_NAME + '>', error);
    return null;
  }
}

/** The list in the language asked for; in the board's first language if there is no other. */
async function bachecaList({ place, lang }) {
  const list = await bachecaFile(place);
  if (!lang || list.lingua === lang) return list;
  return bachecaFile(lang + '/' + place).catch(() => list);
}

function bachecaFile(place) {
  const url = bachecaFolder + place + 'elenco.json';
  if (!bachecaFiles.has(url)) bachecaFiles.set(url, bachecaFetch(url));
  return bachecaFiles.get(url);
}

async function bachecaFetch(url) {
  try {
    const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(answer.status + ' ' + url);
    return await answer.json();
  } catch (error) {
    // The network may come back before the next element asks.
    bachecaFiles.delete(url);
    throw error;
  }
}
