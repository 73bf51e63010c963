/**
 * Gives the board's frames (`<iframe data-bacheca>`) the height that they say. A message is taken from the board itself
 * or from a sandbox, which has no name; never anything but a number is read from it.
 */

const FRAMES_LEAST = 60;
const FRAMES_MOST = 6000;

/** @param {string} folder the address below which the board's frames are */
export function framesFollow(folder) {
  const { origin } = new URL(folder);
  addEventListener('message', ({ data, origin: sender, source }) => {
    if ((sender !== origin && sender !== 'null') || !data || data.type !== 'bacheca:altezza' || data.v !== 1) return;
    const height = Math.ceil(data.altezza);
    if (!(height > 0)) return;
    for (const frame of document.querySelectorAll('iframe[data-bacheca]'))
      if (frame.contentWindow === source && frame.src.startsWith(folder))
        frame.style.height = Math.min(Math.max(height, FRAMES_LEAST), FRAMES_MOST) + 'px';
  });
}
