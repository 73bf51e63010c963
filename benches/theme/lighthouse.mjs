/** Lighthouse as its makers set it for a phone. Performance varies with the machine: the median of several runs. */

import lighthouse from 'lighthouse';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {number} port of the browser @param {string} address @param {number} runs */
export async function scores(port, address, runs) {
  const { categories, audits } = await run(port, address, CATEGORIES);
  const performance = [categories.performance.score];
  while (performance.length < runs) {
    performance.push((await run(port, address, ['performance'])).categories.performance.score);
  }
  const all = CATEGORIES.map((name) => categories[name].score).with(0, median(performance));
  const kept = CATEGORIES.flatMap((name) =>
    categories[name].auditRefs.map(({ id, weight }) => ({ name, weight, ...audits[id] })),
  );
  return {
    scores: all.map((score) => Math.round(score * 100)),
    runs: performance.map((score) => Math.round(score * 100)),
    short: kept
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'notApplicable')
      .map(reason),
  };
}

/** On a busy machine a trace is lost now and then: it is made again. */
async function run(port, address, onlyCategories, attempts = 3) {
  const { lhr } = await lighthouse(address, { port, onlyCategories, output: 'json', logLevel: 'silent' });
  if (!lhr.runtimeError) return lhr;
  if (attempts === 1) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  return run(port, address, onlyCategories, attempts - 1);
}

/** An audit that is not at full score, with what it says and the first things that it names. */
function reason({ name, id, weight, title, score, displayValue, details }) {
  const named = (item) =>
    item?.node?.snippet ??
    item?.url ??
    item?.source?.url ??
    item?.reason ??
    item?.description ??
    item?.label?.value ??
    '';
  const things = (details?.items ?? []).map(named).filter((text) => typeof text === 'string' && text);
  const examples = [...new Set(things)].slice(0, 2).map((text) => text.slice(0, 110));
  return { name, id, weight, score, text: [title, displayValue, ...examples].filter(Boolean).join(' | ') };
}
