/** The search box of the home page: titles below it while one types, plain links, in the order of the results. */

import { mark } from './highlight.mjs';
import { pageAnswer, pageOpenIndexes } from './page.mjs';
import { showCopy, showCount, showLink, showPart, showSetUp, showTell } from './show.mjs';

const SUGGEST_MOST = 6;
const SUGGEST_PAUSE = 120;

if (showPart('suggest')) suggestStart();

function suggestStart() {
  const form = document.querySelector('main form[role=search]');
  const field = form.elements.q;
  form.append(showPart('suggest').content);
  const list = showPart('suggestions');
  const box = list.parentNode;
  const indexes = pageOpenIndexes(showSetUp());
  let turn = 0;
  let timer;

  const close = () => {
    turn++;
    box.hidden = true;
  };

  const suggest = async () => {
    const mine = ++turn;
    const links = field.value.trim() ? await suggestLinks(await indexes, field.value) : [];
    if (mine !== turn) return;
    list.textContent = '';
    list.append(...links);
    box.hidden = !links.length;
    showPart('all').href = form.action + '#' + new URLSearchParams({ q: field.value.trim() });
    showTell(links.length ? showCount('suggestions', links.length) : '');
  };

  const soon = () => {
    clearTimeout(timer);
    // Without an index the box does what it did before: it leads to the search page.
    timer = setTimeout(() => suggest().catch(close), SUGGEST_PAUSE);
  };

  field.addEventListener('input', soon);
  field.addEventListener('focus', soon);
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || box.hidden) return;
    // The words stay.
    event.preventDefault();
    field.focus();
    close();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !form.contains(relatedTarget) && close());
  document.addEventListener('click', ({ target }) => form.contains(target) || close());
  soon();
}

/** Links to the best results, those of the page's language first. */
async function suggestLinks(indexes, text) {
  const found = await Promise.all(indexes.map((from) => pageAnswer(from, text, {})));
  const best = found.flatMap(({ results, terms, from }) =>
    results.filter(({ complete, over }) => complete && !over).map((result) => ({ result, terms, from })),
  );
  return Promise.all(
    best.slice(0, SUGGEST_MOST).map(async ({ result, terms, from }) => {
      const page = result.title ? result : await from.engine.document(result.doc);
      const item = showCopy('suggestion');
      item.lang = from.language;
      showLink(item.querySelector('a'), page, from, mark(page.title, terms, from.analyzer));
      return item;
    }),
  );
}
