/** The plain query, FORMAT.md: what tests hold against other programs. No page asks it, so no page carries it. */

import { createAnalyzer } from './analyze.mjs';
import { openDictionary, parseQuery } from './expand.mjs';
import { createRanker } from './rank.mjs';

/** @param {import('./fetch.mjs').Source} source */
export async function plainSearch(source) {
  const core = await source.core();
  const analyzer = createAnalyzer(core.analysis);
  const { accumulate, total } = createRanker(core);

  /** The documents of a query, in order. @param {string} text */
  return async (text) => {
    const terms = parseQuery(analyzer, text, false).groups.map(({ term }) => term);
    const { load, find } = await openDictionary(source);
    await load(terms);
    const records = terms.flatMap((term) => find(term) || []);
    const found = accumulate(records.map((record) => ({ alternatives: [{ records: [record], weight: 1 }] })), new Map());
    return found.map((doc) => ({ doc, score: total[doc] })).sort((a, b) => b.score - a.score);
  };
}
