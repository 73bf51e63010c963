/**
 * On every page: starts the service worker, and keeps what people look for out of the addresses that servers write
 * down. The script element brings `data-worker`; on the home page `#search-config` brings `data-bundle`, the script of
 * the search, wanted only by those who begin to type.
 */

import { overMark } from '../components/card/over.mjs';
import { facetsNarrow } from '../components/facets/facets.mjs';
import { keepStart } from '../components/keep/keep.mjs';
import { savedStart } from '../components/saved/saved.mjs';
import { shareEvery } from '../components/share/share.mjs';
import { hoursStart } from '../components/hours/hours.mjs';
import { mapStart } from '../components/map/map.mjs';
import { nearStart } from '../components/near/near.mjs';
import { ratingStart } from '../components/rating/rating.mjs';

const siteWorker = document.currentScript && document.currentScript.dataset.worker;
// Long enough for the page and its search to have come first.
const SITE_IDLE = 5000;

document.addEventListener('submit', siteSearch);
document.addEventListener('focusin', siteSuggest);
if (siteWorker && navigator.serviceWorker && location.protocol !== 'file:') siteStart();
// After what guards the reader's privacy: a board's own template may lack what one of these looks for.
facetsNarrow();
keepStart();
savedStart();
shareEvery();
nearStart();
overMark();
hoursStart();
mapStart();
ratingStart();

/** The page of the search handles its own form first. @param {Event} event */
function siteSearch(event) {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute('role') !== 'search') return;
  event.preventDefault();
  const [page] = form.action.split(/[?#]/);
  const file = location.protocol === 'file:' && page.endsWith('/') ? 'index.html' : '';
  location.href = page + file + '#' + new URLSearchParams({ q: form.elements.q.value });
}

/** @param {Event} event */
function siteSuggest(event) {
  const config = document.getElementById('search-config');
  if (!config || !config.dataset.bundle || !event.target.closest('main form[role=search]')) return;
  document.removeEventListener('focusin', siteSuggest);
  const script = document.createElement('script');
  script.src = config.dataset.bundle;
  document.head.append(script);
}

async function siteStart() {
  try {
    // A worker out of the browser's own cache would hold back a release.
    await navigator.serviceWorker.register(siteWorker, { updateViaCache: 'none' });
  } catch (error) {
    // No room, no permission, a board half published: the site works as well without.
    return;
  }
  const { saveData, effectiveType } = navigator.connection || {};
  if (saveData || /2g/.test(effectiveType)) return;
  const registration = await navigator.serviceWorker.ready;
  // The worker of a newer release, if one waits for the old pages to be closed, knows better what there is.
  const download = () => (registration.waiting || registration.active).postMessage({ type: 'download' });
  setTimeout(download, SITE_IDLE);
}
