/** The form of organisations: what it refuses, what it makes, how that is handed in. */

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { conditionsFaults } from '../../themes/base/components/propose/conditions.mjs';
import { fileSlug, fileText } from '../../themes/base/components/propose/file.mjs';
import { schemaFaults, schemaKeywords } from '../../themes/base/components/propose/schema.mjs';
import { sendForge, sendLetter } from '../../themes/base/components/propose/send.mjs';
import { inspect } from './support/axe.mjs';
import { openBoard, openBoards } from './support/boards.mjs';
import { DESK, openBrowser, PHONE, visit } from './support/browser.mjs';
import { fault, none } from './support/faults.mjs';
import { SITES, bacheca, checkers, fields, files, kind, schemas } from './support/schemas.mjs';
import { EXAMPLES, PLACES, isTaken } from './support/values.mjs';

const [real, board] = await openBoards();
const browser = await openBrowser();

const PAGE = '/proponi/';
const DAY = '2026-05-15';
/** The size of a script that only this page has, in bytes after gzip -9. */
const SCRIPT = 8_000;

const config = ({ pages }) => {
  const { html } = pages.find(({ url }) => url.endsWith(PAGE));
  return JSON.parse(html.match(/id="proposta-dati">(.*?)<\/script>/s)[1]);
};

/** Every keyword in a schema; what stands in `properties` and `$defs` are names. */
function keywords(schema) {
  if (Array.isArray(schema)) return schema.flatMap(keywords);
  if (!schema || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties' || key === '$defs') return [key, ...Object.values(value).flatMap(keywords)];
    return [key, ...(key === 'enum' || key === 'examples' ? [] : keywords(value))];
  });
}

describe('the checker of schemas', () => {
  test('knows every keyword that the program writes', async (t) => {
    const all = await schemas(t, join(SITES, 'esempio'));
    const written = new Set([...all.values()].flatMap(keywords));
    assert.ok(written.size > 15);
    assert.deepEqual([...written].filter((keyword) => !schemaKeywords.includes(keyword)), []);
  });

  test('takes every file of a sound board, and what it takes is what a whole checker takes', async (t) => {
    const root = join(SITES, 'esempio');
    const all = await schemas(t, root);
    const made = checkers(all, '2020-12');
    for (const path of await files(root)) {
      const name = kind(path);
      const sound = await fields(root, path, 'texts');
      assert.deepEqual(schemaFaults(all.get(name), sound), [], path);
      for (const key of Object.keys(sound))
        for (const wrong of [undefined, '', '?', [], ['?'], {}, { x: 'y' }, 'a'.repeat(400), -1, true]) {
          const value = { ...sound, [key]: wrong };
          if (wrong === undefined) delete value[key];
          const verdict = schemaFaults(all.get(name), value).length === 0;
          assert.equal(verdict, made.get(name)(value), `${path}: ${key} is ${JSON.stringify(wrong)}`);
        }
    }
  });

  for (const [shape, texts] of Object.entries(EXAMPLES)) {
    test(`says of a ${shape} what the program says`, async (t) => {
      const schema = (await schemas(t, join(SITES, 'minimo'))).get(PLACES[shape][0]);
      for (const text of texts) {
        const { written, taken } = await isTaken(t, shape, text);
        const wrong = schemaFaults(schema, written).filter(({ keyword }) => keyword === 'pattern');
        assert.equal(wrong.length === 0, taken, `«${text}»: the program ${taken ? 'takes' : 'refuses'} it`);
      }
    });
  }
});

/** A form in a tab, and what was told on the console against the policy. */
async function form(look, { on = board, ...options } = {}) {
  await visit(browser, on, PAGE, { viewport: PHONE, serviceWorkers: 'block', ...options }, async (tab) => {
    const broken = [];
    tab.on('pageerror', (error) => broken.push(error.message));
    tab.on('console', (message) => /policy/i.test(message.text()) && broken.push(message.text()));
    await look(tab);
    assert.deepEqual(broken, []);
  });
}

const choose = (tab, value) => tab.locator(`[name=genere][value=${value}]`).check();
const id = (key) => `#proposta-${key}`;
const make = (tab) => tab.locator('form.propose button[type=submit]').click();
const summary = (tab) => tab.locator('[data-part=summary]');
const result = (tab) => tab.locator('[data-part=result]');
const text = (tab) => tab.locator('[data-part=text]').inputValue();

/** Writes values by the ends of their ids. */
async function write(tab, values) {
  for (const [key, value] of Object.entries(values)) {
    const one = tab.locator(id(key));
    if (!(await one.isVisible())) await tab.locator(`[data-ask=${key.split('-')[0]}] > [data-act=add]`).click();
    if (value === true) await one.check();
    else if (await one.evaluate(({ localName }) => localName === 'select')) await one.selectOption(value);
    else await one.fill(value);
  }
}

const COMMON = {
  titolo: 'Doposcuola «Il Faro»: compiti # e giochi',
  descrizione_breve: 'Aiuto nei compiti\ne "giochi", per chi fa le medie.',
  bisogni: true,
  per_chi: true,
  ente: { index: 2 },
  comuni: true,
  'contatti-0-nome': '- Segreteria: "da lunedì"',
  'contatti-0-telefono': '0371 409332',
  'contatti-0-email': 'info@ilfaro.example',
  'sedi-0-indirizzo': 'Via Roma, 1 # interno',
  'sedi-0-comune': { index: 1 },
  'orari-0-giorni': 'lunedì-venerdì',
  'orari-0-dalle': '14:30',
  'orari-0-alle': '17:00',
  costo: 'gratuito',
};

const HOSTILE = [
  'Prima riga: con # cancelletto',
  '---',
  '<script>alert(1)</script> & [qui](javascript:alert(1)) *no* _no_ `no` | a | ~~b~~',
  '## Come fare',
  '===',
  '> citato',
  '- uno',
  '- due: "tre"',
  '1) primo',
  '2026. Un anno',
].join('\n');

const KINDS = {
  servizio: { folder: 'servizi', more: { accesso: true, come_fare: HOSTILE, tempi: 'Si aspetta una settimana.', nota: 'Chiamateci.\n---\ntitolo: altro' } },
  opportunita: {
    folder: 'opportunita',
    more: { tipo: { index: 1 }, accesso: true, scadenza: '2026-12-15', 'scadenza-ora': '12:00', requisiti: HOSTILE, 'eventi-0-inizio': '2026-11-02' },
  },
  progetto: {
    folder: 'progetti',
    more: { inizio: '2026-01-10', fine: '2027-01-10', azioni: HOSTILE, 'finanziatori-0-ente': { index: 1 }, 'finanziatori-0-contributo': '1.250,50' },
  },
};

/** The example board with one more file; what the program says of that file, and the page that it makes. */
async function published(t, path, content) {
  const root = await mkdtemp(join(tmpdir(), 'bacheca-proposta-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  await cp(join(SITES, 'esempio'), root, { recursive: true });
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const told = JSON.parse(bacheca('check', '--root', root, '--date', DAY, '--format', 'json').stdout);
  const output = join(root, 'sito');
  const run = bacheca('build', '--root', root, '--date', DAY, '--drafts', '--output', output);
  const page = join(output, path.replace(/^content\//, '').replace(/\.md$/, '/index.html'));
  return { faults: told.filter((one) => one.file === path && one.level === 'errore'), run, page };
}

describe('what the form makes', () => {
  for (const [name, { folder, more }] of Object.entries(KINDS)) {
    test(`a filled ${name} is a file that the program takes, and every sign in it is text`, async (t) => {
      await form(async (tab) => {
        await choose(tab, name);
        await write(tab, { ...COMMON, ...more });
        await make(tab);
        assert.ok(!(await summary(tab).isVisible()), await summary(tab).innerText());
        assert.ok(await result(tab).locator('h2').evaluate((one) => one === document.activeElement));
        const path = await tab.locator('[data-part=path]').innerText();
        assert.equal(path, `content/${folder}/doposcuola-il-faro-compiti-e-giochi.md`);
        const [download] = await Promise.all([tab.waitForEvent('download'), tab.locator('[data-part=download]').click()]);
        assert.equal(download.suggestedFilename(), path.split('/').pop());
        const content = await readFile(await download.path(), 'utf8');
        assert.equal(content, await text(tab));
        assert.match(content, /^bozza: sì$/m);
        const { faults, run, page } = await published(t, path, content);
        assert.deepEqual(faults, [], content);
        assert.equal(run.status, 0, run.stderr);
        const shown = await browser.newPage();
        await shown.goto(`file://${page}`);
        const main = (await shown.locator('main').textContent()).replace(/\s+/g, ' ');
        await shown.close();
        const seen = ['Prima riga: con # cancelletto', '## Come fare', '===', '> citato', '| a | ~~b~~', '*no* _no_ `no`'];
        for (const one of [...seen, '<script>alert(1)</script> & [qui](javascript:alert(1))', '2026. Un anno', COMMON.titolo])
          assert.ok(main.includes(one), `«${one}» is not in ${main.slice(0, 4000)}`);
      });
    });
  }

  test('an organisation that the board does not know is named to the office', async (t) => {
    await form(async (tab) => {
      await choose(tab, 'servizio');
      await write(tab, { ...COMMON, ente: '+' });
      await make(tab);
      await summary(tab).locator('a').first().click();
      assert.ok(await tab.locator(id('ente-altro')).evaluate((one) => one === document.activeElement));
      await write(tab, { 'ente-altro': 'Associazione L\'Àncora' });
      await make(tab);
      const content = await text(tab);
      assert.match(content, /^# Ente nuovo, da registrare: Associazione L'Àncora$/m);
      assert.match(content, /^ente: associazione-l-ancora$/m);
      const { faults } = await published(t, await tab.locator('[data-part=path]').innerText(), content);
      assert.deepEqual(faults.map(({ code }) => code), ['ente-sconosciuto']);
    });
  });

  test('one more row of a group is one more value', async () => {
    await form(async (tab) => {
      await choose(tab, 'servizio');
      await write(tab, COMMON);
      await tab.locator('[data-ask=contatti] > [data-act=add]').click();
      assert.ok(await tab.locator(id('contatti-1-nome')).evaluate((one) => one === document.activeElement && !one.value));
      await write(tab, { 'contatti-1-telefono': 'sbagliato' });
      await make(tab);
      assert.equal(await summary(tab).locator('a').getAttribute('href'), id('contatti-1-telefono'));
      await write(tab, { 'contatti-1-telefono': '112' });
      await make(tab);
      assert.match(await text(tab), /email: "info@ilfaro.example"\n {2}- telefono: "112"/);
    });
  });

  test('texts stay what they were, whatever they are', () => {
    const values = ['sì', 'no', 'null', 'a: b', 'a #b', '"x"', "'x'", '- a', '098031', '{a}', '*a', '&a', '!a', '%a', '@a', '`a', 'a\tb', '\u0000\u0085\ufeffa', '\ud800', 'è così'];
    for (const value of values) {
      const line = fileText({ fields: { titolo: value }, sections: [], notes: [] }).split('\n')[1];
      const written = line.slice('titolo: '.length);
      if (written.startsWith('"')) assert.equal(JSON.parse(written), value.replace(/\s+/g, ' '));
      else assert.match(written, /^(sì|è così|a|a b)$/, line);
    }
    assert.equal(fileSlug("L'affitto è caro: perché?"), 'l-affitto-e-caro-perche');
  });
});

describe('what the form refuses', () => {
  test('faults are told on top and beside, with the focus on them, and go away', async () => {
    await form(async (tab) => {
      await make(tab);
      assert.deepEqual(await summary(tab).locator('a').allInnerTexts(), ['Scegli che cosa proponi.']);
      await choose(tab, 'opportunita');
      await make(tab);
      assert.ok(await summary(tab).evaluate((one) => one === document.activeElement));
      assert.match(await tab.title(), /^Errore: /);
      const links = await summary(tab).locator('a').evaluateAll((all) => all.map((one) => [one.textContent, one.hash]));
      const missing = ['titolo', 'descrizione_breve', 'tipo', 'bisogni', 'per_chi', 'ente', 'scadenza'];
      assert.deepEqual(links.map(([, hash]) => hash), missing.map(id));
      for (const [message, hash] of links) {
        const field = tab.locator(hash);
        assert.equal(await field.getAttribute('aria-invalid'), 'true', hash);
        const describer = (await field.getAttribute('aria-describedby')) ?? (await field.locator('xpath=ancestor::fieldset[@data-ask]').getAttribute('aria-describedby'));
        const told = await tab.locator('#' + describer.split(' ').pop()).innerText();
        assert.equal(told, message);
      }
      await summary(tab).locator('a').nth(1).click();
      assert.ok(await tab.locator(id('descrizione_breve')).evaluate((one) => one === document.activeElement));
      await write(tab, { ...COMMON, tipo: { index: 1 }, sempre_aperta: true });
      await make(tab);
      assert.ok(await result(tab).isVisible(), await summary(tab).innerText());
      assert.equal(await tab.locator('[aria-invalid], [data-fault]:visible').count(), 0);
      await write(tab, { titolo: 'Altro' });
      assert.ok(!(await result(tab).isVisible()), 'an old file is still offered');
    });
  });

  test('fields that contradict each other are told as the program tells them', async (t) => {
    const cases = [
      [{ sempre_aperta: true, scadenza: '2026-12-15' }, 'sempre_aperta', 'tempi-in-contrasto'],
      [{ domande_dal: '2026-12-16', scadenza: '2026-12-15' }, 'scadenza', 'fine-prima-dell-inizio'],
      [{ sempre_aperta: true, 'orari-0-alle': '14:00' }, 'orari-0-alle', 'fine-prima-dell-inizio'],
      [{ sempre_aperta: true, 'contatti-0-telefono': '', 'contatti-0-email': '' }, 'contatti-0-telefono', 'contatto-vuoto'],
      [{}, 'scadenza', 'tempo-mancante'],
    ];
    for (const [values, where, code] of cases) {
      await form(async (tab) => {
        await choose(tab, 'opportunita');
        await write(tab, { ...COMMON, tipo: { index: 1 }, ...values });
        await make(tab);
        const links = await summary(tab).locator('a').evaluateAll((all) => all.map((one) => one.hash));
        assert.deepEqual(links, [id(where)], code);
      });
      const { conditions } = config(board);
      const plain = { titolo: 'X', descrizione_breve: 'X', tipo: 'bando', ente: 'comune-di-borgolieto' };
      const given = Object.entries(values).filter(([key]) => !key.includes('-'));
      const written = { ...plain, ...Object.fromEntries(given.map(([key, value]) => [key, value === true ? 'sì' : value])) };
      if (where.startsWith('orari')) written.orari = [{ giorni: ['lunedì'], dalle: '14:30', alle: '14:00' }];
      if (where.startsWith('contatti')) written.contatti = [{ nome: 'Segreteria' }];
      assert.equal(conditionsFaults(conditions, 'opportunita', written).length, 1, code);
      const { faults } = await published(t, 'content/opportunita/x.md', fileText({ fields: written, sections: [], notes: [] }));
      assert.deepEqual(faults.map((one) => one.code).filter((one) => one !== 'campo-mancante'), [code]);
    }
  });

  test('who comes by referral reads who refers, and half a day is no day', async () => {
    await form(async (tab) => {
      await choose(tab, 'servizio');
      await write(tab, COMMON);
      await tab.locator('[data-ask=accesso] [value=su-segnalazione]').check();
      await make(tab);
      assert.equal(await summary(tab).locator('a').getAttribute('href'), id('chi_segnala'));
      await choose(tab, 'opportunita');
      await write(tab, { tipo: { index: 1 }, chi_segnala: 'Il Comune.', 'scadenza-ora': '12:00' });
      await make(tab);
      assert.equal(await tab.locator(id('scadenza-errore')).innerText(), "Scrivi il giorno o l'ora per intero.");
    });
  });

  test('of typed values the form says what the program says', async (t) => {
    const asked = { phone: 'contatti-0-telefono', email: 'contatti-0-email', web: 'contatti-0-sito', weekdays: 'orari-0-giorni', euro: 'finanziatori-0-contributo' };
    await form(async (tab) => {
      await choose(tab, 'progetto');
      await write(tab, { ...COMMON, ...KINDS.progetto.more });
      for (const [shape, where] of Object.entries(asked)) {
        const good = await tab.locator(id(where)).inputValue();
        for (const value of EXAMPLES[shape]) {
          await tab.locator(id(where)).fill(value);
          await make(tab);
          const { taken } = await isTaken(t, shape, value);
          assert.equal(await result(tab).isVisible(), taken, `${shape} «${value}»`);
        }
        await tab.locator(id(where)).fill(good);
      }
    });
  });
});

describe('how a proposal is handed in', () => {
  const filled = async (tab, more = {}) => {
    await choose(tab, 'servizio');
    await write(tab, { ...COMMON, ...more });
    await make(tab);
  };

  test('a short text travels in the letter, a long one is attached', async () => {
    await form(async (tab) => {
      await filled(tab);
      const letter = async () => new URL(await tab.locator('[data-part=letter]').getAttribute('href'));
      const short = await letter();
      assert.equal(short.pathname, 'redazione@valle-chiara.example');
      assert.equal(short.searchParams.get('subject'), `Proposta per la bacheca: ${COMMON.titolo}`);
      assert.equal(short.searchParams.get('body').replaceAll('\r\n', '\n'), await text(tab));
      assert.ok(!(await tab.locator('[data-part=letter-note]').isVisible()));
      await write(tab, { descrizione: 'Una frase. '.repeat(300) });
      await make(tab);
      const long = await letter();
      assert.ok(long.href.length < 2000);
      assert.match(long.searchParams.get('body'), /allego la proposta: doposcuola-/);
      assert.ok(await tab.locator('[data-part=letter-note]').isVisible());
    });
  });

  test('the forge opens a new file with the text, if it is short enough', async () => {
    await form(async (tab) => {
      await filled(tab);
      const href = async () => new URL(await tab.locator('[data-part=forge]').getAttribute('href'));
      const link = await href();
      assert.equal(link.origin + link.pathname, 'https://github.com/valle-chiara/bacheca/new/main/');
      assert.equal(link.searchParams.get('filename'), await tab.locator('[data-part=path]').innerText());
      assert.equal(link.searchParams.get('value'), await text(tab));
      await write(tab, { descrizione: 'Una frase. '.repeat(600) });
      await make(tab);
      assert.equal((await href()).searchParams.get('value'), null);
      assert.ok(await tab.locator('[data-part=forge-note]').isVisible());
    });
    const at = (kind, branch) => sendForge({ kind, url: 'https://x.example/a/b', branch }, 'content/servizi/x.md', 'testo');
    assert.deepEqual(at('gitlab', 'main'), { href: 'https://x.example/a/b/-/new/main/?file_name=content%2Fservizi%2Fx.md', isWhole: false });
    assert.equal(at('forgejo', 'bozze/enti').href, 'https://x.example/a/b/_new/bozze/enti/?filename=content%2Fservizi%2Fx.md');
    assert.deepEqual(sendLetter('mailto:a@b.it', 'x & y', 'z', ''), { href: 'mailto:a@b.it?subject=x%20%26%20y&body=z', isWhole: true });
  });

  test('the text is copied, or chosen where the browser refuses', async () => {
    for (const permissions of [['clipboard-read', 'clipboard-write'], []]) {
      await form(async (tab) => {
        await filled(tab);
        if (!permissions.length) await tab.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))));
        await tab.locator('[data-act=copy]').click();
        const said = tab.locator('[data-part=said]');
        await said.getByText(/\S/).waitFor();
        assert.equal(await said.innerText(), await said.getAttribute(permissions.length ? 'data-copied' : 'data-select'));
        if (permissions.length) assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), await text(tab));
      }, { permissions });
    }
  });

  test('a board with a mailbox alone offers no forge', () => {
    assert.equal(config(real).forge, null);
    assert.ok(!real.pages.find(({ url }) => url === PAGE).html.includes('data-part="forge"'));
  });
});

describe('the page of proposals', () => {
  test('is one, in the first language, and every page leads to it', () => {
    assert.deepEqual(board.pages.filter(({ url }) => url.endsWith(PAGE)).map(({ url }) => url), [board.base + PAGE]);
    const pages = board.pages.filter(({ purpose }) => purpose === 'page');
    none(pages.filter(({ html }) => !html.includes(`href="${board.base}${PAGE}"`)).map(({ url }) => fault(url, 'no link')));
    const loads = pages.filter(({ html }) => html.includes('/proponi.')).map(({ url }) => url);
    assert.deepEqual(loads, [board.base + PAGE]);
  });

  test('is not there where nobody would read proposals', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'bacheca-proposta-'));
    t.after(() => rm(root, { recursive: true, force: true }));
    await cp(join(SITES, 'minimo'), root, { recursive: true });
    const without = await openBoard({ name: 'senza', root, base: '', date: DAY });
    none(without.pages.filter(({ html }) => html.includes('proponi')).map(({ url }) => fault(url, 'speaks of proposals')));
  });

  test('its script is small', async () => {
    await form(async (tab) => {
      const address = await tab.locator('script[src*="/proponi."]').getAttribute('src');
      const script = await (await fetch(board.origin + address)).text();
      const size = gzipSync(script, { level: 9 }).length;
      assert.ok(size <= SCRIPT, `${size} bytes`);
    });
  });

  test('without JavaScript it asks the same by letter', async () => {
    await form(async (tab) => {
      assert.ok(!(await tab.locator('form.propose').isVisible()));
      const link = new URL(await tab.locator('.propose-letter a').getAttribute('href'));
      assert.equal(link.pathname, 'redazione@valle-chiara.example');
      assert.match(link.searchParams.get('body'), /Titolo:\r\n\r\nDescrizione breve:/);
      await tab.locator('.propose-letter summary').click();
      assert.ok(await tab.locator('.propose-letter dd').first().isVisible());
    }, { javaScriptEnabled: false });
  });

  test('what was typed is kept until the window is closed, and nowhere else', async () => {
    await form(async (tab) => {
      await choose(tab, 'servizio');
      await write(tab, COMMON);
      await tab.locator('[data-ask=contatti] > [data-act=add]').click();
      await write(tab, { 'contatti-1-telefono': '112' });
      await tab.reload();
      assert.equal(await tab.locator(id('titolo')).inputValue(), COMMON.titolo);
      assert.equal(await tab.locator(id('contatti-1-telefono')).inputValue(), '112');
      assert.ok(await tab.locator(id('sedi-0-indirizzo')).isVisible());
      assert.ok(await tab.locator(id('bisogni')).isChecked());
      const kept = await tab.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ['', 0, 1]);
      const other = await tab.context().newPage();
      await other.goto(board.origin + board.base + PAGE);
      assert.equal(await other.locator(id('titolo')).inputValue(), '');
      tab.on('dialog', (dialog) => dialog.accept());
      await Promise.all([tab.waitForEvent('load'), tab.locator('[data-act=clear]').click()]);
      assert.equal(await tab.locator(id('titolo')).inputValue(), '');
    });
  });

  test('nothing that is typed leaves the page', async () => {
    await form(async (tab) => {
      const asked = [];
      // Some browsers look for the icon only now.
      const isPage = (url) => /^https?:/.test(url) && !url.includes('/assets/icon.');
      tab.on('request', (request) => isPage(request.url()) && asked.push(request.url()));
      await choose(tab, 'servizio');
      await write(tab, COMMON);
      await make(tab);
      assert.ok(await result(tab).isVisible());
      await tab.locator(id('titolo')).press('Enter');
      assert.ok(await result(tab).isVisible());
      assert.deepEqual(asked, []);
    });
  });

  test('the keyboard alone fills it in, and fingers find their mark, even on a narrow screen', async () => {
    for (const viewport of [{ width: 320, height: 640 }, PHONE, DESK]) {
      await form(async (tab) => {
        await tab.locator(id('genere')).focus();
        await tab.keyboard.press('Space');
        await tab.keyboard.press('Tab');
        assert.equal(await tab.evaluate(() => document.activeElement.id), 'proposta-titolo');
        await tab.keyboard.type('Doposcuola');
        await tab.keyboard.press('Enter');
        assert.ok(await summary(tab).evaluate((one) => one === document.activeElement));
        await tab.keyboard.press('Tab');
        await tab.keyboard.press('Enter');
        assert.equal(await tab.evaluate(() => document.activeElement.id), 'proposta-descrizione_breve');
        await write(tab, { 'orari-0-giorni': 'lun', 'sedi-0-nome': 'Oratorio' });
        const parts = tab.locator('form.propose :is(button, .search-field, .found-choice, .button):visible');
        const sizes = await parts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
        assert.ok(sizes.length > 40);
        for (const { width, height } of sizes) assert.ok(Math.min(width, height) >= 44, `${width} × ${height}`);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      }, { viewport });
    }
  });

  test('axe finds nothing wrong, with faults and with a file made', async () => {
    for (const values of [{ 'contatti-0-telefono': '?' }, { ...COMMON, ...KINDS.progetto.more }])
      await form(async (tab) => {
        await choose(tab, 'progetto');
        await write(tab, values);
        await make(tab);
        none(await inspect(tab, { url: PAGE }));
      });
  });

  test('it works without a network, once it was there', async () => {
    await form(async (tab) => {
      await tab.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
      await tab.reload();
      await tab.reload();
      await tab.context().setOffline(true);
      await tab.reload();
      await make(tab);
      assert.ok(await summary(tab).isVisible());
    }, { serviceWorkers: 'allow' });
  });
});

