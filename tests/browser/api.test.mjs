/** The board as data: what programs of others take from `/api/v1/`, read by programs of others. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';

import { openBoards, publishSynthetic } from './support/boards.mjs';

const boards = await openBoards();

/** Keys of the content model that are for the office alone, and the logos of others. */
const INTERNAL = ['fonte', 'parole_chiave', 'eccezioni', 'bozza', 'verifica_ogni_mesi', 'vecchi_indirizzi', 'loghi'];

/** What says where something is, which a delicate entry never does. */
const PLACES = ['sedi', 'luogo', 'indirizzo', 'coordinate'];

const COLUMNS_OF_NAMES = { bisogni: 'bisogni', per_chi: 'per_chi', aree: 'aree' };

/** A schema that refuses the keys which it does not know. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return inside.type === 'object' && inside.properties ? { additionalProperties: false, ...inside } : inside;
}

/** Every key of a value, at any depth. */
const keysOf = (value) =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inside]) => [...(Array.isArray(value) ? [] : [key]), ...keysOf(inside)])
    : [];

const sorted = (values) => [...values].sort();

for (const board of boards) {
  const root = join(board.folder, 'api/v1');
  const site = board.origin + board.base;
  const files = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(root.length));
  const text = (path) => readFile(join(root, path), 'utf8');
  const json = async (path) => JSON.parse(await text(path));
  const lines = (await text('/esportazione.ndjson')).split('\n').slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line));
  const { schede: rows } = await json('/schede.json');
  const openapi = await json('/openapi.json');
  const patterns = Object.entries(openapi.paths).map(([path, { get }]) => ({
    path,
    get,
    form: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  // The nearest one: an address without a blank goes before one with.
  const address = (file) =>
    patterns.filter(({ form }) => form.test(file)).sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];

  describe(`board ${board.name}`, () => {
    test('the description of the addresses is sound, and has every file and no other', async () => {
      const { valid, errors } = await new Validator().validate(structuredClone(openapi));
      assert.ok(valid, JSON.stringify(errors));
      assert.deepEqual(files.filter((file) => !address(file)), []);
      assert.deepEqual(patterns.filter(({ form }) => !files.some((file) => form.test(file))).map(({ path }) => path), []);
      assert.deepEqual(openapi.servers, [{ url: `${site}/api/v1` }]);
    });

    test('what the description gives as examples is there', async () => {
      for (const { path, get } of patterns) {
        const filled = get.parameters.reduce((filled, { name, example }) => filled.replace(`{${name}}`, example), path);
        const found = await fetch(openapi.servers[0].url + filled);
        // An example is of the whole board: not every Comune has something of every kind.
        assert.equal(found.status, 200, filled);
        assert.equal(found.headers.get('access-control-allow-origin'), '*', filled);
      }
    });

    test('every file is what its schema says, and has no key that the schema does not know', async () => {
      for (const [name, change] of [['as published', (schema) => schema], ['strict', strict]]) {
        const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }));
        for (const file of files.filter((file) => file.startsWith('/schemi/'))) {
          const schema = await json(file);
          assert.equal(schema.$id, `${site}/api/v1${file}`);
          ajv.addSchema(change(schema));
        }
        for (const file of files.filter((file) => file.endsWith('.json') && !/^\/(schemi\/|openapi)/.test(file))) {
          const { $ref } = address(file).get.responses[200].content['application/json'].schema;
          const check = ajv.getSchema(`${site}/api/v1/schemi/${$ref.split('/').at(-1)}.json`);
          const content = await json(file);
          assert.ok(check(content), `${name}: ${file}: ${ajv.errorsText(check.errors)}`);
        }
      }
    });

    test('the export is the files of single entries, one after the other', async () => {
      for (const [index, entry] of entries.entries()) {
        assert.equal(await text(`/schede/${entry.sezione}/${entry.slug}.json`), `${lines[index]}\n`);
      }
      assert.equal(files.filter((file) => file.startsWith('/schede/')).length, entries.length);
      assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
    });

    test('a row of the list says what the whole entry says', () => {
      assert.equal(rows.length, entries.length);
      for (const [index, { dati, ...row }] of rows.entries()) {
        const whole = entries[index];
        assert.deepEqual(row, Object.fromEntries(Object.keys(row).map((key) => [key, whole[key]])));
        assert.equal(dati, `${site}/api/v1/schede/${whole.sezione}/${whole.slug}.json`);
      }
    });

    test('nothing of the office and no place of a delicate entry is given away', () => {
      assert.ok(entries.some(({ tema_delicato }) => tema_delicato));
      for (const entry of entries) {
        const keys = keysOf(entry);
        assert.deepEqual(keys.filter((key) => INTERNAL.includes(key)), [], entry.url);
        if (entry.tema_delicato) assert.deepEqual(keys.filter((key) => PLACES.includes(key)), [], entry.url);
        if (entry.immagine) assert.ok(entry.immagine.autore && entry.immagine.licenza, entry.url);
      }
    });

    test('addresses are whole, and lead somewhere', async () => {
      const of = (value) =>
        typeof value === 'string'
          ? [...(value.startsWith(board.origin) ? [value] : []), ...[...value.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to)]
          : value && typeof value === 'object'
            ? Object.values(value).flatMap(of)
            : [];
      const contents = await Promise.all(files.filter((file) => file.endsWith('.json')).map(json));
      const all = new Set(contents.flatMap(of).map((to) => to.replaceAll('&amp;', '&').split('#')[0]));
      all.delete(`${site}/api/v1`);
      assert.ok(all.size > entries.length);
      for (const to of all) {
        assert.match(to, /^(https?|mailto|tel):/);
        if (to.startsWith(board.origin) && !/\/api\/v1\/\w+\/$/.test(to)) assert.equal((await fetch(to)).status, 200, to);
      }
    });

    test('texts have no image of others and no script', () => {
      const html = entries.flatMap((entry) => Object.values(entry).map((value) => value?.html ?? ''));
      assert.deepEqual(html.filter((text) => /<(img|script|iframe)/.test(text)), []);
    });

    test('facets count what the lists of the site show', async () => {
      const facets = await json('/faccette.json');
      const shown = new Map(rows.map((row) => [row.id, row]));
      const open = rows.filter((row) => !row.archiviata && !row.per_operatori);
      for (const [key, choices] of Object.entries(facets)) {
        for (const { slug, schede, elenco } of choices) {
          if (!elenco) continue;
          const list = await json(elenco.slice(`${site}/api/v1`.length));
          assert.equal(list.totale, schede, elenco);
          assert.equal(list.schede.length, schede, elenco);
          const listed = list.schede.map((id) => shown.get(id));
          assert.ok(listed.every((row) => row && !row.archiviata), elenco);
          if (key === 'sezioni') assert.deepEqual(sorted(list.schede), sorted(open.filter((row) => row.sezione === slug).map(({ id }) => id)));
          if (key === 'bisogni' || key === 'per_chi') assert.ok(listed.every((row) => row[key].includes(slug)), elenco);
        }
      }
      const page = async (path) => (await fetch(`${site}/${path}`)).text();
      for (const { slug, schede } of facets.sezioni) {
        const pages = board.pages.filter(({ url }) => new RegExp(`^${board.base}/${slug}/(pagina/\\d+/)?$`).test(url));
        const cards = pages.flatMap(({ html }) => [...html.matchAll(/<article|class="card[" ]/g)]).length;
        assert.ok(cards >= schede, `${slug}: ${cards} cards, ${schede} entries (${(await page(`${slug}/`)).length})`);
      }
      for (const { slug, schede } of facets.stati) assert.equal(open.filter((row) => row.stato === slug).length, schede, slug);
      for (const { slug, schede } of facets.tipi) assert.equal(open.filter((row) => row.tipo === slug).length, schede, slug);
    });

    test('a Comune has what is valid everywhere and what is for it', async () => {
      const valid = rows.filter((row) => !row.archiviata && !row.per_operatori);
      for (const { slug } of (await json('/comuni.json')).comuni) {
        const { schede } = await json(`/elenchi/comuni/${slug}.json`);
        const covered = valid.filter((row) => row.comuni[0] === 'tutti' || row.comuni.includes(slug)).map(({ id }) => id);
        assert.deepEqual(covered.filter((id) => !schede.includes(id)), [], slug);
      }
    });

    test('changes go from the latest back, each with a day that its entry says', async () => {
      const { dal, al, modifiche } = await json('/modifiche.json');
      const whole = new Map(entries.map((entry) => [entry.id, entry]));
      assert.ok(modifiche.length > 0 && modifiche.length <= 500);
      const days = modifiche.map(({ data }) => data);
      assert.deepEqual(days, sorted(days).reverse());
      assert.ok(days.every((day) => day <= al));
      for (const { id, data, modifica } of modifiche) {
        const entry = whole.get(id);
        if (modifica === 'pubblicata') assert.equal(entry.pubblicato_il, data);
        if (modifica === 'aggiornata') assert.equal(entry.aggiornato_il, data);
        if (modifica === 'archiviata') assert.ok(entry.archiviata, entry.url);
      }
      const told = new Set(modifiche.map(({ id, data }) => `${id} ${data}`));
      const missed = entries.filter(({ aggiornato_il: day }) => day >= dal && day <= al).filter(({ id, aggiornato_il: day }) => !told.has(`${id} ${day}`));
      assert.deepEqual(missed.map(({ url }) => url), []);
    });

    test('the table has the entries that the data have, and opens as it should', async () => {
      const vocabularies = await json('/vocabolari.json');
      const csv = await text('/schede.csv');
      assert.ok(csv.startsWith('\ufeffid;sezione;titolo;'));
      assert.ok(csv.endsWith('\r\n'));
      const table = parse(csv, { bom: true, delimiter: ';', columns: true });
      assert.equal(table.length, entries.length);
      for (const [index, row] of table.entries()) {
        const entry = entries[index];
        for (const key of ['id', 'sezione', 'titolo', 'descrizione_breve', 'url', 'stato']) assert.equal(row[key], entry[key]);
        assert.equal(row.aggiornato_il, entry.aggiornato_il ?? '');
        for (const [column, key] of Object.entries(COLUMNS_OF_NAMES)) {
          const names = (entry[key] ?? []).map((slug) => vocabularies[key].find((term) => term.slug === slug).nome);
          assert.equal(row[column], names.join(' | '));
        }
        if (entry.tema_delicato) assert.equal(row.sedi, '');
        assert.deepEqual(Object.values(row).filter((cell) => /^[=+\-@\t\r]/.test(cell)), []);
      }
      const ofKinds = await Promise.all(
        ['servizi', 'progetti', 'opportunita'].map(async (kind) => parse(await text(`/${kind}.csv`), { bom: true, delimiter: ';', columns: true })),
      );
      assert.deepEqual(sorted(ofKinds.flat().map(({ id }) => id)), sorted(table.map(({ id }) => id)));
    });

    test('the page of open data lists the files with their true sizes', async () => {
      const { file: listed, schede } = await json('/index.json');
      assert.equal(schede, entries.length);
      const html = board.pages.find(({ url }) => url === `${board.base}/dati-aperti/`).html;
      for (const { url, cartella, byte } of listed) {
        const path = (url ?? cartella).slice(site.length);
        assert.ok(html.includes(`>${path}<`), path);
        const made = path.endsWith('/') ? files.filter((file) => `/api/v1${file}`.startsWith(path)) : [path.slice('/api/v1'.length)];
        const sizes = await Promise.all(made.map(async (file) => (await readFile(join(root, file))).length));
        assert.equal(byte, sizes.reduce((sum, size) => sum + size, 0), path);
      }
    });
  });
}

test('the board that fills every field fills every key of the schema of an entry', async () => {
  const board = boards.find(({ name }) => name === 'esempio');
  const read = async (path) => readFile(join(board.folder, 'api/v1', path), 'utf8');
  const { properties } = JSON.parse(await read('schemi/scheda.json'));
  const used = new Set((await read('esportazione.ndjson')).trim().split('\n').flatMap((line) => Object.keys(JSON.parse(line))));
  // It shows no entry of another board: those are for tests/suite/boards.rs.
  assert.deepEqual(Object.keys(properties).filter((key) => !used.has(key)), ['origine']);
});

describe('a board with more than a file can hold', async () => {
  const root = join(await publishSynthetic(1_200), 'api/v1');
  const text = (path) => readFile(join(root, path), 'utf8');
  const json = async (path) => JSON.parse(await text(path));
  const entries = (await text('esportazione.ndjson')).trim().split('\n').map((line) => JSON.parse(line));
  const listed = entries.filter(({ archiviata, per_operatori }) => !archiviata && !per_operatori);

  test('a list names a thousand, says how many there are and that it is cut', async () => {
    const ids = new Set(listed.map(({ id }) => id));
    assert.ok(ids.size > 1_000);
    const { totale, tagliato, schede } = await json('elenchi/tutte.json');
    assert.deepEqual([totale, tagliato, schede.length, new Set(schede).size], [ids.size, true, 1_000, 1_000]);
    assert.deepEqual(schede.filter((id) => !ids.has(id)), []);
    const services = await json('elenchi/servizi.json');
    assert.deepEqual(sorted(services.schede), sorted(listed.filter(({ sezione }) => sezione === 'servizi').map(({ id }) => id)));
    assert.ok(!('tagliato' in services));
  });

  test('changes are five hundred, and told whole from the first day on that they say', async () => {
    const { dal, al, modifiche } = await json('modifiche.json');
    const lastDay = ({ chiusa_il, scadenza, eventi, prorogato_al, fine }) =>
      (chiusa_il ?? scadenza ?? eventi?.map(({ fine, inizio }) => fine ?? inizio).sort().at(-1) ?? prorogato_al ?? fine)?.slice(0, 10);
    const all = entries.flatMap((entry) => {
      const { id, pubblicato_il: published, aggiornato_il: updated, archiviata } = entry;
      const days = [[published, 'pubblicata'], [updated !== published && updated, 'aggiornata'], [archiviata && lastDay(entry), 'archiviata']];
      return days.filter(([day]) => day && day >= '2025-02-01' && day <= al).map(([day, what]) => `${day} ${what} ${id}`);
    });
    assert.equal(al, '2026-02-01');
    assert.ok(all.length > 500);
    assert.equal(modifiche.length, 500);
    const told = modifiche.map(({ data, modifica, id }) => `${data} ${modifica} ${id}`);
    assert.deepEqual(told.filter((one) => !all.includes(one)), []);
    const missing = sorted(all.filter((one) => !told.includes(one)));
    assert.deepEqual(missing.filter((one) => one.slice(0, 10) >= dal), []);
    // The day before is not told whole: it is the first.
    const before = new Date(Date.parse(dal) - 86_400_000).toISOString().slice(0, 10);
    assert.equal(missing.at(-1).slice(0, 10), before);
  });
});
