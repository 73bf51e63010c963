import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { joined } from './support/joined.mjs';

const RELEASE = {
  base: '/bacheca/',
  caches: 'bacheca:/bacheca/:',
  shell: ['/bacheca/', '/bacheca/senza-rete/', '/bacheca/assets/bacheca.aaaaaaaaaa.css', '/bacheca/assets/cerca/it/core.ccccccc.json'],
  pages: '/bacheca/assets/offline.0000000000.json',
  immutable: '/bacheca/assets/',
  sensitive: ['/bacheca/bisogni/violenza/', '/bacheca/assets/cerca/it/ddddddd/7.json'],
  offline: '/bacheca/senza-rete/',
  total: 1000,
};
const ORIGIN = 'https://valle.example';

/** A store of responses, as browsers have it, empty at first. */
class Store extends Map {
  match = async (path) => this.get(path)?.clone();
  put = async (path, response) => void this.set(path, response);
  add = async (path) => this.put(path, await this.fetch(path));
  keys = async () => [...super.keys()].map((path) => ({ url: ORIGIN + path }));
  delete = async (url) => super.delete(url.replace(ORIGIN, ''));
}

/** An old address, that the host leads on to another page. */
const OLD = '/bacheca/vecchia/';
class Led extends Response {
  redirected = true;
  clone = () => new Led(super.clone().body, this);
}

/** A worker of RELEASE in a world where `site` maps paths to texts; without it there is no network. */
function open(site = {}, release = RELEASE) {
  const world = { site, asked: [], told: [], listeners: {}, stores: new Map() };
  const fetch = async (request) => {
    const path = new URL(request.url || request, ORIGIN).pathname;
    world.asked.push(path);
    if (!world.site) throw new TypeError('no network');
    const type = path.endsWith('.json') ? 'application/json' : 'text/html';
    return new (path === OLD ? Led : Response)(world.site[path], { status: path in world.site ? 200 : 404, headers: { 'content-type': type } });
  };
  const openStore = async (name) => {
    if (!world.stores.has(name)) world.stores.set(name, Object.assign(new Store(), { fetch }));
    return world.stores.get(name);
  };
  const client = { postMessage: (message) => world.told.push(message) };
  vm.runInNewContext(joined(['worker']), {
    RELEASE: release,
    URL,
    Response,
    Headers,
    setTimeout,
    fetch,
    location: new URL(ORIGIN),
    clients: { claim() {}, matchAll: async () => [client] },
    caches: { open: openStore, keys: async () => [...world.stores.keys()], delete: async (name) => world.stores.delete(name) },
    addEventListener: (type, listen) => (world.listeners[type] = listen),
  });
  world.send = async (type, event = {}) => {
    const waiting = [];
    let answer;
    const respondWith = (promise) => (answer = promise);
    world.listeners[type]({ ...event, respondWith, waitUntil: (promise) => waiting.push(promise) });
    const response = await answer;
    await Promise.all(waiting);
    return response;
  };
  world.visit = (path) => world.send('fetch', { request: { url: ORIGIN + path, method: 'GET', mode: 'navigate' } });
  const headers = new Headers({ accept: 'text/html' });
  world.read = (path) => world.send('fetch', { request: { url: ORIGIN + path, method: 'GET', mode: 'cors', headers } });
  world.stored = () => [...world.stores.values()].flatMap((store) => [...Map.prototype.keys.call(store)]).sort();
  return world;
}

const SITE = {
  '/bacheca/': '<link href="/bacheca/assets/bacheca.aaaaaaaaaa.css">',
  '/bacheca/senza-rete/': 'no network',
  '/bacheca/assets/bacheca.aaaaaaaaaa.css': 'a{}',
  '/bacheca/assets/cerca/it/core.ccccccc.json': '{"shards":[[""],["eeeeeee"]]}',
  '/bacheca/servizi/mensa/': 'today: soup',
  [OLD]: 'today: soup',
  '/bacheca/bisogni/violenza/pagina/2/': 'delicate',
  '/bacheca/giovane/': '<meta name="referrer" content="no-referrer">',
};

test('a release is installed with all its shell', async () => {
  const world = open(SITE);
  await world.send('install');
  assert.deepEqual(world.stored(), [...RELEASE.shell].sort());
});

test('a page that names files of another release is not installed', async () => {
  const world = open({ ...SITE, '/bacheca/': '<link href="/bacheca/assets/bacheca.bbbbbbbbbb.css">' });
  await assert.rejects(world.send('install'), /another release: bacheca.bbbbbbbbbb.css/);
  assert.ok(!world.stored().includes('/bacheca/'));
});

test('a visited page opens without a network, whatever its query was', async () => {
  const world = open(SITE);
  await world.send('install');
  assert.equal(await (await world.visit('/bacheca/servizi/mensa/?utm=1')).text(), 'today: soup');
  world.site = null;
  assert.equal(await (await world.visit('/bacheca/servizi/mensa/index.html')).text(), 'today: soup');
  assert.equal(await (await world.visit('/bacheca/servizi/altro/')).text(), 'no network');
  assert.ok(!world.stored().some((path) => path.includes('utm')));
});

test('a page from the device says so, one from the network does not', async () => {
  const line = '<p data-part="stored" hidden>12 maggio 2026</p>';
  const world = open({ ...SITE, '/bacheca/servizi/mensa/': line });
  assert.equal(await (await world.visit('/bacheca/servizi/mensa/')).text(), line);
  world.site = null;
  assert.equal(await (await world.visit('/bacheca/servizi/mensa/')).text(), line.replace(' hidden', ''));
});

test('a script that reads pages finds them without a network, and never another page in their place', async () => {
  const world = open(SITE);
  await world.send('install');
  assert.equal(await (await world.read('/bacheca/servizi/mensa/')).text(), 'today: soup');
  await world.read('/bacheca/bisogni/violenza/pagina/2/');
  await world.read('/bacheca/giovane/');
  assert.equal(await (await world.read(OLD)).text(), 'today: soup');
  world.site = null;
  assert.equal(await (await world.read('/bacheca/servizi/mensa/')).text(), 'today: soup');
  assert.equal((await world.read('/bacheca/servizi/altro/')).type, 'error');
  assert.equal((await world.read('/bacheca/bisogni/violenza/pagina/2/')).type, 'error');
  assert.deepEqual(world.stored(), [...RELEASE.shell, '/bacheca/servizi/mensa/'].sort());
});

test('sensitive pages are never stored, even those younger than the worker', async () => {
  const world = open(SITE);
  await world.visit('/bacheca/bisogni/violenza/pagina/2/');
  await world.visit('/bacheca/giovane/');
  assert.deepEqual(world.stored(), []);
});

test('a page that is gone is forgotten', async () => {
  const world = open({ ...SITE });
  await world.visit('/bacheca/servizi/mensa/');
  delete world.site['/bacheca/servizi/mensa/'];
  assert.equal((await world.visit('/bacheca/servizi/mensa/')).status, 404);
  assert.deepEqual(world.stored(), []);
});

test('what is outside the board, or is not a page, is left to the browser', async () => {
  const world = open(SITE);
  assert.equal(await world.visit('/altro/'), undefined);
  const request = { url: `${ORIGIN}/bacheca/modulo.pdf`, method: 'GET', mode: 'no-cors', headers: new Headers() };
  assert.equal(await world.send('fetch', { request }), undefined);
});

test('a new release keeps what it lists and forgets the rest', async () => {
  const world = open(SITE);
  await world.send('install');
  const [assets] = world.stores.values();
  const kept = ['/bacheca/assets/cerca/it/eeeeeee.bin', '/bacheca/assets/cerca/it/eeeeeee/31.json'];
  const gone = ['/bacheca/assets/cerca/it/fffffff.bin', '/bacheca/assets/old.0123456789.css', RELEASE.sensitive[1]];
  for (const path of [...kept, ...gone]) await assets.put(path, new Response('x'));
  await (await world.stores.set('bacheca:/bacheca/:pages:0', new Store()));
  world.stores.set('bacheca:/altra/:pages:0', new Store());
  await world.send('activate');
  assert.deepEqual(world.stored(), [...RELEASE.shell, ...kept].sort());
  assert.ok(!world.stores.has('bacheca:/bacheca/:pages:0') && world.stores.has('bacheca:/altra/:pages:0'));
});

test('a download fetches what is not stored, once, and goes on where it stopped', async () => {
  const list = [['/bacheca/servizi/mensa/', 'h1'], ['/bacheca/bisogni/violenza/', 'h2'], ['/bacheca/assets/cerca/it/eeeeeee.bin', null]];
  const world = open({ ...SITE, [RELEASE.pages]: JSON.stringify(list), [list[2][0]]: 'x' });
  const download = () => world.send('message', { data: { type: 'download' } });
  await world.visit(list[0][0]);
  await download();
  assert.deepEqual({ ...world.told.at(-1) }, { type: 'download', done: 3, total: 3, stopped: '' });
  assert.ok(world.stored().includes(list[2][0]) && !world.stored().includes(list[1][0]));
  world.asked.length = 0;
  await download();
  assert.deepEqual(world.asked, []);
  const [, pages] = world.stores.values();
  await pages.delete(list[0][0]);
  world.site = null;
  await download();
  assert.equal(world.told.at(-1).stopped, 'offline');
});

test('a download forgets the pages that the board has no more', async () => {
  const gone = '/bacheca/servizi/mensa/';
  const world = open({ ...SITE, [RELEASE.pages]: '[]' });
  await world.send('install');
  await world.visit(gone);
  assert.ok(world.stored().includes(gone));
  await world.send('message', { data: { type: 'download' } });
  assert.deepEqual(world.stored(), [...RELEASE.shell, RELEASE.pages].sort());
});

test('a large board is downloaded only on request', async () => {
  const world = open(SITE, { ...RELEASE, total: 5e6 });
  await world.send('message', { data: { type: 'download' } });
  assert.deepEqual(world.asked, []);
  await world.send('message', { data: { type: 'download', whole: true } });
  assert.deepEqual(world.asked, [RELEASE.pages]);
});
