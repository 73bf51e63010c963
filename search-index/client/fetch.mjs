/**
 * Where the files of an index come from: a folder of the site, or the one script of a board that is opened from disk.
 * Each file is read once; one that could not be read may be asked for again.
 *
 * @typedef {{ label: string, documents: number[] }} FacetValue
 * @typedef {Map<string, Map<string, FacetValue>>} Facets
 * @typedef {object} Source
 * @property {() => Promise<any>} core
 * @property {(i: number) => Promise<import('./decode.mjs').Shard>} shard
 * @property {() => Promise<Facets>} facets
 * @property {() => Promise<import('./decode.mjs').WrittenWord[]>} words
 * @property {() => Promise<Record<string, number[]>>} orders documents by the name of the order
 * @property {(document: number) => Promise<any>} fragment
 * @property {() => Promise<void>} everything
 */

import { DamagedIndex, readShard, readWords } from './decode.mjs';

/** The index is of a format that did not exist when this was written. */
export class NewerFormat extends Error {}

/** The network did not answer. */
export class Unreachable extends Error {}

const EVERYTHING = 300000;

/** @param {string} address @param {number} [tries] @returns {Promise<Uint8Array>} */
async function download(address, tries = 2) {
  let answer, body;
  try {
    answer = await fetch(address);
    body = await answer.arrayBuffer();
  } catch (error) {
    if (tries > 1) return download(address, tries - 1);
  }
  if (!body || answer.status >= 500) throw new Unreachable(address);
  if (!answer.ok) throw new DamagedIndex(address);
  return new Uint8Array(body);
}

/** @param {any} core */
function readCore(core) {
  if (core.format > 1) throw new NewerFormat();
  if ([core.flags, ...core.norms].some(({ length }) => length !== core.documents)) throw new DamagedIndex();
  return core;
}

/** @param {any} written @returns {Facets} */
function readFacets(written) {
  const mapped = (object, read) => new Map(Object.entries(object).map(([key, value]) => [key, read(value)]));
  return mapped(written, (values) =>
    mapped(values, ([label, deltas]) => {
      let document = -1;
      return { label, documents: deltas.map((delta) => (document += delta)) };
    }),
  );
}

/**
 * @param {string} coreName
 * @param {(name: string) => Promise<any>} load bytes of a .bin file, value of a .json file
 * @returns {Source}
 */
function createSource(coreName, load) {
  const files = new Map();
  const read = (name, decode) => {
    const decoded = files.get(name) || load(name).then(decode);
    files.set(name, decoded);
    return decoded.catch((error) => {
      files.delete(name);
      throw error instanceof Unreachable || error instanceof NewerFormat ? error : new DamagedIndex(name);
    });
  };
  const core = () => read(coreName, readCore);
  const source = {
    core,
    shard: async (i) => read((await core()).shards[1][i] + '.bin', readShard),
    facets: async () => read('facets.' + (await core()).facets + '.json', readFacets),
    words: async () => read('words.' + (await core()).words + '.bin', readWords),
    orders: async () => read('orders.' + (await core()).orders + '.json', (orders) => orders),
    fragment: async (doc) => read((await core()).blocks[doc >> 5] + '/' + doc + '.json', (fragment) => fragment),
    everything: async () => {
      const { size, shards } = await core();
      if (size > EVERYTHING) return;
      for (const file of [source.facets, source.words, source.orders, ...shards[1].map((_, i) => () => source.shard(i))]) {
        await new Promise((done) => (globalThis.requestIdleCallback || setTimeout)(done));
        await file();
      }
    },
  };
  return source;
}

/**
 * @param {{ folder: string, core: string, portable?: any }} where the folder's URL with its last slash, the name of the
 *   core file; `portable` is what `bachecaPortable` was called with, where files cannot be fetched
 */
export function openSource({ folder, core, portable }) {
  if (portable) return portableSource(portable);
  return createSource(core, async (name) => {
    const bytes = await download(folder + name);
    return name.endsWith('.json') ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
  });
}

/** @param {{ core: any, files: Record<string, any> }} data what `bachecaPortable` was called with */
export function portableSource({ core, files }) {
  return createSource('', async (name) => {
    const file = name ? files[name] : core;
    if (!file) throw new DamagedIndex(name);
    return name.endsWith('.bin') ? Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0)) : file;
  });
}
