/** What the attributes of an element ask for. They are written by hand, or by a program: nothing is taken as it is. */

const ASKED_NAME = /^[a-z0-9]+([-_][a-z0-9]+)*$/;
const ASKED_SECTIONS = ['servizi', 'progetti', 'opportunita'];
const ASKED_LOOKS = ['chiaro', 'scuro'];
const ASKED_MOST = 5;
const ASKED_LEVEL = 3;

/**
 * A list other than the one meant is worse than none: a name that cannot be one is an error. What only changes the look
 * is left out.
 *
 * @param {HTMLElement} element
 */
export function askedOf(element) {
  const text = (key) => (element.getAttribute(key) || '').trim();
  const name = (key) => askedName(key, text(key).toLowerCase());
  const number = (key, least, most, plain) => (/^\d+$/.test(text(key)) ? Math.min(Math.max(text(key), least), most) : plain);
  const [comune, section, need, audience, state] = ['comune', 'sezione', 'bisogno', 'per-chi', 'stato'].map(name);
  if (section && !ASKED_SECTIONS.includes(section)) throw new Error('sezione="' + section + '"');
  return {
    ...askedFrom(comune, section, need, audience),
    state: state.replace(/-/g, '_'),
    lang: /^[a-z]{2,3}$/.test(text('lingua')) ? text('lingua') : '',
    most: number('massimo', 1, 50, ASKED_MOST),
    level: number('livello-titolo', 2, 6, ASKED_LEVEL),
    title: element.hasAttribute('titolo') ? text('titolo') : null,
    look: ASKED_LOOKS.find((look) => look === text('aspetto')) || '',
    colour: /^#[0-9a-f]{6}$/i.test(text('colore')) ? text('colore') : '',
  };
}

function askedName(key, value) {
  if (value && !ASKED_NAME.test(value)) throw new Error(key + '="' + value + '"');
  return value;
}

/** The folder of the list, and what is left to choose in it: the file of a delicate need does not say it again. */
function askedFrom(comune, section, need, audience) {
  if (comune) return { place: 'comuni/' + comune + '/' + (section && section + '/'), need, audience };
  if (need) return { place: 'bisogni/' + need + '/', section, audience };
  if (audience) return { place: 'per-chi/' + audience + '/', section };
  return { place: section && section + '/' };
}
