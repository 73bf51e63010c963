import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { none } from './support/faults.mjs';
import { run } from './support/tool.mjs';

const CHECKER = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));

/** Warnings that we do not follow, each with its reason. */
const ACCEPTED = [];

for (const board of await openBoards()) {
  describe(`board ${board.name}`, () => {
    test('the Nu HTML checker has nothing to say about any page', () => {
      const checked = run('java', ['-jar', CHECKER, '--format', 'json', '--skip-non-html', board.folder]);
      const { messages } = JSON.parse(checked.stderr);
      none(
        messages
          .filter(({ message }) => !ACCEPTED.some((accepted) => accepted.test(message)))
          .map(({ type, subType, url, lastLine, message, extract }) =>
            `${relative(board.folder, fileURLToPath(url ?? 'file:///?'))}:${lastLine} ${subType ?? type}: ${message} «${extract ?? ''}»`),
      );
    });
  });
}
