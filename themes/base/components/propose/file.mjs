/** What was written in the form → the text of a file of the board, in which nothing that was typed is more than text. */

// What no YAML takes, and what hides or turns the text around it.
const fileHidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;
// As the commands of the program write: words are plain, all else stands between quotes.
const filePlain = /^\p{Alphabetic}[\p{Alphabetic}\p{N} '’\-–.()/]*$/u;
const fileNotText = /^(s[iì]['’]?|no|true|false|null)$/i;

/** A text in which only what is seen is left. @param {string} text */
export function fileClean(text) {
  return text.replace(/\r\n?/g, '\n').replace(fileHidden, '').trim();
}

/** The name that a text has in addresses. @param {string} text */
export function fileSlug(text) {
  return text.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/**
 * @param {{fields: object, sections: [string, string][], notes: string[]}} proposal fields as the schema knows them;
 * sections by their heading, none for the text at the start
 */
export function fileText({ fields, sections, notes }) {
  const remarks = notes.flatMap((note) => note.split('\n')).map((line) => ('# ' + line).trimEnd());
  const values = Object.entries(fields).map(([key, value]) => key + ':' + fileValue(value, ''));
  const texts = sections.map(([heading, text]) => (heading ? '## ' + heading + '\n\n' : '') + fileMarkdown(text) + '\n');
  return ['---', ...remarks, ...values, 'bozza: sì', '---', '', ''].join('\n') + texts.join('\n');
}

/** A value after its key, with what leads to it. */
function fileValue(value, margin) {
  if (!Array.isArray(value)) return ' ' + fileScalar(value);
  return value.map((item) => '\n' + margin + '  - ' + fileItem(item, margin + '    ')).join('');
}

function fileItem(item, margin) {
  if (typeof item !== 'object') return fileScalar(item);
  return Object.entries(item).map(([key, value]) => key + ':' + fileValue(value, margin)).join('\n' + margin);
}

/** JSON is YAML: between quotes every text is the same text. */
function fileScalar(text) {
  const line = text.replace(/\s+/g, ' ');
  return filePlain.test(line) && (line === 'sì' || !fileNotText.test(line)) ? line : JSON.stringify(line);
}

/** Lines as they were typed: paragraphs and lists stay, no other sign has a meaning. */
function fileMarkdown(text) {
  return text.split('\n').map(fileLine).join('\n').replace(/\n{3,}/g, '\n\n');
}

function fileLine(typed) {
  const line = typed.trim();
  const [, bullet, number, rest] = line.match(/^(?:([-*•·–+])\s+|(\d{1,3}[.)])\s+)?(.*)$/);
  // A line of hyphens would make a heading of what stands above.
  const escaped = rest.replace(/[\\\x60*_[\]<>|&~]/g, '\\$&').replace(/^(?:[#=:+-]|\d+(?=[.)]))/, fileStart);
  return (bullet ? '- ' : number ? number.replace(')', '.') + ' ' : '') + escaped;
}

/** The start of a line, that would open something else. */
function fileStart(start) {
  return /\d/.test(start) ? start + '\\' : '\\' + start;
}
