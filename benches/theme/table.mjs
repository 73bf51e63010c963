/**
 * The figures as one table.
 *
 * @typedef {{ figure: string, asked: string, found: string, isKept?: boolean }} Row
 */

const COLUMNS = ['figure', 'asked', 'found', ''];

/** @param {Row[]} rows */
export function table(rows) {
  const cells = rows.map(({ figure, asked, found, isKept }) => [
    figure,
    asked,
    found,
    isKept === undefined ? '' : isKept ? 'ok' : 'OVER',
  ]);
  const all = [COLUMNS, ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const line = (texts) =>
    texts
      .map((text, i) => text.padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  return [
    line(COLUMNS),
    widths
      .map((width) => '-'.repeat(width))
      .join('  ')
      .trimEnd(),
    ...cells.map(line),
  ].join('\n');
}

/** The faults behind a row, the first of them in full. */
export function details(title, faults, shown = 25) {
  if (faults.length === 0) return '';
  const cut = faults.length > shown ? [`  … and ${faults.length - shown} more`] : [];
  return [`\n${title}`, ...faults.slice(0, shown).map((fault) => `  ${fault}`), ...cut].join('\n');
}
