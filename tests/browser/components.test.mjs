import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { inspect } from './support/axe.mjs';
import { openBoards, openPreview } from './support/boards.mjs';
import { openBrowser, PHONE, tour } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { complaints } from './support/nu.mjs';
import { sticksOut } from './support/reflow.mjs';

const COMPONENTS = resolve(import.meta.dirname, '../../themes/base/components');
/** Those that surround every page: the page of the components has them too. */
const FRAME = ['page-head', 'site-footer', 'site-header'];

const preview = await openPreview();
const browser = await openBrowser();
const shown = preview.pages.filter(({ file }) => file.endsWith('_componenti/index.html'));

const look = (viewport, see) => tour(browser, preview, shown, { viewport }, see);

test('every component with a template is shown, but for those of the frame', () => {
  const folders = readdirSync(COMPONENTS).filter((folder) =>
    readdirSync(join(COMPONENTS, folder)).includes(`${folder}.html`),
  );
  for (const { html, url } of shown)
    none(
      folders
        .filter((folder) => !FRAME.includes(folder) && !html.includes(`data-example="${folder}: `))
        .map((folder) => fault(url, `does not show ${folder}`)),
    );
});

test('the page of the components exists in a preview only, in every language', async () => {
  assert.equal(shown.length, 2);
  for (const { name, pages } of await openBoards())
    none(pages.filter(({ file }) => file.includes('_componenti')).map(({ url }) => fault(name, `publishes ${url}`)));
  const listed = readFileSync(join(preview.folder, 'sitemap.xml'), 'utf8');
  assert.ok(!listed.includes('_componenti'), 'the sitemap lists it');
});

test('axe finds no violation in any state of a component', async () => {
  // The page has a breadcrumb and notices of its own, beside those that it shows.
  const isOwn = ({ what }) => what.includes('landmark-unique');
  none((await look(PHONE, inspect)).filter((found) => !isOwn(found)));
});

test('the Nu HTML checker has nothing to say about them', () => {
  none(shown.flatMap(({ file }) => complaints(join(preview.folder, file))));
});

for (const width of [320, 390, 1280])
  test(`no state of a component scrolls sideways at ${width} px`, async () => {
    none(
      await look({ width, height: 800 }, async (tab, { url }) =>
        (await tab.evaluate(sticksOut)).map((what) => fault(url, what)),
      ),
    );
  });
