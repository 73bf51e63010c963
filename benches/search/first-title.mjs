/** How long after its page has come the first result is read, on a slow phone that has never been there. */

import { inTab, shown, SLOW_4G, SLOW_CPU } from './browser.mjs';
import { WORDS } from './queries.mjs';
import { median } from './statistics.mjs';

/** Median over the words, in milliseconds. @param {string} page */
export async function firstTitle(browser, server, page) {
  const times = [];
  for (const word of WORDS) {
    const look = async (tab) => {
      await tab.goto(`${server.origin}${page}#q=${encodeURIComponent(word)}`);
      return shown(tab);
    };
    times.push(await inTab(browser, { network: SLOW_4G, cpu: SLOW_CPU }, look));
  }
  return median(times);
}
