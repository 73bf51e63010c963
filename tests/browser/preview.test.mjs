/** What an author sees while writing: the page opens anew by itself, the bar, what is wrong. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { DESK, openBrowser } from './support/browser.mjs';
import { inspect } from './support/axe.mjs';
import { preview } from './support/preview.mjs';

const SITE = join(import.meta.dirname, '../sites/esempio');
const PAGE = '/servizi/assistenza-a-casa/';

const folder = mkdtempSync(join(tmpdir(), 'bacheca-anteprima-'));
cpSync(SITE, folder, { recursive: true });
const file = join(folder, 'content/servizi/assistenza-a-casa.md');
const good = readFileSync(file, 'utf8');
const server = await preview(folder, ['--date', '2026-05-15']);
const browser = await openBrowser();
const tab = await browser.newPage({ viewport: DESK });
tab.setDefaultTimeout(10_000);

after(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pill = () => tab.locator('bacheca-redazione .pill');
const dialog = () => tab.locator('bacheca-redazione dialog');

async function save(text) {
  const loaded = tab.waitForEvent('load');
  writeFileSync(file, text);
  await loaded;
}

test('a saved page opens anew by itself, at the point where it was read', async () => {
  await tab.goto(server.origin + PAGE);
  await tab.evaluate(() => scrollTo(0, 500));
  await save(good.replace(/^titolo: .*$/m, 'titolo: Titolo appena scritto'));
  await tab.getByRole('heading', { level: 1, name: 'Titolo appena scritto' }).waitFor();
  assert.equal(await tab.evaluate(() => Math.round(scrollY)), 500);
  await save(good);
});

test('the bar names the file, how easy it is to read, and opens it in the editor', async () => {
  await tab.goto(server.origin + PAGE);
  await pill().click();
  assert.match(await pill().textContent(), /assistenza-a-casa\.md.*leggibilità \d+/);
  const link = tab.getByRole('link', { name: 'Apri nell\'editor' });
  assert.equal(await link.getAttribute('href'), `vscode://file${encodeURI(file)}:1:1`);
  await tab.keyboard.press('Escape');
  assert.equal(await pill().getAttribute('aria-expanded'), 'false');
});

test('a warning of the page is in its bar, and in no other page\'s', async () => {
  await tab.goto(server.origin + PAGE);
  await save(`${good}\n## Come far\n\nUn titolo quasi uguale a un campo.\n`);
  await pill().filter({ hasText: /avvis|consigli/ }).waitFor();
  await tab.goto(`${server.origin}/servizi/educatore-a-casa/`);
  await pill().waitFor();
  assert.doesNotMatch(await pill().textContent(), /Come far/);
  await tab.goto(server.origin + PAGE);
  await save(good);
});

test('what is wrong stands over the last good page until it is put right', async () => {
  await tab.goto(server.origin + PAGE);
  writeFileSync(file, good.replace('ente: ', 'ente: nessuno-'));
  await dialog().getByRole('heading', { name: '1 errore da correggere' }).waitFor();
  assert.ok(await tab.getByRole('heading', { level: 1, name: 'Assistenza a casa' }).count(), 'the page behind it');
  const place = dialog().getByRole('link');
  assert.match(await place.textContent(), /^content\/servizi\/assistenza-a-casa\.md:\d+:\d+$/);
  await dialog().getByRole('button', { name: 'Chiudi' }).click();
  assert.equal(await pill().textContent(), '1 errore');
  await pill().click();
  assert.ok(await dialog().isVisible(), 'it can be read again');
  await save(good);
  await pill().filter({ hasText: 'assistenza-a-casa.md' }).waitFor();
  assert.equal(await dialog().isVisible(), false);
});

test('a page left open knows when the preview stops', async () => {
  const other = await preview(folder, ['--date', '2026-05-15']);
  await tab.goto(other.origin + PAGE);
  await pill().waitFor();
  other.stop();
  await pill().filter({ hasText: 'L\'anteprima è ferma' }).waitFor();
});

test('the bar and what is wrong are for everyone', async () => {
  await tab.goto(server.origin + PAGE);
  await pill().click();
  assert.deepEqual(await inspect(tab, { url: PAGE }), []);
  await pill().click();
  writeFileSync(file, good.replace('ente: ', 'ente: nessuno-'));
  await dialog().waitFor();
  assert.deepEqual(await inspect(tab, { url: PAGE }), []);
  await save(good);
});
