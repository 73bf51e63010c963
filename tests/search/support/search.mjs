/** A search over plain documents, without a network. */

import assert from 'node:assert/strict';

import { createAnalyzer } from '../../../search-index/client/analyze.mjs';
import { createSearch } from '../../../search-index/client/engine.mjs';
import { portableSource } from '../../../search-index/client/fetch.mjs';
import { plainSearch } from '../../../search-index/client/plain.mjs';
import { ITALIAN, buildIndex, portable } from './encoder.mjs';

export const analyzer = createAnalyzer(ITALIAN);

/** The search of pages, and the plain query beside it. @param {import('../../../search-index/client/fetch.mjs').Source} source */
export const searchOf = (source) => ({
  ...createSearch(source),
  plain: async (/** @type {string} */ text) => (await plainSearch(source))(text),
});

/** @param {any[]} documents @param {any} [options] */
export function searchOver(documents, options = {}) {
  const index = buildIndex(documents, { analyzer, ...options });
  return { index, search: searchOf(portableSource(portable(index))) };
}

/** A document for each text of a body. @param {...string} bodies */
export const bodies = (...texts) => texts.map((body, i) => ({ title: `N${i}`, body }));

/** Equal but for rounding. @param {number} actual @param {number} expected @param {string} [about] */
export const near = (actual, expected, about = '') =>
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${about} ${actual} is not ${expected}`);

export const docs = (answer) => answer.results.map(({ doc }) => doc);

/** What stands for each word, as `reason weight terms-or-facet`. */
export const told = ({ groups }) =>
  groups.map(({ alternatives }) =>
    alternatives.map(({ reason, weight, terms, facet, isEverywhere }) =>
      [reason, weight, ...(terms || [isEverywhere ? 'everywhere' : facet])].join(' '),
    ),
  );

/** The plain score of each document that has one. @param {any} search @param {string} text */
export const plainScores = async (search, text) =>
  Object.fromEntries((await search.plain(text)).map(({ doc, score }) => [doc, score]));
