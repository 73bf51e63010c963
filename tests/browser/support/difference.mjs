/**
 * Where two trees differ other than in the strings of a corpus: the first has a harmless word where the second has a
 * hostile string. Also runs in pages: it imports nothing.
 */

const WORD = /(?:[=+\-@]0)?innocuo(\d{3})/g;
/** What a format may drop or set anew: spaces, line breaks, signs that cannot be written in it. */
const FREE = /[\s\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/gu;
const squash = (text) => text.replace(FREE, '');

/** @param {string[]} corpus */
export function comparer(corpus) {
  const fill = (text) => text.replace(WORD, (_, index) => corpus[Number(index)]);

  function inAddress(harmless, hostile) {
    if (!/^[a-z]+:|^[/?#]/.test(harmless) || /[\s"'<>\\^`{|}]/.test(hostile)) return false;
    const [from, to] = [harmless, hostile].map((address) => new URL(address, 'https://here.example/'));
    const parts = ['protocol', 'username', 'password', 'host', 'pathname', 'hash'];
    const isSame = parts.every((part) => fits(decode(from[part]), decode(to[part]), true));
    const [asked, given] = [from, to].map(({ search }) => search.slice(1).split(/[&;]/).map((pair) => pair.split('=').map(decode)));
    return isSame && differences(asked, given).length === 0;
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
    return squash(wanted) === squash(hostile) || (!isPart && inAddress(harmless, hostile));
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

/** A document as a tree: what a browser makes of it. */
export function documentTree(text, type) {
  const inside = (parent) => (parent.localName === 'template' ? parent.content : parent).childNodes;
  const nodes = (parent) => [...inside(parent)].map(node).filter((one) => one !== '');
  const attributes = (element) =>
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]).sort());
  function node(one) {
    if (one.nodeType === Node.TEXT_NODE || one.nodeType === Node.CDATA_SECTION_NODE) return one.data.trim();
    if (one.nodeType !== Node.ELEMENT_NODE) return [one.nodeName, one.data ?? ''];
    const isData = one.localName === 'script' && /json/.test(one.type);
    return [one.nodeName, attributes(one), isData ? JSON.parse(one.textContent) : nodes(one)];
  }
  return nodes(new DOMParser().parseFromString(text, type));
}
