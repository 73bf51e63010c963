/** How soon an author sees what was saved: the middle of ten edits, on boards of each size. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '../../tests/browser/node_modules/playwright-core/index.mjs';
import { preview } from '../../tests/browser/support/preview.mjs';

const SYNTHETIC = join(import.meta.dirname, '../../target/release/examples/synthetic');
const EDITS = 10;
const DAY = '2026-05-15';
/** Between two edits an author thinks. */
const PAUSE = 300;

const sizes = process.argv.slice(2).map(Number);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
console.log('| entries | save → page reloaded, ms | worst | lists right | search follows after, ms | finds it |');
console.log('|---|---|---|---|---|---|');
for (const size of sizes.length ? sizes : [1000, 10000]) console.log(await measured(size));
await browser.close();

async function measured(size) {
  const folder = mkdtempSync(join(tmpdir(), 'bacheca-serve-'));
  const root = join(folder, 'board');
  execFileSync(SYNTHETIC, [root, String(size)]);
  const server = await preview(root, ['--date', DAY]);
  try {
    return row(size, await edits(root, server));
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(size, edits) {
  const times = (key) => edits.map((edit) => edit[key]);
  const right = (key) => `${times(key).filter(Boolean).length}/${edits.length}`;
  const worst = Math.max(...times('reloaded'));
  return `| ${size} | ${median(times('reloaded'))} | ${worst} | ${right('listed')} | ${median(times('searched'))} | ${right('found')} |`;
}

async function edits(root, server) {
  const slug = readdirSync(join(root, 'content/servizi')).sort()[0].replace('.md', '');
  const file = join(root, `content/servizi/${slug}.md`);
  const text = readFileSync(file, 'utf8');
  const tab = await browser.newPage();
  let told = () => {};
  await tab.exposeBinding('told', (_, title) => told(title));
  await tab.addInitScript(() => addEventListener('load', () => window.told(document.title)));
  await tab.goto(`${server.origin}/servizi/${slug}/`);
  const results = [];
  for (let edit = 0; edit <= EDITS; edit += 1) {
    await pause(PAUSE);
    // A word that nothing else has.
    const word = `zq${'abcdefghijk'[edit]}xwk`;
    const before = await version(server);
    const shown = new Promise((resolve) => {
      told = (title) => title.includes(word) && resolve();
    });
    const start = performance.now();
    writeFileSync(file, text.replace(/^titolo: .*$/m, `titolo: Prova ${word}`));
    await shown;
    const reloaded = Math.round(performance.now() - start);
    const listed = await isListed(server, text, word);
    await until(async () => (await version(server)).search > before.search);
    const searched = Math.round(performance.now() - start);
    results.push({ reloaded, listed, searched, found: await isFound(server, word) });
  }
  await tab.close();
  // The first edit warms what is drawn for the first time.
  return results.slice(1);
}

async function version({ origin }) {
  return (await fetch(`${origin}/_redazione/attendi?site=0&search=0`)).json();
}

async function until(holds) {
  while (!(await holds())) await pause(10);
}

/** Whether the list of the first need of an entry, which is one of its facets, has its new title. */
async function isListed({ origin }, text, word) {
  const need = text.match(/^bisogni: \[?([\w-]+)/m)?.[1] ?? text.match(/^bisogni:\n\s*- ([\w-]+)/m)[1];
  for (let page = 1; page < 2000; page += 1) {
    const answer = await fetch(`${origin}/bisogni/${need}/${page > 1 ? `pagina/${page}/` : ''}`);
    if (!answer.ok) return false;
    if ((await answer.text()).includes(word)) return true;
  }
  return false;
}

/** Whether somebody who looks for the word finds the entry. */
async function isFound({ origin }, word) {
  const tab = await browser.newPage();
  await tab.goto(`${origin}/cerca/#q=${word}`);
  const found = await tab.getByRole('link', { name: new RegExp(word) }).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  await tab.close();
  return found;
}
