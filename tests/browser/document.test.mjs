import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { openBrowser } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { outlines } from './support/outline.mjs';

const boards = await openBoards();
const browser = await openBrowser();
await Promise.all(boards.map((board) => outlines(browser, board)));

/** In a style sheet: another sheet, or an address with a scheme or a host. */
const FOREIGN = /@import.*?;|url\(\s*["']?(?:\w+:|\/\/)[^)]*\)/g;

const repeated = (values) => values.filter((value, index) => values.indexOf(value) !== index);

function isJson(text) {
  try {
    return Boolean(JSON.parse(text)['@context']);
  } catch {
    return false;
  }
}

for (const board of boards) {
  describe(`board ${board.name}`, () => {
    const drawn = board.pages.filter(({ purpose }) => purpose !== 'redirect');
    const faults = (look, pages = drawn) =>
      none(pages.flatMap((page) => look(page.outline, page).map((what) => fault(page.url, what))));

    test('every page has one h1 and skips no heading level', () => {
      faults(({ h1, headings }) => [
        ...(h1 === 1 ? [] : [`has ${h1} h1`]),
        ...(headings[0]?.[0] === 1 ? [] : ['main does not begin with its h1']),
        ...headings.filter(([, text]) => !text).map(([level]) => `empty h${level}`),
        ...headings
          .filter(([level], index) => index > 0 && level > headings[index - 1][0] + 1)
          .map(([level, text]) => `skips to h${level} «${text}»`),
      ]);
    });

    test('every page says its language, title and description', () => {
      faults(
        ({ lang, title, description }, { purpose }) => [
          ...(/^[a-z]{2}$/.test(lang) ? [] : ['no lang']),
          ...(title.trim() ? [] : ['no title']),
          ...(description.trim() || purpose === 'redirect' ? [] : ['no description']),
        ],
        board.pages,
      );
    });

    test('no two pages have the same title, but for those that hide it on purpose', () => {
      const open = board.pages.filter(({ purpose, outline }) => purpose === 'page' && !outline.noReferrer);
      const titles = open.map(({ outline: { lang, title } }) => `${lang}: ${title}`);
      none(repeated(titles).map((title) => fault(title, 'is the title of more than one page')));
    });

    test('ids are unique and everything that names an id finds it', () => {
      faults(({ ids, references }) => [
        ...repeated(ids).map((id) => `id ${id} twice`),
        ...references.filter((id) => !ids.includes(id)).map((id) => `names the missing id ${id}`),
      ]);
    });

    test('no page carries a style or a script of its own', () => {
      faults(({ inline }) => inline, board.pages);
    });

    test('nothing is loaded from another origin', async () => {
      faults(
        ({ loads }, { url }) => loads.filter((load) => new URL(load, board.origin + url).origin !== board.origin),
        board.pages,
      );
      const files = await readdir(board.folder, { recursive: true });
      const sheets = files.filter((file) => file.endsWith('.css'));
      const texts = await Promise.all(sheets.map((file) => readFile(join(board.folder, file), 'utf8')));
      none(sheets.flatMap((sheet, index) => (texts[index].match(FOREIGN) ?? []).map((what) => fault(sheet, what))));
    });

    test('structured data is JSON with a context', () => {
      faults(({ data }) => data.filter((text) => !isJson(text)).map((text) => text.slice(0, 80)));
      faults(({ data }, { purpose }) => (data.length === 0 && purpose === 'page' ? ['has none'] : []));
    });
  });
}
