/** A static host as strict as a good one: the right types, `_headers` obeyed, a true 404. */

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { headersFor, readRules } from './headers.mjs';

/** What each file is, by the ending of its name. */
export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ndjson': 'application/x-ndjson',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttl': 'text/turtle; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.vcf': 'text/vcard; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
};

/** Instructions for the host, which it keeps for itself. */
const PRIVATE = /\/(_headers|_redirects|\.[^/]*)$/;

/** Serves `host` on a free port; the board is in its sub-folder `base`. `log` is what a host would write down. */
export async function serve(host, base) {
  const log = [];
  const answer = async (request, response) => {
    log.push(`${request.url} ${request.headers.referer ?? ''}`.trim());
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    // Read at each request: the board is built after the port is known.
    const headers = headersFor(path, await readRules(join(host, base, '_headers')));
    const { status, body, type, location } = await find(host, base, path);
    for (const [name, value] of headers) response.setHeader(name, value);
    if (type) response.setHeader('Content-Type', type);
    if (location) response.setHeader('Location', location);
    response.writeHead(status).end(body);
  };
  // A page may ask for something while its board is being taken away.
  const server = createServer((request, response) => answer(request, response).catch(() => response.destroy()));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    log,
    origin: `http://localhost:${server.address().port}`,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function find(host, base, path) {
  const file = join(host, path);
  if (PRIVATE.test(path) || !file.startsWith(host)) return notFound(host, base);
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory() && !path.endsWith('/')) return { status: 301, location: `${path}/` };
  const shown = found?.isDirectory() ? join(file, 'index.html') : file;
  const body = await readFile(shown).catch(() => null);
  if (!body) return notFound(host, base);
  return { status: 200, body, type: TYPES[extname(shown)] ?? 'application/octet-stream' };
}

async function notFound(host, base) {
  const body = await readFile(join(host, base, '404.html')).catch(() => 'not found');
  return { status: 404, body, type: TYPES['.html'] };
}
