/** What a page is made of, read by the browser's own parser without showing it. */

/** Adds `outline` to every page of a board. */
export async function outlines(browser, { pages }) {
  const page = await browser.newPage();
  for (const one of pages) one.outline = await page.evaluate(outline, one.html);
  await page.close();
  return pages;
}

/** Runs in the browser. Addresses are as written. */
function outline(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector) => [...page.querySelectorAll(selector)];
  const attribute = (selector, name) => page.querySelector(selector)?.getAttribute(name) ?? '';
  const attributes = (selector, name) => all(selector).map((element) => element.getAttribute(name));
  const elements = all('*');
  const isStructured = (script) => script.type === 'application/ld+json' && !script.src;
  const isData = (script) => isStructured(script) || (script.type === 'application/json' && !script.src);
  return {
    lang: page.documentElement.lang,
    title: page.title,
    description: attribute('meta[name=description]', 'content'),
    canonical: attribute('link[rel=canonical]', 'href'),
    refresh: attribute('meta[http-equiv=refresh]', 'content').replace(/^0; url=/, ''),
    robots: attribute('meta[name=robots]', 'content'),
    alternates: all('link[rel=alternate][hreflang]').map((link) => [link.hreflang, link.getAttribute('href')]),
    h1: all('h1').length,
    headings: all('main :is(h1, h2, h3, h4, h5, h6)').map((h) => [Number(h.tagName[1]), h.textContent.trim()]),
    ids: elements.filter((element) => element.id).map((element) => element.id),
    references: ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap((name) =>
      attributes(`[${name}]`, name).flatMap((value) => value.split(/\s+/)),
    ),
    /** Links with the language that their target is said to have. */
    linked: all('body a[href]').map((link) => ({
      href: link.getAttribute('href'),
      // Links of a drawing have no property for it.
      lang: link.hreflang || link.closest('[lang]')?.getAttribute('lang'),
    })),
    links: attributes('a[href], area[href]', 'href').concat(attributes('form[action]', 'action')),
    loads: [
      ...attributes(':is(img, script, iframe, embed, source, audio, video, track)[src]', 'src'),
      ...attributes(':is(img, source)[srcset]', 'srcset').flatMap((set) =>
        set.split(',').map((one) => one.trim().split(/\s/)[0]),
      ),
      ...attributes(
        'link[rel~=stylesheet], link[rel~=icon], link[rel~=manifest], link[rel~=preload], link[rel~=modulepreload]',
        'href',
      ),
      ...attributes('object[data]', 'data'),
      ...attributes('svg :is(use, image)[href]', 'href').filter((href) => !href.startsWith('#')),
    ],
    inline: elements.flatMap((element) => [
      ...(element.matches('style, script:not([src])') && !isData(element) ? [`<${element.localName}>`] : []),
      ...[...element.attributes]
        .filter(({ name, value }) => /^(style$|on)/.test(name) || /^\s*javascript:/i.test(value))
        .map(({ name }) => `${name} on <${element.localName}>`),
    ]),
    data: all('script')
      .filter(isStructured)
      .map((script) => script.textContent),
    noReferrer: attribute('meta[name=referrer]', 'content') === 'no-referrer',
  };
}
