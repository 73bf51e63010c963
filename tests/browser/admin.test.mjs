/** The web editor, tried as who never sees git: what it writes is what the program reads. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { parse } from 'yaml';

import { PROGRAM, openBoard } from './support/boards.mjs';
import { DESK, openBrowser } from './support/browser.mjs';
import { openEditor } from './support/editor.mjs';

const SITE = join(import.meta.dirname, '../sites/esempio');
const CMS = join(import.meta.dirname, '.cache/decap-cms/package/dist/decap-cms.js');
const TODAY = '2026-05-15';
const SETTINGS = `
redazione_web:
  programma: programmi/decap-cms.js
  deposito:
    tipo: gitlab
    nome: ufficio/bacheca
    applicazione: abc123
`;

const root = mkdtempSync(join(tmpdir(), 'bacheca-editor-'));
after(() => rmSync(root, { recursive: true, force: true }));
cpSync(SITE, root, { recursive: true });
assert.ok(existsSync(CMS), 'the program of the editor is not here: run scripts/install-test-tools');
mkdirSync(join(root, 'programmi'));
cpSync(CMS, join(root, 'programmi/decap-cms.js'));
appendFileSync(join(root, 'bacheca.yaml'), SETTINGS);
// What the program asks for before the editor may be used: `numero-senza-virgolette`.
quote('content/progetti/rete-anziani/index.md', '180.000');

function quote(path, number) {
  const file = join(root, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(`: ${number}\n`, `: "${number}"\n`));
}

const board = await openBoard({ name: 'editor', root, base: '/bacheca', date: TODAY });
const browser = await openBrowser();
const requests = [];
const complaints = [];

/** A new tab with the editor open at an address of its own. */
async function editor(address) {
  const tab = await browser.newPage({ viewport: DESK, locale: 'it-IT' });
  tab.setDefaultTimeout(15_000);
  tab.on('request', (request) => requests.push(request.url()));
  tab.on('console', (message) => message.text().includes('Content Security Policy') && complaints.push(message.text()));
  await openEditor(tab, board, root);
  await tab.getByText('Raccolte').waitFor();
  await tab.evaluate((to) => (location.hash = to), address);
  return tab;
}

async function publish(tab) {
  const written = tab.waitForResponse((answer) => answer.request().postData()?.includes('persistEntry') ?? false);
  await tab.getByRole('button', { name: 'Pubblica', exact: true }).click();
  await tab.getByRole('menuitem', { name: 'Pubblica ora' }).click();
  assert.equal((await written).status(), 200);
}

async function choose(tab, label, option) {
  await tab.getByLabel(label, { exact: true }).click();
  await tab.getByRole('option', { name: option, exact: true }).click();
}

const errors = () =>
  spawnSync(PROGRAM, ['check', '--root', root, '--date', TODAY, '--format', 'json'], { encoding: 'utf8' });

/** The values of a file, each as the words that its author wrote, and its body. */
function values(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const [, yaml, body] = text.match(/^---\n([^]*?)\n---\n([^]*)$/) ?? [null, text, ''];
  return { ...parse(yaml, { schema: 'failsafe' }), body: body.trim() };
}

test('a service written in the editor is accepted by the program', async () => {
  const tab = await editor('#/collections/servizi/new');
  await tab.getByLabel('Titolo', { exact: true }).fill('Pasti a casa');
  await tab.getByLabel('Descrizione breve', { exact: true }).fill('Portiamo il pranzo a chi non può cucinare.');
  await choose(tab, 'Bisogni', 'Casa');
  await choose(tab, 'Per chi', 'Persone anziane');
  await choose(tab, 'Ente', 'Ufficio di Piano della Valle Chiara');
  await publish(tab);
  const written = readFileSync(join(root, 'content/servizi/pasti-a-casa/index.md'), 'utf8');
  assert.match(written, /^titolo: Pasti a casa$/m);
  assert.doesNotMatch(written, /: *(""|''|\[\]|null)?$\n(?! *-)/m, 'nothing is written of what was left empty');
  assert.equal(errors().status, 0, errors().stdout);
  await tab.close();
});

const EXISTING = [
  ['servizi', 'assistenza-a-casa.md', 'titolo'],
  ['progetti', 'rete-anziani/index.md', 'titolo'],
  ['opportunita', 'bando-centri-estivi.md', 'titolo'],
  ['enti', 'servizio-anziani.yaml', 'nome'],
  ['pagine', 'privacy.md', 'titolo'],
  ['avvisi', 'piena-del-fiume.md', 'titolo'],
];

for (const [folder, file, name] of EXISTING) {
  test(`a new name for ${file} changes nothing else in it`, async () => {
    const path = `content/${folder}/${file}`;
    const before = values(path);
    const tab = await editor(`#/collections/${folder}/entries/${file.replace(/\.\w+$/, '')}`);
    const field = tab.getByLabel(name === 'nome' ? 'Nome' : 'Titolo', { exact: true }).first();
    assert.equal(await field.inputValue(), before[name]);
    await field.fill('Un altro nome');
    await publish(tab);
    assert.deepEqual(values(path), { ...before, [name]: 'Un altro nome' });
    await tab.close();
  });
}

test('what has been changed in the editor is still accepted by the program', () => {
  assert.equal(errors().status, 0, errors().stdout);
});

test('a list of texts is written one for each line', async () => {
  const path = 'content/servizi/buoni-spesa.md';
  const tab = await editor('#/collections/servizi/entries/buoni-spesa');
  await tab.getByLabel('Vecchi indirizzi', { exact: false }).fill('/buoni\nsenza sbarra');
  await tab.getByRole('button', { name: 'Pubblica', exact: true }).click();
  await tab.getByRole('menuitem', { name: 'Pubblica ora' }).click();
  await tab.getByText('«senza sbarra»', { exact: false }).waitFor();
  await tab.getByLabel('Vecchi indirizzi', { exact: false }).fill('/buoni\n/spesa-gratis\n');
  await publish(tab);
  assert.deepEqual(values(path).vecchi_indirizzi, ['/buoni', '/spesa-gratis']);
  await tab.close();
});

test('the editor asks nothing of any other site, and its policy is enough for it', () => {
  const ours = (url) => url.startsWith(`${board.origin}/`) || /^(blob|data):/.test(url);
  assert.ok(requests.length > 0);
  assert.deepEqual(requests.filter((url) => !ours(url)), []);
  assert.deepEqual(complaints, []);
});
