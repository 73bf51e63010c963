/** What axe finds on a page, on a phone and on a desk, by day and by night. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { DESK, PHONE } from './browser.mjs';
import { fault } from './faults.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** In the dark only the colours change. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

async function violations(tab, rules) {
  const results = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), rules);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
  );
}

/** Looks at a page in all four ways, with everything unfolded. */
export async function inspect(tab, { url }) {
  await tab.evaluate(AXE);
  // Folded text is read too, once it is opened.
  await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
  const found = [];
  for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    await tab.setViewportSize(viewport);
    for (const [colorScheme, rules] of Object.entries({ light: TAGS, dark: COLOURS })) {
      await tab.emulateMedia({ colorScheme });
      found.push(...(await violations(tab, rules)).map((what) => fault(`${url} (${device}, ${colorScheme})`, what)));
    }
  }
  return found;
}
