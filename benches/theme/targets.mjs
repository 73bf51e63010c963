/**
 * How large things are that one presses. What runs in the browser is one function, for it cannot import.
 *
 * @typedef {{ text: string, width: number, height: number, isInSentence: boolean, where: string }} Target
 */

/** Smaller than this is hard to press, unless it is a link in a sentence. */
export const LARGE = 44;
/** Smaller than this is small even in a sentence. */
export const SMALL = 24;

/** All that can be pressed, at the size that can be pressed. @returns {Target[]} */
export function targets() {
  const PRESSED = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]';
  const box = (rect) => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
  const joined = (a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  });

  /** A label is pressed with its field, and so is what a card lays over itself after a link. */
  const size = (one) => {
    // Of a link broken over lines, the largest piece.
    const rects = [...one.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height);
    let area = box(rects[0]);
    for (const label of one.labels ?? []) area = joined(area, box(label.getBoundingClientRect()));
    let [width, height] = [area.right - area.left, area.bottom - area.top];
    for (const side of ['::before', '::after']) {
      const style = getComputedStyle(one, side);
      if (style.content === 'none' || style.position !== 'absolute') continue;
      width = Math.max(width, parseFloat(style.width) || 0);
      height = Math.max(height, parseFloat(style.height) || 0);
    }
    return [width, height].map((length) => Math.round(length * 10) / 10);
  };

  const block = (one) => {
    let around = one.parentElement;
    while (getComputedStyle(around).display.startsWith('inline')) around = around.parentElement;
    return around;
  };
  /** A link in a line of text: without the links, words are left. */
  const isInSentence = (one) => {
    // Links in a drawing are inline too.
    if (!(one instanceof HTMLAnchorElement) || getComputedStyle(one).display !== 'inline') return false;
    const rest = block(one).cloneNode(true);
    rest.querySelectorAll('a, button, .hidden').forEach((other) => other.remove());
    return /\p{L}{2,}/u.test(rest.textContent);
  };
  /** A point of the map: the list beside it has the same link, as large as all others. */
  const hasEquivalent = (one) => one.matches('.map-link');
  const isShown = (one) => {
    const rect = one.getBoundingClientRect();
    const isOnPage = rect.right > 0 && rect.bottom + scrollY > 0;
    return (
      one.checkVisibility({ visibilityProperty: true }) &&
      rect.width > 1 &&
      rect.height > 1 &&
      isOnPage &&
      !hasEquivalent(one) &&
      !one.disabled
    );
  };
  const where = (one) => {
    const named = one.closest('[class]');
    if (!named) return one.localName;
    return `${one.localName}${named === one ? '' : ' in '}.${named.classList[0]}`;
  };

  document.querySelectorAll('details').forEach((fold) => (fold.open = true));
  return [...document.querySelectorAll(PRESSED)].filter(isShown).map((one) => {
    const [width, height] = size(one);
    const text = (one.getAttribute('aria-label') ?? (one.textContent.trim() || one.name || one.id)).replace(
      /\s+/g,
      ' ',
    );
    return { text: text.slice(0, 60), width, height, isInSentence: isInSentence(one), where: where(one) };
  });
}
