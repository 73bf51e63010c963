/** Facets of a list narrow this very list, in the search, instead of leading to all that there is under them. */

export function facetsNarrow() {
  const search = document.querySelector('[data-narrow]');
  if (!search) return;
  for (const link of document.querySelectorAll('[data-filter]')) {
    link.href = search.href + '&' + link.dataset.filter;
    link.removeAttribute('hreflang');
  }
}
