/**
 * How WordPress shows what another site offers by oEmbed: the server keeps a quotation and one frame, shuts the frame in
 * a sandbox and gives it a secret; in the page, a script listens to whoever knows it.
 */

export const SECRET = 'aB3dE5gH7j';

const SIZES = ['width', 'height', 'frameborder', 'marginwidth', 'marginheight'];

/** What is left of the HTML of an answer. @param {string} html @param {string} secret that the frame is given */
export function filtered(html, secret = SECRET) {
  const quotation = /<blockquote[^>]*>(.*?)<\/blockquote>/s.exec(html)[1];
  const [, attributes] = /<iframe\b([^>]*)>/.exec(html);
  const [, source] = /\ssrc="([^"]*)"/.exec(attributes);
  const [, title] = /\stitle="([^"]*)"/.exec(attributes);
  const size = SIZES.map((name) => ` ${name}="${new RegExp(`\\s${name}="(\\d+)"`).exec(attributes)[1]}"`);
  return (
    `<blockquote class="wp-embedded-content" data-secret="${SECRET}">${quotation}</blockquote>` +
    '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="position: absolute; visibility: hidden;"' +
    ` title="${title}" src="${source}#?secret=${secret}" data-secret="${SECRET}"${size.join('')}></iframe>`
  );
}

/** Runs in the page of the host. */
export function listen() {
  addEventListener('DOMContentLoaded', () => {
    for (const { dataset, contentWindow } of document.querySelectorAll('iframe.wp-embedded-content'))
      contentWindow.postMessage({ message: 'ready', secret: dataset.secret }, '*');
  });
  addEventListener('message', ({ data, source }) => {
    if (!data || !data.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
    for (const quotation of document.querySelectorAll(`blockquote[data-secret="${data.secret}"]`))
      quotation.style.display = 'none';
    for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
      if (frame.contentWindow !== source) continue;
      frame.removeAttribute('style');
      if (data.message === 'height') frame.height = Math.min(Math.max(parseInt(data.value, 10) || 0, 200), 1000);
      const isOurs = () => new URL(data.value, location).host === new URL(frame.src).host;
      if (data.message === 'link' && isOurs() && document.activeElement === frame) location.href = data.value;
    }
  });
}
