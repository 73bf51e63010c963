/**
 * Scores and order: FORMAT.md, Plain and Expanded.
 *
 * @typedef {Map<number, number>} Scores by document
 * @typedef {Record<string, string[]>} Filters slugs by facet
 * @typedef {object} Result
 * @property {number} doc
 * @property {number} score
 * @property {number} tier what comes before the score in the order: 0 is first
 * @property {boolean} complete whether it has a score in every known group
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
export function createRanker({ documents, fields, norms, flags, kinds, titles, urls }) {
  const total = new Float64Array(documents);
  const best = new Float64Array(documents);
  const matched = new Uint8Array(documents);
  /** @type {WeakMap<import('./decode.mjs').TermRecord, Scores>} */
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
    }
    known.set(record, scores);
    return scores;
  };

  /** @param {import('./fetch.mjs').Facets} facets @param {string} facet @param {string} slug @returns {number[]} */
  const documentsUnder = (facets, facet, slug) => facets.get(facet)?.get(slug)?.documents || [];

  /** Sums the best of each group. @returns {number[]} the documents found */
  const accumulate = (groups, facets) => {
    total.fill(0);
    matched.fill(0);
    for (const { alternatives } of groups) {
      best.fill(0);
      for (const { records, facet, isEverywhere, weight } of alternatives) {
        const [first, ...others] = records.map((record) => known.get(record) || scoresOf(record));
        first?.forEach((score, doc) => {
          for (const other of others) score += other.get(doc) || NaN;
          if (score * weight > best[doc]) best[doc] = score * weight;
        });
        const [name, slug] = facet?.split('/') || [];
        for (const doc of isEverywhere ? everywhere : documentsUnder(facets, name, slug)) {
          best[doc] = Math.max(best[doc], weight);
        }
      }
      best.forEach((score, doc) => {
        total[doc] += score;
        matched[doc] += score ? 1 : 0;
      });
    }
    return [...total.keys()].filter((doc) => matched[doc]);
  };

  /** Sorting is stable: what is equal stays in the order of its numbers. */
  const inOrder = (a, b) => a.tier - b.tier || b.score - a.score;

  /** Documents under one of the values of a facet. */
  const membersOf = (facets, facet, slugs) =>
    new Set([
      ...(facet === 'comuni' ? everywhere : []),
      ...slugs.flatMap((slug) => documentsUnder(facets, facet, slug)),
    ]);

  return {
    /** @param {import('./decode.mjs').TermRecord[]} records @returns {{ doc: number, score: number }[]} */
    plain: (records) =>
      accumulate(records.map((record) => ({ alternatives: [{ records: [record], weight: 1 }] })), new Map())
        .map((doc) => ({ doc, score: total[doc], tier: 0 }))
        .sort(inOrder),

    /**
     * @param {import('./expand.mjs').Group[]} groups
     * @param {import('./fetch.mjs').Facets} facets needed for groups, filters or a Comune that speak of them
     * @param {Filters} filters
     * @param {string} [comune] slug of the Comune of whoever asks
     */
    ranked(groups, facets, filters, comune) {
      const asked = groups.filter(({ unknown }) => !unknown);
      const found = accumulate(asked, facets);
      const near = comune && membersOf(facets, 'comuni', [comune]);
      const chosen = Object.keys(filters)
        .filter((facet) => filters[facet].length)
        .map((facet) => ({ facet, members: membersOf(withKinds(facets), facet, filters[facet]) }));
      const passing = (list, but) =>
        list.filter((doc) => chosen.every(({ facet, members }) => facet === but || members.has(doc)));

      /** @type {Result[]} */
      const results = passing(found).map((doc) => {
        const complete = matched[doc] === asked.length;
        const over = bits[doc] & 8;
        const professional = bits[doc] & 16;
        const elsewhere = !!near && !near.has(doc);
        return {
          doc,
          score: (total[doc] * matched[doc]) / asked.length,
          tier: (complete ? 0 : 32) + 2 * over + professional / 2 + (elsewhere ? 1 : 0),
          complete,
          over: !!over,
          professional: !!professional,
          elsewhere,
          kind: kinds[bits[doc] & 7],
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
