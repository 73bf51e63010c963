/** How much a page moves while it is being read: on a slow phone, where scripts come after the first picture. */

import { each, HEIGHT, inTab } from './browser.mjs';

/** How the chosen Comune is remembered on the device. */
const STORED = { key: 'bacheca:/:comune', value: JSON.stringify({ slug: 'codogno', name: 'Codogno' }) };

const WIDTHS = [390, 1280];
const LATER = 3_000;
/** They mostly wait. */
const TABS = 4;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOW_CPU = 4;

/** Runs before the page. */
function watch(stored) {
  if (stored) localStorage.setItem(stored.key, stored.value);
  window.shift = { value: 0, moved: [] };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.shift.value += value;
      window.shift.moved.push(...sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 80)));
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** @param {import('./board.mjs').Page[]} pages */
export function shifts(browser, { origin }, pages) {
  const cases = pages.flatMap(({ url }) =>
    WIDTHS.flatMap((width) => [null, STORED].map((stored) => ({ url, width, stored }))),
  );
  return each(cases, (one) => shiftOf(browser, origin, one), TABS);
}

function shiftOf(browser, origin, { url, width, stored }) {
  return inTab(browser, { viewport: { width, height: HEIGHT } }, async (tab) => {
    const session = await tab.context().newCDPSession(tab);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
    await tab.addInitScript(watch, stored);
    await tab.goto(origin + url);
    const onLoad = await tab.evaluate(() => window.shift.value);
    await tab.waitForTimeout(LATER);
    const { value, moved } = await tab.evaluate(() => window.shift);
    return { url, width, isStored: Boolean(stored), onLoad, value, moved };
  });
}
