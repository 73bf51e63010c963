/** What is told of a page by looking at it: axe, sideways scroll, targets, privacy; at the widths that count. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { each, HEIGHT, inTab } from './browser.mjs';
import { LARGE, SMALL, targets } from './targets.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the dark only the colours change. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const SCHEMES = { light: TAGS, dark: COLOURS };

/** Scripts and handlers that would run from within the page. */
const INLINE =
  /<script(?![^>]*\bsrc=)(?![^>]*type="application\/(?:ld\+)?json")[^>]*>|\son\w+\s*=\s*["'][^>]*>|javascript:/gi;

/**
 * @param {import('./board.mjs').Board} board
 * @param {import('./board.mjs').Page[]} pages
 * @param {number[]} widths
 */
export async function look(browser, board, pages, widths) {
  const found = await each(pages, (page) =>
    inTab(browser, { bypassCSP: false }, (tab) => inspect(tab, board, page, widths)),
  );
  const all = (name) => found.flatMap((one) => one[name]);
  return {
    axe: all('axe'),
    sideways: all('sideways'),
    targets: all('targets'),
    cookies: all('cookies'),
    foreign: all('foreign'),
    violations: all('violations'),
    inline: pages.flatMap(({ url, html }) => (html.match(INLINE) ?? []).map((code) => `${url} ${code.slice(0, 80)}`)),
  };
}

async function inspect(tab, { origin }, { url }, widths) {
  const found = { axe: [], sideways: [], targets: [], foreign: [], violations: [], cookies: [] };
  tab.on('request', (request) => {
    if (/^http/.test(request.url()) && new URL(request.url()).origin !== origin)
      found.foreign.push(`${url} ${request.url()}`);
  });
  await tab.exposeFunction('violated', (what) => found.violations.push(`${url} ${what}`));
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violated(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await tab.goto(origin + url, { waitUntil: 'networkidle' });
  // Before our own tools are in the page.
  found.cookies.push(...(await tab.context().cookies()).map(({ name }) => `${url} ${name}`));
  for (const width of widths) {
    await tab.setViewportSize({ width, height: HEIGHT });
    found.targets.push(...(await tab.evaluate(targets)).map((one) => ({ ...one, url, at: width })));
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.sideways.push({ url, width, wide });
  }
  await tab.evaluate(AXE);
  for (const width of widths) {
    await tab.setViewportSize({ width, height: HEIGHT });
    for (const [colorScheme, rules] of Object.entries(SCHEMES)) {
      await tab.emulateMedia({ colorScheme });
      found.axe.push(...(await axeFaults(tab, rules)).map((what) => `${url} (${width} px, ${colorScheme}) ${what}`));
    }
  }
  return found;
}

async function axeFaults(tab, rules) {
  const { violations } = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), rules);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`));
}

/** Targets of one sort, told once: how small, how many, where. */
function told(targets) {
  const sorts = new Map();
  for (const one of targets) sorts.set(one.where, [...(sorts.get(one.where) ?? []), one]);
  return [...sorts.values()].sort((a, b) => b.length - a.length).map(tell);
}

function tell(sort) {
  const unique = (name) => [...new Set(sort.map((one) => one[name]))];
  const range = (name) => {
    const values = unique(name);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? `${least}` : `${least}–${most}`;
  };
  const [texts, pages] = [unique('text'), unique('url')];
  const others = (things) => (things.length > 1 ? ` and ${things.length - 1} more` : '');
  const named =
    texts
      .slice(0, 3)
      .map((text) => `«${text}»`)
      .join(' ') + others(texts.slice(2));
  const size = `${range('width')} × ${range('height')} px`;
  return `${sort[0].where}, ${size}: ${named}; on ${pages[0]}${others(pages)}, at ${unique('at').join(', ')} px`;
}

/** Targets that are too small: out of sentences, and in them. One that is on many pages counts once. */
export function smallTargets(targets) {
  const below = (limit, isInSentence) => {
    const small = targets.filter((one) => one.isInSentence === isInSentence && Math.min(one.width, one.height) < limit);
    const count = new Set(small.map(({ where, text }) => `${where} ${text}`)).size;
    return { count, pages: new Set(small.map(({ url }) => url)).size, sorts: told(small) };
  };
  return { large: below(LARGE, false), small: below(SMALL, false), sentence: below(SMALL, true) };
}
