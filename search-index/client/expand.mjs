/**
 * A query becomes groups of alternatives: FORMAT.md, Expanded.
 *
 * What is fetched: at once the shards of all words and of the words that begin with them; then, only if they are
 * needed and together, the shards of synonyms, the facets, and the words file with the shards of the words meant.
 *
 * @typedef {object} Alternative
 * @property {string[]} [terms] the documents that have them all
 * @property {string} [facet] the documents under `facet/slug`
 * @property {boolean} [isEverywhere] instead of those, the documents valid in the whole district
 * @property {import('./decode.mjs').TermRecord[]} records of `terms`; none if one of them is unknown
 * @property {number} weight
 * @property {'exact' | 'prefix' | 'synonym' | 'typo'} reason
 * @property {string} label
 *
 * @typedef {object} Group
 * @property {string} word as typed
 * @property {string} folded
 * @property {string} term empty for a stop word that is all there is
 * @property {boolean} open whether it may be half typed
 * @property {boolean} unknown
 * @property {Alternative[]} alternatives
 */

import { endsInWord, fold } from './analyze.mjs';

/** In characters. @param {string} word */
const sizeOf = (word) => [...word].length;

/** The order of terms: by code point, where JavaScript's is by UTF-16 unit. @param {string} a @param {string} b */
export function compareTerms(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

/**
 * Optimal string alignment distances of `a` from the prefixes of `b`, the empty one first; none if all are beyond a
 * limit.
 *
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function distancesOf(a, b, limit) {
  let before = [];
  let last = [];
  for (let i = 0; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const isSwap = i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const same = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = i ? Math.min(row[j - 1] + 1, last[j] + 1, same, isSwap ? before[j - 2] + 1 : same) : j;
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return [];
    before = last;
    last = row;
  }
  return last;
}

/**
 * The terms of an index: which shards have them, and their records once those are loaded.
 *
 * @param {import('./fetch.mjs').Source} source
 */
export async function openDictionary(source) {
  const [firstTerms] = (await source.core()).shards;
  const shards = [];
  const shardOf = (term) => {
    let i = firstTerms.length - 1;
    while (i > 0 && compareTerms(firstTerms[i], term) > 0) i -= 1;
    return i;
  };
  /** The first four shards that can hold terms with a prefix. */
  const shardsOf = (prefix) => {
    const first = shardOf(prefix);
    return [first, ...[1, 2, 3].map((i) => first + i).filter((i) => firstTerms[i]?.startsWith(prefix))];
  };
  return {
    /** @param {string[]} terms @param {string[]} [prefixes] */
    load: (terms, prefixes = []) => {
      const numbers = new Set([...terms.map(shardOf), ...prefixes.flatMap(shardsOf)]);
      return Promise.all([...numbers].map(async (i) => (shards[i] = await source.shard(i))));
    },
    /** Of a shard that is loaded. @param {string} term @returns {import('./decode.mjs').TermRecord | undefined} */
    find: (term) => shards[shardOf(term)].find(term),
    /** Terms in most documents first. @param {string} prefix */
    startingWith: (prefix) =>
      shardsOf(prefix)
        .flatMap((i) => shards[i].startingWith(prefix))
        .sort((a, b) => b.documents - a.documents),
  };
}

/**
 * The groups of a query, still without alternatives, and its terms in order, repetitions kept.
 *
 * @param {import('./analyze.mjs').Analyzer} analyzer
 * @param {string} text
 * @param {boolean} [isOpen] whether the last word may be half typed
 */
export function parseQuery(analyzer, text, isOpen) {
  const query = [...text].slice(0, 400).join('');
  const tokens = analyzer.tokens(query);
  /** @type {Map<string, Group>} */
  const groups = new Map();
  const sequence = [];
  let cut = query !== text;
  for (const token of tokens) {
    const { word, start, end } = token;
    const open = token === tokens[tokens.length - 1] && (isOpen ?? endsInWord(query));
    const term = token.term || '';
    if (!term && (!open || tokens.length > 1)) continue;
    if (!groups.has(term) && groups.size === 16) {
      cut = true;
      break;
    }
    if (term) sequence.push(term);
    if (open || !groups.has(term)) {
      groups.set(term, { word: query.slice(start, end), folded: word, term, open, unknown: true, alternatives: [] });
    }
  }
  return { tokens, groups: [...groups.values()], sequence, cut };
}

/** A word with its doubled letters written once: in Italian, what people are least sure of. @param {string} word */
const writtenOnce = (word) => word.replace(/(.)\1+/gu, '$1');

/**
 * The three words that are likeliest to have been meant.
 *
 * @param {(import('./decode.mjs').WrittenWord & { term?: string })[]} words
 * @param {import('./analyze.mjs').Analyzer} analyzer
 * @param {string} typed a term, or the start of one
 * @param {number} limit the greatest distance
 * @param {boolean} [isStart]
 */
function wordsMeant(words, analyzer, typed, limit, isStart) {
  let near = [];
  const once = writtenOnce(typed);
  for (const known of words) {
    const term = known.term || (known.term = analyzer.stem(fold(known.word)));
    const longer = term.length - typed.length;
    const isDoubled = !isStart && term[0] === typed[0] && writtenOnce(term) === once;
    if (!isDoubled && (longer < -limit || (longer > limit && !isStart))) continue;
    const distances = isDoubled ? [] : distancesOf(typed, isStart ? term.slice(0, typed.length + 1) : term, limit);
    const distance = isDoubled ? 0 : isStart ? Math.min(...distances) : distances[term.length];
    // Two slips and another start make another word.
    if (!(distance <= limit) || (distance > 1 && term[0] !== typed[0])) continue;
    if (distance < limit) near = [];
    limit = distance;
    near.push({ ...known, distance, other: term[0] === typed[0] ? 0 : 1 });
  }
  return near.sort((a, b) => a.other - b.other || b.documents - a.documents).slice(0, 3);
}

/**
 * Fills the groups of a query with alternatives. Returns the facets, empty if there is no need of them.
 *
 * @param {import('./fetch.mjs').Source} source
 * @param {import('./analyze.mjs').Analyzer} analyzer
 * @param {ReturnType<typeof parseQuery>} query
 * @param {boolean} needsFacets whatever the alternatives
 */
export async function expandQuery(source, analyzer, { groups, sequence }, needsFacets) {
  const { load, find, startingWith } = await openDictionary(source);
  const all = () => groups.flatMap(({ alternatives }) => alternatives);
  const isLost = ({ term, folded, alternatives }) => term && !alternatives.length && sizeOf(folded) > 3;

  /** @param {Group} group @param {Alternative['reason']} reason @param {number} weight @param {string} label */
  const add = (group, reason, weight, label, found) =>
    group.alternatives.push({ reason, weight, label, records: [], ...found });

  /** @param {Group} group @param {number} weight */
  const addPrefixed = (group, weight) =>
    startingWith(group.folded)
      .filter(({ term, documents }) => documents && term !== group.term)
      .slice(0, 50)
      .forEach(({ term }) => add(group, 'prefix', weight, term, { terms: [term] }));

  /** @param {Group} group @param {string} target @param {boolean} isAlone whether the synonym is the whole query */
  const addTarget = (group, target, isAlone) => {
    const [, facet, label] = /^#(.*?)=(.*)/.exec(target) || [];
    const terms = analyzer.terms(target);
    const isComune = /^comuni/.test(facet);
    if (facet ? !isComune || !isAlone : terms.some((term) => !sequence.includes(term))) {
      add(group, 'synonym', 0.6, label || target, facet ? { facet } : { terms });
      if (isComune) add(group, 'synonym', 0.2, label, { facet, isEverywhere: true });
    }
  };

  await load(
    sequence,
    groups.flatMap(({ folded, open }) => (sizeOf(folded) < (open ? 2 : 4) ? [] : folded)),
  );
  for (const group of groups) {
    const { term, word, open, folded } = group;
    if (term && find(term)?.documents) add(group, 'exact', 1, word, { terms: [term] });
    if (open && sizeOf(folded) > 1) addPrefixed(group, 0.55);
  }
  sequence.forEach((first, at) => {
    for (const line of find(first)?.synonyms || []) {
      const [rest, targets = ''] = line.split(/>(.*)/);
      const terms = [first, ...rest.split(' ').filter(Boolean)];
      if (terms.some((term, i) => term !== sequence[at + i])) continue;
      const covered = groups.filter(({ term }) => terms.includes(term));
      for (const group of covered) {
        targets.split('|').forEach((target) => addTarget(group, target, covered.length === groups.length));
      }
    }
  });
  groups.filter(isLost).forEach((group) => addPrefixed(group, 0.5));

  for (const group of groups.filter(isLost)) {
    const { term, folded, open } = group;
    if (!/^\p{Alphabetic}+$/u.test(folded)) continue;
    const words = await source.words();
    const size = sizeOf(folded);
    const meant = wordsMeant(words, analyzer, term, size < 8 ? 1 : 2);
    const begun = open && size > 4 && !meant.length ? wordsMeant(words, analyzer, folded, 1, true) : [];
    for (const it of [...meant, ...begun]) {
      add(group, 'typo', meant.length && it.distance < 2 ? 0.8 : 0.6, it.word, { terms: [it.term] });
    }
  }

  const [facets] = await Promise.all([
    needsFacets || all().some(({ facet }) => facet) ? source.facets() : new Map(),
    load(all().flatMap(({ terms }) => terms || [])),
  ]);
  for (const group of groups) group.unknown = !group.alternatives.length;
  for (const alternative of all()) {
    const records = (alternative.terms || []).map(find);
    if (records.every(Boolean)) alternative.records = records;
  }
  return facets;
}
