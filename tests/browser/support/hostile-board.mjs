/** A board whose every text is hostile, and its twin: the same board with harmless words in the same places. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { REPOSITORY, SITES, bacheca } from './schemas.mjs';

export const BASE = '/bacheca';
export const ADDRESS = `https://bacheca.example${BASE}/`;
const TODAY = '2026-05-15';

const CLASSES = JSON.parse(readFileSync(join(REPOSITORY, 'tests/hostile/corpus.json'), 'utf8'));

/** Every string of the corpus with its class; neighbours are of different classes, so that a few are of many. */
export const CORPUS = formulasInOrder(
  interleaved(Object.entries(CLASSES).map(([kind, strings]) => strings.map((string) => ({ kind, string })))),
);

function interleaved(lists) {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** Where names are put in order, a formula stands bare, as it stands in the cell of a table. */
function isFormula(string) {
  return /^[=+\-@]\d/.test(string);
}

/** So that the harmless words in their places have the same order. */
function formulasInOrder(corpus) {
  const formulas = corpus.filter(({ string }) => isFormula(string)).sort((a, b) => (a.string < b.string ? -1 : 1));
  return corpus.map((one) => (isFormula(one.string) ? formulas.shift() : one));
}

/** The word that stands in the harmless board where the hostile one has a string of the corpus. */
const harmless = (index) => `innocuo${String(index).padStart(3, '0')}`;

/** A text to be written: which strings of the corpus, what comes before them, and whether Markdown reads it. */
class Slot {
  refused = '';

  /** `before`: what comes before them in both boards, and in the harmless one alone. */
  constructor(indexes, { before = ['', ''], markdown = false } = {}) {
    Object.assign(this, { indexes, before, markdown });
  }

  text(isHostile) {
    const [always, otherwise] = this.before;
    if (this.refused) return `${always}rifiutato`;
    const words = this.indexes.map((index) => (isHostile ? this.escaped(CORPUS[index].string) : harmless(index)));
    return always + (isHostile ? '' : otherwise) + words.join(this.markdown ? '\n\n' : ' / ');
  }

  /** Leaves out those of its strings that are refused `alone` too, or, if it has no others, shows harmless words. */
  refuse(code, alone) {
    const others = this.indexes.filter((index) => !alone.has(index));
    const isPart = others.length > 0 && others.length < this.indexes.length;
    const refused = isPart ? this.indexes.filter((index) => alone.has(index)) : this.indexes;
    if (isPart) this.indexes = others;
    else this.refused = code;
    return refused.map((index) => ({ index, code }));
  }

  escaped(string) {
    return this.markdown ? literal(string) : string;
  }
}

/** Markdown that shows exactly a text, in one paragraph. */
const literal = (text) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/[\r\n\t ]+/g, ' ').trim();

/** Values for fields that are no texts: the first that the field's pattern takes. */
const VALUES = ['2026-05-01', '9:00', 'lunedì', '0000 100100', 'ufficio@ente.example', 'https://ente.example/', '12', '45.30, 9.50', 'sì', '/vecchio/indirizzo', 'casa'];
const BY_KEY = {
  al: '2026-12-15',
  alle: '12:00',
  fine: '2026-12-15',
  lingua: 'en',
  proroga_al: '2027-01-15',
  scadenza: '2026-12-15',
  codice: 'verifica-scaduta',
};
const FILES = { allegati: 'modulo.pdf', immagine: 'disegno.png', loghi: 'disegno.png' };
/** What would hide an entry, or say the same as another field in another way. */
const LEFT_OUT = /^(bozza|tema_delicato|per_operatori|sempre_aperta|in_arrivo|chiusa_il|sospeso_.*|pubblica_.*|vecchi_indirizzi|correlati|eccezioni|controlli|parte_di|annullato)$/;
/** Names that lists put in order: a number comes first, so that the order is the same in both boards. */
const IN_ORDER = /^(traduzioni\.)?(titolo|nome)$/;

/** The fields of a file, every one that its schema has, with a slot where a text goes. */
export class Filler {
  constructor(schema, { text, known = {} }) {
    Object.assign(this, { schema, text, known });
  }

  record(properties, path = []) {
    const kept = Object.entries(properties).filter(([key]) => !LEFT_OUT.test(key));
    const values = kept.map(([key, field]) => [key, this.value(field, [...path, key])]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  value(field, path) {
    const key = path.at(-1);
    const known = this.known[path.join('.')];
    if (known !== undefined) return known;
    if (key === 'file') return FILES[path[0]];
    if (field.properties) return this.record(field.properties, path);
    if (field.items?.properties) return [this.record(field.items.properties, path)];
    if (field.$ref) return name(0);
    const choice = field.anyOf ?? field.allOf;
    if (choice) return this.value(choice[0], path);
    if (field.items) return [this.value(field.items, path)];
    if (field.enum) return field.enum[0];
    if (field.maxLength < 10) return 'ZZ';
    if (isText(field)) return this.text(path, field);
    return BY_KEY[key] ?? VALUES.find((value) => new RegExp(field.pattern, 'u').test(value));
  }
}

const isText = ({ type, pattern = '\\S' }) => String(type) === 'string,number' && pattern === '\\S';
const isMarkdown = ({ errorMessage }) => errorMessage?.includes('con formattazione');

/** A text in YAML, in signs that no rule about files looks at: what is tried is what the fields say. */
const scalar = (text) =>
  JSON.stringify(text).replace(/[^ -~]|[[\]{}]/gu, (sign) => `\\U${sign.codePointAt(0).toString(16).padStart(8, '0')}`);

/** YAML with each value on a line of its own; `slots` learns which line has which slot. */
class Page {
  lines = [];
  slots = new Map();

  constructor(isHostile) {
    this.isHostile = isHostile;
  }

  add(line) {
    this.lines.push(line);
  }

  write(value, indent, lead) {
    if (value instanceof Slot) {
      this.slots.set(this.lines.length + 1, value);
      this.add(`${lead} ${scalar(value.text(this.isHostile))}`);
    } else if (Array.isArray(value)) {
      this.add(lead);
      for (const item of value) this.item(item, indent);
    } else if (value !== null && typeof value === 'object') {
      this.add(lead);
      this.fields(value, indent);
    } else {
      this.add(`${lead} ${JSON.stringify(value)}`);
    }
    return this;
  }

  fields(record, indent) {
    for (const [key, value] of Object.entries(record)) this.write(value, `${indent}  `, `${indent}${key}:`);
    return this;
  }

  item(item, indent) {
    if (item instanceof Slot || typeof item !== 'object') return this.write(item, indent, `${indent}-`);
    const [[key, first], ...others] = Object.entries(item);
    this.write(first, `${indent}    `, `${indent}- ${key}:`);
    return this.fields(Object.fromEntries(others), `${indent}  `);
  }
}

const KINDS = [
  ['servizi', 'servizio'],
  ['progetti', 'progetto'],
  ['opportunita', 'opportunita'],
];
/** Pages that every board has. */
const LEGAL = ['accessibilita', 'note-legali', 'privacy'];
const COUNTS = { comuni: 40, termini: 20, enti: 60, pagine: 20, avvisi: 20 };
const numbered = (count) => Array.from({ length: count }, (_, index) => index);
const name = (index) => `v${String(index).padStart(3, '0')}`;

/** The files of a board, as values with slots, drawn from the schemas that the program itself writes. */
class Board {
  files = new Map();
  names = 0;

  constructor(schemas) {
    this.schemas = schemas;
    for (const vocabulary of ['bisogni', 'per_chi', 'aree', 'tipi']) this.vocabulary(vocabulary);
    this.comuni();
    for (const index of numbered(COUNTS.enti)) this.organization(index);
    for (const index of CORPUS.keys()) this.entry(index);
    for (const index of numbered(COUNTS.pagine)) this.page(index);
    for (const index of numbered(COUNTS.avvisi)) this.notice(index);
    this.settings();
  }

  /** The strings of a file whose fields have each another one. */
  turning(start) {
    let next = start;
    return (path, field) => this.slot([next++ % CORPUS.length], path, field);
  }

  slot(indexes, path, field) {
    const before = IN_ORDER.test(path.join('.')) ? this.numbered(CORPUS[indexes[0]].string) : ['', ''];
    return new Slot(indexes, { before, markdown: isMarkdown(field) });
  }

  /** What comes before a name, in both boards and in the harmless one alone, so that both have the same order. */
  numbered(string) {
    if (isFormula(string)) return ['', `${string[0]}0`];
    this.names += 1;
    return [`Voce ${String(this.names).padStart(4, '0')} `, ''];
  }

  fill(schema, text, known = {}) {
    return new Filler(this.schemas.get(schema), { text, known }).record(this.schemas.get(schema).properties);
  }

  /** The items of a file that is a list; each has its own slots. */
  items(schema, key, count, known) {
    const { properties } = this.schemas.get(schema).properties[key].items;
    const width = 10;
    return numbered(count).map((index) => {
      const text = this.turning(index * width);
      return new Filler(this.schemas.get(schema), { text, known: known(index) }).record(properties);
    });
  }

  vocabulary(vocabulary) {
    const known = (index) => ({ slug: name(index), icona: 'casa' });
    this.files.set(`content/vocabolari/${vocabulary}.yaml`, {
      termini: this.items('vocabolario', 'termini', COUNTS.termini, known),
    });
  }

  comuni() {
    const known = (index) => ({
      slug: name(index),
      istat: String(999000 + index),
      codice_catastale: `Z${900 + index}`,
      cap: String(99900 + index),
      coordinate: `45.3${index % 10}, 9.5${Math.floor(index / 10)}`,
    });
    this.files.set('content/comuni.yaml', { comuni: this.items('comuni', 'comuni', COUNTS.comuni, known) });
  }

  organization(index) {
    this.files.set(`content/enti/${name(index)}.yaml`, this.fill('ente', this.turning(index * 20)));
  }

  page(index) {
    this.files.set(`content/pagine/${LEGAL[index] ?? name(index)}.md`, this.fill('pagina', this.turning(index * 10)));
  }

  notice(index) {
    const known = { dal: '2026-05-01', al: '2026-06-01', comuni: [name(index)] };
    this.files.set(`content/avvisi/${name(index)}.md`, this.fill('avviso', this.turning(index * 10), known));
  }

  settings() {
    const known = {
      id: 'bacheca-ostile',
      base_url: ADDRESS,
      lingue: ['it', 'en'],
      gestore: name(0),
      per_pagina: 100,
      'proposte.deposito': 'https://github.com/ufficio/bacheca',
      'proposte.ramo': 'main',
      valutazione: { email: 'ufficio@ente.example' },
      // Folders and names in addresses; what other boards say is for tests/suite/boards.rs.
      altre_bacheche: [],
      redazione_web: { programma: 'decap-cms.js', deposito: { tipo: 'github', nome: 'ufficio/bacheca', accesso: 'https://ente.example' } },
    };
    this.files.set('bacheca.yaml', this.fill('bacheca', this.turning(0), known));
  }

  /** What all kinds have is tried with one string; what one kind has, with those of its neighbours too. */
  entry(index) {
    const [folder, schema] = KINDS[index % 3];
    const others = KINDS.filter(([, other]) => other !== schema).map(([, other]) => this.schemas.get(other).properties);
    const isShared = (key) => others.some((properties) => key in properties);
    const three = [0, 1, 2].map((step) => (index + step) % CORPUS.length);
    const text = (path, field) => this.slot(isShared(path[0]) ? [index] : three, path, field);
    const comune = name(index % COUNTS.comuni);
    const known = {
      ente: name(index % COUNTS.enti),
      comuni: index % 4 === 0 ? [comune] : 'tutti',
      'per_comune.comune': comune,
    };
    const entry = this.fill(schema, text, known);
    this.files.set(`content/${folder}/${name(index)}/index.yaml`, entry);
    // The pages of another language are drawn by the same hands.
    if (index % 9 < 3) this.translation(folder, index, entry, text);
  }

  translation(folder, index, entry, text) {
    const all = this.fill('traduzione', text, { traduce: '2026-05-01' });
    const kept = Object.entries(all).filter(([key]) => key in entry || key === 'traduce');
    this.files.set(`content/${folder}/${name(index)}/index.en.yaml`, Object.fromEntries(kept));
  }
}

/** Writes the board, hostile or harmless; the slots of each line of each file. */
function write(root, board, isHostile) {
  const places = new Map();
  for (const [path, fields] of board.files) {
    const page = new Page(isHostile).fields(fields, '');
    const isMarkdownFile = path.endsWith('.md');
    const text = isMarkdownFile ? ['---', ...page.lines, '---', 'Testo.', ''] : [...page.lines, ''];
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text.join('\n'));
    for (const [line, slot] of page.slots) places.set(`${path}:${line + (isMarkdownFile ? 1 : 0)}`, slot);
  }
  return places;
}

function attach(root) {
  writeFileSync(join(root, 'decap-cms.js'), '');
  for (const [index] of CORPUS.entries()) {
    const folder = join(root, 'content', KINDS[index % 3][0], name(index));
    cpSync(join(SITES, 'esempio/content/servizi/punto-di-ascolto/modulo.pdf'), join(folder, 'modulo.pdf'));
    cpSync(join(SITES, 'esempio/content/servizi/punto-di-ascolto/come-arrivare.png'), join(folder, 'disegno.png'));
  }
}

const errors = (root) =>
  JSON.parse(bacheca('check', '--root', root, '--date', TODAY, '--format', 'json').stdout).filter(
    ({ level }) => level === 'errore',
  );

/** Takes away what the program refuses: `[{ index, code }]`, the strings of the corpus by number. */
function refuse(root, board) {
  const places = write(root, board, true);
  const found = errors(root).map((error) => ({ ...error, slot: places.get(`${error.file}:${error.line}`) }));
  const strange = found.find(({ slot }) => !slot);
  if (strange) throw new Error(`${strange.file}:${strange.line}: [${strange.code}] ${strange.message}`);
  const alone = new Set(found.flatMap(({ slot }) => (slot.indexes.length === 1 ? slot.indexes : [])));
  return found.flatMap(({ slot, code }) => slot.refuse(code, alone));
}

/** Both boards below `desk`, published: what was refused, and where each stands. */
export function twins(desk, schemas) {
  const board = new Board(schemas);
  const root = join(desk, 'bacheca');
  write(root, board, true);
  attach(root);
  const refusals = refuse(root, board);
  const published = (isHostile, folder) => {
    write(root, board, isHostile);
    const output = join(desk, folder, BASE);
    const run = bacheca('build', '--root', root, '--output', output, '--date', TODAY);
    if (run.status !== 0) throw new Error(run.stderr);
    return output;
  };
  return { refusals, hostile: published(true, 'ostile'), harmless: published(false, 'innocua') };
}
