/** Where a proposal goes: addresses for who presses a link. Nothing is sent from here. */

// Mail programs and servers cut what is longer.
const SEND_LETTER = 1900;
const SEND_FILE = 6000;

const sendEncode = (text) => encodeURIComponent(text.replace(/\n/g, '\r\n'));

/**
 * The letter to the office; too long a text has to be attached.
 * @returns {{href: string, isWhole: boolean}}
 */
export function sendLetter(email, subject, text, instead) {
  const letter = (body) => email + '?subject=' + encodeURIComponent(subject) + '&body=' + sendEncode(body);
  const whole = letter(text);
  return whole.length <= SEND_LETTER ? { href: whole, isWhole: true } : { href: letter(instead), isWhole: false };
}

/**
 * The page of a forge where a new file begins; not all take the text too.
 * @returns {{href: string, isWhole: boolean}}
 */
export function sendForge({ kind, url, branch }, path, text) {
  const steps = branch.split('/').map(encodeURIComponent).join('/');
  const file = encodeURIComponent(path);
  if (kind === 'gitlab') return { href: url + '/-/new/' + steps + '/?file_name=' + file, isWhole: false };
  if (kind === 'forgejo') return { href: url + '/_new/' + steps + '/?filename=' + file, isWhole: false };
  const empty = url + '/new/' + steps + '/?filename=' + file;
  const whole = empty + '&value=' + encodeURIComponent(text);
  return whole.length <= SEND_FILE ? { href: whole, isWhole: true } : { href: empty, isWhole: false };
}
