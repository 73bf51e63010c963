import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { ENGINE, declared, everyModule, joined, lines } from './support/joined.mjs';

const INTERFACE = ['show', 'page', 'suggest'];

/** What the modules declare, where no page is. */
function inside(expression, protocol = 'https:') {
  const world = { document: { querySelector: () => null }, location: { protocol }, TextDecoder };
  return vm.runInNewContext(`(() => {\n${joined([...ENGINE, ...INTERFACE])}\nreturn ${expression};\n})()`, world);
}

for (const name of everyModule().filter((name) => !ENGINE.includes(name))) {
  test(`${name}.mjs is written so that it can be joined`, () => {
    for (const line of lines(name)) {
      if (line.startsWith('import')) assert.match(line, /^import \{ [\w, ]+ \} from '[./\w-]+\.mjs';$/);
      if (line.startsWith('export')) assert.match(line, /^export (async function|function|const|class) \w+/);
      assert.doesNotMatch(line, /`|\*\/|;\s*\/\/|\beval\b|innerHTML|\?\?=|\|\|=|\.at\(|replaceChildren|\(\?<[=!]/);
    }
  });

  test(`names at the top of ${name}.mjs say where they come from`, () => {
    for (const what of declared(name)) assert.match(what, new RegExp(`^${name}[A-Z]|^${name.toUpperCase()}_`));
  });
}

test('from a disk, ways start from the page of the search', () => {
  const way = inside('pageRelative', 'file:');
  assert.equal(way({ root: '/bacheca/' }, '/bacheca/servizi/mensa/'), '../servizi/mensa/');
  assert.equal(way({ root: '/' }, '/assets/cerca/it/portable.aaaaaaa.js'), '../assets/cerca/it/portable.aaaaaaa.js');
  assert.equal(way({ root: '/bacheca/en/' }, '/bacheca/servizi/mensa/'), '../../servizi/mensa/');
  assert.equal(way({ root: '/bacheca/en/' }, '/bacheca/en/servizi/mensa/'), '../servizi/mensa/');
});

test('where no page is, nothing starts', () => {
  assert.equal(inside('typeof pageStart'), 'function');
});
