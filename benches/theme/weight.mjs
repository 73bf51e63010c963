/** What an entry brings with it when nothing is stored, in bytes as sent (gzip -9). */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { entries } from './board.mjs';
import { inTab } from './browser.mjs';
import { zipped } from './server.mjs';

const sum = (values) => values.reduce((total, one) => total + one, 0);

/** What holds back the first picture: style sheets for screens, and scripts that it waits for. */
function blocking() {
  const styles = [...document.querySelectorAll('link[rel=stylesheet]')].filter(
    ({ media }) => !media || matchMedia(media).matches,
  );
  const scripts = [...document.querySelectorAll('script[src]')].filter(
    (one) => one.getAttribute('blocking') === 'render' || (!one.defer && !one.async && one.type !== 'module'),
  );
  return [...styles.map(({ href }) => href), ...scripts.map(({ src }) => src)];
}

/** Of the heaviest entry. @param {import('./board.mjs').Board} board */
export async function weight(browser, board) {
  const page = entries(board).toSorted((a, b) => zipped(b.html).length - zipped(a.html).length)[0];
  return inTab(browser, { viewport: { width: 390, height: 844 } }, async (tab) => {
    const requests = [];
    tab.on('requestfinished', (request) => requests.push(measured(request)));
    await tab.goto(board.origin + page.url, { waitUntil: 'networkidle' });
    const asked = await Promise.all(requests);
    const first = asked.filter(({ type }) => ['document', 'stylesheet'].includes(type));
    return {
      url: page.url,
      first: sum(first.map(({ body }) => body)),
      all: sum(asked.map(({ body }) => body)),
      withHeaders: sum(asked.map(({ body, head }) => body + head)),
      requests: asked.map(({ path, body }) => `${path} ${body}`),
    };
  });
}

/**
 * What holds back the first picture of the page that has the most of it.
 *
 * @param {import('./board.mjs').Board} board
 * @param {import('./board.mjs').Page[]} pages
 */
export function heldBack(browser, { folder, origin }, pages) {
  const weigh = (address) => zipped(readFileSync(join(folder, new URL(address).pathname))).length;
  return inTab(browser, {}, async (tab) => {
    const all = [];
    for (const { url } of pages) {
      await tab.goto(origin + url);
      const held = await tab.evaluate(blocking);
      all.push({ url, files: held.map((address) => new URL(address).pathname), bytes: sum(held.map(weigh)) });
    }
    return all.toSorted((a, b) => b.bytes - a.bytes)[0];
  });
}

async function measured(request) {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  const path = new URL(request.url()).pathname;
  return { path, type: request.resourceType(), body: responseBodySize, head: responseHeadersSize };
}
