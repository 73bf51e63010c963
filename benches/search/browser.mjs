/**
 * Chromium as a slow phone, and when it shows results. Only the main thread is slowed down: Pagefind, which searches in
 * a worker, has an advantage.
 */

import { chromium } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Without these it looks for its maker's hosts at every start.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PHONE = { width: 390, height: 844 };
const PATIENCE = 30_000;

/** Slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms; in bytes a second, as the protocol wants it. */
export const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
export const SLOW_CPU = 4;

export function openBrowser() {
  return chromium.launch({ executablePath: PROGRAM, args: QUIET }).catch((error) => {
    throw new Error(`cannot start ${PROGRAM}: run scripts/install-test-tools\n${error.message}`);
  });
}

/**
 * A tab whose cache is empty, shown to `look`. No service workers: what they do aside escapes the emulation, and in
 * the first visit they answer nothing that the page does not ask for itself.
 *
 * @param {{ network?: object, cpu?: number }} slow
 * @param {(tab: import('playwright-core').Page) => Promise<any>} look
 */
export async function inTab(browser, { network, cpu }, look) {
  const context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(PATIENCE);
    await tab.addInitScript(watch);
    const session = await context.newCDPSession(tab);
    if (network) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', network);
    }
    if (cpu) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    return await look(tab);
  } finally {
    await context.close();
  }
}

/** Whether a result with its title appears, now or soon. */
export function appears(tab, timeout = PATIENCE) {
  const wanted = tab.waitForFunction(() => window.bench.shown, undefined, { timeout });
  return wanted.then(() => true, () => false);
}

/** How long after the last key or, before any, after the page's arrival it appeared, in milliseconds. */
export async function shown(tab) {
  if (await appears(tab)) return tab.evaluate(() => window.bench.shown - window.bench.asked);
  throw new Error(`no result for "${await tab.inputValue('main [name=q]')}" at ${tab.url()}`);
}

/**
 * Runs in the page, before its own scripts. `asked` is the last key, or the end of the document's arrival; `shown` is
 * when, since then, results have been drawn again and one has its title on the page, laid out.
 */
function watch() {
  const bench = (window.bench = { asked: undefined, shown: 0 });
  const lists = 'main ol';
  const touchesList = ({ target, addedNodes }) =>
    target.parentElement?.closest(lists) ||
    target.matches?.(lists) ||
    [...addedNodes].some((node) => node.matches?.(lists) || node.querySelector?.(lists));
  const isSeen = (link) => link.textContent.trim() && link.getClientRects().length;
  let drawn = false;
  new MutationObserver((changes) => {
    if (bench.shown) return;
    drawn ||= changes.some(touchesList);
    if (!drawn || ![...document.querySelectorAll(`${lists} li a`)].some(isSeen)) return;
    bench.shown = performance.now();
    bench.asked ??= performance.getEntriesByType('navigation')[0].responseEnd;
  }).observe(document, { childList: true, characterData: true, attributeFilter: ['hidden'], subtree: true });
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      drawn = false;
      Object.assign(bench, { asked: timeStamp, shown: 0 });
    },
    true,
  );
}
