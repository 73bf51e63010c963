/**
 * A real host: the strict one of the browser tests, with what it sends made small by gzip -9.
 *
 * @typedef {{ path: string, bytes: number }} Served bytes of a body, as sent
 */

import { createServer, request as ask } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { serve as serveStrictly } from '../../tests/browser/support/server.mjs';

const TEXT = /^text\/|json|xml|javascript/;

/** @param {string} folder the published board */
export async function serve(folder) {
  const inner = await serveStrictly(folder, '');
  const server = createServer(async (request, response) => {
    try {
      const answer = await get(inner.origin + request.url);
      const whole = await buffer(answer);
      const isSmaller =
        TEXT.test(answer.headers['content-type'] ?? '') && /gzip/.test(request.headers['accept-encoding']);
      const body = isSmaller ? zipped(whole) : whole;
      const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers;
      response.writeHead(answer.statusCode, {
        ...headers,
        'Content-Length': body.length,
        ...(isSmaller && { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' }),
      });
      response.end(body);
    } catch {
      response.writeHead(502).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => (server.closeAllConnections(), server.close(), inner.close()),
  };
}

/** @param {Uint8Array | string} bytes */
export const zipped = (bytes) => gzipSync(bytes, { level: 9 });

function get(address) {
  return new Promise((done, fail) => ask(address, done).on('error', fail).end());
}
