/** Tests look at many pages and tell every fault at once. */

import assert from 'node:assert/strict';

/** Fails with the list of faults, cut where nobody reads on. */
export function none(faults) {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 60);
  if (shown.length < faults.length) shown.push(`… and ${faults.length - shown.length} more`);
  assert.fail(`${faults.length} faults\n${shown.join('\n')}`);
}

/** Runs `look` on all items, a few at a time, and joins the faults in the order of the items. */
export async function inspect(items, look, atOnce = 2) {
  const faults = new Array(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) faults[index] = (await look(item)) ?? [];
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return faults.flat();
}
