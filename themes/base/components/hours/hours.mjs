/**
 * Says above each table of opening hours whether it is open now, or when it opens. Words come from the page's
 * `template[data-part=hours]`, days and hours from the rows, closures from the list below. The hour is that of Italy,
 * wherever the reader is; days are numbers, the milliseconds of their midnight in UTC.
 */

const HOURS_DAY = 86400000;
/** How many days ahead it looks: two weeks, since a closure may skip one. */
const HOURS_AHEAD = 13;
/** National holidays: month and day. Saint Francis is one again since 2026 (by a law of 2025). */
const HOURS_HOLIDAYS = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];
const HOURS_FRANCIS = '10-04';
const HOURS_FRANCIS_SINCE = 2026;

export function hoursStart() {
  const part = document.querySelector('template[data-part=hours]');
  if (!part) return;
  const tell = () => document.querySelectorAll('[data-module=hours]').forEach((box) => hoursTell(box, part.dataset));
  // A page comes back from another tab, or out of a pocket, hours later.
  document.addEventListener('visibilitychange', () => document.hidden || tell());
  tell();
}

/** @param {Element} box @param {DOMStringMap} words */
function hoursTell(box, words) {
  const line = box.querySelector('.hours-now');
  const said = hoursSay(hoursOf(box), words, hoursNow());
  line.textContent = said ? said.text : '';
  line.classList.toggle('hours-open', Boolean(said && said.open));
  if (!said || !said.note) return;
  const note = document.createElement('span');
  note.className = 'hours-note';
  note.textContent = said.note;
  line.append(' ', note);
}

/** What the table and the list of closures say. @param {Element} box */
function hoursOf(box) {
  const rows = [...box.querySelectorAll('tr[data-days]')].map((row) => {
    const { days, from, to } = row.dataset;
    const note = row.querySelector('.hours-note');
    return { days, from, to, note: note && note.textContent };
  });
  const closures = [...box.querySelectorAll('.closures li')].map((one) => ({ ...one.dataset, text: one.textContent }));
  return { rows, closures };
}

/** The day and the minute of it in Italy. */
function hoursNow() {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Rome', hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const now = {};
  for (const { type, value } of clock.formatToParts(new Date())) now[type] = Number(value);
  return { day: Date.UTC(now.year, now.month - 1, now.day), minute: now.hour * 60 + now.minute };
}

/** The sentence for now; null when nobody knows, on a holiday. A closure is known also then. */
function hoursSay({ rows, closures }, words, { day, minute }) {
  const closure = hoursClosure(closures, day);
  if (closure) return { text: closure.text.charAt(0).toUpperCase() + closure.text.slice(1) };
  if (hoursHoliday(day)) return null;
  const open = rows.find((row) => hoursOn(row, day) && hoursMinute(row.from) <= minute && minute < hoursMinute(row.to));
  if (open) return { open: true, text: words.open.replace('{x}', open.to), note: open.note };
  const next = hoursNext(rows, closures, day, minute);
  if (!next) return { text: words.shut };
  const when = words.next.replace('{a}', hoursName(words, next)).replace('{b}', next.row.from);
  return { text: words.shut + ' ' + when, note: next.row.note };
}

/** The next opening; none if it falls on a holiday. */
function hoursNext(rows, closures, today, minute) {
  for (let ahead = 0; ahead <= HOURS_AHEAD; ahead++) {
    const day = today + ahead * HOURS_DAY;
    const later = rows
      .filter((row) => hoursOn(row, day) && (ahead || hoursMinute(row.from) > minute))
      .sort((a, b) => hoursMinute(a.from) - hoursMinute(b.from));
    if (!later.length || hoursClosure(closures, day)) continue;
    return hoursHoliday(day) ? null : { ahead, day, row: later[0] };
  }
  return null;
}

/** `oggi`, `domani`, `lunedì`; a week ahead `lunedì 30`. */
function hoursName(words, { ahead, day }) {
  const name = words.days.split('|')[ahead < 2 ? ahead : hoursWeekday(day) + 1];
  return ahead < 7 ? name : name + ' ' + new Date(day).getUTCDate();
}

const hoursWeekday = (day) => new Date(day).getUTCDay() || 7;

const hoursOn = (row, day) => row.days.split(' ').includes(String(hoursWeekday(day)));

/** @param {string} time `9:00` */
function hoursMinute(time) {
  const [hour, minute] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const hoursIso = (day) => new Date(day).toISOString().slice(0, 10);

const hoursClosure = (closures, day) =>
  closures.find(({ first, last }) => first <= hoursIso(day) && hoursIso(day) <= last);

function hoursHoliday(day) {
  const year = new Date(day).getUTCFullYear();
  const date = hoursIso(day).slice(5);
  const sinceEaster = (day - hoursEaster(year)) / HOURS_DAY;
  if (sinceEaster === 0 || sinceEaster === 1) return true;
  return HOURS_HOLIDAYS.includes(date) || (date === HOURS_FRANCIS && year >= HOURS_FRANCIS_SINCE);
}

/** The Sunday of Easter, by the anonymous Gregorian rule (Nature, 1876; also called of Meeus, Jones and Butcher). */
function hoursEaster(year) {
  const whole = Math.floor;
  const golden = year % 19;
  const century = whole(year / 100);
  const leaps = whole(century / 4);
  const moon = whole((century - whole((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - moon + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * whole((year % 100) / 4) - epact - (year % 100) % 4) % 7;
  const late = whole((golden + 11 * epact + 22 * sunday) / 451);
  // Counted from 22 March.
  return Date.UTC(year, 2, 22 + epact + sunday - 7 * late);
}
