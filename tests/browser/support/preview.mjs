/** The program while it shows a board that is being written. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts `bacheca serve` on a board, on a free port.
 *
 * @param {string} root the board's folder
 * @param {string[]} [options] of the command
 */
export async function preview(root, options = []) {
  const program = spawn(process.env.BACHECA_BIN, ['serve', '--root', root, ...options], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let messages = '';
  program.stderr.on('data', (data) => {
    messages += data;
  });
  const lines = createInterface({ input: program.stdout });
  const first = await Promise.race([once(lines, 'line'), once(program, 'exit')]);
  const origin = String(first[0]).match(/http:\S+(?=\/)/)?.[0];
  if (!origin) throw new Error(`no preview: ${messages}`);
  return { origin, messages: () => messages, stop: () => program.kill(), program };
}
