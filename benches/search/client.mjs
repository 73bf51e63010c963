/** The engine of the search page, run here on the files of a published board. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { searchConfig } from './boards.mjs';

export const CLIENT = resolve(import.meta.dirname, '../../search-index/client');

const load = (module) => import(pathToFileURL(join(CLIENT, module)));

/**
 * The function that answers plain queries with all documents, in order; nothing if there is no engine.
 *
 * @param {import('./boards.mjs').Board} board
 * @returns {Promise<undefined | ((text: string) => Promise<{ doc: number, score: number }[]>)>}
 */
export async function plainSearch(board) {
  if (!existsSync(join(CLIENT, 'engine.mjs'))) return undefined;
  const [{ createSearch }, { openSource }] = await Promise.all([load('engine.mjs'), load('fetch.mjs')]);
  globalThis.fetch = async (path) => new Response(await readFile(join(board.site, path)));
  const engine = createSearch(openSource(searchConfig(board)));
  return (text) => engine.plain(text);
}
