/** Measures all figures and prints them. What it does meanwhile is told on standard error. */

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { samples } from '../../tests/browser/support/samples.mjs';
import { build, visited } from './board.mjs';
import { openBrowser, WIDTHS } from './browser.mjs';
import { htmlErrors } from './html-errors.mjs';
import { CATEGORIES, scores } from './lighthouse.mjs';
import { look, smallTargets } from './look.mjs';
import { serve } from './server.mjs';
import { shifts } from './shift.mjs';
import { details, table } from './table.mjs';
import { LARGE, SMALL } from './targets.mjs';
import { heldBack, weight } from './weight.mjs';

const told = (text) => process.stderr.write(`${text}\n`);

/** A row of things that must not be. */
const none = (figure, things) => ({ figure, asked: '0', found: String(things.length), isKept: things.length === 0 });

/** A row of targets that are too small. */
const few = (figure, { count, pages }) => ({
  figure,
  asked: '0',
  found: `${count} on ${pages} pages`,
  isKept: count === 0,
});

/** A row of a size. */
const most = (figure, limit, value, unit = '') => ({
  figure,
  asked: `≤ ${limit}${unit}`,
  found: `${value}${unit}`,
  isKept: value <= limit,
});

async function lookRows(browser, board, isQuick) {
  const chosen = isQuick ? visited(board) : samples(board);
  const widths = isQuick ? [390] : WIDTHS;
  told(`HTML of ${chosen.length} pages`);
  const html = htmlErrors(board, chosen);
  told(`${chosen.length} pages at ${widths.join(', ')} px`);
  const seen = await look(browser, board, chosen, widths);
  const { large, small, sentence } = smallTargets(seen.targets);
  const sideways = seen.sideways.map(({ url, width, wide }) => `${url} at ${width} px: ${wide} px too wide`);
  const on = `on ${chosen.length} pages`;
  return {
    rows: [
      none(`HTML errors ${on}`, html),
      none(`axe violations ${on}, light and dark, ${widths.join('/')} px`, seen.axe),
      none(`pages with sideways scroll, ${widths.join('/')} px`, sideways),
      few(`targets under ${LARGE} px, links in sentences excepted`, large),
      few(`targets under ${SMALL} px, links in sentences excepted`, small),
      few(`links in sentences under ${SMALL} px`, sentence),
      none('cookies', seen.cookies),
      none('requests to others', seen.foreign),
      none('inline scripts that run', seen.inline),
      none('violations of the policy', seen.violations),
    ],
    notes: [
      details('HTML errors', html),
      details('axe violations', seen.axe),
      details('sideways scroll', sideways),
      details(`targets under ${LARGE} px`, large.sorts, 60),
      details(`targets under ${SMALL} px`, small.sorts),
      details(`links in sentences under ${SMALL} px`, sentence.sorts),
      details('cookies', seen.cookies),
      details('requests to others', seen.foreign),
      details('inline scripts', seen.inline),
      details('violations of the policy', seen.violations),
    ],
  };
}

async function weightRows(browser, board, pages) {
  told('weight');
  const { url, first, all, withHeaders, requests } = await weight(browser, board);
  const held = await heldBack(browser, board, pages);
  return {
    rows: [
      most(`HTML and CSS of ${url}, cold`, 14_600, first, ' bytes'),
      most('all that it asks for, cold', 40_000, all, ' bytes'),
      { figure: 'the same with the headers of HTTP/1.1', asked: '', found: `${withHeaders} bytes` },
      most('requests', 6, requests.length),
      most(`what holds back the first picture of ${held.url}`, 8_000, held.bytes, ' bytes'),
    ],
    notes: [
      details(`requests of ${url}`, requests),
      details(`what holds back the first picture of ${held.url}`, held.files),
    ],
  };
}

async function shiftRows(browser, board, pages) {
  told(`layout shift of ${pages.length} pages`);
  const found = await shifts(browser, board, pages);
  const row = (isStored) => {
    const these = found.filter((one) => one.isStored === isStored);
    const worst = these.toSorted((a, b) => b.value - a.value)[0];
    const max = (name) => Math.max(...these.map((one) => one[name])).toFixed(3);
    return {
      figure: `layout shift, ${isStored ? 'with' : 'without'} a Comune, on load / after 3 s, the worst`,
      asked: '0',
      found: `${max('onLoad')} / ${max('value')}`,
      isKept: worst.value === 0,
    };
  };
  const tell = ({ url, width, isStored, value, moved }) => {
    const reader = `at ${width} px${isStored ? ' with a Comune' : ''}`;
    return `${value.toFixed(4)} ${url} ${reader}: ${[...new Set(moved)].slice(0, 3).join(' | ')}`;
  };
  const moving = found.filter(({ value }) => value > 0).map(tell);
  return { rows: [row(false), row(true)], notes: [details('pages that move', moving)] };
}

async function lighthouseRows(port, board, pages, runs) {
  const rows = [];
  const audits = new Map();
  for (const { url } of pages) {
    told(`Lighthouse: ${url}`);
    const result = await scores(port, board.origin + url, runs);
    rows.push({
      figure: `Lighthouse ${url}`,
      asked: '100 100 100 100',
      found: `${result.scores.join(' ')}${runs > 1 ? ` (${result.runs.join(', ')})` : ''}`,
      isKept: result.scores.every((score) => score === 100),
    });
    for (const { name, id, weight, score, text } of result.short) {
      const key = `${name} ${id}`;
      const before = audits.get(key) ?? { weight, score: 1, urls: [] };
      // Told of the page where it is worst.
      audits.set(key, { ...before, ...(score < before.score && { score, text }), urls: [...before.urls, url] });
    }
  }
  const short = [...audits]
    .sort(([, a], [, b]) => b.weight - a.weight)
    .map(([key, { weight, text, score, urls }]) => `${key} (weight ${weight}, ${score}) on ${urls.join(' ')}: ${text}`);
  return { rows, notes: [details(`Lighthouse audits short of full score (${CATEGORIES.join(' ')})`, short, 60)] };
}

async function inBrowser(measure) {
  const { browser, port } = await openBrowser();
  try {
    return await measure(browser, port);
  } finally {
    await browser.close();
  }
}

async function measure(folder, server, isQuick) {
  const board = build(folder, server.origin);
  const all = visited(board);
  // Home, a service, the search: what most readers meet.
  const pages = isQuick ? [all[0], all[2], all.at(-1)] : all;
  // One after the other: the first takes all processors, Lighthouse wants a quiet machine and a browser of its own.
  const seen = await inBrowser(async (browser) => [
    await lookRows(browser, board, isQuick),
    await weightRows(browser, board, all),
    await shiftRows(browser, board, pages),
  ]);
  return [...seen, await inBrowser((_, port) => lighthouseRows(port, board, pages, isQuick ? 1 : 3))];
}

const isQuick = process.argv.includes('--quick');
const folder = mkdtempSync(join(tmpdir(), 'bacheca-theme-'));
const site = join(folder, 'public');
const server = await serve(site);
const began = Date.now();
try {
  const parts = await measure(site, server, isQuick);
  console.log(table(parts.flatMap(({ rows }) => rows)));
  console.log(
    parts
      .flatMap(({ notes }) => notes)
      .filter(Boolean)
      .join('\n'),
  );
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  console.log(`\n${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}; ${minutes} minutes`);
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
