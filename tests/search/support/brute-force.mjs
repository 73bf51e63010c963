/** Scores straight from FORMAT.md, over the texts: no index, no shortcut. */

import { lengthOf } from '../../../search-index/client/rank.mjs';
import { KINDS, classOf } from './encoder.mjs';
import { analyzer } from './search.mjs';

const termsOf = (text) => analyzer.tokens(text).flatMap(({ term }) => term ?? []);

const termsByField = (documents) => documents.map((document) => ['title', 'about', 'body'].map((field) => termsOf(document[field])));

/** What one term gives to each document, in order. */
function scoresOf(counted, boosts, term) {
  return counted.map((fields) =>
    fields.reduce((score, terms, field) => {
      const tf = terms.filter((other) => other === term).length;
      const df = counted.filter((other) => other[field].includes(term)).length;
      const average = counted.reduce((sum, other) => sum + other[field].length, 0) / counted.length;
      const length = lengthOf(classOf(terms.length));
      const rarity = Math.log(1 + (counted.length - df + 0.5) / (df + 0.5));
      return tf ? score + boosts[field] * rarity * 2.2 * tf / (tf + 1.2 * (0.25 + (0.75 * length) / average)) : score;
    }, 0),
  );
}

const inOrder = (scored, key) =>
  scored.sort((a, b) => {
    const [before, after] = [key(a), key(b)];
    const first = before.findIndex((part, i) => Number(part) !== Number(after[i]));
    return before[first] - after[first];
  });

/** @param {any[]} documents @param {number[]} boosts @param {string} query */
export function bruteForcePlain(documents, boosts, query) {
  const counted = termsByField(documents);
  const each = [...new Set(termsOf(query))].map((term) => scoresOf(counted, boosts, term));
  const scored = documents.map((_, doc) => ({ doc, score: each.reduce((sum, scores) => sum + scores[doc], 0) }));
  return inOrder(scored.filter(({ score }) => score > 0), ({ doc, score }) => [-score, doc]);
}

/** Of a query whose words stand for themselves only. @param {{ boosts: number[], priors: number[] }} weights */
export function bruteForceExpanded(documents, { boosts, priors }, query, comune) {
  const counted = termsByField(documents);
  const known = [...new Set(termsOf(query))].filter((term) => counted.some((fields) => fields.flat().includes(term)));
  const each = known.map((term) => scoresOf(counted, boosts, term));
  const scored = documents.map(({ kind, over, professional, everywhere, facets }, doc) => {
    const [title] = counted[doc];
    const has = each.filter((scores) => scores[doc] > 0).length;
    const isInTitle = known.every((term) => title.includes(term));
    const factor = !isInTitle ? 1 : title.length > known.length ? 1.3 : 2;
    const score = each.reduce((sum, scores) => sum + scores[doc], 0) * priors[KINDS.indexOf(kind)] * factor;
    const complete = has >= known.length - Math.floor(known.length / 4);
    const elsewhere = !!comune && !everywhere && !facets.comuni?.includes(comune);
    return { doc, has, score, complete, over: over && !isInTitle, professional: professional && !isInTitle, elsewhere };
  });
  return inOrder(
    scored.filter(({ has }) => has),
    ({ doc, score, complete, over, professional, elsewhere }) => [!complete, over, professional, elsewhere, -score, doc],
  );
}
