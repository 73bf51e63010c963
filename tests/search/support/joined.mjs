/**
 * Joins modules of the client by the rules of `build.rs`, which then minifies them; here comments and indentation are
 * left out. What is published is weighed by `tests/browser/`.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Those of the search, and those of the theme. */
const FOLDERS = ['search-index/client', 'themes/base'];

const paths = new Map(
  FOLDERS.flatMap((folder) => {
    const root = join(import.meta.dirname, '../../..', folder);
    const files = readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.mjs'));
    return files.map((file) => [basename(file, '.mjs'), join(root, file)]);
  }),
);

/** Those of the search engine, each after those that it needs. */
export const ENGINE = ['analyze', 'decode', 'fetch', 'expand', 'rank', 'highlight', 'engine'];

export const everyModule = () => [...paths.keys()];

/** @param {string} name */
export const written = (name) => readFileSync(paths.get(name), 'utf8');

/** Lines that run. @param {string} name */
export function lines(name) {
  const text = written(name).replace(/^\s*\/\*[^]*?\*\/$/gm, '');
  return text.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('//'));
}

/** @param {string[]} names */
export const joined = (names) =>
  names.flatMap(lines).filter((line) => !line.startsWith('import ')).map((line) => line.replace(/^export /, '')).join('\n');

/** What a module declares at its top. @param {string} name */
export const declared = (name) =>
  [...written(name).matchAll(/^(?:export )?(?:async )?(?:function\*?|const|let|var|class) (\w+|\{[^}]*\}|\[[^\]]*\])/gm)].map(([, what]) => what);
