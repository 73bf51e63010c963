/** Weight of the code that searches in the browser, after gzip -9. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { searchScripts } from './boards.mjs';
import { CLIENT } from './client.mjs';
import { sum } from './statistics.mjs';

/** Our engine without any interface. */
const ENGINE = ['engine.mjs', 'fetch.mjs'];

/** The same of Pagefind; its worker has the engine once more, and both are fetched. */
const PEER_ENGINE = ['pagefind.js', 'pagefind-worker.js', 'wasm.it.pagefind'];
const PEER_INTERFACE = 'pagefind-ui.js';

const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** @param {import('./boards.mjs').Board} board */
export function scripts(board) {
  const whole = sum(searchScripts(board).map((address) => zipped(readFileSync(join(board.site, address)))));
  const engine = sum(PEER_ENGINE.map((file) => zipped(readFileSync(join(board.peer, file)))));
  const peerInterface = zipped(readFileSync(join(board.peer, PEER_INTERFACE)));
  return {
    ours: { engine: whole * shareOfEngine(), whole },
    peer: { engine, whole: engine + peerInterface },
  };
}

/** An estimate, for what is published is one script: how much of its modules' code is the engine's. */
function shareOfEngine() {
  const modules = new Map(
    readdirSync(CLIENT)
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => [name, readFileSync(join(CLIENT, name), 'utf8')]),
  );
  const below = (names, found = new Set()) => {
    for (const name of names.filter((name) => !found.has(name))) below(imports(modules.get(name)), found.add(name));
    return found;
  };
  const weight = (names) => zipped([...names].map((name) => code(modules.get(name))).join(''));
  const engine = below(ENGINE);
  const usesEngine = [...modules.keys()].filter((name) => below([name]).has(ENGINE[0]));
  return weight(engine) / weight(below(usesEngine));
}

const imports = (text) => [...text.matchAll(/^import .* from '\.\/(.*)';$/gm)].map(([, name]) => name);

/** Without imports, comments and indentation. */
const code = (text) =>
  text
    .replace(/^import .*$/gm, '')
    .replace(/^\s*\/\*.*?\*\/$/gms, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s+/gm, '');
