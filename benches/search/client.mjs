/** The engine of the search page, run here on the files of a published board. */

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { searchConfig } from './boards.mjs';

export const CLIENT = resolve(import.meta.dirname, '../../search-index/client');

const load = (module) => import(pathToFileURL(join(CLIENT, module)));

/**
 * The function that answers plain queries with all documents, in order.
 *
 * @param {import('./boards.mjs').Board} board
 * @returns {Promise<(text: string) => Promise<{ doc: number, score: number }[]>>}
 */
export async function plainSearch(board) {
  const [{ plainSearch: search }, { openSource }] = await Promise.all([load('plain.mjs'), load('fetch.mjs')]);
  globalThis.fetch = async (path) => new Response(await readFile(join(board.site, path)));
  const { folder, core } = searchConfig(board);
  return search(openSource({ folder, core }));
}
