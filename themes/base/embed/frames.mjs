/**
 * Gives the board's frames (`<iframe data-bacheca>`) the height that they say. A message is taken from the board itself
 * or from a sandbox, which has no name; never anything but a number is read from it.
 */

const FRAMES_LEAST = 60;
// Thirty entries in a narrow column, with large letters.
const FRAMES_MOST = 20000;

/** @param {string} folder the address below which the board's frames are */
export function framesFollow(folder) {
  const { origin } = new URL(folder);
  const own = () => [...document.querySelectorAll('iframe[data-bacheca]')].filter(({ src }) => src.startsWith(folder));
  addEventListener('message', ({ data, origin: sender, source }) => {
    if ((sender !== origin && sender !== 'null') || !data || data.type !== 'bacheca:altezza' || data.v !== 1) return;
    const height = Math.ceil(Number(data.altezza));
    const frame = own().find(({ contentWindow }) => contentWindow === source);
    if (frame && height > 0) frame.style.height = Math.min(Math.max(height, FRAMES_LEAST), FRAMES_MOST) + framesEdges(frame) + 'px';
  });
  // What they said before this script was there, nobody heard.
  for (const { contentWindow } of own()) contentWindow.postMessage({ type: 'bacheca:chiedi', v: 1 }, '*');
}

/** What its own borders and padding take of the height of a frame, in a site that counts them in. */
function framesEdges(frame) {
  const style = getComputedStyle(frame);
  if (style.boxSizing !== 'border-box') return 0;
  return ['borderTopWidth', 'borderBottomWidth', 'paddingTop', 'paddingBottom'].reduce((sum, edge) => sum + parseFloat(style[edge]), 0);
}
