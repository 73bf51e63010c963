/** A page out of a cache does not know that a deadline has passed since it was built: its chip and its date say so. */

export function overMark() {
  const closed = document.querySelector('template[data-over]');
  const now = new Date().toLocaleString('sv', { timeZone: 'Europe/Rome' }).replace(' ', 'T');
  // Some browsers have no other way to write a date than their own.
  if (!closed || !/^\d{4}-/.test(now)) return;
  for (const one of document.querySelectorAll('[data-until]')) {
    const { until } = one.dataset;
    const chip = one.querySelector('.status');
    if (!chip || now.slice(0, until.length) <= until || chip.matches('.status-off')) continue;
    chip.replaceWith(closed.content.firstElementChild.cloneNode(true));
    for (const left of one.querySelectorAll('.dated-left')) left.remove();
    const time = one.querySelector('time[datetime="' + until + '"]');
    const line = time && time.closest('span');
    if (!line) continue;
    // «Until … (in three days)».
    line.firstChild.data = closed.dataset.over + ' ';
    while (!line.lastChild.contains(time)) line.lastChild.remove();
  }
}
