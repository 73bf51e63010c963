/**
 * Scores and order: FORMAT.md, Plain and Expanded.
 *
 * @typedef {object} Found what a term gives
 * @property {Map<number, number>} scores by document
 * @property {Set<number>} titles documents that have it in their title
 * @typedef {Record<string, string[]>} Filters slugs by facet
 * @typedef {object} Result
 * @property {number} doc
 * @property {number} score
 * @property {number} tier what comes before all else in the order: 0 is first
 * @property {number} place in the order that was asked for: least is first, 0 is last
 * @property {boolean} complete whether it has a score in every known group; of four, one may lack
 * @property {boolean} over
 * @property {boolean} professional
 * @property {boolean} elsewhere whether a Comune is chosen where it is not valid
 * @property {string} kind
 * @property {string} [title]
 * @property {string} [url]
 */

import { DamagedIndex } from './decode.mjs';

/** How many tokens a class of Lucene's one-byte norm stands for. @param {number} norm */
export function lengthOf(norm) {
  return norm < 40 ? norm : ((((norm - 24) & 7) | 8) << (((norm - 24) >> 3) - 1)) + 24;
}

/** Ranks the documents of one index; its arrays are used again for each query. @param {any} core */
export function createRanker({ documents, fields, norms, flags, kinds, priors, titles, urls }) {
  const total = new Float64Array(documents);
  const best = new Float64Array(documents);
  // Groups in which a document has a score, and those whose words are in its title.
  const matched = new Uint8Array(documents);
  const titled = new Uint8Array(documents);
  const inTitle = new Uint8Array(documents);
  // Found by something else than being valid everywhere.
  const own = new Uint8Array(documents);
  /** @type {WeakMap<import('./decode.mjs').TermRecord, Found>} */
  const known = new WeakMap();

  const bits = Array.from(flags, (unit) => unit.charCodeAt(0) - 35);
  const under = (test) => [...bits.keys()].filter((doc) => test(bits[doc]));
  const everywhere = under((flag) => flag & 32);
  const byKind = new Map(kinds.map((label, i) => [label, { label, documents: under((flag) => (flag & 7) === i) }]));

  const withKinds = (facets) => new Map([['kind', byKind], ...facets]);

  /** What a term gives to each document that has it. @param {import('./decode.mjs').TermRecord} record */
  const scoresOf = (record) => {
    const postings = record.postings();
    const scores = new Map();
    const titles = new Set();
    const weights = fields.map(({ boost }, field) => {
      let having = 0;
      for (let i = field + 1; i < postings.length; i += 4) having += postings[i] ? 1 : 0;
      return boost * 2.2 * Math.log(1 + (documents - having + 0.5) / (having + 0.5));
    });
    for (let i = 0; i < postings.length; i += 4) {
      const doc = postings[i];
      if (doc >= documents) throw new DamagedIndex(record.term);
      let score = 0;
      fields.forEach(({ tokens }, field) => {
        const times = postings[i + field + 1];
        const length = times && (lengthOf(norms[field].charCodeAt(doc) - 35) * documents) / tokens;
        score += (weights[field] * times) / (times + 1.2 * (0.25 + 0.75 * length));
      });
      scores.set(doc, score);
      if (postings[i + 1]) titles.add(doc);
    }
    known.set(record, { scores, titles });
    return known.get(record);
  };

  /** @param {import('./fetch.mjs').Facets} facets @param {string} facet @param {string} slug @returns {number[]} */
  const documentsUnder = (facets, facet, slug) => facets.get(facet)?.get(slug)?.documents || [];

  /** Sums the best of each group in `total`. @returns {number[]} the documents found */
  const accumulate = (groups, facets) => {
    for (const sums of [total, matched, titled, own]) sums.fill(0);
    for (const { alternatives } of groups) {
      best.fill(0);
      inTitle.fill(0);
      for (const { records, facet, isEverywhere, weight } of alternatives) {
        const lists = records.map((record) => known.get(record) || scoresOf(record));
        lists[0]?.scores.forEach((score, doc) => {
          for (const { scores } of lists.slice(1)) score += scores.get(doc) || NaN;
          if (!score) return;
          best[doc] = Math.max(best[doc], (score * weight) / lists.length);
          own[doc] = 1;
          if (lists.every(({ titles }) => titles.has(doc))) inTitle[doc] = 1;
        });
        const [name, slug] = facet?.split('/') || [];
        for (const doc of isEverywhere ? everywhere : documentsUnder(facets, name, slug)) {
          best[doc] = Math.max(best[doc], weight);
          if (!isEverywhere) own[doc] = 1;
        }
      }
      best.forEach((score, doc) => {
        total[doc] += score;
        matched[doc] += score ? 1 : 0;
        titled[doc] += inTitle[doc];
      });
    }
    return [...total.keys()].filter((doc) => own[doc]);
  };

  /** Sorting is stable: what is equal stays in the order of its numbers. */
  const inOrder = (a, b) => a.tier - b.tier || a.place - b.place || b.score - a.score;

  /** Documents under one of the values of a facet. */
  const membersOf = (facets, facet, slugs) =>
    new Set([
      ...(facet === 'comuni' ? everywhere : []),
      ...slugs.flatMap((slug) => documentsUnder(facets, facet, slug)),
    ]);

  return {
    accumulate,
    total,

    /**
     * @param {import('./expand.mjs').Group[]} groups
     * @param {import('./fetch.mjs').Facets} facets needed for groups, filters or a Comune that speak of them
     * @param {Filters} filters
     * @param {string} [comune] slug of the Comune of whoever asks
     * @param {boolean} [isList] without words: all that passes the filters
     * @param {number[]} [order] documents as they are wanted, before all that are not in it; only the first time counts
     */
    ranked(groups, facets, filters, comune, isList, order = []) {
      const asked = groups.filter(({ unknown }) => !unknown);
      const matching = accumulate(asked, facets);
      const found = isList ? [...bits.keys()] : matching;
      const places = [];
      order.forEach((doc, i) => (places[doc] = places[doc] || i - order.length));
      const near = comune && membersOf(facets, 'comuni', [comune]);
      const chosen = Object.keys(filters)
        .filter((facet) => filters[facet].length)
        .map((facet) => ({ facet, members: membersOf(withKinds(facets), facet, filters[facet]) }));
      const passing = (list, but) =>
        list.filter((doc) => chosen.every(({ facet, members }) => facet === but || members.has(doc)));

      /** @type {Result[]} */
      const results = passing(found).map((doc) => {
        const words = asked.length;
        const complete = matched[doc] >= words - (words >> 2);
        const isTitled = words > 0 && titled[doc] === words;
        const isWhole = norms[0].charCodeAt(doc) - 35 <= words;
        const kind = bits[doc] & 7;
        const over = bits[doc] & 8;
        const professional = bits[doc] & 16;
        const elsewhere = !!near && !near.has(doc);
        return {
          doc,
          score: total[doc] * priors[kind] * (isTitled ? (isWhole ? 2 : 1.3) : 1),
          tier: (complete ? 0 : 32) + (isTitled ? 0 : 2 * over + professional / 2) + (elsewhere ? 1 : 0),
          place: places[doc] || 0,
          complete,
          over: !!over,
          professional: !!professional,
          elsewhere,
          kind: kinds[kind],
          title: titles?.[doc],
          url: urls?.[doc],
        };
      });

      /** How many results each value of each facet would leave. @param {import('./fetch.mjs').Facets} every */
      const count = (every) => {
        const all = new Set(found);
        const counts = {};
        withKinds(every).forEach((values, facet) => {
          const left = (list) => passing(list, facet).filter((doc) => all.has(doc)).length;
          const always = facet === 'comuni' ? left(everywhere) : 0;
          counts[facet] = {};
          values.forEach(({ label, documents: list }, slug) => {
            counts[facet][slug] = { label, count: always + left(list) };
          });
        });
        return counts;
      };
      return { results: results.sort(inOrder), count };
    },
  };
}
