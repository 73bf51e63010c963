import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { DamagedIndex } from '../../search-index/client/decode.mjs';
import { createSearch } from '../../search-index/client/engine.mjs';
import { NewerFormat, Unreachable, openSource, portableSource } from '../../search-index/client/fetch.mjs';
import { buildIndex, portable, served } from './support/encoder.mjs';
import { analyzer, bodies } from './support/search.mjs';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const WORDS = 'asilo badante casa domanda educatore famiglia gioco horto istruzione lavoro mensa nido orto pasto scuola';
const OPTIONS = { analyzer, perShard: 3, synonyms: { mens: ['>scuola|#bisogni/cura=Cura'] } };

function site(documents = bodies(WORDS, 'mensa'), change = (index) => index) {
  const server = served(change(buildIndex(documents, OPTIONS)));
  globalThis.fetch = /** @type {any} */ (server.fetch);
  const source = openSource({ folder: '/cerca/', core: 'core.c.json' });
  return { ...server, source, search: createSearch(source) };
}

test('a first query reads the core and the shards of its words, nothing else', async () => {
  const { asked, search } = site();
  await search.search('asilo pasto ');
  assert.equal(asked[0], 'core.c.json');
  assert.equal(asked.length, 3, asked.join());
  await search.search('pasto asilo ');
  assert.equal(asked.length, 3, 'each file is read once');
});

test('facets and words are read when they are needed', async () => {
  const { asked, search } = site();
  await search.search('asilo ', { filters: { kind: ['servizio'], bisogni: [] } });
  assert.ok(!asked.some((name) => /facets|words/.test(name)));
  await search.search('mensa ');
  assert.ok(asked.includes('facets.f.json') && !asked.includes('words.w.bin'));
  await search.search('badnate ');
  assert.ok(asked.includes('words.w.bin'));
});

test('orders are read for an order, and for a list without words', async () => {
  const { asked, search } = site();
  await search.search('asilo ', { filters: { kind: ['servizio'] } });
  await search.search('');
  assert.ok(!asked.includes('orders.o.json'));
  await search.search('asilo ', { order: 'scadenza' });
  assert.equal(asked.filter((name) => name === 'orders.o.json').length, 1);
  const list = site();
  await list.search.search('', { filters: { kind: ['servizio'] } });
  assert.ok(list.asked.includes('orders.o.json'));
});

test('a filter or a Comune reads the facets', async () => {
  for (const wishes of [{ filters: { bisogni: ['cura'] } }, { comune: 'cerea' }]) {
    const { asked, search } = site();
    await search.search('asilo ', wishes);
    assert.ok(asked.includes('facets.f.json'));
  }
});

test('the network is tried twice', async () => {
  const { asked, faults, search } = site();
  faults.set('core.c.json', ['offline']);
  assert.equal((await search.search('asilo ')).results.length, 1);
  assert.deepEqual(asked.slice(0, 2), ['core.c.json', 'core.c.json']);
});

test('without a network it is unreachable, and may be asked again', async () => {
  const { faults, search } = site();
  faults.set('core.c.json', ['offline', 'offline', 503]);
  await assert.rejects(search.search('asilo '), (error) => error instanceof Unreachable);
  await assert.rejects(search.search('asilo '), Unreachable);
  assert.equal((await search.search('asilo ')).results.length, 1);
});

test('a shard that is not there is damage, and may be asked again', async () => {
  const { faults, search } = site();
  faults.set('shard0.bin', [404, Uint8Array.of(0xb1, 0x05), Uint8Array.of(0x3c)]);
  for (let i = 0; i < 3; i += 1) await assert.rejects(search.search('asilo '), DamagedIndex);
  assert.equal((await search.search('asilo ')).results.length, 1);
});

test('a core that is not one is damage', async () => {
  for (const text of ['', '<html>', '{}', 'null', '[]', '{"format":1}']) {
    const { faults, search } = site();
    faults.set('core.c.json', [text || Uint8Array.of()]);
    await assert.rejects(search.search('asilo '), DamagedIndex, text);
  }
});

test('a core whose lists are too short is damage', async () => {
  const { search } = site(undefined, (index) => ({ ...index, core: { ...index.core, flags: '#' } }));
  await assert.rejects(search.search('asilo '), DamagedIndex);
});

test('a shard that speaks of documents that do not exist is damage', async () => {
  const { search } = site(undefined, (index) => {
    const files = { ...index.files, 'shard0.bin': Uint8Array.of(0xb1, 0x04, 0x61, 0x73, 0x69, 0x6c, 0x02, 0x02, 0xfe, 0x01) };
    return { core: index.core, files };
  });
  await assert.rejects(search.search('asilo '), DamagedIndex);
});

test('a newer format says so', async () => {
  const { search } = site(undefined, (index) => ({ ...index, core: { format: 2 } }));
  await assert.rejects(search.search('asilo '), (error) => error instanceof NewerFormat);
});

test('a fragment is found in the folder of its block', async () => {
  const { asked, search } = site(bodies(...Array.from({ length: 40 }, (_, i) => `testo ${i}`)));
  assert.equal((await search.document(33)).title, 'N33');
  assert.ok(asked.includes('block1/33.json'));
  await assert.rejects(search.document(99), DamagedIndex);
});

test('prefetch reads all there is of a small board, once', async () => {
  const { asked, source, search } = site();
  await search.prefetch();
  const files = new Set(asked);
  assert.equal(asked.length, files.size);
  const { shards } = await source.core();
  for (const name of shards[1]) assert.ok(files.has(`${name}.bin`));
  assert.ok(files.has('facets.f.json') && files.has('words.w.bin'));
  const before = asked.length;
  await (await search.search('mensa badnate ')).facets();
  assert.equal(asked.length, before);
});

test('prefetch leaves a large board alone', async () => {
  const { asked, search } = site(undefined, (index) => ({ ...index, core: { ...index.core, size: 300001 } }));
  await search.prefetch();
  assert.deepEqual(asked, ['core.c.json']);
});

test('a prefetch that fails is not an error', async () => {
  const { faults, search } = site();
  faults.set('core.c.json', ['offline', 'offline']);
  await search.prefetch();
});

test('a board opened from disk answers like one on the network', async () => {
  const expected = await site().search.search('mensa badnate ');
  const index = buildIndex(bodies(WORDS, 'mensa'), OPTIONS);
  globalThis.fetch = async () => assert.fail('nothing is fetched');
  const data = portable(index);
  for (const source of [portableSource(data), openSource({ folder: '', core: '', portable: data })]) {
    const search = createSearch(source);
    assert.deepEqual((await search.search('mensa badnate ')).results, expected.results);
    assert.equal((await search.document(1)).title, 'N1');
    await search.prefetch();
  }
  assert.equal(expected.results.length, 2);
});

test('a portable index without a file, or with another, is damaged', async () => {
  const data = portable(buildIndex(bodies('mensa'), OPTIONS));
  for (const file of [undefined, '', 'sX', '%%%', 'AAAA']) {
    const search = createSearch(portableSource({ core: data.core, files: { 'shard0.bin': file } }));
    await assert.rejects(search.search('mensa '), DamagedIndex, String(file));
  }
  await assert.rejects(createSearch(portableSource({ core: data.core, files: {} })).document(0), DamagedIndex);
  await assert.rejects(createSearch(portableSource({ core: { format: 9 }, files: {} })).search('mensa'), NewerFormat);
});
