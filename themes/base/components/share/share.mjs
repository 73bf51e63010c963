/** Ways to send a page that need a script: those that the device offers, and to copy the address. */

export function shareEvery() {
  document.querySelectorAll('[data-module=share]').forEach(shareStart);
}

/** @param {HTMLElement} section of the component, in the page */
export function shareStart(section) {
  const list = section.querySelector('ul');
  const [more, copy] = section.querySelector('template').content.cloneNode(true).children;
  copy.addEventListener('click', () => shareCopy(section));
  list.append(copy);
  if (!navigator.share) return;
  more.addEventListener('click', () => shareMore(section));
  list.prepend(more);
}

/** Lets a section send another address than the page's own. @param {HTMLElement} section @param {string} url */
export function shareOther(section, url) {
  section.dataset.url = url;
  const text = encodeURIComponent(shareTitle() + ' ' + url);
  for (const way of section.querySelectorAll('a')) way.href = way.href.replace(/(text|body)=.*$/, '$1=' + text);
}

function shareTitle() {
  return document.querySelector('h1').textContent.trim();
}

/** The address by which others find the page, wherever this copy was read. */
function shareUrl({ dataset }) {
  const canonical = document.querySelector('link[rel=canonical]');
  return dataset.url || (canonical || location).href.replace(/#.*$/, '');
}

async function shareMore(section) {
  try {
    await navigator.share({ title: shareTitle(), url: shareUrl(section) });
  } catch (error) {
    // The reader thought better of it, and the other ways are beside.
  }
}

async function shareCopy(section) {
  const said = section.querySelector('[role=status]');
  const url = shareUrl(section);
  // What is said twice must be new to be heard twice.
  said.textContent = '';
  try {
    await navigator.clipboard.writeText(url);
    said.textContent = said.dataset.copied;
  } catch (error) {
    const address = document.createElement('bdi');
    address.textContent = url;
    said.append(said.dataset.fault + ' ', address);
  }
}
