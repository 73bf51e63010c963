import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DamagedIndex, readShard, readWords } from '../../search-index/client/decode.mjs';
import { shardBytes, varint, wordsBytes } from './support/encoder.mjs';
import { randomFrom } from './support/random.mjs';

const RECORDS = [
  { term: 'affitt', postings: [{ doc: 0, times: [0, 0, 1] }, { doc: 200, times: [2, 1, 0] }, { doc: 20000, times: [3, 7, 300] }] },
  { term: 'affittacamer', postings: [{ doc: 7, times: [5, 6, 7] }] },
  { term: 'badant', synonyms: ['>assistenza familiare|#bisogni/cura=Cura', 'colf>lavoro'] },
  { term: 'precipitevolissimevolment', postings: [{ doc: 1, times: [0, 0, 2] }], synonyms: ['>presto'] },
  { term: 'precipitevolissimevolmentè', postings: [{ doc: 1, times: [1, 0, 0] }] },
  { term: 'محمد', postings: [{ doc: 3, times: [0, 1, 1] }] },
  { term: 'محمود', postings: [{ doc: 3, times: [0, 0, 1] }] },
];

const quadruples = (postings) => postings.flatMap(({ doc, times }) => [doc, ...times]);

test('a shard gives back what was put in', () => {
  const shard = readShard(shardBytes(RECORDS));
  for (const { term, postings = [], synonyms = [] } of RECORDS) {
    const record = shard.find(term);
    assert.equal(record.term, term);
    assert.equal(record.documents, postings.length);
    assert.deepEqual(record.synonyms, synonyms);
    assert.deepEqual([...record.postings()], quadruples(postings));
  }
  assert.equal(shard.find('affit'), undefined);
  assert.deepEqual(shard.startingWith('affitt').map(({ term }) => term), ['affitt', 'affittacamer']);
  assert.deepEqual(shard.startingWith('محم').map(({ term }) => term), ['محمد', 'محمود']);
  assert.equal(shard.startingWith('').length, RECORDS.length);
});

test('a shard reads as FORMAT.md writes it, byte by byte', () => {
  const ab = [0x02, 0x61, 0x62, 0x03, 0x02, 0x3e, 0x78, 0x05, 0x03, 0xff, 0x00, 0x01, 0x07];
  const ac = [0x11, 0x63, 0x04, 0x02, 0x02, 0x06];
  const shard = readShard(Uint8Array.from([0xb1, ...ab, ...ac]));
  assert.deepEqual(shard.find('ab').synonyms, ['>x']);
  assert.deepEqual([...shard.find('ab').postings()], [0, 3, 8, 14]);
  assert.deepEqual([...shard.find('ac').postings()], [0, 0, 0, 1, 3, 0, 0, 1]);
});

test('words give back what was put in', () => {
  const words = [['perché', 3], ['perchè', 1], ['precipitevolissimevolmente', 400]];
  assert.deepEqual(readWords(wordsBytes(words)), words.map(([word, documents]) => ({ word, documents })));
});

test('an empty shard and an empty words file are whole', () => {
  assert.equal(readShard(Uint8Array.of(0xb1)).find('a'), undefined);
  assert.deepEqual(readWords(Uint8Array.of(0xb1)), []);
});

const BROKEN = {
  'no bytes': [],
  'another format': [0xb2],
  'a term that goes past the end': [0xb1, 0x05, 0x61],
  'more shared than there was': [0xb1, 0x11, 0x61, 0x02, 0x01, 0x02],
  'a term of four thousand million bytes': [0xb1, 0x00, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x61],
  'a number without end': [0xb1, 0x01, 0x61, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00],
  'a number of more than five bytes': [0xb1, 0x01, 0x61, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
  'more documents than bytes': [0xb1, 0x01, 0x61, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x01, 0x02],
  'postings past the end': [0xb1, 0x01, 0x61, 0x02, 0x09, 0x02],
  'synonyms past the end': [0xb1, 0x01, 0x61, 0x01, 0x09, 0x02],
};
for (const [name, bytes] of Object.entries(BROKEN)) {
  test(`damaged: ${name}`, () => assert.throws(() => readShard(Uint8Array.from(bytes)), DamagedIndex));
}

const BROKEN_POSTINGS = {
  'a delta of nothing': [0x02, 0x01, 0x00],
  'more than was said': [0x02, 0x02, 0x02, 0x02],
  'less than was said': [0x04, 0x02, 0x03, 0x21],
  'no byte after an escape': [0x02, 0x01, 0x03],
};
for (const [name, bytes] of Object.entries(BROKEN_POSTINGS)) {
  test(`damaged postings: ${name}`, () => {
    const record = readShard(Uint8Array.from([0xb1, 0x01, 0x61, ...bytes])).find('a');
    assert.throws(() => record.postings(), DamagedIndex);
  });
}

/** Reads all there is; whatever is not DamagedIndex is a fault. @returns {boolean} whether it was whole */
function survives(bytes) {
  try {
    const shard = readShard(bytes);
    for (const record of shard.startingWith('')) record.postings();
    return true;
  } catch (error) {
    assert.ok(error instanceof DamagedIndex, `${error.stack} for ${[...bytes]}`);
    return false;
  }
}

function survivesAsWords(bytes) {
  try {
    readWords(bytes);
  } catch (error) {
    assert.ok(error instanceof DamagedIndex, error.stack);
  }
}

test('whatever the bytes, they decode or are damaged, soon', () => {
  const random = randomFrom(1);
  const whole = shardBytes(RECORDS);
  const started = performance.now();
  let damaged = 0;
  for (let length = 0; length < whole.length; length += 1) {
    damaged += survives(whole.subarray(0, length)) ? 0 : 1;
    survivesAsWords(whole.subarray(0, length));
  }
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const flipped = Uint8Array.from(whole);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    damaged += survives(flipped) ? 0 : 1;
    survivesAsWords(flipped);
  }
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 200) }, () => random() * 256);
    bytes[0] = 0xb1;
    damaged += survives(bytes) ? 0 : 1;
    survivesAsWords(bytes);
  }
  assert.ok(damaged > 2000, `${damaged} damaged`);
  assert.ok(performance.now() - started < 5000);
});

test('a long shard of one long term does not run out of stack', () => {
  const bytes = Uint8Array.from([0xb1, 0x00, ...varint(500000), ...new Array(500000).fill(0x61), 0x00]);
  assert.equal(readShard(bytes).startingWith('a').length, 1);
});
