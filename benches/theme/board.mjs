/**
 * The real board, built for an address of this machine.
 *
 * @typedef {{ file: string, url: string, html: string, purpose: 'page' | 'redirect' | '404' }} Page
 * @typedef {{ folder: string, origin: string, pages: Page[], base: string }} Board
 */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

const KINDS = ['servizi', 'progetti', 'opportunita'];
const ENTRY = /^(servizi|progetti|opportunita)\/(?!pagina)[^/]+\/index\.html$/;

/** @param {string} folder @param {string} origin @returns {Board} */
export function build(folder, origin) {
  const args = ['build', '--root', ROOT, '--output', folder, '--base-url', origin];
  execFileSync(process.env.BACHECA_BIN, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html'));
  return { folder, origin, pages: files.sort().map((file) => page(folder, file)), base: '' };
}

/** @returns {Page} */
function page(folder, file) {
  const html = readFileSync(join(folder, file), 'utf8');
  const isRedirect = html.includes('http-equiv="refresh"');
  const purpose = isRedirect ? 'redirect' : /(^|\/)404\.html$/.test(file) ? '404' : 'page';
  return { file, url: `/${file}`.replace(/\/index\.html$/, '/'), html, purpose };
}

/** Entries in the first language. @param {Board} board */
export const entries = ({ pages }) => pages.filter(({ file, purpose }) => purpose === 'page' && ENTRY.test(file));

const longest = (pages) => pages.toSorted((a, b) => b.html.length - a.html.length)[0];

/** Pages that readers meet most, one of each sort, the longest of many. @param {Board} board */
export function visited(board) {
  const at = (url) => board.pages.find((page) => page.url === url);
  const kinds = KINDS.map((kind) => longest(entries(board).filter(({ file }) => file.startsWith(kind))));
  const comune = longest(board.pages.filter(({ file }) => /^comuni\/[^/]+\/index\.html$/.test(file)));
  return [at('/'), at('/servizi/'), ...kinds, comune, at('/mappa/'), at('/scadenze/'), at('/cerca/')];
}
