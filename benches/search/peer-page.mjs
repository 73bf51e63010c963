/**
 * Pagefind's search page: ours with other scripts, so that HTML and style weigh the same. It shows the first five
 * results, each as soon as its fragment is there.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { searchScripts } from './boards.mjs';

const SHOWN = 5;

/** @param {import('./boards.mjs').Board} board */
export function peerPage(board) {
  const ours = searchScripts(board);
  const html = readFileSync(join(board.site, 'cerca/index.html'), 'utf8')
    .replace(/<link rel="(?:module)?preload"[^>]*>/g, '')
    .replace(/<script\b[^>]*\bsrc="([^"]+)"[^>]*><\/script>/g, (tag, address) => (ours.includes(address) ? '' : tag));
  return html.replace('</head>', `<script type="module">${SCRIPT}</script></head>`);
}

const SCRIPT = `
import * as pagefind from '/pagefind/pagefind.js';
const field = document.querySelector('main [name=q]');
const list = document.createElement('ol');
let turn = 0;
document.querySelector('main form').after(list);
field.addEventListener('input', search);
field.value = new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
if (field.value) search();
async function search() {
  const mine = ++turn;
  const { results } = await pagefind.search(field.value);
  if (mine !== turn) return;
  list.textContent = '';
  for (const result of results.slice(0, ${SHOWN})) {
    const [item, link, text] = ['li', 'a', 'p'].map((name) => document.createElement(name));
    item.append(link, text);
    list.append(item);
    result.data().then(({ url, meta, excerpt }) => {
      link.href = url;
      link.textContent = meta.title;
      text.innerHTML = excerpt;
    });
  }
}
`;
