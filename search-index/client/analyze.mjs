/**
 * How a text becomes terms: FORMAT.md, Analysis. `src/index/analyzer.rs` does the same.
 *
 * @typedef {{ term: string | null, word: string, start: number, end: number }} Token
 *   `word` is the piece as folded, `term` is null if it is a stop word; offsets are in the text as given.
 * @typedef {{ tokens(text: string): Token[], terms(text: string): string[], stem(word: string): string }} Analyzer
 *   `terms` are the different ones, in order.
 */

const IGNORABLE = '\\u00AD\\u200B-\\u200D\\u2060\\uFE00-\\uFE0F\\uFEFF';
const WORD = '[\\p{Alphabetic}\\p{M}\\p{N}' + IGNORABLE + ']';
const APOSTROPHE = "['\\u2019\\u2018\\u02BC\\u0060\\u00B4\\u2032]";

const CHUNKS = new RegExp(WORD + '+(?:(?:' + APOSTROPHE + '|\\.)' + WORD + '+)*', 'gu');
const APOSTROPHES = new RegExp(APOSTROPHE, 'u');
const LAST_WORD = new RegExp(WORD + '$', 'u');
/** With their dots these are one word: acronyms, numbers in groups of three. */
const WHOLE = /^(?:[^\P{Alphabetic}\p{M}]\p{M}*(?:\.[^\P{Alphabetic}\p{M}]\p{M}*)+|[0-9]{1,3}(?:\.[0-9]{3})+)$/u;
const DROPPED = new RegExp('[\\u0300-\\u036F\\u0640\\u064B-\\u065F' + IGNORABLE + ']', 'g');
const SPELLED = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h' };

/** @param {string} text */
export function fold(text) {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(DROPPED, '')
    .replace(/[ßæœøđðþłıħ]/g, (letter) => SPELLED[letter]);
}

/** Whether the last word of a query may be half typed. @param {string} text */
export function endsInWord(text) {
  return LAST_WORD.test(text);
}

/**
 * @param {{ stem: boolean, stop: string, elisions: string }} analysis
 * @returns {Analyzer}
 */
export function createAnalyzer(analysis) {
  const stop = new Set(analysis.stop.split(' '));
  const elisions = new Set(analysis.elisions.split(' '));

  /** @param {string} word */
  const stem = (word) =>
    analysis.stem && /^[a-z]{4,}$/.test(word) ? word.replace(/(?:[ih]?[ei]|i?[ao])$/, '') : word;

  /** @param {string} text */
  const tokens = (text) => {
    const found = [];
    for (const chunk of text.matchAll(CHUNKS)) {
      let start = chunk.index;
      chunk[0].split(APOSTROPHES).forEach((part, i, parts) => {
        const isElided = i < parts.length - 1 && elisions.has(fold(part));
        for (const piece of isElided || WHOLE.test(part) ? [part] : part.split('.')) {
          const word = isElided ? '' : fold(piece.replace(/\./g, ''));
          const end = start + piece.length;
          if (word) found.push({ term: stop.has(word) ? null : stem(word), word, start, end });
          start = end + 1;
        }
      });
    }
    return found;
  };

  /** @param {string} text */
  const terms = (text) => [...new Set(tokens(text).flatMap(({ term }) => term || []))];

  return { tokens, terms, stem };
}
