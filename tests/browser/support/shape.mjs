/**
 * Published files as trees, read by programs of others: what a file says to who reads it is its tree, and an injection is
 * a branch that was not there. Lists are arrays, named parts objects, texts leaves.
 */

import { createHash } from 'node:crypto';
import { extname } from 'node:path';

import ICAL from 'ical.js';
import { parse as parseCsv } from 'csv-parse/sync';
import { Parser as Turtle } from 'n3';
import { parse as parseYaml } from 'yaml';

const lines = (text) => text.split('\n');
const records = (text) => lines(text).map((line) => line && JSON.parse(line));
const fixed = (text) => createHash('sha256').update(text).digest('hex');

/** A line longer than 75 octets, or broken where nothing was to break, stands out among the empty ones. */
const tooLong = (line) => (Buffer.byteLength(line) > 75 ? line : '');
const components = (text) => ({ lines: [...new Set(text.split('\r\n').map(tooLong))], parts: ICAL.parse(text) });

function cell(text) {
  if (/^[=+\-@\t\r]/.test(text)) throw new Error(`a spreadsheet would run: ${text}`);
  return text;
}
/** Every row has as many cells as the first; Italian spreadsheets part them by semicolons. */
const table = (text) => parseCsv(text, { bom: true, delimiter: ';' }).map((row) => row.map(cell));

function triples(text) {
  // The reader numbers nodes without a name from one text to the next.
  const numbers = new Map();
  const numbered = (value) => numbers.set(value, numbers.get(value) ?? numbers.size).get(value);
  const term = ({ termType, value, datatype }) => [
    termType,
    termType === 'BlankNode' ? numbered(value) : value,
    datatype?.value ?? '',
  ];
  return new Turtle().parse(text).map(({ subject, predicate, object }) => [subject, predicate, object].map(term));
}

/** What the search reads: how words are spread over its shards is theirs. */
const search = (text) => {
  const { format, language, documents, titles, urls } = JSON.parse(text);
  return { format, language, documents, titles, urls };
};

const READERS = {
  '.csv': table,
  '.ics': components,
  '.json': JSON.parse,
  '.js': lines,
  '.jsonld': JSON.parse,
  '.ndjson': records,
  '.ttl': triples,
  '.vcf': components,
  '.webmanifest': JSON.parse,
  '.yml': parseYaml,
  '.conf': lines,
  '.txt': lines,
  '': lines,
};

/** Read by a browser. */
export const DOCUMENTS = { '.html': 'text/html', '.svg': 'image/svg+xml', '.xml': 'application/xml' };

/** A text without what stands for the content of files: in the names of those in `assets/`, in what they weigh. */
export const withoutHashes = (text) =>
  text
    .replace(/\b[a-z2-7]{6}\/(?=\d+\.json)/g, '')
    .replace(/\b(core|orders|facets|words|portable)\.[a-z2-7]{7}\./g, '$1.')
    .replace(/(assets\/[\w-]+)\.[0-9a-f]{10}\./g, '$1.')
    .replace(/("total":)\d+/g, '$1')
    .replace(/("byte": ?)\d+/g, '$10')
    .replace(/\b[\d.,]+ [KM]B\b/g, 'KB');

/** Identifiers of places, hours and dates are made of what is written in them. */
export const withoutIdentifiers = (text) =>
  text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid');

/** Files of hashes and sizes: words and postings, all of the search again in one script, what fits on a device. */
export const isOpaque = (path) =>
  /^assets\/(cerca\/[^/]+\/[^/]*(\.bin|portable\.[^/]*)|offline\.[^/]*json)$|^\.bacheca$/.test(path);

export function readerOf(path) {
  if (/^assets\/cerca\/.*core\./.test(path)) return search;
  return READERS[extname(path)] ?? fixed;
}
