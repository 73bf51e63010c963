/** Measures all figures and prints them. What it does meanwhile is told on standard error. */

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildBoard, indexWithPagefind } from './boards.mjs';
import { openBrowser } from './browser.mjs';
import { exact } from './exact.mjs';
import * as figures from './figures.mjs';
import { firstQuery } from './first-query.mjs';
import { firstTitle } from './first-title.mjs';
import { indexing } from './indexing.mjs';
import { nextQuery } from './next-query.mjs';
import { scripts } from './scripts.mjs';
import { OURS, PEER, serve } from './server.mjs';
import { table } from './table.mjs';

const BOARDS = [300, 5_000];
const LARGE = 10_000;

/** So that readers know what to make of the times: other work on the machine makes them worse. */
const load = () => loadavg()[0].toFixed(1);

const told = (text) => process.stderr.write(`${text}\n`);

/** A figure of both engines. @param {(page: string) => Promise<any>} measure */
async function both(measure) {
  const ours = await measure(OURS);
  return [ours, await measure(PEER)];
}

/** Figures of a board in the browser. @param {import('./boards.mjs').Board} board */
async function inBrowser(browser, board) {
  const { entries } = board;
  const server = await serve(board);
  try {
    // First, for the server compresses what is asked for the first time.
    told(`${entries} entries: first query`);
    const first = await both((page) => firstQuery(browser, server, page));
    told(`${entries} entries: first result`);
    const title = await both((page) => firstTitle(browser, server, page));
    told(`${entries} entries: next query`);
    const next = await both((page) => nextQuery(browser, server, page));
    return [
      ...figures.firstQueryRows(entries, ...first),
      figures.firstTitleRow(entries, ...title),
      figures.nextQueryRow(entries, ...next),
    ];
  } finally {
    server.close();
  }
}

async function measure(folder, isQuick) {
  const rows = [];
  const browser = await openBrowser();
  try {
    for (const entries of BOARDS) {
      told(`${entries} entries: build`);
      const board = buildBoard(folder, entries);
      indexWithPagefind(board);
      if (!rows.length) rows.push(...figures.scriptRows(scripts(board)));
      rows.push(...(await inBrowser(browser, board)));
      told(`${entries} entries: comparison with Tantivy`);
      rows.push(figures.exactRow(entries, await exact(board)));
    }
  } finally {
    await browser.close();
  }
  if (!isQuick) {
    told(`${LARGE} entries: indexing`);
    rows.push(...figures.indexingRows(LARGE, indexing(buildBoard(folder, LARGE))));
  }
  return rows;
}

const [option, ...others] = process.argv.slice(2);
if (others.length || (option && option !== '--quick')) {
  told('usage: scripts/bench-search [--quick]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'bacheca-bench-search-'));
try {
  const before = load();
  console.log(table(await measure(folder, option === '--quick')));
  console.log(`\nLoad of this machine of ${availableParallelism()} cores: ${before} before, ${load()} after.`);
} catch (error) {
  told(`bench-search: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
