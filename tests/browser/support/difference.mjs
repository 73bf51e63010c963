/**
 * Where two trees differ other than in the strings of a corpus: the first has a harmless word where the second has a
 * hostile string. Also runs in pages: it imports nothing.
 */

const WORD = /(?:[=+\-@]0)?innocuo(\d{3})/g;
/** What a format may drop or set anew: spaces, line breaks, signs that cannot be written in it. */
const FREE = /[\s\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/gu;

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'", '#x27': "'" };
const unescaped = (text) => text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

/** @param {string[]} corpus @param {RegExp} free what else does not count */
export function comparer(corpus, free = FREE) {
  const squash = (text) => text.replace(FREE, '').replace(free, '');
  const fill = (text) => text.replace(WORD, (_, index) => corpus[Number(index)]);

  function inAddress(harmless, hostile) {
    if (!/^[a-z]+:|^[/?#]/.test(harmless) || /[\s"'<>\\^`{|}]/.test(hostile)) return false;
    const [from, to] = [harmless, hostile].map((address) => new URL(address, 'https://here.example/'));
    const parts = ['protocol', 'username', 'password', 'host', 'pathname', 'hash'];
    const isSame = parts.every((part) => fits(decode(from[part]), decode(to[part]), true));
    const [asked, given] = [from, to].map(({ search }) => search.slice(1).split(/[&;]/).map((pair) => pair.split('=').map(decode)));
    return isSame && differences(asked, given).length === 0;
  }

  /** HTML inside a text: the same elements, since an escaped text has no bracket, with the same between them. */
  function inMarkup(harmless, hostile) {
    if (!/<\w/.test(harmless)) return false;
    const [from, to] = [harmless, hostile].map((html) => html.split(/(<[^>]*>)/));
    return from.length === to.length && from.every((part, index) => fits(unescaped(part), unescaped(to[index]), true));
  }

  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch {
      return text;
    }
  }

  function fits(harmless, hostile, isPart = false) {
    if (harmless === hostile) return true;
    const wanted = fill(harmless);
    if (wanted === harmless) return false;
    if (squash(wanted) === squash(hostile)) return true;
    return !isPart && (inAddress(harmless, hostile) || inMarkup(harmless, hostile));
  }

  /** `[{ place, harmless, hostile }]` */
  function differences(harmless, hostile, place = '') {
    const isLeaf = (tree) => tree === null || typeof tree !== 'object';
    const differ = [{ place, harmless: brief(harmless), hostile: brief(hostile) }];
    if (isLeaf(harmless) || isLeaf(hostile)) {
      const areTexts = typeof harmless === 'string' && typeof hostile === 'string';
      return (areTexts ? fits(harmless, hostile) : harmless === hostile) ? [] : differ;
    }
    const [names, others] = [Object.keys(harmless), Object.keys(hostile)];
    if (Array.isArray(harmless) !== Array.isArray(hostile) || names.join('\n') !== others.join('\n')) return differ;
    return names.flatMap((name) => differences(harmless[name], hostile[name], `${place}/${name}`));
  }

  return differences;
}

const brief = (tree) => (JSON.stringify(tree) ?? 'undefined').slice(0, 300);

/** The same of two documents, as a browser makes them of their texts. */
export function documentComparer(corpus) {
  const differences = comparer(corpus);
  const inside = (parent) => (parent.localName === 'template' ? parent.content : parent).childNodes;
  const isBlank = (node) => node.nodeType === Node.TEXT_NODE && !/[^\s\u0000-\u001f]/.test(node.data);
  const nodes = (parent) => [...inside(parent)].filter((node) => !isBlank(node));
  const isData = (node) => node.localName === 'script' && /json/.test(node.type);
  const attributes = ({ attributes }) => Object.fromEntries([...attributes].map(({ name, value }) => [name, value]));

  /** The description of an item of RSS is HTML, in which a text has no bracket. */
  function words({ data = '', parentNode }) {
    if (parentNode.nodeName !== 'description' || parentNode.parentNode.nodeName !== 'item') return data;
    return data.includes('<') ? 'HTML' : unescaped(data);
  }

  function compare(harmless, hostile, place) {
    if (harmless.nodeName !== hostile.nodeName) return differences(harmless.nodeName, hostile.nodeName, place);
    if (harmless.nodeType !== Node.ELEMENT_NODE) return differences(words(harmless), words(hostile), place);
    const found = differences(attributes(harmless), attributes(hostile), place);
    if (!isData(harmless)) return [...found, ...compareInside(harmless, hostile, place)];
    const data = [harmless, hostile].map(({ textContent }) => JSON.parse(textContent));
    return [...found, ...differences(...data, place)];
  }

  function compareInside(harmless, hostile, place) {
    const [from, to] = [harmless, hostile].map(nodes);
    const names = (list) => list.map(({ nodeName }) => nodeName).join(' ');
    if (from.length !== to.length) return differences(names(from), names(to), place);
    return from.flatMap((node, index) => compare(node, to[index], `${place}/${node.nodeName}`));
  }

  return (harmless, hostile, type) => {
    const [from, to] = [harmless, hostile].map((text) => new DOMParser().parseFromString(text, type));
    const [doctype, other] = [from, to].map(({ compatMode }) => compatMode);
    return [...differences(doctype, other), ...compareInside(from, to, '')];
  };
}
