/** A copy of the board on a stick: what scripts add leads to files, and asks nobody. The search is in its own tests. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { build, openBoards } from './support/boards.mjs';
import { openBrowser, PHONE } from './support/browser.mjs';

const [, example] = await openBoards();
const browser = await openBrowser();

const folder = await mkdtemp(join(tmpdir(), 'bacheca-copia-'));
after(() => rm(folder, { recursive: true, force: true }));
build(example, folder, 'https://bacheca.example/valle', '--chiavetta');

/** Shows a page of the copy; fails if anything else than files is asked for, or a script breaks. */
async function opening(path, look) {
  const context = await browser.newContext({ viewport: PHONE });
  const tab = await context.newPage();
  const wrong = [];
  tab.on('pageerror', (error) => wrong.push(error.message));
  tab.on('request', (request) => request.url().startsWith('file:') || wrong.push(`asks ${request.url()}`));
  await tab.goto(pathToFileURL(join(folder, path)).href);
  await look(tab);
  assert.deepEqual(wrong, []);
  await context.close();
}

const heading = async (tab) => (await tab.locator('h1').innerText()).trim();

test('a Comune is chosen on the first page, and leads to its own', () =>
  opening('index.html', async (tab) => {
    await tab.locator('#il-tuo-comune').selectOption('rivafiorita');
    await tab.locator('[data-part=near-form] button').click();
    await tab.locator('.near a', { hasText: 'Tutto per' }).click();
    assert.equal(await heading(tab), 'Rivafiorita');
    await tab.goto(pathToFileURL(join(folder, 'opportunita/index.html')).href);
    assert.match(await tab.locator('.near-line').innerText(), /Rivafiorita/);
  }));

test('an entry that is put on the list is there, and leads back to its page', () =>
  opening('servizi/punto-di-ascolto/index.html', async (tab) => {
    const title = await heading(tab);
    await tab.locator('.keep button').click();
    await tab.locator('.keep a').click();
    const link = tab.locator('[data-part=list] h2 a');
    assert.equal(await link.innerText(), title);
    await link.click();
    assert.equal(await heading(tab), title);
  }));
