import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';
import { run } from './support/tool.mjs';

const CHECKER = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));

/** Warnings that we do not follow, each with its reason. */
const ACCEPTED = [
  // Safari forgets that a list is one when its markers are hidden; the role tells VoiceOver again.
  /^The “list” role is unnecessary for element “[uo]l”\.$/,
];

for (const board of await openBoards()) {
  describe(`board ${board.name}`, () => {
    test('the Nu HTML checker has nothing to say about any page', () => {
      const checked = run('java', ['-jar', CHECKER, '--format', 'json', '--skip-non-html', board.folder]);
      const { messages } = JSON.parse(checked.stderr);
      none(
        messages
          .filter(({ message }) => !ACCEPTED.some((accepted) => accepted.test(message)))
          .map(({ type, subType, url, lastLine, message }) =>
            fault(
              url ? `${relative(board.folder, fileURLToPath(url))}:${lastLine}` : 'checker',
              `${subType ?? type}: ${message}`,
            ),
          ),
      );
    });
  });
}
