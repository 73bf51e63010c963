/** Where an address leads: a page or a file of the board, or outside it. */

import { existsSync } from 'node:fs';
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

  isOurs(url) {
    return url.origin === this.board.origin;
  }

  /** Why an address of ours leads nowhere, or nothing if it leads somewhere. */
  fault(url) {
    const path = decodeURIComponent(url.pathname);
    if (!path.startsWith(`${this.board.base}/`)) return 'is outside the board';
    const page = this.pages.get(path);
    if (!page) return existsSync(join(this.board.host, path)) && !path.endsWith('/') && /\.\w+$/.test(path) ? '' : 'does not exist';
    if (page.purpose === 'redirect') return 'is an old address';
    const id = decodeURIComponent(url.hash.slice(1));
    return id && !page.outline.ids.includes(id) ? 'has no such anchor' : '';
  }
}
