/**
 * Before the first paint, so that nothing moves later: what is valid in the reader's Comune comes first, with the
 * number to call there. The page waits for this script: it is small, and only where something depends on the Comune.
 *
 * In the templates `data-near` says when a part is seen; on a `template`, that it needs scripts. `data-fill` is a text
 * with blanks, `data-to` the folder of the Comune's page, or nothing for its number.
 */

import { keptComune, keptRenew } from '../components/near/kept.mjs';

const firstAll = (selector) => [...document.querySelectorAll(selector)];

// As the server drew them.
const firstLists = firstAll('.cards').map(({ children }) => [...children]);
let firstSlug = '';

for (const part of firstAll('template[data-near]'))
  if (part.dataset.near !== 'find' || navigator.geolocation) part.replaceWith(part.content);
keptRenew(firstAll('[data-comune]'), firstAll('[data-part=near-form]')[0]);
firstDraw();
document.addEventListener('comune', firstDraw);
// Another page may have changed it.
addEventListener('pageshow', ({ persisted }) => persisted && firstDraw());

function firstDraw() {
  const { slug: kept, name, office = '', phone, href: number } = keptComune();
  const slug = name ? kept : '';
  const href = /^tel:/.test(number) ? number : '';
  const mine = firstAll('button[data-comune="' + slug + '"]')[0];
  const seen = { none: !slug, here: slug, call: href, page: !href, mine, other: !mine };
  // Isolated, for a name may be written the other way than the sentence.
  const blanks = { x: '\u2068' + name + '\u2069', o: office, p: phone };
  for (const part of firstAll('[data-near]')) part.hidden = !seen[part.dataset.near];
  for (const part of firstAll('[data-fill]'))
    part.textContent = part.dataset.fill.replace(/\{(\w)\}/, (blank, key) => blanks[key]) || part.dataset.or;
  for (const link of firstAll('[data-to]')) {
    // In a copy for a disk, folders end with their page.
    const [folder, page = ''] = link.dataset.to.split(/(?=index\.html$)/);
    link.href = folder ? folder + slug + '/' + page : href;
  }
  const [order] = firstAll('[data-order]');
  if (order && slug !== firstSlug) firstSort(+order.dataset.order, slug);
  firstSlug = slug;
}

/** @param {number} best 0 if what is only there comes before what is everywhere, which has 1 */
function firstSort(best, slug) {
  const chip = document.querySelector('[data-elsewhere]').content.firstElementChild;
  const place = ({ firstElementChild: { dataset } }) =>
    !slug || !dataset.comuni ? 1 : dataset.comuni.split(' ').includes(slug) ? best : 2;
  for (const items of firstLists) {
    for (const item of items) {
      for (const old of item.querySelectorAll('.elsewhere')) old.remove();
      if (place(item) > 1) item.querySelector('.card-chips').append(chip.cloneNode(true));
    }
    for (const item of items.slice().sort((a, b) => place(a) - place(b))) item.parentNode.append(item);
  }
}
