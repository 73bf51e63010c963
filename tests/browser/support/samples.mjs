/** Which pages stand for all: few enough for slow tests, with every template and every component. */

const KINDS = ['servizi', 'progetti', 'opportunita'];
const VOCABULARIES = ['bisogni', 'per-chi', 'aree'];
const LISTS = ['novita', 'archivio', 'operatori'];

/** The name of the template that drew a page, told from its address. */
function template({ url, purpose }, base) {
  if (purpose !== 'page') return purpose;
  const steps = url
    .slice(base.length + 1)
    .replace(/^[a-z]{2}\//, '')
    .split('/');
  const [first, second] = steps;
  const single = Boolean(second) && second !== 'pagina';
  if (first === '') return 'home';
  if (KINDS.includes(first)) return single ? first : 'list';
  if (VOCABULARIES.includes(first)) return single ? 'list' : 'terms';
  if (['comuni', 'enti'].includes(first)) return single ? first : 'terms';
  return LISTS.includes(first) ? 'list' : first;
}

const tokens = ({ html }) =>
  new Set([...html.matchAll(/ (?:class|lang)="([^"]+)"/g)].flatMap(([, value]) => value.split(' ')));

/**
 * The longest page of each template, then pages that add a class or a language not seen yet. The
 * longest, because it has the most parts.
 */
export function samples({ pages, base }) {
  const longest = pages.filter(({ purpose }) => purpose !== 'redirect').sort((a, b) => b.html.length - a.html.length);
  const chosen = [];
  const templates = new Set();
  const seen = new Set();
  const choose = (page) => {
    chosen.push(page);
    tokens(page).forEach((token) => seen.add(token));
  };
  for (const page of longest) {
    const name = template(page, base);
    if (!templates.has(name)) choose(page);
    templates.add(name);
  }
  for (const page of longest) {
    if ([...tokens(page)].some((token) => !seen.has(token))) choose(page);
  }
  return chosen;
}
