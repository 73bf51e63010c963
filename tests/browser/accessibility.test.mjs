import { describe, test } from 'node:test';

import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { openBrowser, tour } from './support/browser.mjs';
import { none } from './support/faults.mjs';
import { samples } from './support/samples.mjs';

const boards = await openBoards();
const browser = await openBrowser();

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('axe finds no violation on any kind of page, on a phone or a desk, light or dark', async () => {
      none(await tour(browser, board, samples(board), {}, inspect));
    });
  });
}
