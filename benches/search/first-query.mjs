/** What a first query brings to a page whose HTML and style are there: bytes and requests. */

import { setTimeout as wait } from 'node:timers/promises';

import { FRAGMENT } from './boards.mjs';
import { appears, inTab } from './browser.mjs';
import { QUERIES } from './queries.mjs';
import { median, sum } from './statistics.mjs';

const EXCERPTS = 5;
// Nothing asked for this long: the answer is complete. What pages fetch ahead in idle moments comes later.
const QUIET = 300;
// Without a throttle an answer takes a fraction of this.
const PATIENCE = 5_000;

const isFragment = ({ path }) => FRAGMENT.test(path) || path.startsWith('/pagefind/fragment/');

/** Medians over the queries that have a result, for the page of one engine. @param {string} page */
export async function firstQuery(browser, server, page) {
  const home = await inTab(browser, {}, async (tab) => {
    await tab.goto(server.origin, { waitUntil: 'networkidle' });
    return server.taken();
  });
  // Style, icon and script of the whole site have come with any page before.
  const known = new Set([page, '/favicon.ico', ...home.map(({ path }) => path)]);
  const answered = [];
  for (const query of QUERIES) {
    const served = await inTab(browser, {}, (tab) => ask(tab, server, page, query));
    if (served) answered.push(served.filter(({ path }) => !known.has(path)));
  }
  if (!answered.length) throw new Error(`no result for any query at ${page}`);
  const unanswered = QUERIES.length - answered.length;
  return { five: weigh(answered.map(untilExcerpts)), all: weigh(answered), unanswered };
}

/** @param {import('./server.mjs').Served[][]} answers */
const weigh = (answers) => ({
  bytes: median(answers.map((files) => sum(files.map(({ bytes }) => bytes)))),
  requests: median(answers.map((files) => files.length)),
});

/** All that was served for a query; nothing if it has no result. */
async function ask(tab, server, page, query) {
  server.taken();
  await tab.goto(`${server.origin}${page}#q=${encodeURIComponent(query)}`);
  if (!(await appears(tab, PATIENCE))) return undefined;
  for (let before = -1; before !== server.count(); ) {
    before = server.count();
    await wait(QUIET);
  }
  return server.taken();
}

/** Up to the fragment of the fifth result, so that both show as much. */
function untilExcerpts(served) {
  const last = served.filter(isFragment)[EXCERPTS - 1];
  return last ? served.slice(0, served.indexOf(last) + 1) : served;
}
