import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';

const boards = await openBoards();
const browser = await openBrowser();

/** Where the parts end that the first screen owes, in pixels from the top; a part that is missing is null. */
function parts() {
  const end = (selector) => {
    const shown = [...document.querySelectorAll(`main ${selector}`)].find((one) => one.checkVisibility());
    return shown ? Math.round(shown.getBoundingClientRect().bottom) : null;
  };
  return {
    title: end('h1'),
    summary: end('[data-element=service-description]'),
    state: end('[data-element=service-status]'),
    referral: end('.callout-refer .callout-title'),
    phone: end('a[href^="tel:"]'),
  };
}

async function missed(tab, { url }) {
  const ends = await tab.evaluate(parts);
  // Who must be referred needs to know that first; whom to call comes after it.
  const { referral, phone, ...always } = ends;
  const owed = { ...always, ...(referral === null ? { phone } : { referral }) };
  return Object.entries(owed)
    .filter(([, end]) => end === null || end > PHONE.height)
    .map(([part, end]) => fault(url, end === null ? `has no ${part}` : `${part} ends at ${end} px`));
}

/** Services with somebody to call: the numbers in the foot of every page do not count. */
const services = ({ pages }) =>
  pages.filter(
    ({ file, html }) =>
      /^servizi\/(?!pagina)[^/]+\/index\.html$/.test(file) && /<main[^]*href="tel:[^]*<\/main>/.test(html),
  );

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    test('the first screen of a service on a phone tells what it is, its state and whom to call', async () => {
      assert.notEqual(services(board).length, 0);
      none(await tour(browser, board, services(board), { viewport: PHONE }, missed));
    });
  });
}
