/**
 * Joins modules of the client by the rules of `build.rs`, which then minifies them; here comments and indentation are
 * left out. What is published is weighed by `tests/browser/`.
 */

import { readFileSync, readdirSync } from 'node:fs';

const CLIENT = new URL('../../../search-index/client/', import.meta.url);

/** Those of the search engine, each after those that it needs. */
export const ENGINE = ['analyze', 'decode', 'fetch', 'expand', 'rank', 'highlight', 'engine'];

export const everyModule = () => readdirSync(CLIENT).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -4));

/** @param {string} name */
export const written = (name) => readFileSync(new URL(`${name}.mjs`, CLIENT), 'utf8');

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
