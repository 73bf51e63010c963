/**
 * The search as the interface uses it: a query in, an answer out. Nothing here touches the page.
 *
 * @typedef {'ok' | 'nothing_written' | 'too_short' | 'only_stop_words'} Status
 *
 * @typedef {object} Notes what to tell about how a query was read
 * @property {{ word: string, labels: string[] }[]} typos
 * @property {{ word: string, labels: string[] }[]} synonyms
 * @property {string[]} unknown
 * @property {boolean} cut whether the query was longer than is read
 *
 * @typedef {object} Answer
 * @property {Status} status
 * @property {string} language
 * @property {import('./expand.mjs').Group[]} groups
 * @property {import('./rank.mjs').Result[]} results all of them, in order
 * @property {number} complete how many of them, the first ones, have every known word; of four, one may lack
 * @property {() => Promise<Record<string, Record<string, { label: string, count: number }>>>} facets
 * @property {Set<string>} terms to be marked in what was found
 * @property {Notes} notes
 *
 * @typedef {object} Wishes
 * @property {import('./rank.mjs').Filters} [filters] slugs by facet
 * @property {string} [comune] slug of the Comune of whoever asks: what is not valid there comes after
 * @property {string} [order] the name of an order; if not said, by score, or by name without words
 * @property {boolean} [open] whether the last word may be half typed; if not said, unless a space or sign follows it
 */

import { createAnalyzer } from './analyze.mjs';
import { expandQuery, parseQuery } from './expand.mjs';
import { createRanker } from './rank.mjs';

/** @returns {Status} */
function statusOf({ tokens, groups }) {
  const letters = tokens.map(({ word }) => word).join('').match(/[\p{L}\p{N}]/gu);
  if (!letters) return 'nothing_written';
  if (letters.length < 2) return 'too_short';
  return groups.length ? 'ok' : 'only_stop_words';
}

/** What alternatives of one kind a query has, by word. @param {import('./expand.mjs').Group[]} groups */
function labelsOf(groups, wanted) {
  const notes = groups.map(({ word, alternatives }) => {
    const labels = alternatives.flatMap(({ reason, label }) => (reason === wanted ? label : []));
    return { word, labels: [...new Set(labels)] };
  });
  return notes.filter(({ labels }) => labels.length);
}

/** @param {import('./fetch.mjs').Source} source */
export function createSearch(source) {
  let made;
  const ready = async () => {
    const core = await source.core();
    if (made?.core !== core) made = { core, analyzer: createAnalyzer(core.analysis), ranker: createRanker(core) };
    return made;
  };

  return {
    /** For highlighting. */
    analyzer: async () => (await ready()).analyzer,

    /** Fragment of a document. @param {number} doc */
    document: (doc) => source.fragment(doc),

    /** Reads what later queries may need; it does not matter if that fails. */
    prefetch: () => source.everything().catch(() => {}),

    /** @param {string} text @param {Wishes} [wishes] @returns {Promise<Answer>} */
    async search(text, { filters = {}, comune, order, open } = {}) {
      const { core, analyzer, ranker } = await ready();
      const query = parseQuery(analyzer, text, open);
      const { groups, cut } = query;
      const chosen = Object.keys(filters).filter((facet) => filters[facet].length);
      const isFiltered = chosen.some((facet) => facet !== 'kind');
      const written = statusOf(query);
      const isList = written === 'nothing_written' && chosen.length > 0;
      const status = isList ? 'ok' : written;
      if (written !== 'ok') groups.length = 0;
      // Without words no score tells documents of the same place apart: their names do.
      const names = [order, isList && 'nome'].filter(Boolean);
      const [facets, orders] = await Promise.all([
        expandQuery(source, analyzer, query, isFiltered || !!comune),
        names.length ? source.orders() : {},
      ]);
      const all = groups.flatMap(({ alternatives }) => alternatives);
      const { results, count } = ranker.ranked(groups, facets, filters, comune, isList, names.flatMap((name) => orders[name]));
      return {
        status,
        language: core.language,
        groups,
        results,
        complete: results.filter(({ complete }) => complete).length,
        facets: async () => count(await source.facets()),
        terms: new Set(all.flatMap(({ terms }) => terms || [])),
        notes: {
          typos: labelsOf(groups, 'typo'),
          synonyms: labelsOf(groups, 'synonym'),
          unknown: groups.filter(({ unknown }) => unknown).map(({ word }) => word),
          cut,
        },
      };
    },
  };
}
