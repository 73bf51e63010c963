/**
 * The service worker: what has been seen, and what the board offers to keep, opens without a network.
 *
 * The build writes RELEASE in front of this file, so that every release is another worker. Files named by their
 * content never change: they may be shared by releases, and one that is stored is right. Pages do change: they are
 * asked from the network first. A release is installed whole or not at all, and waits for the pages of the one before
 * it to be closed: no page ever meets files of another generation.
 *
 * @typedef {object} Release
 * @property {string} base path of the board, with its last slash
 * @property {string} caches how the names of its caches begin
 * @property {string[]} shell paths of what is installed: the search page with all it names, home, numbers, offline page
 * @property {string} pages path of the list of what can be downloaded: `[[path, hash of the content], …]`
 * @property {string} immutable path of the folder of files named by their content
 * @property {string[]} sensitive how paths begin that are never stored
 * @property {string} offline path of the page shown instead of one that is not stored
 * @property {number} total bytes of all that can be downloaded
 */

const WORKER_CACHES = [RELEASE.caches + 'assets:1', RELEASE.caches + 'pages:1'];
const WORKER_HASH = 'x-bacheca-hash';
const WORKER_PATIENCE = 3000;
// Bytes that may be downloaded without being asked.
const WORKER_UNASKED = 2e6;
const WORKER_LANES = 4;
// Written by the component `stored`: the line that a page shows when it comes from the device.
const WORKER_LINE = 'data-part="stored"';

let workerDownloading;

addEventListener('install', (event) => event.waitUntil(workerInstall()));
addEventListener('activate', (event) => event.waitUntil(workerActivate()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(RELEASE.base)) return;
  if (workerIsAsset(pathname)) event.respondWith(workerAsset(request, pathname));
  else if (workerIsForPage(request)) event.respondWith(workerPage(event, workerKey(pathname)));
});

addEventListener('message', (event) => {
  const { type, whole } = event.data || {};
  if (type === 'size') event.source.postMessage({ type, bytes: RELEASE.total });
  if (type !== 'download' || (!whole && RELEASE.total > WORKER_UNASKED)) return;
  workerDownloading = workerDownloading || workerDownload().finally(() => (workerDownloading = null));
  event.waitUntil(workerDownloading);
});

function workerIsAsset(path) {
  return path.startsWith(RELEASE.immutable);
}

/** Somebody opens a page, or a script that reads one says so. @param {Request} request */
function workerIsForPage({ mode, headers }) {
  return mode === 'navigate' || /text\/html/.test(headers.get('accept'));
}

/** One name for all the ways to write the address of a page; the query, which may be what people look for, is left out. */
function workerKey(path) {
  return path.replace(/index\.html$/, '').replace(/\/[^/.]+$/, '$&/');
}

function workerIsSensitive(path) {
  return RELEASE.sensitive.some((start) => path.startsWith(start));
}

async function workerInstall() {
  const [assets, pages] = await workerCaches();
  const fetched = new Map();
  const bring = async (path) => {
    if (workerIsAsset(path)) return (await assets.match(path)) || assets.add(path);
    // Not 'no-cache': two releases may give a page the same date and size, and a host that tells pages apart by
    // those would call the old one right. Not 'no-store': the browser's own cache must have the new one as well.
    const response = await fetch(path, { cache: 'reload' });
    if (!response.ok) throw new Error(path);
    workerMustBeOurs(await response.clone().text());
    fetched.set(path, response);
  };
  await Promise.all(RELEASE.shell.map(bring));
  for (const [path, response] of fetched) await workerStore(pages, path, response);
}

function workerCaches() {
  return Promise.all(WORKER_CACHES.map((name) => caches.open(name)));
}

/** A page of another release, from a cache on the way or published this very moment, names files that ours lacks. */
function workerMustBeOurs(html) {
  for (const name of html.match(/[\w-]+\.[0-9a-z]{6,}\.(?:css|js)\b|\bcore\.\w+\.json\b/g) || [])
    if (!name.startsWith('portable.') && !RELEASE.shell.some((path) => path.endsWith('/' + name)))
      throw new Error('another release: ' + name);
}

async function workerStore(cache, path, response, hash) {
  const headers = new Headers(response.headers);
  if (hash) headers.set(WORKER_HASH, hash);
  // A new response, because one that was redirected cannot answer a navigation.
  await cache.put(path, new Response(await response.blob(), { headers }));
}

async function workerActivate() {
  for (const name of await caches.keys())
    if (name.startsWith(RELEASE.caches) && !WORKER_CACHES.includes(name)) await caches.delete(name);
  for (const cache of await workerCaches()) await workerForget(cache);
  await clients.claim();
}

/** Of the files that never change, keeps the shell and those of the index that its core files name. */
async function workerForget(cache) {
  const shell = await Promise.all(RELEASE.shell.map((path) => /core\.\w+\.json$/.test(path) && cache.match(path)));
  const cores = await Promise.all(shell.filter(Boolean).map((core) => core.text()));
  for (const { url } of await cache.keys()) {
    const path = new URL(url).pathname;
    const [, name] = path.match(/(\w+)(?:\/\d+\.json|\.bin|\.json)$/) || [];
    const isKept = [RELEASE.pages, ...RELEASE.shell].includes(path) || cores.join().includes('"' + name + '"');
    if (workerIsSensitive(path) || (workerIsAsset(path) && !isKept)) await cache.delete(url);
  }
}

async function workerAsset(request, path) {
  const [assets] = await workerCaches();
  const stored = await assets.match(path);
  if (stored) return stored;
  try {
    const response = await fetch(request);
    if (response.ok && !workerIsSensitive(path)) assets.put(path, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    // A page seen in an earlier release is better in today's style than in none.
    const style = RELEASE.shell.find((other) => other.endsWith('.css'));
    return (path.endsWith('.css') && (await assets.match(style))) || Response.error();
  }
}

async function workerPage(event, key) {
  const { request } = event;
  const isOpened = request.mode === 'navigate';
  const [, pages] = await workerCaches();
  const isSensitive = workerIsSensitive(key);
  const stored = isSensitive ? undefined : await pages.match(key);
  // The browser's own cache must not keep a delicate page either.
  const { url, redirect } = request;
  const answer = isSensitive ? fetch(url, { cache: 'no-store', redirect }) : fetch(request);
  event.waitUntil(answer.then((response) => workerKeep(pages, key, response.clone())).catch(() => {}));
  const late = () => new Promise((done, fail) => setTimeout(fail, WORKER_PATIENCE));
  try {
    const response = await (stored ? Promise.race([answer, late()]) : answer);
    if (!stored || response.status < 500) return response;
  } catch (error) {
    // A script that reads a page must not take another one for it.
    if (!stored) return (isOpened && (await pages.match(RELEASE.offline))) || Response.error();
  }
  return isOpened ? workerSaved(stored) : stored;
}

/** A stored page as it is shown: it says so, in its own language and with the date of its own release. */
async function workerSaved(stored) {
  const { headers } = stored;
  const html = await stored.text();
  return new Response(html.replace(WORKER_LINE + ' hidden', WORKER_LINE), { headers });
}

/** Stores a page that was visited, unless it is what is stored already: that copy knows its hash. */
async function workerKeep(pages, key, response) {
  if ([404, 410].includes(response.status)) return pages.delete(key);
  // A redirection is opaque, not ok; a script is led on, to what may be another page.
  if (!response.ok || response.redirected || workerIsSensitive(key)) return;
  if (!/html/.test(response.headers.get('content-type'))) return;
  const text = await response.clone().text();
  // A sensitive page younger than this worker says so itself.
  if (text.includes('content="no-referrer"')) return pages.delete(key);
  const stored = await pages.match(key);
  if (!stored || (await stored.text()) !== text) await workerStore(pages, key, response);
}

/** Fetches what is listed and not yet stored; tells every page how far it is. */
async function workerDownload() {
  let done = 0;
  let total = 0;
  let stopped = '';
  const tell = async () => {
    for (const client of await clients.matchAll({ includeUncontrolled: true }))
      client.postMessage({ type: 'download', done, total, stopped });
  };
  try {
    const listed = await (await workerAsset(RELEASE.pages, RELEASE.pages)).json();
    total = listed.length;
    const [assets, pages] = await workerCaches();
    const queue = [];
    for (const [path, hash] of listed) {
      const asset = workerIsAsset(path);
      const cache = asset ? assets : pages;
      const stored = await cache.match(path);
      if (workerIsSensitive(path) || (stored && (asset || stored.headers.get(WORKER_HASH) === hash))) done++;
      else queue.push({ path, hash, asset, cache });
    }
    await tell();
    const items = queue.values();
    const lane = async () => {
      for (const { path, hash, asset, cache } of items) {
        const response = await fetch(path, { cache: asset ? 'default' : 'reload' });
        if (response.status >= 500) throw new Error(path);
        if (response.ok) await workerStore(cache, path, response, hash);
        if (++done % 10 === 0) await tell();
      }
    };
    await Promise.all(Array.from({ length: WORKER_LANES }, lane)).catch((error) => {
      queue.length = 0;
      throw error;
    });
    const known = new Set([...RELEASE.shell, ...listed.map(([path]) => path)]);
    for (const { url } of await pages.keys()) if (!known.has(new URL(url).pathname)) await pages.delete(url);
  } catch (error) {
    stopped = error.name === 'QuotaExceededError' ? 'full' : 'offline';
  }
  await tell();
}
