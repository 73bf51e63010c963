/** The board in the pages of other sites: what the script draws there, and what it cannot do there. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE } from './support/browser.mjs';
import { none } from './support/faults.mjs';
import { hostPage, strict } from './support/host-page.mjs';

const [, board] = await openBoards();
const browser = await openBrowser();

const HOME = board.origin + board.base;
/** The size of the script that other sites load, in bytes after gzip -9. */
const SCRIPT = 5_000;

const script = (address = `${HOME}/embed/v1/bacheca.js`) => `<script src="${address}" async></script>`;
const element = (attributes, inside = '<ul><li><a href="https://comune.example/">La bacheca</a></li></ul>') =>
  `<bacheca-elenco ${attributes}>${inside}</bacheca-elenco>`;

const item = (more) => ({
  titolo: 'Corso',
  url: `${HOME}/opportunita/corso/`,
  descrizione: 'Un corso.',
  sezione: 'opportunita',
  etichetta: 'Corso',
  stato: { chiave: 'aperta', testo: 'Aperta', tono: 'ok' },
  ...more,
});

const list = (voci, more) => ({
  versione: 1,
  lingua: 'it',
  verso: 'ltr',
  bacheca: 'Bacheca',
  titolo: 'Opportunità',
  url: `${HOME}/opportunita/`,
  totale: voci.length,
  tutti: 'Vedi tutto',
  parole: { vuoto: 'Niente.', entro: 'Fino al', chiusa: 'Chiusa', chiusa_il: 'Chiusa il', bacheca: 'Apri', nuova: '' },
  voci,
  ...more,
});

/**
 * Shows a page of another site, under a strict policy unless told otherwise; `lists` are answers of the board, by the end
 * of their address. What the page does against the policy, or against the reader, is told as a fault.
 */
async function host(page, look, { lists = {}, ...options } = {}) {
  const address = await hostPage({ policy: strict(board), ...page });
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block', ...options });
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  const broken = [];
  const asked = [];
  tab.on('pageerror', (error) => broken.push(error.message));
  tab.on('dialog', (dialog) => (broken.push(dialog.message()), dialog.dismiss()));
  tab.on('console', (message) => /policy/i.test(message.text()) && broken.push(message.text()));
  tab.on('request', (request) => asked.push(request.url()));
  for (const [end, answer] of Object.entries(lists))
    await tab.route(`**/embed/${end}elenco.json`, (route) =>
      typeof answer === 'number' ? route.fulfill({ status: answer }) : route.fulfill({ json: answer, headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
  await tab.goto(address);
  await look(tab, { asked, broken, context });
  await context.close();
  assert.deepEqual(broken, []);
}

const drawn = (tab) => tab.locator('bacheca-elenco [part=bacheca]');
const titles = (tab) => tab.locator('bacheca-elenco [part=link]').allInnerTexts();
/** What stands inside the element is seen, and nothing else. */
async function plain(tab) {
  await tab.waitForTimeout(300);
  assert.equal(await drawn(tab).count(), 0);
  assert.ok(await tab.locator('bacheca-elenco li a').isVisible());
}

test('the script is small', async (t) => {
  const bytes = gzipSync(await readFile(join(board.folder, 'embed/v1/bacheca.js')), { level: 9 }).length;
  t.diagnostic(`bacheca.js: ${bytes} bytes after gzip`);
  assert.ok(bytes <= SCRIPT, `${bytes} bytes`);
});

describe('a list in another site', () => {
  test('is drawn under a policy that allows the board and no inline style', async () => {
    const lists = { 'comuni/borgolieto/opportunita/': list([item(), item({ titolo: 'Bando' })]) };
    await host({ body: element('comune="borgolieto" sezione="opportunita"') + script() }, async (tab) => {
      await drawn(tab).waitFor();
      assert.deepEqual(await titles(tab), ['Corso', 'Bando']);
      assert.ok(!(await tab.locator('bacheca-elenco > ul').isVisible()), 'what stands inside is seen too');
    }, { lists });
  });

  test('stays what stands inside the element where no list comes', async () => {
    const cases = { 'no file': { '': 404 }, 'no list': { '': { versione: 1 } }, 'no object': { '': 'testo' } };
    for (const lists of Object.values(cases)) await host({ body: element('') + script() }, plain, { lists });
    await host({ body: element('') + script() }, plain, { javaScriptEnabled: false });
  });
});
