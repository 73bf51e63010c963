/**
 * How a list looks: the font and the colours of the page around it, its own measures. Sizes are in `em`, for a page may
 * have any root size; states have a ground of their own, so that they can be read on any other.
 */

const DRESS_RULES = [
  ':host{display:block}',
  ':host([hidden]){display:none}',
  '*{box-sizing:border-box;margin:0;padding:0}',
  '[part=bacheca]{--edge:var(--bacheca-bordo,currentColor);color:var(--bacheca-testo,inherit);background:var(--bacheca-sfondo,transparent);padding:var(--bacheca-spazio,0);border-radius:var(--bacheca-raggio,.35em);text-align:start;text-transform:none;text-indent:0;white-space:normal;overflow-wrap:anywhere}',
  '.chiaro{color-scheme:light;color:var(--bacheca-testo,#1a1a1a);background:var(--bacheca-sfondo,#fff);padding:var(--bacheca-spazio,1.1em)}',
  '.scuro{color-scheme:dark;color:var(--bacheca-testo,#f1f4f7);background:var(--bacheca-sfondo,#17293c);padding:var(--bacheca-spazio,1.1em)}',
  '@supports(color:color-mix(in srgb,red,blue)){[part=bacheca]{--edge:var(--bacheca-bordo,color-mix(in srgb,currentColor 30%,transparent))}}',
  '[part=titolo]{font-size:1.3em;font-weight:bold;line-height:1.25;margin-bottom:.7em}',
  '[dir=auto]{text-align:match-parent}',
  'ul{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,var(--bacheca-larghezza,18em)),1fr));gap:.8em}',
  'li{display:flex;flex-direction:column;align-items:start;padding:.8em 1em .9em;border:1px solid var(--edge);border-radius:var(--bacheca-raggio,.35em)}',
  '[part=etichetta],[part=dati],[part=fonte]{font-size:.875em;line-height:1.5}',
  '[part=descrizione]{line-height:1.45;padding:.2em 0 .5em}',
  'a{color:var(--bacheca-colore,inherit);text-decoration:underline;text-decoration-thickness:max(1px,.0625em);text-underline-offset:.18em}',
  'a:hover{text-decoration-thickness:max(2px,.12em)}',
  'a:focus-visible{outline:3px solid;outline-offset:3px;border-radius:2px}',
  '[part=link]{font-size:1.1em;font-weight:bold;line-height:1.3;padding:.15em 0}',
  '[part=dati]{display:flex;flex-wrap:wrap;gap:.3em .9em;align-items:center;margin-top:auto}',
  '[part~=stato]{padding:0 .6em;border:1px solid transparent;border-radius:1em;font-weight:bold;color:#2f475e;background:#ebeced}',
  '[part~=stato-ok]{color:#006242;background:#e1f2ec}',
  '[part~=stato-soon]{color:#804d00;background:#f6e4c8}',
  '[part~=stato-wait]{color:#004080;background:#e0effd}',
  '[part=fine]{display:flex;flex-wrap:wrap;gap:.2em 1em;justify-content:space-between;align-items:baseline;padding-top:.8em}',
  '[part=tutti]{font-weight:bold;padding:.3em 0}',
  '@media print{li{break-inside:avoid}[part~=stato]{border-color:currentColor}[part=tutti]::after{content:" (" attr(href) ")";font-weight:normal}}',
];

export function dressSheet() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(DRESS_RULES.join(''));
  return sheet;
}
