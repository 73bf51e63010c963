/**
 * A host of one board and of its Pagefind: each body as small as brotli makes it, and a list of what was asked for.
 *
 * @typedef {{ path: string, bytes: number }} Served
 */

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

import { peerPage } from './peer-page.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export const OURS = '/cerca/';
export const PEER = '/cerca-pagefind/';

/** @param {import('./boards.mjs').Board} board */
export async function serve(board) {
  const bodies = new Map();
  /** @type {Served[]} */
  const served = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    // Kept, for compressing takes time: the first to ask must not be timed.
    if (!bodies.has(path)) bodies.set(path, compressed(board, path));
    const { body, type, encoding } = await bodies.get(path);
    served.push({ path, bytes: body?.length ?? 0 });
    if (!body) return response.writeHead(404).end();
    response.setHeader('Content-Type', type);
    // As hosts do with files named by their content.
    response.setHeader('Cache-Control', 'max-age=3600');
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://localhost:${server.address().port}`,
    /** What was asked for since the last time. */
    taken: () => served.splice(0),
    count: () => served.length,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

/** Brotli, unless the file is compressed by itself and would only grow. */
async function compressed(board, path) {
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const whole = path === PEER ? Buffer.from(peerPage(board)) : await read(board, file);
  if (!whole) return {};
  const small = await promisify(brotliCompress)(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return small.length < whole.length ? { body: small, type, encoding: 'br' } : { body: whole, type };
}

async function read({ site, peer }, path) {
  const file = path.startsWith('/pagefind/') ? join(peer, path.slice('/pagefind'.length)) : join(site, path);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? readFile(file) : null;
}
