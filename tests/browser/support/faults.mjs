/** Tests look at many pages and tell every fault at once. */

import assert from 'node:assert/strict';

const SHOWN = 40;

/** A fault: where it is, and what is wrong in words that are the same for the same fault elsewhere. */
export const fault = (at, what) => ({ at, what });

/** Fails with the faults, each kind once with the places where it is. */
export function none(faults) {
  if (faults.length === 0) return;
  const places = new Map();
  for (const { at, what } of faults) places.set(what, [...(places.get(what) ?? []), at]);
  const lines = [...places].map(([what, [first, ...others]]) =>
    others.length
      ? `${first} and ${others.length} more (${others.slice(0, 3).join(' ')}): ${what}`
      : `${first}: ${what}`,
  );
  const cut = lines.length > SHOWN ? [`… and ${lines.length - SHOWN} other kinds`] : [];
  assert.fail([`${faults.length} faults of ${lines.length} kinds`, ...lines.slice(0, SHOWN), ...cut].join('\n'));
}
