/**
 * The author's bar, on every page of a preview: which file the page is written in, what is to correct in
 * it, how easy it is to read. It opens the page anew when the board changes, and says what is wrong when
 * it cannot. Authors read Italian, whatever the language of the page.
 */

const DESK_OFFICE = '/_redazione/';
const DESK_SCROLL = 'redazione:punto';
const DESK_SEEN = 'redazione:visti';
const DESK_RETRY = 1000;
/** Messages put what is typed between two of these. */
const DESK_CODE = '\x60';

/** What the page was made from, told by the server in the tag of this script. */
const deskTag = document.querySelector('script[data-redazione]');
const deskKnown = { site: Number(deskTag.dataset.site), search: Number(deskTag.dataset.search) };

function deskElement(name, attributes, children) {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes || {})) {
    element.setAttribute(key, attributes[key]);
  }
  for (const child of children || []) {
    element.append(child);
  }
  return element;
}

function deskCount(number, one, many) {
  return number === 1 ? '1 ' + one : number + ' ' + many;
}

async function deskAsk(path) {
  const answer = await fetch(DESK_OFFICE + path, { cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** A message, with what stands between backticks as code. */
function deskText(message) {
  return message.split(DESK_CODE).map((part, index) => (index % 2 ? deskElement('code', {}, [part]) : part));
}

/** The line at fault, with what to look at marked. */
function deskExcerpt(parts) {
  return deskElement('pre', {}, [parts[0], deskElement('mark', {}, [parts[1]]), parts[2]]);
}

function deskFault(fault) {
  const place = fault.file + ':' + fault.line + ':' + fault.column;
  const item = deskElement('li', { class: fault.level }, [
    deskElement('p', { class: 'what' }, [
      deskElement('strong', {}, [fault.level]), ' ', ...deskText(fault.message), ' ',
      deskElement('small', {}, [fault.code]),
    ]),
    deskElement('p', {}, [deskElement('a', { href: fault.link }, [place])]),
  ]);
  // What is missing from a file is said of its first line, which says nothing.
  if (fault.excerpt && fault.excerpt.join('') !== '---') item.append(deskExcerpt(fault.excerpt));
  if (fault.hint) item.append(deskElement('p', { class: 'hint' }, deskText('Aiuto: ' + fault.hint)));
  return item;
}

/** Gulpease, as the words of its thresholds. */
function deskEase(gulpease) {
  if (gulpease >= 80) return 'facile per tutti';
  if (gulpease >= 60) return 'facile per chi ha la licenza media';
  if (gulpease >= 40) return 'difficile per chi ha la licenza media';
  return 'difficile anche per chi ha il diploma';
}

function deskReading(reading) {
  const text = 'Leggibilità ' + reading.gulpease + ' su 100: ' + deskEase(reading.gulpease) + '. ' +
    deskCount(reading.words, 'parola', 'parole') + ', ' + deskCount(reading.sentences, 'frase', 'frasi') + '.';
  return deskElement('p', {}, [text]);
}

/** Where the page is written, and a way there. */
function deskSource(source) {
  if (!source) return deskElement('p', {}, ['Questa pagina è composta dal programma: non ha un file suo.']);
  return deskElement('p', {}, [
    deskElement('a', { class: 'open', href: source.link }, ['Apri nell\'editor']), ' ',
    deskElement('code', {}, [source.file]),
  ]);
}

function deskSummary(note) {
  const errors = note.failure ? 1 : note.errors.length;
  if (errors) return deskCount(errors, 'errore', 'errori');
  const parts = [];
  if (note.source) parts.push(note.source.file.split('/').pop());
  const warnings = note.notes.filter((fault) => fault.level === 'avviso').length;
  const advice = note.notes.length - warnings;
  if (warnings) parts.push(deskCount(warnings, 'avviso', 'avvisi'));
  if (advice) parts.push(deskCount(advice, 'consiglio', 'consigli'));
  if (note.source && note.source.readability) parts.push('leggibilità ' + note.source.readability.gulpease);
  return parts.join(' · ') || 'Per chi scrive';
}

class deskBar {
  constructor() {
    const host = deskElement('bacheca-redazione', { lang: 'it', dir: 'ltr' });
    this.root = host.attachShadow({ mode: 'open' });
    const sheet = deskElement('link', { rel: 'stylesheet', href: DESK_OFFICE + 'bar.css' });
    this.panel = deskElement('section', { id: 'panel', 'aria-label': 'Per chi scrive' });
    this.panel.hidden = true;
    this.pill = deskElement('button', { type: 'button', class: 'pill', 'aria-expanded': 'false', 'aria-controls': 'panel' });
    this.dialog = deskElement('dialog', { 'aria-labelledby': 'wrong' });
    this.pill.addEventListener('click', () => this.toggle());
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.panel.hidden) this.toggle();
    });
    // Without its style the bar would push the page about.
    host.hidden = true;
    sheet.addEventListener('load', () => { host.hidden = false; });
    this.root.append(sheet, this.panel, this.pill, this.dialog);
    document.body.append(host);
  }

  toggle() {
    if (this.note && this.isWrong()) {
      this.dialog.showModal();
      return;
    }
    this.panel.hidden = !this.panel.hidden;
    this.pill.setAttribute('aria-expanded', String(!this.panel.hidden));
  }

  isWrong() {
    return Boolean(this.note.failure) || this.note.errors.length > 0;
  }

  show(note) {
    this.note = note;
    this.pill.textContent = deskSummary(note);
    this.pill.classList.toggle('wrong', this.isWrong());
    this.pill.classList.toggle('warned', note.notes.some((fault) => fault.level === 'avviso'));
    this.fillPanel(note);
    if (this.isWrong()) {
      this.accuse(note);
      return;
    }
    sessionStorage.removeItem(DESK_SEEN);
    if (this.dialog.open) this.dialog.close();
  }

  fillPanel(note) {
    this.panel.textContent = '';
    this.panel.append(deskElement('h2', {}, ['Per chi scrive']), deskSource(note.source));
    if (note.source && note.source.readability) this.panel.append(deskReading(note.source.readability));
    if (note.notes.length) this.panel.append(deskElement('ul', {}, note.notes.map(deskFault)));
    else if (note.source) this.panel.append(deskElement('p', {}, ['Nessun avviso in questo file.']));
    this.panel.append(deskElement('p', {}, [deskElement('a', { href: DESK_OFFICE }, ['Il cruscotto della redazione'])]));
  }

  /** What prevents the newest content from being shown; once closed, it comes back when it changes. */
  accuse(note) {
    const count = note.failure ? 'Il sito non si può comporre' : deskCount(note.errors.length, 'errore', 'errori') + ' da correggere';
    const close = deskElement('button', { type: 'button', class: 'close' }, ['Chiudi']);
    close.addEventListener('click', () => this.dialog.close());
    this.dialog.textContent = '';
    this.dialog.append(
      deskElement('h2', { id: 'wrong' }, [count]),
      deskElement('p', {}, ['Quella dietro è l\'ultima versione giusta. Correggi e salva: la pagina si aggiorna da sola.']),
      note.failure ? deskElement('pre', {}, [note.failure]) : deskElement('ul', {}, note.errors.map(deskFault)),
      close,
    );
    const said = this.dialog.textContent;
    const isNew = sessionStorage.getItem(DESK_SEEN) !== said;
    sessionStorage.setItem(DESK_SEEN, said);
    if (isNew && !this.dialog.open) this.dialog.showModal();
  }

  lost() {
    this.pill.textContent = 'L\'anteprima è ferma';
    this.pill.classList.add('wrong');
  }
}

function deskReload() {
  sessionStorage.setItem(DESK_SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
}

function deskScrollBack() {
  const kept = JSON.parse(sessionStorage.getItem(DESK_SCROLL) || 'null');
  sessionStorage.removeItem(DESK_SCROLL);
  if (kept && kept[0] === location.pathname) scrollTo({ left: kept[1], top: kept[2], behavior: 'instant' });
}

/** Resolves when somebody looks at the page. */
function deskSeen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', resolve, { once: true });
  });
}

async function deskNews(bar) {
  const now = await deskAsk('attendi?site=' + deskKnown.site + '&search=' + deskKnown.search);
  const isOld = now.site !== deskKnown.site;
  const isOldSearch = now.search !== deskKnown.search && /\/cerca\/$/.test(location.pathname);
  deskKnown.site = now.site;
  deskKnown.search = now.search;
  if (isOld && now.wrong) bar.show(await deskNote());
  else if (isOld || isOldSearch) deskReload();
}

function deskNote() {
  return deskAsk('pagina.json?indirizzo=' + encodeURIComponent(location.pathname));
}

async function deskStart() {
  deskScrollBack();
  const bar = new deskBar();
  deskNote().then((note) => bar.show(note), () => bar.lost());
  for (;;) {
    await deskSeen();
    try {
      await deskNews(bar);
    } catch (error) {
      bar.lost();
      await new Promise((resolve) => setTimeout(resolve, DESK_RETRY));
    }
  }
}

// A page that a script opens inside another has no author in front of it.
if (window === window.top) deskStart();
