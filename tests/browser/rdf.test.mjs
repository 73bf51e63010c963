import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import jsonld from 'jsonld';
import { Parser } from 'n3';

import { openBoards } from './support/boards.mjs';
import { fault, none } from './support/faults.mjs';
import { sensitivePages } from './support/sensitive.mjs';

const boards = await openBoards();
const example = boards.find(({ name }) => name === 'esempio');
const real = boards.find(({ name }) => name === 'reale');
const file = (board, name) => join(board.folder, 'api', name);

const VOCABULARIES = {
  cpsv: 'https://w3id.org/italia/onto/CPSV/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatapit: 'http://dati.gov.it/onto/dcatapit#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  l0: 'https://w3id.org/italia/onto/l0/',
  ro: 'https://w3id.org/italia/onto/RO/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
};
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const whole = (name) => {
  const [prefix, local] = name.split(':');
  return VOCABULARIES[prefix] + local;
};

/** What the profiles want of each class: how many times at least, and at most. */
const WANTED = {
  'dcatapit:Catalog': {
    'dct:title': [1],
    'dct:description': [1],
    'dct:publisher': [1, 1],
    'dct:modified': [1, 1],
    'dcat:dataset': [1],
  },
  'dcatapit:Dataset': {
    'dct:identifier': [1],
    'dct:title': [1],
    'dct:description': [1],
    'dct:modified': [1, 1],
    'dcat:theme': [1],
    'dct:rightsHolder': [1, 1],
    'dct:accrualPeriodicity': [1, 1],
    'dcat:distribution': [1],
  },
  'dcatapit:Distribution': { 'dct:format': [1, 1], 'dct:license': [1, 1], 'dcat:accessURL': [1] },
  'dcatapit:Agent': { 'dct:identifier': [1, 1], 'foaf:name': [1] },
  'dcatapit:Organization': { 'vcard:hasEmail': [1, 1], 'vcard:fn': [1] },
  'dcatapit:LicenseDocument': { 'dct:type': [1], 'foaf:name': [1] },
  'cpsv:PublicService': {
    'l0:identifier': [1, 1],
    'l0:name': [1],
    'l0:description': [1],
    'cpsv:hasChannel': [1],
    'cpsv:hasAuthenticationMethod': [1],
    'ro:hasRiT': [1],
    'cpsv:hasServiceStatus': [0, 1],
    'cpsv:serviceSector': [1],
    'cpsv:serviceTheme': [1],
    'cpsv:hasiInteractivityLevel': [1, 1],
  },
  'cpsv:Channel': { 'cpsv:hasChannelType': [1, 1] },
};

function turtle(name) {
  return new Parser({ baseIRI: 'https://nowhere.example/' }).parse(readFileSync(file(example, `${name}.ttl`), 'utf8'));
}

/** The same in a form that does not depend on names of blank nodes. */
function canonical(quads) {
  const named = (term) => (term.termType === 'BlankNode' ? `_:b${term.value.replace(/\W/g, '')}` : `<${term.value}>`);
  const object = (term) => {
    if (term.termType !== 'Literal') return named(term);
    const kind = term.language ? `@${term.language}` : `^^<${term.datatype.value}>`;
    return JSON.stringify(term.value) + kind;
  };
  const lines = quads.map((quad) => `${named(quad.subject)} <${quad.predicate.value}> ${object(quad.object)} .\n`);
  return jsonld.canonize(lines.join(''), { inputFormat: 'application/n-quads', format: 'application/n-quads' });
}

function documentLoader(url) {
  throw new Error(`the context is inside, yet ${url} is asked for`);
}

for (const name of ['dcat', 'cpsv']) {
  describe(`the catalogue ${name}`, () => {
    const quads = turtle(name);
    const of = (subject) => quads.filter((quad) => quad.subject.equals(subject));
    const instances = (type) => quads.filter((quad) => quad.predicate.value === TYPE && quad.object.value === type);

    test('says the same in Turtle and in JSON-LD', async () => {
      const data = JSON.parse(readFileSync(file(example, `${name}.jsonld`), 'utf8'));
      const read = await jsonld.toRDF(data, { documentLoader, safe: true });
      assert.notEqual(quads.length, 0);
      assert.equal(await canonical(read), await canonical(quads));
    });

    test('has what the profile wants of each class', () => {
      const found = [];
      let seen = 0;
      for (const [type, properties] of Object.entries(WANTED)) {
        for (const { subject } of instances(whole(type))) {
          seen += 1;
          for (const [property, [least, most = Infinity]] of Object.entries(properties)) {
            const count = of(subject).filter(({ predicate }) => predicate.value === whole(property)).length;
            if (count < least || count > most) found.push(fault(subject.value, `${type}: ${count} of ${property}`));
          }
        }
      }
      assert.notEqual(seen, 0);
      none(found);
    });

    test('speaks only of things that it describes, of its vocabularies or of the board', () => {
      const described = new Set(quads.map(({ subject }) => subject.value));
      const known = [
        'http://publications.europa.eu/resource/authority/',
        'https://w3id.org/italia/',
        'http://purl.org/adms/licencetype/',
        'http://data.europa.eu/ux2/nace2/',
        ...Object.values(VOCABULARIES),
        'mailto:',
      ];
      const pages = new Set(example.pages.map(({ url }) => example.origin + url));
      const root = `${example.origin}${example.base}/`;
      const isThere = (address) =>
        pages.has(address) ||
        (address.startsWith(root) && existsSync(join(example.folder, address.slice(root.length))));
      const objects = quads.map(({ object }) => object).filter(({ termType }) => termType === 'NamedNode');
      const strange = objects
        .map(({ value }) => value)
        .filter((value) => !described.has(value) && !known.some((start) => value.startsWith(start)))
        .filter((value) => !isThere(value));
      none([...new Set(strange)].map((value) => fault(value, 'leads nowhere')));
    });
  });
}

test('the codes of the data are those of the board', () => {
  const text = readFileSync(file(example, 'dcat.ttl'), 'utf8');
  assert.match(text, /dct:identifier "avc_zz:bacheca-valle-chiara"/);
  assert.match(text, /dct:accrualPeriodicity <[^>]*\/authority\/frequency\/WEEKLY>/);
  assert.match(text, /data-theme\/SOCI>, <[^>]*data-theme\/HEAL>/);
  assert.match(text, /dct:license <https:\/\/w3id\.org\/italia\/controlled-vocabulary\/licences\/A21_CCBY40>/);
});

test('delicate services have no desk', () => {
  const delicate = new Set(sensitivePages(example).map(({ url }) => example.origin + url));
  const quads = turtle('cpsv');
  const channels = quads.filter(
    ({ subject, predicate }) => delicate.has(subject.value) && predicate.value === whole('cpsv:hasChannel'),
  );
  assert.notEqual(channels.length, 0);
  const desks = quads.filter(({ object }) => object.value.endsWith('/channel/0111'));
  assert.notEqual(desks.length, 0);
  assert.equal(desks.some(({ subject }) => channels.some(({ object }) => object.equals(subject))), false);
});

test('a board that has not given its codes has no catalogue', () => {
  for (const name of ['dcat.ttl', 'dcat.jsonld', 'cpsv.ttl', 'cpsv.jsonld']) {
    assert.equal(existsSync(file(real, name)), false);
  }
});
