/** The boards under test: each is built into a temporary folder and served from there. */

import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';

import { serve } from './server.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
export const PROGRAM = resolve(process.env.BACHECA_BIN ?? join(REPOSITORY, 'target/debug/bacheca'));

/** `base` is the path below which the board is published; `date` the day it is built for. */
const BOARDS = [
  { name: 'reale', root: REPOSITORY, base: '' },
  { name: 'esempio', root: join(REPOSITORY, 'tests/sites/esempio'), base: '/bacheca', date: '2026-05-15' },
];

const SYNTHETIC = resolve(process.env.SYNTHETIC_BIN ?? join(REPOSITORY, 'target/debug/examples/synthetic'));

/** The files of a board of as many entries as are wanted, the same each time: published for the first day of a February. */
export async function publishSynthetic(entries) {
  const root = await mkdtemp(join(tmpdir(), 'bacheca-sintetica-'));
  after(() => rm(root, { recursive: true, force: true }));
  const run = spawnSync(SYNTHETIC, [root, String(entries)], { encoding: 'utf8' });
  if (run.error || run.status !== 0) throw new Error(`cannot run ${SYNTHETIC} (set SYNTHETIC_BIN): ${run.error?.message ?? run.stderr}`);
  const folder = join(root, 'public');
  build({ root, date: '2026-02-01' }, folder, 'https://sintetica.example');
  return folder;
}

/** Builds a board into `output` as it would be published at `address`. */
export function build(board, output, address, ...options) {
  const args = ['build', '--root', board.root, '--output', output, '--base-url', address, ...options];
  if (board.date) args.push('--date', board.date);
  const run = spawnSync(PROGRAM, args, { encoding: 'utf8' });
  if (run.error) throw new Error(`cannot run ${PROGRAM} (set BACHECA_BIN): ${run.error.message}`);
  if (run.status !== 0) throw new Error(`bacheca ${args.join(' ')}\n${run.stderr}`);
}

/**
 * A published board. `host` is the folder that the server shows, `folder` the board in it (they
 * differ by the base path), `pages` every HTML file, in order, but for what other sites show in a frame (`embeds`), `log`
 * the requests that its server had.
 */
export async function openBoard(board, ...options) {
  const host = await mkdtemp(join(tmpdir(), `bacheca-${board.name}-`));
  after(() => rm(host, { recursive: true, force: true }));
  // Other servers read it as another user.
  await chmod(host, 0o755);
  const folder = join(host, board.base);
  const server = await serve(host, board.base);
  after(() => server.close());
  build(board, folder, server.origin + board.base, ...options);
  const { origin, log } = server;
  const all = await pages(folder, board.base);
  const isEmbed = ({ file }) => file.startsWith('embed/');
  return {
    ...board,
    host,
    folder,
    origin,
    log,
    pages: all.filter((page) => !isEmbed(page)),
    embeds: all.filter(isEmbed),
  };
}

/** The board that fills every field, with its unfinished entries and the page of all components. */
export const openPreview = () => openBoard({ ...BOARDS[1], name: 'anteprima' }, '--drafts');

/** Both boards, built and served until the tests of the calling file are over. */
export const openBoards = () => Promise.all(BOARDS.map((board) => openBoard(board)));

async function pages(folder, base) {
  const files = await readdir(folder, { recursive: true });
  const paths = files.filter((file) => file.endsWith('.html')).sort();
  return Promise.all(
    paths.map(async (file) => {
      const html = await readFile(join(folder, file), 'utf8');
      const url = `${base}/${file}`.replace(/\/index\.html$/, '/');
      const purpose = html.includes('http-equiv="refresh"')
        ? 'redirect'
        : /(^|\/)404\.html$/.test(file)
          ? '404'
          : 'page';
      return { file, url, html, purpose };
    }),
  );
}
