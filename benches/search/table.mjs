/**
 * The figures as one table.
 *
 * @typedef {object} Row
 * @property {string} figure
 * @property {string} board
 * @property {string} ours
 * @property {string} peer
 * @property {string} budget
 * @property {boolean} [isKept] nothing: there is no budget, or nothing was measured
 */

const COLUMNS = ['figure', 'entries', 'bacheca', 'Pagefind 1.6.0', 'budget', ''];

/** @param {Row[]} rows */
export function table(rows) {
  const cells = rows.map(({ figure, board, ours, peer, budget, isKept }) => [
    figure,
    board,
    ours,
    peer,
    budget,
    isKept === undefined ? '' : isKept ? 'ok' : 'OVER',
  ]);
  const all = [COLUMNS, ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const line = (texts) => texts.map((text, i) => text.padEnd(widths[i])).join('  ').trimEnd();
  return [line(COLUMNS), widths.map((width) => '-'.repeat(width)).join('  ').trimEnd(), ...cells.map(line)].join('\n');
}
