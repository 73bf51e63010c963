/** Values of each kind, good and bad, and what the program says of them. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { bacheca, overlaid } from './schemas.mjs';

/** Texts for each kind of value, good and bad; what is good the program says. */
export const EXAMPLES = {
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
export const PLACES = {
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
export async function isTaken(t, shape, value) {
  const [name, field, key, rest] = PLACES[shape];
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
