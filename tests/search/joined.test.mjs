import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { buildIndex, portable } from './support/encoder.mjs';
import { ENGINE, declared, everyModule, joined, lines } from './support/joined.mjs';
import { analyzer, bodies } from './support/search.mjs';

for (const name of ENGINE) {
  test(`${name}.mjs is written so that it can be joined`, () => {
    for (const line of lines(name)) {
      if (line.startsWith('import')) assert.match(line, /^import \{ [\w, ]+ \} from '\.\/\w+\.mjs';$/);
      if (line.startsWith('export')) assert.match(line, /^export (async function|function|const|class) \w+/);
      assert.doesNotMatch(line, /`|\*\/|;\s*\/\/|\beval\b|WebAssembly|\?\?=|\|\|=|\.at\(|structuredClone|\(\?<[=!]/);
    }
  });
}

test('names at the top of a module are in no other', () => {
  const places = new Map();
  for (const name of everyModule()) for (const what of declared(name)) places.set(what, [...(places.get(what) || []), name]);
  const shared = [...places].filter(([what, names]) => names.length > 1 && names.some((name) => ENGINE.includes(name)));
  assert.deepEqual(shared, []);
  assert.ok(places.has('createSearch') && places.has('WORD'));
});

test('joined, the engine answers', async () => {
  const script = `(() => {\n${joined(ENGINE)}\nreturn { createSearch, portableSource, mark };\n})()`;
  const { createSearch, portableSource, mark } = vm.runInNewContext(script, { TextDecoder, Uint8Array, setTimeout, atob });
  const search = createSearch(portableSource(portable(buildIndex(bodies('mensa', 'nido'), { analyzer }))));
  const { results, terms } = await search.search('nidi ');
  assert.deepEqual([results.length, results[0].doc], [1, 1]);
  assert.equal(mark('il nido', terms, await search.analyzer())[1].text, 'nido');
});
