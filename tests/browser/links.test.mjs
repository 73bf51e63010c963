import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Addresses } from './support/addresses.mjs';
import { openBoards } from './support/boards.mjs';
import { openBrowser } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { outlines } from './support/outline.mjs';

/** Schemes that a link may use when it leaves the board, and the form of the rest. */
const OUTWARD = [
  /^https?:\/\/[^/]+/,
  /^mailto:([^@\s?]+@[^@\s?]+)?(\?subject=[^&\s]+&body=[^&\s]+)?$/,
  /^sms:\?&body=[^&\s]+$/,
  /^webcal:\/\/[^/]+\/.*\bcalendario\/[\w/-]+\.ics$/,
  /^tel:(\+\d{6,15}|\d{3,9})$/,
];

const outward = ({ href }) => (OUTWARD.some((form) => form.test(href)) ? '' : 'is no address for readers');

const boards = await openBoards();
const browser = await openBrowser();
await Promise.all(boards.map((board) => outlines(browser, board)));

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const addresses = new Addresses(board);
    const readable = board.pages.filter(({ purpose }) => purpose === 'page');

    test('every address written in a page leads somewhere', () => {
      none(
        board.pages.flatMap((page) => {
          const { links, loads, canonical, refresh, alternates } = page.outline;
          const written = [...links, ...loads, canonical, refresh, ...alternates.map(([, href]) => href)];
          return written.filter(Boolean).flatMap((address) => {
            const url = addresses.resolve(page, address);
            const wrong = addresses.isOurs(url) ? addresses.fault(url) : outward(url);
            return wrong ? [fault(page.url, `${address} ${wrong}`)] : [];
          });
        }),
      );
    });

    test('every page can be reached from the home page by links', () => {
      const reached = new Set([addresses.pages.get(`${board.base}/`)]);
      for (const page of reached) {
        for (const link of page.outline.links) {
          const target = addresses.target(page, link);
          if (target) reached.add(target);
        }
      }
      // The page without a network is shown by the service worker.
      const linked = readable.filter(({ url }) => url !== `${board.base}/senza-rete/`);
      none(linked.filter((page) => !reached.has(page)).map(({ url }) => fault(url, 'is linked from nowhere')));
    });

    test('every page names its own address, and pages in other languages name each other', () => {
      none(
        readable.flatMap((page) => {
          const { canonical, alternates, lang } = page.outline;
          const own = board.origin + page.url;
          const wrong = canonical === own ? [] : [`canonical is ${canonical}`];
          for (const [other, href] of alternates) {
            const target = addresses.target(page, href)?.outline;
            if (target?.lang !== other && other !== 'x-default') wrong.push(`${href} is not in ${other}`);
            const back = target?.alternates.some(([code, address]) => code === lang && address === own);
            if (!back) wrong.push(`${href} does not lead back`);
          }
          return wrong.map((what) => fault(page.url, what));
        }),
      );
    });

    test('a link to a page in another language says which', () => {
      none(
        readable.flatMap((page) =>
          page.outline.linked.flatMap(({ href, lang }) => {
            const truly = addresses.target(page, href)?.outline.lang;
            return truly && truly !== lang ? [fault(page.url, `${href} is in ${truly}, told as ${lang}`)] : [];
          }),
        ),
      );
    });

    test('every old address leads to a page of today, on any host', async () => {
      const file = await readFile(join(board.folder, '_redirects'), 'utf8').catch(() => '');
      const rules = file
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' '));
      none(
        rules.flatMap(([old, target, status]) => {
          const wrong =
            addresses.fault(new URL(target, board.origin)) || (status === '301' ? '' : `has status ${status}`);
          return wrong ? [fault(old, `${target} ${wrong}`)] : [];
        }),
      );
      const ruled = new Set(rules.map(([old]) => old));
      none(
        board.pages
          .filter(({ purpose, url }) => purpose === 'redirect' && !ruled.has(url) && !ruled.has(url.replace(/\/$/, '')))
          .map(({ url }) => fault(url, 'is a redirect page without a rule for the host')),
      );
    });
  });
}
