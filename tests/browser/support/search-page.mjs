/** The search page as readers use it, watched while they do. */

import { PHONE } from './browser.mjs';
import { fault, none } from './faults.mjs';

export const SEARCH = '/cerca/';

/** What Playwright writes when it keeps the worker out. */
const KEPT_OUT = /^Service Worker registration blocked/;

/** What the browser itself writes when a file does not come; tests that take files away expect it. */
const NOT_COME = /^Failed to load resource/;

const PATIENCE = 10_000;

/**
 * Opens a page of a board on a phone and shows it to `look(tab)`. Fails also for what went wrong behind the reader's
 * back. `options` are the browser's; besides them, `prepare(tab)` is called before the page is opened.
 *
 * The worker is kept out if not asked for: what it stores would hide what a page asks for.
 */
export async function reading(browser, board, path, { prepare, isBroken, ...options }, look) {
  const context = await browser.newContext({
    viewport: PHONE,
    serviceWorkers: 'block',
    ...options,
  });
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(PATIENCE);
    const faults = [];
    await watch(tab, board, (what) => {
      if (KEPT_OUT.test(what) || (isBroken && NOT_COME.test(what))) return;
      faults.push(fault(path, what));
    });
    // What is closed is told from the reader's clock too.
    if (board.date) await tab.clock.setFixedTime(`${board.date}T10:00:00`);
    await prepare?.(tab);
    await tab.goto(board.origin + board.base + path);
    const found = await look(tab);
    none(faults);
    return found;
  } finally {
    await context.close();
  }
}

async function watch(tab, { origin }, say) {
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && say(message.text()));
  tab.on('pageerror', (error) => say(`script: ${error.message}`));
  tab.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) say(`asks another origin: ${request.url()}`);
  });
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI}`),
    );
  });
}

/** What the page's script may say, by name. */
export const wordsOf = (tab) =>
  tab.evaluate(() => JSON.parse(document.getElementById('search-config').textContent).words);

export const field = (tab) => tab.locator('main form[role=search] input');

/** Writes a question in place of the one before, and waits until the page has told what came of it. */
export const ask = (tab, text) => telling(tab, () => field(tab).fill(text));

/** Does what makes the page search again, and waits until it has told: it tells a moment after it shows. */
async function telling(tab, act) {
  await tab.evaluate(() => (document.querySelector('[role=status]').textContent = ''));
  await act();
  return told(tab);
}

/** What the page tells those who do not see it, once it does. */
export async function told(tab) {
  await tab.waitForFunction(() => document.querySelector('[role=status]')?.textContent);
  return tab.locator('[role=status]').textContent();
}

/** Opens the page with a question in its address, and waits for the answer. */
export async function follow(tab, board, hash, path = SEARCH) {
  // From another page, for a change behind the `#` alone loads nothing.
  await tab.goto('about:blank');
  await tab.goto(`${board.origin}${board.base}${path}#${hash}`);
  return told(tab);
}

export const RESULTS = '[data-part=lists] li';

/** The results shown, in order: where each leads, its title, its language, the words that mark it. */
export async function results(tab) {
  await tab.waitForFunction(
    (selector) => [...document.querySelectorAll(selector)].every((item) => item.querySelector('a[href]')),
    RESULTS,
  );
  return tab.locator(RESULTS).evaluateAll((items) =>
    items.map((item) => ({
      path: new URL(item.querySelector('a').href).pathname,
      title: item.querySelector('a').textContent,
      lang: item.lang,
      marks: [...item.querySelectorAll('.status')].map((mark) => mark.innerText.trim()),
    })),
  );
}

/** Waits for the excerpts of the first results. */
export const excerpts = (tab, most = 5) =>
  tab.waitForFunction((most) => {
    const texts = [...document.querySelectorAll('.found-text')].slice(0, most);
    return texts.length > 0 && texts.every((one) => one.textContent);
  }, most);

/** All results, not only the first ten. */
export async function allResults(tab) {
  const more = tab.locator('[data-part=more]');
  while (await more.isVisible()) {
    const shown = await tab.locator(RESULTS).count();
    await telling(tab, () => more.click());
    await tab.waitForFunction(([selector, n]) => document.querySelectorAll(selector).length > n, [RESULTS, shown]);
  }
  return results(tab);
}

/** The lists of the page, which answer where the search cannot. */
export const aToZ = (tab) => tab.locator('[data-part=a-z]');
