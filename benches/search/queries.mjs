/** What is asked: words that synthetic boards have, the same for both engines. */

export const WORDS = ['affitto', 'lavoro', 'anziano', 'disabilità', 'sportello', 'contributi', 'tiroc'];

const OTHERS = ['famiglie', "l'assistenza", 'aiuto domicilio', 'sportello affitto', 'corso formazione'];

/** One word, two words, plurals, an elision, the beginning of a word. */
export const QUERIES = [...WORDS, ...OTHERS];

/** Typed letter by letter. */
export const TYPED = ['affitto', 'lavoro', 'anziano', 'domicilio', 'sportello'];

/** `count` queries of one to four words out of texts; the same texts give the same queries. @param {string[]} texts */
export function randomQueries(texts, count) {
  const words = texts.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  let state = 2026;
  const below = (bound) => {
    // Numerical Recipes' generator: its high bits are good enough to choose words with.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const query = () => Array.from({ length: 1 + below(4) }, () => words[below(words.length)]).join(' ');
  return Array.from({ length: count }, query);
}
