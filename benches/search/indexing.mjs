/** What it takes to index a large board, and how many files that makes. */

import { join } from 'node:path';

import { filesOf, FRAGMENT } from './boards.mjs';
import { bacheca, cost, pagefind } from './programs.mjs';
import { median } from './statistics.mjs';

const ROUNDS = 3;

/** @param {import('./boards.mjs').Board} board */
export function indexing(board) {
  const cpu = (...command) => median(Array.from({ length: ROUNDS }, () => cost(bacheca(...command)).cpu));
  // No flag turns the search off. Both load and check the board; only one builds the index.
  const added = cpu('search', board.root, 'parola') - cpu('check', board.root);
  const files = filesOf(join(board.site, 'assets/cerca')).map((file) => `assets/cerca/${file}`);
  const fragments = files.filter((file) => FRAGMENT.test(file)).length;
  const peer = cost(pagefind(board.pages, board.peer));
  return {
    ours: { cpu: added, fragments, others: files.length - fragments },
    peer: { ...peer, files: filesOf(board.peer).length },
  };
}
