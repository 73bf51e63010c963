/** A page of another site, on an origin of its own, and what its reader sees. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';

import { PATIENCE, PHONE } from './browser.mjs';

const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/per-i-comuni.md'), 'utf8');
/** The rows of the guide that say what to add to a policy: what is used, what to add. */
const ADDITIONS = [...GUIDE.matchAll(/^\| ([^|]+) \| `([a-z]+-src https:[^`]+)` \|$/gm)];

/**
 * The policy of a site that forbids everything but its own style sheet, with what the guide for the Comuni says to add for
 * the board: for all ways to show it, or for one.
 */
export function strict(board, used = /./) {
  const added = ADDITIONS.filter(([, name]) => used.test(name)).map(([, , value]) => value.replaceAll('https://bacheca.example.org', board.origin));
  if (!added.length) throw new Error(`the guide says nothing on ${used}`);
  return ["default-src 'none'", 'img-src data:', "style-src 'self'", "base-uri 'none'", ...added].join('; ');
}

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

/**
 * Shows a page of another site to `look`, on a day if one is given; `prepare` has the tab before the page.
 * @returns {Promise<string[]>} what the reader's browser complains of: faults of scripts, dialogs, errors
 */
export async function visitHost(browser, page, look, { day, prepare, ...options } = {}) {
  const address = await hostPage(page);
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block', ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE);
  if (day) await tab.clock.setFixedTime(day);
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('dialog', (dialog) => (complaints.push(dialog.message()), dialog.dismiss()));
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await prepare?.(tab);
  await tab.goto(address);
  await look(tab, { context, address });
  await context.close();
  return complaints;
}

/** Lets a page and its frames keep what moves in them: `prepare` of {@link visitHost}. */
export const watchMoves = (tab) =>
  tab.addInitScript(() => {
    window.moves = [];
    const shift = ({ node, previousRect, currentRect }) => [node?.id || node?.nodeName, currentRect.top - previousRect.top, currentRect.left - previousRect.left];
    const seen = (list) => moves.push(...list.getEntries().map(({ startTime, sources }) => ({ startTime, moved: sources.map(shift) })));
    new PerformanceObserver(seen).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => (window.painted ??= list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true });
    // Where `#dopo` has been.
    window.places = [];
    requestAnimationFrame(function look() {
      const top = document.getElementById('dopo')?.getBoundingClientRect().top;
      if (top !== undefined && top !== places.at(-1)) places.push(top);
      requestAnimationFrame(look);
    });
  });

/** What has moved in a page or a frame since its first paint, by how much down and right: a list for each time. */
export const movesIn = (frame) =>
  frame.evaluate(() => moves.filter(({ startTime }) => startTime >= painted).map(({ moved }) => moved));

/** Answers requests for `address` (a part of one) late, when the page has been painted long since. */
export const delayed = (tab, address) =>
  tab.route((url) => url.href.includes(address), async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
