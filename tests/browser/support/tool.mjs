/** Programs that are not npm packages; missing ones are a failure, never a skipped test. */

import { spawn, spawnSync } from 'node:child_process';

// Servers live in sbin, which is not on everybody's path.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

const missing = (program, error) =>
  new Error(`cannot run ${program}: run scripts/install-test-tools\n${error.message}`);

/** Runs a program to its end: `{ status, stdout, stderr }`. */
export function run(program, args) {
  const done = spawnSync(program, args, { encoding: 'utf8', env, maxBuffer: 2 ** 28 });
  if (done.error) throw missing(program, done.error);
  return done;
}

/** Starts a program that goes on; `stop` ends it. `failed` rejects if it cannot start or ends by itself. */
export function start(program, args) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let stopping = false;
  child.stderr.on('data', (text) => (said += text));
  const failed = new Promise((_, reject) => {
    child.on('error', (error) => reject(missing(program, error)));
    child.on('exit', (code) => stopping || reject(new Error(`${program} ended with ${code}\n${said}`)));
  });
  const ended = new Promise((done) => child.on('close', done));
  return { failed, stop: () => ((stopping = true), child.kill('SIGTERM'), ended) };
}
