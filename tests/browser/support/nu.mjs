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

/** A frame goes on from the headings of the page that it stands in. */
const IN_FRAMES = /^This document has heading elements but none of them has a computed heading level of 1\.$/;

/** @param {string} folder a folder or a page @returns {string[]} */
export function complaints(folder) {
  const checked = run('java', ['-jar', CHECKER, '--format', 'json', '--skip-non-html', folder]);
  const { messages } = JSON.parse(checked.stderr);
  return messages
    .map((found) => ({ ...found, file: found.url ? relative(folder, fileURLToPath(found.url)) : 'checker' }))
    .filter(({ message }) => !ACCEPTED.some((accepted) => accepted.test(message)))
    .filter(({ file, message }) => !(file.startsWith('embed/') && IN_FRAMES.test(message)))
    .map(({ type, subType, file, lastLine, message }) => fault(`${file}:${lastLine}`, `${subType ?? type}: ${message}`));
}
