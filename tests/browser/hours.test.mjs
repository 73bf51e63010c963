import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE, visit } from './support/browser.mjs';

const [, board] = await openBoards();
const browser = await openBrowser();

/** Monday and Wednesday 9:00–12:30 without, Thursday on appointment; closed on 1 and 2 June and on 14 August 2026. */
const SERVICE = '/servizi/punto-di-ascolto/';
/** Monday to Friday 9:00–12:00, Wednesday also 14:30–17:00 on appointment. */
const COMUNE = '/comuni/borgolieto/';
/** Monday to Friday 8:30–12:30, Saturday 9:00–11:30. */
const ENTE = '/enti/comune-di-borgolieto/';
const LINE = '.hours-now';

/** Shows to `look` a function that tells what the first line of a page says at a moment. */
const asking = (options, look) =>
  visit(browser, board, ENTE, { viewport: PHONE, ...options }, async (tab) => {
    let shown = ENTE;
    await look(async (path, moment) => {
      await tab.clock.setFixedTime(new Date(moment));
      // As when a page is shown again.
      if (shown === path) await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      else await tab.goto(board.origin + board.base + path);
      shown = path;
      return (await tab.locator(LINE).first().innerText()).replace(/\s+/g, ' ').trim();
    });
  });

describe('opening hours', () => {
  test('open, closed, closed for a while, and when it opens', async () => {
    const moments = [
      ['open', ENTE, '2026-05-18T10:00+02:00', 'Aperto ora, fino alle 12:30'],
      ['open, with the note of the row', SERVICE, '2026-05-18T09:00+02:00', 'Aperto ora, fino alle 12:30 a Borgolieto, senza appuntamento'],
      ['closed from the last minute on', ENTE, '2026-05-18T12:30+02:00', 'Chiuso ora. Apre domani alle 8:30'],
      ['later on the same day, with its note', COMUNE, '2026-05-20T13:00+02:00', 'Chiuso ora. Apre oggi alle 14:30 su appuntamento'],
      ['after the weekend', COMUNE, '2026-05-15T13:00+02:00', 'Chiuso ora. Apre lunedì alle 9:00'],
      ['in winter time', ENTE, '2026-11-23T08:29+01:00', 'Chiuso ora. Apre oggi alle 8:30'],
      ['a closure, in the words of the list', SERVICE, '2026-06-01T10:00+02:00', 'Chiuso dal 1 giugno 2026 al 2 giugno 2026 (Ponte del 2 giugno)'],
      ['an opening after a closure', SERVICE, '2026-05-29T10:00+02:00', 'Chiuso ora. Apre mercoledì alle 9:00 a Borgolieto, senza appuntamento'],
      ['an opening that falls on a holiday is not promised', ENTE, '2026-12-24T13:00+01:00', 'Chiuso ora.'],
    ];
    await asking({}, async (said) => {
      for (const [name, path, moment, expected] of moments) assert.equal(await said(path, moment), expected, name);
    });
  });

  test('on a national holiday says nothing', async () => {
    // Easter is on 5 April 2026, on 28 March 2027, on 16 April 2028, on 25 April 2038.
    const holidays = [
      '2027-01-01', '2027-01-06', '2026-04-06', '2027-03-29', '2028-04-17', '2038-04-26', '2028-04-25', '2026-05-01',
      '2027-06-02', '2028-08-15', '2027-11-01', '2026-12-08', '2026-12-25', '2028-12-26', '2027-10-04',
    ];
    await asking({}, async (said) => {
      for (const day of holidays) assert.equal(await said(ENTE, `${day}T10:00+01:00`), '', day);
      // The feast of Saint Francis was none in 2025, a Saturday.
      for (const day of ['2025-10-04', '2026-04-07', '2027-03-30']) {
        assert.match(await said(ENTE, `${day}T10:00+02:00`), /^Aperto ora/, day);
      }
    });
  });

  for (const timezoneId of ['America/New_York', 'Asia/Tokyo']) {
    test(`the hour is that of Italy also on a phone of ${timezoneId}`, async () => {
      await asking({ timezoneId }, async (said) => {
        assert.match(await said(ENTE, '2026-05-18T12:29+02:00'), /^Aperto ora/);
        assert.match(await said(ENTE, '2026-05-18T00:10+02:00'), /Apre oggi alle 8:30$/);
      });
    });
  }

  test('what is suspended or over is never called open', () => {
    const over = board.pages.filter(({ html }) => /class="entry-head">[^]{0,900}status-(off|wait)"/.test(html));
    assert.notEqual(over.length, 0);
    for (const { url, html } of over) assert.doesNotMatch(html, /data-module="hours"/, url);
  });

  test('it is told in the language of the page', async () => {
    await asking({}, async (said) => {
      assert.match(await said(`/en${SERVICE}`, '2026-05-18T10:00+02:00'), /^Open now, until 12:30/);
    });
  });

  for (const width of [320, 1280]) {
    test(`nothing moves when it is told, ${width} pixels wide`, async () => {
      const viewport = { width, height: 844 };
      const top = (tab) => tab.locator('.hours').first().evaluate((one) => one.getBoundingClientRect().top + scrollY);
      await visit(browser, board, ENTE, { viewport }, async (tab) => {
        await tab.clock.setFixedTime(new Date('2026-05-20T13:00+02:00'));
        for (const path of [SERVICE, COMUNE, ENTE]) {
          await tab.goto(board.origin + board.base + path);
          const after = await top(tab);
          await tab.locator(LINE).first().evaluate((line) => (line.textContent = ''));
          assert.equal(await top(tab), after, path);
        }
      });
    });
  }

  test('without JavaScript the table stands alone', async () => {
    await visit(browser, board, ENTE, { javaScriptEnabled: false }, async (tab) => {
      assert.ok(await tab.locator('.hours').isVisible());
      assert.equal(await tab.locator(LINE).evaluate((line) => line.getBoundingClientRect().height), 0);
    });
  });
});
