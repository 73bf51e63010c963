/**
 * Shards and words as bytes: FORMAT.md, Shard and Words.
 *
 * Bytes come from the network: whatever they are, they decode or throw DamagedIndex. Every length is compared with
 * the bytes that are left before anything is made of it.
 *
 * @typedef {{ term: string, documents: number, synonyms: string[], postings(): Uint32Array }} TermRecord
 *   `postings` gives four numbers a document: its number, then how often the term is in each field.
 * @typedef {{ find(term: string): TermRecord | undefined, startingWith(prefix: string): TermRecord[] }} Shard
 * @typedef {{ word: string, documents: number }} WrittenWord
 */

/** A file of the index is not there, or is not what it should be. */
export class DamagedIndex extends Error {}

/** From these on, the times that a term is in a field do not fit in the byte for all three. */
const MOST = [3, 7, 7];
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads forwards, and never past the end. @param {Uint8Array} bytes */
function createReader(bytes) {
  let at = 0;
  let previous = [];
  const take = (length) => {
    if (length > bytes.length - at) throw new DamagedIndex('end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (unit = 1) => {
    if (unit > 2 ** 28) throw new DamagedIndex('number');
    const [byte] = take(1);
    return (byte & 127) * unit + (byte > 127 ? number(unit * 128) : 0);
  };
  const term = () => {
    const [header] = take(1);
    const suffix = take(header & 15 || number());
    if (header >> 4 > previous.length) throw new DamagedIndex('term');
    previous = [...previous.slice(0, header >> 4), ...suffix];
    return utf8.decode(Uint8Array.from(previous));
  };
  return { isMore: () => at < bytes.length, take, number, term };
}

/** @template T @param {Uint8Array} bytes @param {(reader: ReturnType<typeof createReader>) => T} readRecord */
function readRecords(bytes, readRecord) {
  const reader = createReader(bytes);
  const records = [];
  if (reader.take(1)[0] !== 0xb1) throw new DamagedIndex('format');
  while (reader.isMore()) records.push(readRecord(reader));
  return records;
}

/** @param {Uint8Array} bytes @param {number} count */
function readPostings(bytes, count) {
  const { isMore, take, number } = createReader(bytes);
  const postings = new Uint32Array(4 * count);
  let document = -1;
  for (let i = 0; i < postings.length; i += 4) {
    const head = number();
    if (head < 2) throw new DamagedIndex('delta');
    document += Math.floor(head / 2);
    const [packed] = head % 2 ? take(1) : [32];
    const times = [packed & 3, (packed >> 2) & 7, packed >> 5];
    postings.set([document, ...times.map((few, field) => (few < MOST[field] ? few : few + number()))], i);
  }
  if (isMore()) throw new DamagedIndex('postings');
  return postings;
}

/**
 * Finds the records once; decodes the postings of those that are asked for.
 *
 * @param {Uint8Array} bytes
 * @returns {Shard}
 */
export function readShard(bytes) {
  const records = new Map();
  readRecords(bytes, ({ take, number, term: readTerm }) => {
    const term = readTerm();
    const count = number();
    const documents = Math.floor(count / 2);
    const synonyms = count % 2 ? utf8.decode(take(number())).split('\n') : [];
    const packed = take(documents && number());
    if (documents > packed.length) throw new DamagedIndex('count');
    records.set(term, { term, documents, synonyms, postings: () => readPostings(packed, documents) });
  });
  return {
    find: (term) => records.get(term),
    startingWith: (prefix) => [...records.values()].filter(({ term }) => term.startsWith(prefix)),
  };
}

/** @param {Uint8Array} bytes @returns {WrittenWord[]} */
export function readWords(bytes) {
  return readRecords(bytes, ({ term, number }) => ({ word: term(), documents: number() }));
}
