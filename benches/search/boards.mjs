/**
 * Synthetic boards, built, with Pagefind's index of the same pages.
 *
 * @typedef {object} Board
 * @property {number} entries
 * @property {string} root what it is written in
 * @property {string} site what is published
 * @property {string} pages copies of the pages that our index has: what Pagefind reads
 * @property {string} peer what Pagefind makes
 */

import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { bacheca, pagefind, run, synthetic } from './programs.mjs';

/** A result fragment of ours, below the site. */
export const FRAGMENT = /^\/?assets\/cerca\/[^/]+\/[^/.]+\/\d+\.json$/;

/** Writes a board and builds it. @param {string} folder @returns {Board} */
export function buildBoard(folder, entries) {
  const root = join(folder, `board-${entries}`);
  const board = { entries, root, site: join(root, 'public'), pages: join(root, 'pages'), peer: join(root, 'pagefind') };
  run(synthetic(root, entries));
  run(bacheca('build', root));
  copyPages(board);
  return board;
}

/** @param {Board} board */
export const indexWithPagefind = ({ pages, peer }) => run(pagefind(pages, peer));

/** Files of a folder, by paths below it. */
export function filesOf(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = all.filter((one) => one.isFile());
  return files.map((one) => relative(folder, join(one.parentPath ?? one.path, one.name)));
}

/** Only documents of our index: lists and error pages would be noise in Pagefind's, and work for it. */
function copyPages({ site, pages }) {
  for (const file of filesOf(site).filter((path) => FRAGMENT.test(path))) {
    const { url } = JSON.parse(readFileSync(join(site, file), 'utf8'));
    const page = join(url, 'index.html');
    mkdirSync(dirname(join(pages, page)), { recursive: true });
    cpSync(join(site, page), join(pages, page));
  }
}

/** What the search page says of the index. @param {Board} board @returns {{ core: string, folder: string }} */
export function searchConfig({ site }) {
  const html = readFileSync(join(site, 'cerca/index.html'), 'utf8');
  return JSON.parse(html.match(/<script type="application\/json" id="search-config">(.*?)<\/script>/s)[1]);
}

/** Addresses of the scripts that a page loads. @param {Board} board @param {string} page */
export function scriptsOf({ site }, page) {
  const html = readFileSync(join(site, page), 'utf8');
  return [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, address]) => address);
}

/** The scripts that make a page a search: those that the home page lacks. @param {Board} board */
export function searchScripts(board) {
  const everywhere = scriptsOf(board, 'index.html');
  return scriptsOf(board, 'cerca/index.html').filter((address) => !everywhere.includes(address));
}
