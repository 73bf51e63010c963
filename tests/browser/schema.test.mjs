/** The JSON Schemas that the program writes say what the program says. */

import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { READINGS, REPOSITORY, SITES, bacheca, checkers, fields, files, folder, kind, overlaid, schemas } from './support/schemas.mjs';
import { EXAMPLES, PLACES, isTaken } from './support/values.mjs';

const DRAFTS = ['2020-12', '07'];
const BOARDS = [REPOSITORY, join(SITES, 'esempio'), join(SITES, 'minimo')];

test('schemas are valid in both drafts, with a board and without', async (t) => {
  for (const root of [...BOARDS, '/']) {
    const all = await schemas(t, root);
    assert.equal(all.size, 12);
    for (const draft of DRAFTS) checkers(all, draft);
  }
});

/** A board as `init` leaves it. */
async function newBoard(t) {
  const desk = await folder(t);
  const comuni = 'nome;istat;codice_catastale;cap;provincia;coordinate\nAlfa;999001;Z901;99901;ZZ;45.30, 9.50\n';
  await writeFile(join(desk, 'comuni.csv'), comuni);
  const board = join(desk, 'nuova');
  const given = ['--territorio', 'Prova', '--email', 'a@example.org', '--comuni', join(desk, 'comuni.csv')];
  const run = bacheca('init', board, ...given);
  assert.equal(run.status, 0, run.stderr);
  return board;
}

test('every file of sound boards is accepted, however scalars are read', async (t) => {
  for (const root of [...BOARDS, await newBoard(t)]) {
    const all = await schemas(t, root);
    for (const draft of DRAFTS) {
      const made = checkers(all, draft);
      for (const path of await files(root)) {
        for (const reading of Object.keys(READINGS)) {
          const check = made.get(kind(path));
          const accepted = check(await fields(root, path, reading));
          assert.ok(accepted, `${root}/${path} (${reading}, ${draft}): ${JSON.stringify(check.errors, null, 1)}`);
        }
      }
    }
  }
});

const FAULTS = [
  'campo-mancante',
  'campo-sconosciuto',
  'campo-vuoto',
  'codice-non-valido',
  'comune-sconosciuto',
  'ente-sconosciuto',
  'importo-non-valido',
  'indirizzo-non-valido',
  'orario-non-valido',
  'recapito-non-valido',
  'scelta-non-valida',
  'scheda-sconosciuta',
  'testo-troppo-lungo',
  'tipo-errato',
  'valore-non-valido',
  'voce-sconosciuta',
];

for (const code of FAULTS) {
  test(`what the program refuses as ${code} the schema refuses too`, async (t) => {
    const root = await overlaid(t, `broken/${code}`);
    const found = JSON.parse(bacheca('check', '--root', root, '--date', '2026-05-15', '--format', 'json').stdout);
    // A text that is missing below the fields is no matter of theirs.
    const inFields = found.filter((fault) => fault.code === code && !/^(manca il testo|sotto «)/.test(fault.message));
    const wrong = new Set(inFields.map((fault) => fault.file));
    assert.ok(wrong.size > 0);
    const made = checkers(await schemas(t, join(SITES, 'minimo')), '2020-12');
    for (const path of wrong) {
      const accepted = made.get(kind(path))(await fields(root, path, 'texts'));
      assert.ok(!accepted, `${path} is accepted`);
    }
  });
}

for (const [shape, texts] of Object.entries(EXAMPLES)) {
  test(`the pattern of a ${shape} takes what the program takes`, async (t) => {
    const made = checkers(await schemas(t, join(SITES, 'minimo')), '2020-12');
        for (const text of texts) {
      const { written, taken } = await isTaken(t, shape, text);
      const check = made.get(PLACES[shape][0]);
      check(written);
      const wrong = (check.errors ?? []).filter((error) => error.keyword === 'pattern');
      assert.equal(wrong.length === 0, taken, `«${text}»: the program ${taken ? 'takes' : 'refuses'} it`);
    }
  });
}

test('the task of a new board finds each fault at its place', async (t) => {
  const board = await newBoard(t);
  const tasks = JSON.parse(await readFile(join(board, '.vscode/tasks.json'), 'utf8'));
  const matchers = tasks.tasks[0].problemMatcher;
  const root = await overlaid(t, 'sessanta', 'esempio');
  const lines = bacheca('check', '--root', root, '--date', '2026-05-15').stdout.split('\n');
  const found = lines.flatMap((line, index) =>
    matchers.flatMap(({ severity, pattern: [first, second] }) => {
      const [what, where] = [line.match(first.regexp), lines[index + 1]?.match(second.regexp)];
      if (!what || !where) return [];
      return `${severity} ${where[second.file]}:${where[second.line]}:${where[second.column]} ${what[first.code]}: ${what[first.message]}`;
    }),
  );
  const json = JSON.parse(bacheca('check', '--root', root, '--date', '2026-05-15', '--format', 'json').stdout);
  const levels = { errore: 'error', avviso: 'warning' };
  const expected = json
    .filter((fault) => lines.some((line) => line.endsWith(`${fault.file}:${fault.line}:${fault.column}`)))
    .map(({ level, file, line, column, code, message }) => `${levels[level] ?? level} ${file}:${line}:${column} ${code}: ${message}`);
  assert.ok(found.length > 20, `${found.length}`);
  assert.deepEqual(found, expected);
});

test('schemas are the same at each run, and one can be shown alone', async (t) => {
  const root = join(SITES, 'esempio');
  assert.deepEqual(await schemas(t, root), await schemas(t, root));
  const shown = bacheca('schema', 'opportunità', '--root', root);
  assert.deepEqual(JSON.parse(shown.stdout), (await schemas(t, root)).get('opportunita'));
  const wrong = bacheca('schema', 'servizi', '--root', root);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /forse volevi `servizio`\?/);
});

test('the names of the board are listed, with what they stand for', async (t) => {
  const { $defs } = (await schemas(t, join(SITES, 'minimo'))).get('servizio');
  assert.deepEqual(Object.keys($defs).sort(), ['aree', 'bisogni', 'comune', 'ente', 'per_chi', 'scheda']);
  assert.equal($defs.ente.enum.length, (await readdir(join(SITES, 'minimo/content/enti'))).length);
  assert.equal($defs.ente.enum.length, $defs.ente.enumDescriptions.length);
});
