/**
 * The reader's Comune: chosen, changed and forgotten, on the page of a Comune too; and which ones are near. What is
 * kept is shown by `scripts/first.mjs`.
 */

import { keptComune, keptKeep, keptOf } from './kept.mjs';

const NEAR_SHOWN = 3;
// Kilometres in a degree of latitude.
const NEAR_DEGREE = 111.2;
const NEAR_PATIENCE = 15000;
const NEAR_FRESH = 600000;

/** Links to all Comuni, or the button of the one whose page this is. */
const nearChoices = [...document.querySelectorAll('[data-comune]')];

export function nearStart() {
  const form = nearPart('form');
  if (form) {
    form.elements[0].append(...nearChoices.map(nearOption));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = form.elements[0];
      if (nearKeep(nearChoices.find(({ dataset }) => dataset.comune === value))) nearPart('name').focus();
    });
  }
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-do]');
    if (button) NEAR_ACTS[button.dataset.do](button);
  });
}

const NEAR_ACTS = {
  change() {
    nearPart('here').hidden = true;
    nearAsk(keptComune().slug);
  },
  forget() {
    if (nearKeep()) nearAsk('');
  },
  toggle(button) {
    const { slug } = keptComune();
    nearKeep(slug === button.dataset.comune ? undefined : button);
  },
  find({ dataset }) {
    nearTell('found', dataset.finding);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => nearTell('found', dataset.found, nearClosest(coords, dataset.km)),
      ({ code, PERMISSION_DENIED }) => nearTell('found', code === PERMISSION_DENIED ? dataset.refused : dataset.failed),
      { timeout: NEAR_PATIENCE, maximumAge: NEAR_FRESH },
    );
  },
};

function nearPart(name) {
  return document.querySelector('[data-part=near-' + name + ']');
}

function nearOption({ dataset: { comune }, textContent }) {
  return Object.assign(document.createElement('option'), { value: comune, textContent });
}

/** Shows the list to choose from. @param {string} slug chosen in it */
function nearAsk(slug) {
  const form = nearPart('form');
  form.hidden = false;
  form.elements[0].value = slug || '';
  form.elements[0].focus();
}

/** @param {HTMLElement} [choice] none to forget */
function nearKeep(choice) {
  const { dataset } = nearPart('told');
  const comune = choice && keptOf(choice);
  const isDone = keptKeep(comune);
  const text = comune ? dataset.chosen.replace('{x}', '\u2068' + comune.name + '\u2069') : dataset.forgotten;
  nearTell('told', isDone ? text : dataset.failed);
  return isDone;
}

/** Where it is both seen and heard. @param {string} part @param {string} text @param {Node[]} [more] */
function nearTell(part, text, more = []) {
  const told = nearPart(part);
  told.textContent = text;
  told.append(...more);
}

/** The nearest places as a list of links with how far they are, computed here: no position is sent. */
function nearClosest({ latitude, longitude }, km) {
  // A degree of longitude is shorter the farther one is from the equator: enough for a district.
  const narrow = Math.cos((latitude * Math.PI) / 180);
  const far = ({ dataset: { lat, lon } }) => NEAR_DEGREE * Math.hypot(lat - latitude, (lon - longitude) * narrow);
  const list = document.createElement('ul');
  const places = [...document.querySelectorAll('li:not([hidden]) > [data-lat]')];
  for (const choice of places.sort((a, b) => far(a) - far(b)).slice(0, NEAR_SHOWN)) {
    const item = document.createElement('li');
    const { href, textContent, lang, hreflang } = choice;
    const link = Object.assign(document.createElement('a'), { href, textContent, lang, hreflang });
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    item.append(link, ', ' + km.replace('{n}', far(choice).toLocaleString(document.documentElement.lang, digits)));
    list.append(item);
  }
  return [list];
}
