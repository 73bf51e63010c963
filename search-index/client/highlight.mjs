/**
 * What to show of a text, and which words to mark in it. A word is marked when its term is one of those looked for.
 *
 * @typedef {{ text: string, marked: boolean }} Segment
 * @typedef {{ has(term: string | null): boolean }} Terms
 */

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {import('./analyze.mjs').Token[]} tokens those to mark
 */
function segmentsOf(text, from, to, tokens) {
  /** @type {Segment[]} */
  const segments = [];
  const add = (start, end, marked) => start < end && segments.push({ text: text.slice(start, end), marked });
  let at = from;
  for (const { start, end } of tokens) {
    if (start < from || end > to) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  return segments;
}

/**
 * A whole text, such as a title.
 *
 * @param {string} text
 * @param {Terms} terms
 * @param {import('./analyze.mjs').Analyzer} analyzer
 */
export function mark(text, terms, analyzer) {
  const tokens = analyzer.tokens(text).filter(({ term }) => terms.has(term));
  return segmentsOf(text, 0, text.length, tokens);
}

/**
 * The stretch of a text where most different terms are, its start if there are none; `…` where it is cut.
 *
 * @param {string} text
 * @param {Terms} terms
 * @param {import('./analyze.mjs').Analyzer} analyzer
 * @param {number} [size] in UTF-16 units
 */
export function excerpt(text, terms, analyzer, size = 220) {
  const tokens = analyzer.tokens(text).filter(({ term }) => terms.has(term));
  let [from, last, most] = [0, 0, 0];
  tokens.forEach(({ start }, i) => {
    const inside = [];
    for (let j = i; j < tokens.length && tokens[j].end <= start + size; j += 1) inside.push(tokens[j]);
    const value = new Set(inside.map(({ term }) => term)).size + inside.length / 1000;
    if (value <= most) return;
    [from, last, most] = [start, inside[inside.length - 1].end, value];
  });
  const lead = from - Math.floor((size - (last - from)) / 3);
  const before = text.indexOf(' ', lead);
  const start = lead <= 0 ? 0 : before < 0 || before > from ? from : before + 1;
  const after = text.lastIndexOf(' ', start + size);
  const end = start + size >= text.length ? text.length : after > Math.max(start, last) ? after : last || start + size;
  const more = (isCut) => (isCut ? [{ text: '…', marked: false }] : []);
  return [...more(start > 0), ...segmentsOf(text, start, end, tokens), ...more(end < text.length)];
}
