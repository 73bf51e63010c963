/** @param {number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} values */
export const median = (values) => (quantile(values, 0.5) + -quantile(values.map((value) => -value), 0.5)) / 2;

/** @param {number[]} values */
export const sum = (values) => values.reduce((total, one) => total + one, 0);
