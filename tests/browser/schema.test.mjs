/** The JSON Schemas that the program writes say what the program says. */

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { READINGS, REPOSITORY, SITES, bacheca, checkers, fields, files, folder, kind, overlaid, schemas } from './support/schemas.mjs';

const DRAFTS = ['2020-12', '07'];
const BOARDS = [REPOSITORY, join(SITES, 'esempio'), join(SITES, 'minimo')];

test('schemas are valid in both drafts, with a board and without', async (t) => {
  for (const root of [...BOARDS, '/']) {
    const all = await schemas(t, root);
    assert.equal(all.size, 11);
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

/** Texts for each kind of value, good and bad; what is good the program says. */
const EXAMPLES = {
  date: ['2026-12-15', '15/12/2026', '5/1/2026', '2026-1-5', '2026-13-01', '2026-00-10', '32/01/2026', '15-12-2026', '12/2026', 'domani', '2026-12-15 12:00', '+026-1-1', '2026-1-1-1', '0/1/2026', '26-1-1', '2026/12/15'],
  moment: ['2026-12-15', '2026-12-15 12:00', '2026-12-15T9.30', '2026-12-15 ore 12:00', '15/12/2026 23:59', '2026-12-15 25:00', '2026-12-15 12', '2026-12-15 alle 12:00', '2026-12-15  9:00'],
  time: ['9:00', '9.00', '09:00', '23:59', '0:00', '24:00', '9', '9:0', '9:60', '900', '9:000', '-1:00'],
  weekdays: ['lunedì', 'Lunedi', 'LUN', 'lun-ven', 'lunedì, giovedì', 'lun; mer', 'martedì e giovedì', 'tutti i giorni', 'Tutti I Giorni', 'sabato–domenica', 'lunedì - venerdì', 'lunedì e', 'lu', 'lune', 'Natale', 'lun-mer-ven', 'lun,', 'mercoledi,gio-sab e domenica', 'tutti'],
  euro: ['1.250,50', '1250', '€ 630.000', '38.880 €', '150 euro', '1.250,50 euro', '38.88', '926442.60', '1,5', '12.34.567', 'mille', '-5', '35.000 €er', '1.2500', '0', '€€5', '5 eur'],
  phone: ['0371 409332', '+39 0371 409332', '(0371) 409332', '0371/409332', '0371-409332', '0371.40.93.32', '1522', '112', '800 290 290', '0371 409382/386 int. 2', '12', "non c'è", '0371 409 382 / 0371 409 386', '0371 409382/3', '0371 4093/94', '(((0371 409332', '9999-12-31', '612345', '+12 34', ')0371( 409332', '037112345678901', '(0371 409332', '348 1234567', '02/12345678'],
  email: ['ufficio@comune.it', 'SIZ@UFFICIO.LODI.IT', 'a.b-c_d+e@x-y.z.org', 'ufficio@lodi.i', 'ufficio', 'a@b', '@lodi.it', 'a b@lodi.it', 'a@lodi..it', 'a@b@lodi.it', 'a?subject=x@lodi.it', '.a@lodi.it', 'a.@lodi.it', 'a@lodi.it1', 'perché@lodi.it'],
  web: ['https://www.inps.it', 'http://inps.it/a?b=c#d', 'HTTPS://INPS.IT', 'https://è.it/à', 'https://inps.it:8080/x', 'www.inps.it', 'javascript:alert(1)', 'ftp://inps.it', 'https://', 'https://u:p@inps.it', 'https://in ps.it', 'data:text/html,x', 'https://localhost', 'https:inps.it', '//inps.it'],
  site: ['https://bacheca.example.org', 'https://a.example.org/bacheca', 'https://a.example.org/?x', 'https://a.example.org/#x', 'a.example.org'],
  path: ['/index.php/vecchia', '/a/b.html', '/a/', '/a..b', '/../etc', 'vecchia', '/a//b', '/', '//altro.it/x', '/a b', '/./a', '/a/..', '/à'],
  coordinates: ['45.3, 9.5', '45.3123,9.5925', '48, 19', '35.0, 6.0', '9.5, 45.3', '45.3', '45,3, 9,5', 'NaN, 9.5', 'nord, est', '48.1, 9', '45.3 9.5', '34.9, 9'],
  istat: ['098031', '001001', '98031', '0980311', '09803a'],
  catastale: ['E648', 'A001', 'e648', 'E64', 'EE64', '1648'],
  cap: ['26900', '00100', '2690', '269000', 'I-26900'],
  lang: ['it', 'en', 'zh-Hans', 'pt-BR', 'italiano', 'IT', 'i', 'it-', 'it-x'],
  slug: ['casa', 'casa-popolare', '112', 'Casa', 'casa popolare', 'a--b', '-a', 'a-', 'è', 'a_b', '..'],
  bool: ['sì', 'si', 'Sì', 'SI', "si'", 'si’', 'no', 'No', 'NO', 'true', 'falso', 'vero', 'forse', 'ok', '1', 'nò', 's'],
  integer: ['0', '12', '007', '+5', '-1', '1.5', 'dodici', '1e3', '1 000'],
};

/** Where a value of each kind is written: the file, its schema, and one line with the value. */
const PLACES = {
  date: ['pagina', 'aggiornato_il'],
  moment: ['opportunita', 'scadenza'],
  time: ['ente', 'orari', 'dalle', { giorni: 'lun', alle: '9:00' }],
  weekdays: ['ente', 'orari', 'giorni', { dalle: '8:00', alle: '9:00' }],
  euro: ['progetto', 'costo_totale'],
  phone: ['ente', 'contatti', 'telefono', {}],
  email: ['ente', 'contatti', 'email', {}],
  web: ['ente', 'sito'],
  site: ['bacheca', 'base_url'],
  path: ['ente', 'vecchi_indirizzi'],
  coordinates: ['ente', 'sedi', 'coordinate', { indirizzo: 'x' }],
  istat: ['comuni', 'comuni', 'istat', {}],
  catastale: ['comuni', 'comuni', 'codice_catastale', {}],
  cap: ['comuni', 'comuni', 'cap', {}],
  lang: ['bacheca', 'lingue'],
  slug: ['vocabolario', 'termini', 'slug', {}],
  bool: ['pagina', 'da_rivedere'],
  integer: ['opportunita', 'posti'],
};

const FILES = {
  pagina: ['content/pagine/NUMBER.md', (yaml) => `---\n${yaml}\n---\nTesto.\n`],
  opportunita: ['content/opportunita/NUMBER.yaml', (yaml) => `${yaml}\n`],
  progetto: ['content/progetti/NUMBER.yaml', (yaml) => `${yaml}\n`],
  ente: ['content/enti/NUMBER.yaml', (yaml) => `${yaml}\n`],
  bacheca: ['bacheca.yaml', (yaml) => `${yaml}\n`],
  comuni: ['content/comuni.yaml', (yaml) => `${yaml}\n`],
  vocabolario: ['content/vocabolari/aree.yaml', (yaml) => `${yaml}\n`],
};

const VALUE_FAULTS = /^(data|orario|importo|recapito|indirizzo|codice|scelta|valore)-non-valid/;

/** What the program says of one value: a board of that file alone. */
async function isTaken(t, place, value) {
  const [name, field, key, rest] = place;
  const written = key ? { [field]: [{ ...rest, [key]: value }] } : { [field]: value };
  const [path, file] = FILES[name];
  const root = await overlaid(t, 'minimo');
  const target = join(root, path.replace('NUMBER', 'prova'));
  await mkdir(join(target, '..'), { recursive: true });
  // JSON is YAML, and quotes keep every text a text.
  const yaml = Object.entries(written).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  await writeFile(target, file(yaml.join('\n')));
  const found = JSON.parse(bacheca('check', '--root', root, '--date', '2026-05-15', '--format', 'json').stdout);
  const shown = path.replace('NUMBER', 'prova');
  return { written, taken: !found.some((fault) => fault.file === shown && VALUE_FAULTS.test(fault.code)) };
}

for (const [shape, texts] of Object.entries(EXAMPLES)) {
  test(`the pattern of a ${shape} takes what the program takes`, async (t) => {
    const made = checkers(await schemas(t, join(SITES, 'minimo')), '2020-12');
    const place = PLACES[shape];
    for (const text of texts) {
      const { written, taken } = await isTaken(t, place, text);
      const check = made.get(place[0]);
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
  const root = await overlaid(t, 'trenta');
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
