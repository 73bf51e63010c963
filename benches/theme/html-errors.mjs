/** What the Nu HTML checker says of pages. */

import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKER = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));

/** Errors alone: what the checker only advises is judged by the tests. */
export function htmlErrors({ folder }, pages) {
  const files = pages.map(({ file }) => join(folder, file));
  const args = ['-jar', CHECKER, '--format', 'json', '--errors-only', ...files];
  const run = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (run.error) throw new Error(`cannot run java: run scripts/install-test-tools\n${run.error.message}`);
  return JSON.parse(run.stderr).messages.map(
    ({ url, lastLine, message }) => `${url ? `/${relative(folder, fileURLToPath(url))}:${lastLine}` : ''} ${message}`,
  );
}
