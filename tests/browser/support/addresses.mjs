/** Where an address leads: a page or a file of the board, or outside it. */

import { statSync } from 'node:fs';
import { join } from 'node:path';

export class Addresses {
  constructor(board) {
    this.board = board;
    this.pages = new Map(board.pages.map((page) => [page.url, page]));
  }

  /** The absolute form of an address written in a page. */
  resolve(page, address) {
    return new URL(address, this.board.origin + page.url);
  }

  /** The page of the board that an address written in a page leads to, if any. */
  target(page, address) {
    const url = this.resolve(page, address);
    return this.isOurs(url) ? this.pages.get(decodeURIComponent(url.pathname)) : undefined;
  }

  isOurs(url) {
    return url.origin === this.board.origin;
  }

  /** Why an address of ours leads nowhere, or nothing if it leads somewhere. */
  fault(url) {
    const path = decodeURIComponent(url.pathname);
    if (!path.startsWith(`${this.board.base}/`)) return 'is outside the board';
    const page = this.pages.get(path);
    if (!page) return this.isFile(path) ? '' : 'does not exist';
    if (page.purpose === 'redirect') return 'is an old address';
    const id = decodeURIComponent(url.hash.slice(1));
    // What the search is asked for.
    if (/^\w[\w-]*=/.test(id) && path.endsWith('/cerca/')) return '';
    return id && !page.outline.ids.includes(id) ? 'has no such anchor' : '';
  }

  isFile(path) {
    return statSync(join(this.board.host, path), { throwIfNoEntry: false })?.isFile() ?? false;
  }
}
