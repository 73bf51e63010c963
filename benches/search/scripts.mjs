/** Weight of the code that searches in the browser, after gzip -9. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { searchScripts } from './boards.mjs';
import { CLIENT } from './client.mjs';
import { sum } from './statistics.mjs';

/** Pagefind's engine without any interface; the worker is a second copy of it, and both are fetched. */
const PEER_ENGINE = ['pagefind.js', 'pagefind-worker.js', 'wasm.it.pagefind'];
const PEER_INTERFACE = 'pagefind-ui.js';

const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** @param {import('./boards.mjs').Board} board */
export function scripts(board) {
  const whole = searchScripts(board).map((address) => zipped(readFileSync(join(board.site, address))));
  const engine = PEER_ENGINE.map((file) => zipped(readFileSync(join(board.peer, file))));
  const peerInterface = zipped(readFileSync(join(board.peer, PEER_INTERFACE)));
  return {
    ours: { engine: engineAlone(), whole: sum(whole) },
    peer: { engine: sum(engine), whole: sum(engine) + peerInterface },
  };
}

/** An estimate: the engine's modules and what they import, without comments, as the build would join them. */
function engineAlone() {
  const seen = new Set();
  const code = (module) => {
    if (seen.has(module) || !existsSync(join(CLIENT, module))) return '';
    seen.add(module);
    const text = readFileSync(join(CLIENT, module), 'utf8');
    const imported = [...text.matchAll(/^import .* from '\.\/(.*)';$/gm)].map(([, name]) => code(name)).join('');
    const own = text
      .replace(/^import .*$/gm, '')
      .replace(/^\s*\/\*.*?\*\/$/gms, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/^export /gm, '')
      .replace(/^\s+/gm, '');
    return imported + own;
  };
  const text = ['engine.mjs', 'fetch.mjs'].map(code).join('');
  return text ? zipped(text) : undefined;
}
