/** The programs that are measured. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const { BACHECA_BIN, SYNTHETIC_BIN } = process.env;
// The package `pagefind` only finds this one, and wants a lock file with the programs of every platform.
const PAGEFIND = join(
  import.meta.dirname,
  `node_modules/@pagefind/${process.platform}-${process.arch}/bin/pagefind_extended`,
);
const DATE = ['--date', '2026-05-15'];

/** @typedef {{ program: string, args: string[], input?: string }} Command */

/** @returns {Command} */
export const synthetic = (folder, entries) => ({ program: SYNTHETIC_BIN, args: [folder, String(entries)] });

/** @returns {Command} */
export const bacheca = (order, root, ...args) => ({
  program: BACHECA_BIN,
  args: [order, '--root', root, ...DATE, ...args],
});

/** Only `<main>`, for that is what the other index is made of. @returns {Command} */
export const pagefind = (site, output) => ({
  program: PAGEFIND,
  args: ['--site', site, '--output-path', output, '--root-selector', 'main', '--quiet'],
});

/** What a command writes. @param {Command} command */
export function run({ program, args, input = '' }) {
  return execFileSync(program, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
}

/** What a command takes. @param {Command} command @returns {{ cpu: number, peak: number }} seconds, MB */
export function cost({ program, args }) {
  return JSON.parse(run({ program: 'python3', args: [join(import.meta.dirname, 'cost.py'), program, ...args] }));
}
