/** How long after a key the results are there, on a slow processor that has fetched their shards before. */

import { inTab, shown, SLOW_CPU } from './browser.mjs';
import { TYPED } from './queries.mjs';
import { quantile } from './statistics.mjs';

// Below it an interface may wait for the next letter instead.
const LEAST = 2;
// Between two keys: what the one before began must be over.
const REST = 250;

/** p95 over the keys, in milliseconds. @param {string} page */
export async function nextQuery(browser, server, page) {
  const times = await inTab(browser, { cpu: SLOW_CPU }, async (tab) => {
    await tab.goto(server.origin + page);
    await tab.waitForLoadState('networkidle');
    const times = [];
    for (const word of TYPED) {
      await type(tab, word.slice(0, -1));
      times.push(...(await type(tab, word)));
    }
    return times;
  });
  return { p95: quantile(times, 0.95), median: quantile(times, 0.5), keys: times.length };
}

/** Types a word into the empty field, letter by letter: what each letter took, from the second on. */
async function type(tab, word) {
  const field = tab.locator('main input[name=q]');
  await field.fill('');
  await tab.waitForTimeout(REST);
  await field.focus();
  const times = [];
  for (const [at, letter] of [...word].entries()) {
    await tab.keyboard.press(letter);
    if (at + 1 >= LEAST) times.push(await shown(tab));
    await tab.waitForTimeout(REST);
  }
  return times;
}
