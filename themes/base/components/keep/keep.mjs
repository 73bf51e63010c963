/** On an entry: the button that puts it on the reader's own list and takes it away, and the way to the list. */

import { mineRead, mineWrite } from './mine.mjs';

const keepRow = document.querySelector('.keep');

export function keepStart() {
  if (!keepRow) return keepForget();
  keepRow.append(keepRow.querySelector('template').content.cloneNode(true));
  keepRow.querySelector('button').addEventListener('click', keepTurn);
  // The way back may lead to this page as it was before the list was changed.
  addEventListener('pageshow', keepShow);
  keepShow();
}

/** An entry that has become delicate since leaves the list when its page is opened. */
function keepForget() {
  if (!document.querySelector('meta[name=referrer][content=no-referrer]')) return;
  const list = mineRead();
  const rest = list.filter(({ key }) => !location.pathname.endsWith('/' + key + '/'));
  if (rest.length < list.length) mineWrite(rest);
}

function keepHas(list) {
  return list.some(({ key }) => key === keepRow.dataset.key);
}

function keepShow() {
  const list = mineRead();
  const label = keepRow.querySelector('button span');
  const link = keepRow.querySelector('a');
  const has = keepHas(list);
  keepRow.classList.toggle('keep-on', has);
  label.textContent = has ? label.dataset.drop : label.dataset.add;
  link.textContent = link.dataset.text.replace('{n}', list.length);
  link.hidden = list.length === 0;
}

function keepTurn() {
  const { key } = keepRow.dataset;
  const list = mineRead();
  const has = keepHas(list);
  const title = document.querySelector('h1').textContent.trim();
  const done = mineWrite(has ? list.filter((one) => one.key !== key) : list.concat({ key, title }));
  const said = keepRow.nextElementSibling;
  said.classList.toggle('hidden', done);
  said.textContent = done ? (has ? said.dataset.dropped : said.dataset.added) : said.dataset.fault;
  keepShow();
}
