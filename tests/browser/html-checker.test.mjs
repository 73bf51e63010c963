import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { none } from './support/faults.mjs';
import { complaints } from './support/nu.mjs';

for (const board of await openBoards()) {
  describe(`board ${board.name}`, () => {
    test('the Nu HTML checker has nothing to say about any page', () => none(complaints(board.folder)));
  });
}
