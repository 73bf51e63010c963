/**
 * The reader's own list, as this device keeps it: names of entries in the order in which they were put there, with
 * the titles that they had. Boards that share an origin have a list each.
 *
 * @typedef {{ key: string, title: string }} Saved `key` as `servizi/casa`
 */

// Scripts are in a folder of their own, below the board's.
export const MINE_BASE = new URL('..', document.currentScript.src).pathname;
export const MINE_KEY = /^(servizi|progetti|opportunita)\/[a-z0-9-]+$/;
const MINE_NAME = 'bacheca:' + MINE_BASE + ':lista';

/** @returns {Saved[]} what can be read of it, which may be nothing */
export function mineRead() {
  try {
    const list = JSON.parse(localStorage.getItem(MINE_NAME)) || [];
    return list.filter(({ key, title }) => MINE_KEY.test(key) && typeof title === 'string');
  } catch (error) {
    return [];
  }
}

/** @param {Saved[]} list @returns {boolean} whether there was room, and permission */
export function mineWrite(list) {
  try {
    if (list.length) localStorage.setItem(MINE_NAME, JSON.stringify(list));
    else localStorage.removeItem(MINE_NAME);
    return true;
  } catch (error) {
    return false;
  }
}
