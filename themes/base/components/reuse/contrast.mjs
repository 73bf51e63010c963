/** How well a colour is read on another: the measure of WCAG. */

/** @param {string} one `#rrggbb` @param {string} other @returns {number} from 1 to 21 */
export function contrastOf(one, other) {
  const [dark, light] = [contrastLight(one), contrastLight(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function contrastLight(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
