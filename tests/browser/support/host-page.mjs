/** A page of another site, on an origin of its own. */

import { createServer } from 'node:http';
import { after } from 'node:test';

/** What a municipal site that is careful allows: itself for styles, the board for the rest. */
export const strict = (board) =>
  `default-src 'none'; img-src data:; style-src 'self'; script-src ${board.origin}; connect-src ${board.origin}; frame-src ${board.origin}; base-uri 'none'`;

/**
 * A server with one page. @param {{body: string, style?: string, policy?: string, lang?: string}} page
 * @returns {Promise<string>} the address of the page
 */
export async function hostPage({ body, style = '', policy, lang = 'it' }) {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Comune</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="/stile.css"></head>
<body><main><h1>Comune</h1><h2>Notizie</h2>
${body}
</main></body></html>`;
  const server = createServer((request, response) => {
    if (policy) response.setHeader('Content-Security-Policy', policy);
    const [type, text] = request.url === '/stile.css' ? ['text/css', style] : ['text/html; charset=utf-8', html];
    response.setHeader('Content-Type', type).end(text);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  after(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}/`;
}
