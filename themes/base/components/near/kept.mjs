/**
 * The Comune that the reader chose, kept on this device and told to nobody, with whom to call there: so lists need no
 * other file.
 *
 * @typedef {object} Kept
 * @property {string} slug
 * @property {string} name
 * @property {string} [office] its social service
 * @property {string} [phone]
 * @property {string} [href] of the phone
 */

// Before, all boards of an origin shared a slug.
const KEPT_BEFORE = 'bacheca:comune';

// Other boards may live on the same origin, each in its own folder; scripts are in one below it.
const KEPT_NOW = 'bacheca:' + new URL('..', document.currentScript.src).pathname + ':comune';

/** @returns {Partial<Kept>} with a slug alone if it is from before; empty if there is none */
export function keptComune() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_NOW)) || { slug: localStorage.getItem(KEPT_BEFORE) };
  } catch (error) {
    return {};
  }
}

/** Keeps a Comune, or forgets it; says whether it could. @param {Kept} [comune] */
export function keptKeep(comune) {
  try {
    localStorage.removeItem(KEPT_BEFORE);
    if (comune) localStorage.setItem(KEPT_NOW, JSON.stringify(comune));
    else localStorage.removeItem(KEPT_NOW);
  } catch (error) {
    return false;
  }
  document.dispatchEvent(new Event('comune'));
  return true;
}

/** What an option, a link or a button says of its Comune. @param {HTMLElement} element @returns {Kept} */
export function keptOf({ value, dataset, textContent }) {
  const { comune, name, office, phone, href } = dataset;
  return { slug: comune || value, name: name || textContent, office, phone, href };
}

/** Takes over what a page knows better: numbers change, Comuni merge. @param {Element[]} choices @param {boolean} areAll */
export function keptRenew(choices, areAll) {
  const { slug } = keptComune();
  const found = choices.map(keptOf).find((choice) => choice.slug === slug);
  if (slug && (found || areAll)) keptKeep(found);
}
