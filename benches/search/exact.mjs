/** Whether the browser's answers to plain queries are Tantivy's. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { filesOf } from './boards.mjs';
import { plainSearch } from './client.mjs';
import { bacheca, run } from './programs.mjs';
import { randomQueries } from './queries.mjs';

const QUERIES = 200;
const FIRST = 10;
// Enough to see what is equal to the tenth.
const ASKED = 100;
const NEAR = 1e-3;

/**
 * The share of queries with the same answer.
 *
 * @param {import('./boards.mjs').Board} board
 * @returns {Promise<{ share?: number, fault?: string }>} `fault`: why it could not be measured
 */
export async function exact(board) {
  const queries = randomQueries(texts(board), QUERIES);
  const asked = bacheca('search', board.root, '-', '--semplice', '--json', '--quanti', String(ASKED));
  const answers = run({ ...asked, input: queries.join('\n') + '\n' }).trim().split('\n');
  try {
    const plain = await plainSearch(board);
    let same = 0;
    for (const [i, query] of queries.entries()) {
      if (agree(await plain(query), JSON.parse(answers[i]).results)) same += 1;
    }
    return { share: same / queries.length };
  } catch ({ name, message }) {
    return { fault: `${name} ${message}`.trim() };
  }
}

/** The authors' texts, without their headers. */
function texts({ root }) {
  const files = filesOf(join(root, 'content')).filter((file) => file.endsWith('.md'));
  return files.sort().map((file) => readFileSync(join(root, 'content', file), 'utf8').replace(/^---.*?^---$/ms, ''));
}

/** The same scores place by place, and documents that have them; those with equal scores may change places. */
function agree(ours, theirs) {
  const scores = new Map(theirs.map(({ doc, score }) => [doc, score]));
  const isSame = (place) => {
    const [mine, other] = [ours[place], theirs[place]];
    if (!mine || !other) return !mine && !other;
    const near = (score) => Math.abs(mine.score - score) <= NEAR;
    // Beyond what was asked for there is nothing to compare with but the last score.
    const own = scores.get(mine.doc) ?? (theirs.length === ASKED ? theirs[ASKED - 1].score : NaN);
    return near(other.score) && near(own);
  };
  return Array.from({ length: FIRST }, (_, place) => place).every(isSame);
}
