/**
 * The whole entries in search engines of others: the configurations in `docs/motori` against the schema of an entry and
 * against every line of the export, without a server. What a server alone can tell is not known here.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';

import { parse } from 'yaml';

import { createAnalyzer, fold } from '../../search-index/client/analyze.mjs';
import { openBoards } from './support/boards.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const read = (path) => readFile(join(REPOSITORY, path), 'utf8');

const guide = await read('docs/motori-di-ricerca.md');
const opensearch = JSON.parse(await read('docs/motori/opensearch.json'));
const quickwit = parse(await read('docs/motori/quickwit.yaml'));
const boards = await openBoards();

/** What nobody searches by: it comes back with the result. `*` is any key. */
const NOT_SEARCHED = [
  'url',
  'origine.url',
  'canale_digitale',
  'correlati',
  'immagine',
  'traduzioni',
  '*.html',
  'contatti.sito',
  'sedi.indicazioni',
  'orari.nota',
  'chiusure.motivo',
  'eventi.nota',
  'per_comune.costo_dettagli',
  'per_comune.contatti',
  'per_comune.orari',
  'allegati.file',
  'allegati.descrizione',
  'allegati.accessibile',
];
const isNotSearched = (path) => NOT_SEARCHED.includes(path) || NOT_SEARCHED.includes(path.replace(/^[^.]+/, '*'));

const isDay = (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00Z`).toISOString().startsWith(value);
const isMinute = (value) => /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDay(value.slice(0, 10));

/** The formats of dates that the configurations name, as both engines document them. */
const DATES = { strict_date: isDay, strict_date_hour_minute: isMinute, '%Y-%m-%d': isDay };

const MOMENT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$';
const isText = ({ type, enum: words }) => type === 'string' || Boolean(words);
const isNumber = ({ type }) => ['number', 'integer'].includes(type);
const isInteger = ({ type, minimum }) => type === 'integer' && minimum === 0;
const isFlag = (schema) => schema.type === 'boolean' || schema.const === true;
const isObject = ({ type }) => type === 'object';
const keysOf = (object) => Object.keys(object).sort();

/** Engines have limits on the bytes of a word that is kept whole. */
const isWord = (most) => (value) => typeof value === 'string' && Buffer.byteLength(value) <= most;

/** For each type of field: the schemas that it is for, and the values that it takes. */
const OPENSEARCH_TYPES = {
  keyword: { takes: isText, fits: isWord(32_766) },
  text: { takes: isText, fits: (value) => typeof value === 'string' },
  boolean: { takes: isFlag, fits: (value) => typeof value === 'boolean' },
  integer: { takes: isInteger, fits: (value) => Number.isInteger(value) && value < 2 ** 31 },
  double: { takes: isNumber, fits: Number.isFinite },
  date: {
    takes: ({ format, pattern }, field) => (field.format.includes('||') ? pattern === MOMENT : format === 'date'),
    fits: (value, field) => field.format.split('||').some((format) => DATES[format](value)),
  },
  geo_point: {
    takes: ({ properties }) => properties && keysOf(properties).join() === 'lat,lon' && Object.values(properties).every(isNumber),
    fits: ({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180,
  },
};
const QUICKWIT_TYPES = {
  text: { takes: isText, fits: (value, field) => (field.tokenizer === 'raw' ? isWord(255) : isWord(Infinity))(value) },
  bool: OPENSEARCH_TYPES.boolean,
  u64: { takes: isInteger, fits: Number.isInteger },
  f64: OPENSEARCH_TYPES.double,
  datetime: {
    takes: ({ format }) => format === 'date',
    fits: (value, field) => field.input_formats.some((format) => DATES[format](value)),
  },
  json: { takes: isObject, fits: (value) => typeof value === 'object' },
};

/**
 * Both configurations in one form, a field by its path: `type`, how it is written (`field`), whether a list is allowed
 * (`isList`). A field of fields has `fields`.
 */
function ofOpenSearch(properties) {
  return new Map(
    Object.entries(properties).map(([key, field]) => {
      const fields = field.properties && ofOpenSearch(field.properties);
      return [key, { field, fields, type: field.type, isList: true, all: OPENSEARCH_TYPES }];
    }),
  );
}

function ofQuickwit(mappings) {
  return new Map(
    mappings.map((field) => {
      const [, item] = /^array<(.*)>$/.exec(field.type) ?? [];
      const fields = field.field_mappings && ofQuickwit(field.field_mappings);
      return [field.name, { field, fields, type: item ?? field.type, isList: Boolean(item), all: QUICKWIT_TYPES }];
    }),
  );
}

/** What disagrees between fields and the schema of an object, by path. */
function* disagreements(fields, schema, defs, at = '') {
  for (const key of fields.keys()) if (!schema.properties[key]) yield `${at}${key}: no such key`;
  for (const [key, said] of Object.entries(schema.properties)) {
    const path = at + key;
    const { field, fields: inside, type, isList, all } = fields.get(key) ?? {};
    if (!field) {
      if (!isNotSearched(path)) yield `${path}: neither searched nor said not to be`;
      continue;
    }
    if (isNotSearched(path)) yield `${path}: searched, and said not to be`;
    const resolved = said.$ref ? defs[said.$ref.replace('#/$defs/', '')] : said;
    const single = resolved.type === 'array' ? resolved.items : resolved;
    if (resolved.type === 'array' && !isList) yield `${path}: is a list`;
    if (inside) yield* disagreements(inside, single, defs, `${path}.`);
    else if (!all[type]?.takes(single, field)) yield `${path}: is no ${type}`;
  }
}

/** Values that their field would refuse, by path. */
function* misfits(fields, object, at = '') {
  for (const [key, value] of Object.entries(object)) {
    const { field, fields: inside, type, all } = fields.get(key) ?? {};
    if (!field) continue;
    for (const single of [value].flat()) {
      if (inside) yield* misfits(inside, single, `${at}${key}.`);
      else if (!all[type].fits(single, field)) yield `${at}${key}: ${JSON.stringify(single)}`;
    }
  }
}

/** The paths of all fields that hold values. */
const leaves = (fields, at = '') =>
  [...fields].flatMap(([key, { fields: inside, field }]) => (inside ? leaves(inside, `${at}${key}.`) : [[at + key, field]]));

const targets = (field) => [field.copy_to ?? []].flat();
const searched = ofOpenSearch(opensearch.mappings.properties);
const copied = new Set(leaves(searched).flatMap(([, field]) => targets(field)));
const engines = {
  // What is copied together is in no entry.
  opensearch: new Map([...searched].filter(([key]) => !copied.has(key))),
  quickwit: ofQuickwit(quickwit.doc_mapping.field_mappings),
};

describe('OpenSearch', () => {
  const { filter, analyzer, normalizer } = opensearch.settings.analysis;

  test('what is named is defined', () => {
    for (const key of copied) assert.equal(opensearch.mappings.properties[key]?.type, 'text', key);
    const builtIn = ['lowercase', 'asciifolding'];
    for (const { filter: named } of [...Object.values(analyzer), ...Object.values(normalizer)]) {
      assert.deepEqual(named.filter((name) => !filter[name] && !builtIn.includes(name)), []);
    }
    assert.deepEqual(Object.keys(filter).filter((name) => !analyzer.default.filter.includes(name)), []);
    assert.ok(normalizer[opensearch.mappings.properties.titolo.fields.ordine.normalizer]);
  });

  test('what is not mapped is kept, and refuses nothing', () => {
    assert.equal(opensearch.mappings.dynamic, false);
  });

  test('all texts are found together', () => {
    const apart = leaves(engines.opensearch).filter(([, field]) => field.type === 'text' && !targets(field).includes('tutto'));
    assert.deepEqual(apart.map(([path]) => path), ['contatti.nota']);
  });

  test('words are compared as on the board', async () => {
    const { analysis } = JSON.parse(await read('search-index/vectors/analysis.json')).it;
    assert.equal(filter.elisioni.articles.join(' '), analysis.elisions);
    assert.equal(filter.parole_vuote.stopwords.join(' '), analysis.stop);

    const replaced = (name, word) => word.replace(new RegExp(filter[name].pattern, 'gu'), filter[name].replacement);
    const { stem, tokens } = createAnalyzer(analysis);
    const texts = await Promise.all(boards.map(({ folder }) => readFile(join(folder, 'api/v1/esportazione.ndjson'), 'utf8')));
    const words = new Set(fold(texts.join(' ')).match(/[a-z]+/g));
    assert.ok(words.size > 2_000, `${words.size} words`);
    assert.deepEqual([...words].filter((word) => replaced('radice', word) !== stem(word)), []);
    for (const word of ['a.d.i', 's.e.l.f', 'n.b', '1.000', '12.500.000', '1.00', '1.0000', 'comune.lodi']) {
      const whole = tokens(word).length === 1;
      assert.equal(replaced('punti', word), whole ? word.replaceAll('.', '') : word);
    }
  });
});

describe('Quickwit', () => {
  const { field_mappings: mappings, tokenizers, mode, dynamic_mapping: dynamic } = quickwit.doc_mapping;

  /** A key that the type does not know refuses the whole file. */
  const OPTIONS = {
    text: ['tokenizer', 'record', 'fieldnorms', 'fast'],
    bool: ['fast'],
    u64: ['fast'],
    f64: ['fast'],
    datetime: ['input_formats', 'output_format', 'fast'],
    json: ['tokenizer'],
    object: ['field_mappings'],
  };

  test('each field has the options of its type', () => {
    const known = ['raw', ...tokenizers.map(({ name }) => name)];
    const check = (field) => {
      const { name, type, ...options } = field;
      assert.match(name, /^[a-z_]+$/);
      const allowed = OPTIONS[type.replace(/^array<(.*)>$/, '$1')];
      assert.deepEqual(Object.keys(options).filter((key) => !allowed?.includes(key)), [], name);
      if (options.tokenizer) assert.ok(known.includes(options.tokenizer), name);
      if (options.output_format) assert.deepEqual(options.input_formats, [options.output_format], name);
      options.field_mappings?.forEach(check);
    };
    mappings.forEach(check);
    assert.deepEqual(keysOf(quickwit), ['doc_mapping', 'index_id', 'search_settings', 'version']);
  });

  test('what is not mapped is kept, and refuses nothing', () => {
    assert.equal(mode, 'dynamic');
    assert.deepEqual(dynamic, { indexed: false, stored: true, fast: false });
  });

  test('all texts are searched, and can be ranked', () => {
    const texts = leaves(engines.quickwit).filter(([, field]) => field.tokenizer === 'italiano');
    assert.deepEqual(quickwit.search_settings.default_search_fields, texts.map(([path]) => path));
    for (const [path, field] of texts) assert.deepEqual([field.record, field.fieldnorms], ['position', true], path);
  });
});

for (const board of boards) {
  describe(`board ${board.name}`, async () => {
    const api = join(board.folder, 'api/v1');
    const schema = JSON.parse(await readFile(join(api, 'schemi/scheda.json'), 'utf8'));
    const exported = await readFile(join(api, 'esportazione.ndjson'), 'utf8');
    const lines = exported.split('\n').slice(0, -1);
    const folder = await mkdtemp(join(tmpdir(), 'bacheca-motori-'));
    after(() => rm(folder, { recursive: true, force: true }));

    for (const [engine, fields] of Object.entries(engines)) {
      test(`${engine}: keys and types are those of the schema`, () => {
        assert.deepEqual([...disagreements(fields, schema, schema.$defs)], []);
      });

      test(`${engine}: takes every line`, () => {
        for (const line of lines) {
          const entry = JSON.parse(line);
          assert.deepEqual([...misfits(fields, entry)], [], entry.url);
        }
      });
    }

    /** Runs the lines of the guide that begin so. */
    const run = (...beginnings) => {
      const commands = beginnings.map((beginning) => guide.split('\n').find((line) => line.startsWith(beginning)));
      const { status, stderr } = spawnSync('bash', ['-euc', commands.join('\n')], { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    };

    /** The parts into which they cut an export that is long enough, which is that of the board some `times`. */
    const parts = async (...beginnings) => {
      const times = Math.ceil(12_000_000 / exported.length);
      await writeFile(join(folder, 'esportazione.ndjson'), exported.repeat(times));
      run(...beginnings);
      const names = (await readdir(folder)).filter((name) => name.startsWith('parte-')).sort();
      assert.ok(names.length > 1);
      const contents = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
      await Promise.all(names.map((name) => rm(join(folder, name))));
      return { contents, times };
    };

    test('opensearch: what the guide makes of the export is an action and its entry, line by line', async () => {
      const { contents, times } = await parts('jq -c', 'split --lines');
      let count = 0;
      for (const content of contents) {
        assert.ok(content.endsWith('\n'));
        const made = content.split('\n').slice(0, -1);
        assert.equal(made.length % 2, 0);
        for (let at = 0; at < made.length; at += 2, count += 1) {
          const entry = JSON.parse(lines[count % lines.length]);
          assert.deepEqual(JSON.parse(made[at]), { index: { _id: entry.id } });
          assert.deepEqual(JSON.parse(made[at + 1]), entry);
        }
      }
      assert.equal(count, lines.length * times);
    });

    test('quickwit: the parts that the guide makes are whole lines, each part within the limit', async () => {
      const { contents, times } = await parts('split --line-bytes');
      for (const content of contents) {
        assert.ok(content.endsWith('\n'));
        assert.ok(Buffer.byteLength(content) < 10_000_000);
      }
      assert.equal(contents.join(''), exported.repeat(times));
    });

    test('beside other boards, what is for all names the Comuni of this one', async () => {
      await writeFile(join(folder, 'esportazione.ndjson'), exported);
      const comuni = await readFile(join(api, 'comuni.json'), 'utf8');
      await writeFile(join(folder, 'comuni.json'), comuni);
      run('jq -c --slurpfile');
      const made = (await readFile(join(folder, 'estesa.ndjson'), 'utf8')).split('\n').slice(0, -1).map((line) => JSON.parse(line));
      const all = JSON.parse(comuni).comuni.map(({ slug }) => slug);
      const entries = lines.map((line) => JSON.parse(line));
      assert.ok(entries.some((entry) => entry.comuni[0] === 'tutti'));
      assert.deepEqual(made, entries.map((entry) => (entry.comuni[0] === 'tutti' ? { ...entry, comuni: all } : entry)));
    });
  });
}

/** The fields that a request names. */
function namedIn(request) {
  if (request === null || typeof request !== 'object') return [];
  return Object.entries(request).flatMap(([key, inside]) => {
    if (key === 'match' || key === 'term') return Object.keys(inside);
    if (key === 'terms') return inside.field ? [inside.field] : Object.keys(inside);
    if (key === 'geo_distance') return Object.keys(inside).filter((name) => name !== 'distance');
    if (key === '_source') return inside;
    if (key === 'path') return [inside];
    if (key === 'query' && typeof inside === 'string') return [...inside.matchAll(/([\w.]+):/g)].map(([, name]) => name);
    return namedIn(inside);
  });
}

test('the requests of the guide name fields that are there', () => {
  const requests = [...guide.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => JSON.parse(text));
  const known = new Set([...searched.keys(), ...leaves(searched).map(([path]) => path), 'url']);
  const named = requests.map(namedIn);
  assert.ok(named.length === 3 && named.every((names) => names.length > 1));
  assert.deepEqual(named.flat().filter((name) => !known.has(name)), []);
});

test('what is not searched is in the schema', async () => {
  const { properties } = JSON.parse(await readFile(join(boards[0].folder, 'api/v1/schemi/scheda.json'), 'utf8'));
  const known = (path) => {
    const [key, inner] = path.split('.');
    return key === '*' ? inner === 'html' : properties[key] && (!inner || (properties[key].items ?? properties[key]).properties[inner]);
  };
  assert.deepEqual(NOT_SEARCHED.filter((path) => !known(path)), []);
});
