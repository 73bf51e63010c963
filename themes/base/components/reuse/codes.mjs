/** What is pasted in another site, for a choice of what to show. `src/output/pages/reuse.rs` writes the plain ones. */

const CODES_SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const codesEscape = (text) => text.replace(/[&<>"']/g, (sign) => CODES_SIGNS[sign]);

/**
 * @param {Record<string, string>} attributes of the element
 * @param {{home: string, embed: string, release: string, integrity: string, all: string, title: string, comune: string, links: string[][]}} board
 */
export function codesOf(attributes, board) {
  const { lingua = '', comune, bisogno, sezione } = attributes;
  const lang = lingua && lingua + '/';
  const folder = comune ? 'comuni/' + comune + '/' : bisogno ? 'bisogni/' + bisogno + '/' : sezione ? sezione + '/' : '';
  const framed = comune && sezione ? folder + sezione + '/' : folder;
  const page = board.home + lang + folder;
  const list = codesList([...board.links, [page, board.all]]);
  const tag = '<bacheca-elenco' + codesAttributes(attributes) + '>\n' + list + '\n</bacheca-elenco>\n';
  const src = ' src="' + board.embed + 'v1/bacheca.js"';
  return {
    page,
    // Feeds that are cut finely are in the first language only.
    feed: board.home + 'feed/' + (comune || bisogno ? '' : lang) + folder + 'rss.xml',
    list,
    code: tag + '<script' + src + ' async></script>',
    pinned:
      tag + '<script src="' + board.release + '" integrity="' + board.integrity + '" crossorigin="anonymous" async></script>',
    frame: codesFrame(board.embed + lang + framed + codesQuery(attributes, framed), board) + '\n<script' + src + ' async></script>',
    isCoarse: Boolean(comune ? sezione || bisogno : bisogno && sezione),
  };
}

function codesList(links) {
  return '<ul>\n' + links.map(([url, text]) => '<li><a href="' + codesEscape(url) + '">' + codesEscape(text) + '</a></li>\n').join('') + '</ul>';
}

function codesAttributes(attributes) {
  return Object.keys(attributes).map((name) => ' ' + name + '="' + codesEscape(attributes[name]) + '"').join('');
}

/** What the folder of a frame does not say yet, and what a frame would do otherwise than the element. */
function codesQuery(attributes, folder) {
  const steps = folder.split('/');
  const query = new URLSearchParams({ massimo: attributes.massimo || '5', 'livello-titolo': attributes['livello-titolo'] || '3' });
  for (const name of ['sezione', 'bisogno', 'aspetto'])
    if (attributes[name] && !steps.includes(attributes[name])) query.set(name, attributes[name]);
  if (attributes.titolo === '') query.set('titolo', 'no');
  return '?' + query;
}

function codesFrame(address, { title, comune }) {
  return (
    '<iframe src="' + codesEscape(address) + '" title="' + codesEscape(comune ? title + ': ' + comune : title) + '" data-bacheca width="100%" height="600" loading="lazy"' +
    ' referrerpolicy="strict-origin-when-cross-origin" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
  );
}
