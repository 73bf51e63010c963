/** What the Nu HTML checker has to say about the pages in a folder. */

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fault } from './faults.mjs';
import { run } from './tool.mjs';

const CHECKER = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));

/** Warnings that we do not follow, each with its reason. */
const ACCEPTED = [
  // Safari forgets that a list is one when its markers are hidden; the role tells VoiceOver again.
  /^The “list” role is unnecessary for element “[uo]l”\.$/,
];

/** @param {string} folder a folder or a page @returns {string[]} */
export function complaints(folder) {
  const checked = run('java', ['-jar', CHECKER, '--format', 'json', '--skip-non-html', folder]);
  const { messages } = JSON.parse(checked.stderr);
  return messages
    .filter(({ message }) => !ACCEPTED.some((accepted) => accepted.test(message)))
    .map(({ type, subType, url, lastLine, message }) =>
      fault(url ? `${relative(folder, fileURLToPath(url))}:${lastLine}` : 'checker', `${subType ?? type}: ${message}`),
    );
}
