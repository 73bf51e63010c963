/** The board in the pages of other sites: what the script draws there, and what it cannot do there. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { openBrowser, PHONE } from './support/browser.mjs';
import { none } from './support/faults.mjs';
import { delayed, movesIn, strict, visitHost, watchMoves } from './support/host-page.mjs';
import { sticksOut } from './support/reflow.mjs';

const [real, board] = await openBoards();
const browser = await openBrowser();

const HOME = board.origin + board.base;
const NEWEST = `${HOME}/embed/v1/bacheca.js`;
/** The size of the script that other sites load, in bytes after gzip -9. */
const SCRIPT = 5_000;
/** The day for which the board is built: noon in Rome. */
const DAY = '2026-05-15T10:00:00Z';

const script = (address = NEWEST, more = '') => `<script src="${address}" ${more} async></script>`;
const INSIDE = '<ul><li><a href="https://comune.example/">La bacheca</a></li></ul>';
const element = (attributes = '') => `<bacheca-elenco ${attributes}>${INSIDE}</bacheca-elenco>`;

const item = (more) => ({
  titolo: 'Corso',
  url: `${HOME}/opportunita/corso/`,
  descrizione: 'Un corso.',
  sezione: 'opportunita',
  etichetta: 'Corso',
  stato: { chiave: 'aperta', testo: 'Aperta', tono: 'ok' },
  ...more,
});

const list = (voci, more) => ({
  versione: 1,
  lingua: 'it',
  verso: 'ltr',
  bacheca: 'Bacheca',
  titolo: 'Opportunità',
  url: `${HOME}/opportunita/`,
  totale: voci.length,
  tutti: 'Vedi tutto',
  parole: { vuoto: 'Niente.', entro: 'Entro il', chiusa: 'Chiusa', chiusa_il: 'Chiusa il', bacheca: 'Apri', nuova: '' },
  voci,
  ...more,
});

/**
 * Shows a page of another site, under a strict policy unless told otherwise; `lists` are answers of the board, by the
 * folder that is asked. What the page does against the policy, or what runs in it, is a fault.
 */
async function host(page, look, { lists = {}, allowed = false, prepare: more, ...options } = {}) {
  const requests = [];
  const prepare = async (tab) => {
    tab.on('request', (request) => requests.push(request));
    for (const [folder, answer] of Object.entries(lists)) await tab.route(`${HOME}/embed/${folder}elenco.json`, (route) => answered(route, answer));
    await tab.route(`${HOME}/embed/prova/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }));
    await more?.(tab);
  };
  const shown = (tab, site) => look(tab, { asked: () => requests.map((request) => request.url()), requests, ...site });
  const complaints = await visitHost(browser, { policy: strict(board), ...page }, shown, { day: DAY, prepare, ...options });
  // A file that is not there is no fault of the page.
  const expected = allowed ? /^Failed to load resource|policy|integrity/i : /^Failed to load resource/;
  assert.deepEqual(complaints.filter((what) => !expected.test(what)), []);
}

function answered(route, answer) {
  if (answer === 'abort') return route.abort();
  const headers = { 'Access-Control-Allow-Origin': '*' };
  return route.fulfill(typeof answer === 'number' ? { status: answer, headers } : { json: answer, headers });
}

const drawn = (tab) => tab.locator('bacheca-elenco [part=bacheca]');
const titles = (tab) => tab.locator('bacheca-elenco [part=link]').allInnerTexts();
const published = async (folder) => JSON.parse(await readFile(join(board.folder, 'embed', folder, 'elenco.json'), 'utf8'));

/** What stands inside the element is seen, and nothing else. */
async function plain(tab) {
  await tab.waitForLoadState('networkidle');
  assert.equal(await drawn(tab).count(), 0);
  assert.ok(await tab.locator('bacheca-elenco li a').isVisible());
}

test('the script is small', async (t) => {
  const bytes = gzipSync(await readFile(join(board.folder, 'embed/v1/bacheca.js')), { level: 9 }).length;
  t.diagnostic(`bacheca.js: ${bytes} bytes after gzip`);
  assert.ok(bytes <= SCRIPT, `${bytes} bytes`);
});

describe('a list in another site', () => {
  test('is what the board says, under a policy that allows the board and no inline style', async () => {
    await host({ body: element('comune="borgolieto"') + script() }, async (tab) => {
      await drawn(tab).waitFor();
      const { voci, titolo, tutti, url } = await published('comuni/borgolieto');
      assert.deepEqual(await titles(tab), voci.slice(0, 5).map((one) => one.titolo));
      assert.equal(await tab.locator('h3').innerText(), titolo);
      const all = tab.locator('[part=tutti]');
      assert.deepEqual([await all.innerText(), await all.getAttribute('href')], [tutti, url]);
      assert.ok(!(await tab.locator('bacheca-elenco > ul').isVisible()), 'what stands inside is seen too');
    });
  });

  test('is also drawn by the release that a site has chosen, checked by the browser', async () => {
    const [name] = (await readdir(join(board.folder, 'embed/v1'))).filter((file) => /^bacheca\.\w+\.js$/.test(file));
    const bytes = await readFile(join(board.folder, 'embed/v1', name));
    const hash = (text) => `integrity="sha384-${createHash('sha384').update(text).digest('base64')}" crossorigin="anonymous"`;
    const address = `${HOME}/embed/v1/${name}`;
    await host({ body: element() + script(address, hash(bytes)) }, (tab) => drawn(tab).waitFor());
    await host({ body: element() + script(address, hash('altro')) }, plain, { allowed: true });
    const { headers } = await fetch(address);
    assert.match(headers.get('cache-control'), /immutable/);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.doesNotMatch((await fetch(NEWEST)).headers.get('cache-control'), /immutable/);
  });

  test('has the level of heading that is asked for, a title of its own, or none', async () => {
    const lists = { '': list([item()]) };
    const cases = [['livello-titolo="2"', 'H2'], ['livello-titolo="6"', 'H6'], ['livello-titolo="9"', 'H6'], ['livello-titolo="1"', 'H2'], ['livello-titolo="x"', 'H3']];
    for (const [attribute, tag] of cases)
      await host({ body: element(attribute) + script() }, async (tab) => {
        assert.equal(await tab.locator('[part=titolo]').evaluate(({ tagName }) => tagName), tag, attribute);
      }, { lists });
    await host({ body: element('titolo="<b>Da noi</b>"') + script() }, async (tab) => {
      assert.equal(await tab.locator('[part=titolo]').innerText(), '<b>Da noi</b>');
    }, { lists });
    await host({ body: element('titolo=""') + script() }, async (tab) => {
      await drawn(tab).waitFor();
      assert.equal(await tab.locator('[part=titolo]').count(), 0);
    }, { lists });
  });

  test('is narrowed by what the attributes ask', async () => {
    const voci = [
      item({ titolo: 'A', bisogni: ['casa'], per_chi: ['anziani'] }),
      item({ titolo: 'B', sezione: 'servizi', stato: { chiave: 'attivo', testo: 'Attivo', tono: 'ok' } }),
      item({ titolo: 'C', bisogni: ['lavoro', 'casa'], stato: { chiave: 'in_scadenza', testo: 'In scadenza', tono: 'soon' } }),
      item({ titolo: 'D', stato: { chiave: 'in_arrivo', testo: 'In arrivo', tono: 'wait' } }),
      item({ titolo: 'E', fino_a: '2026-05-14' }),
      item({ titolo: 'F', fino_a: '2026-05-15T09:00' }),
      item({ titolo: 'G', fino_a: '2026-05-15' }),
    ];
    const lists = Object.fromEntries(['', 'comuni/x/', 'comuni/x/opportunita/', 'bisogni/casa/', 'per-chi/anziani/', 'servizi/'].map((folder) => [folder, list(voci)]));
    const cases = {
      'massimo="50"': 'ABCDGEF',
      'massimo="2"': 'AB',
      '': 'ABCDG',
      'massimo="50" stato="aperta"': 'ABCG',
      'stato="in-scadenza"': 'C',
      'comune="x" bisogno="casa"': 'AC',
      'comune="X" sezione="opportunita" per-chi="anziani"': 'A',
      'bisogno="casa" sezione="servizi"': 'B',
      'bisogno="casa" per-chi="anziani"': 'A',
      'comune="x" bisogno="cibo"': '',
    };
    for (const [attributes, wanted] of Object.entries(cases))
      await host({ body: element(attributes) + script() }, async (tab) => {
        await drawn(tab).waitFor();
        assert.equal((await titles(tab)).join(''), wanted, attributes);
        assert.equal(await tab.locator('[part=vuoto]').count(), wanted ? 0 : 1);
      }, { lists });
  });

  test('says what has closed since the board was built, by the clock of Rome', async () => {
    const scadenza = { data: '2026-05-15', testo: '15 maggio 2026' };
    const lists = { '': list([item({ scadenza, fino_a: '2026-05-15T11:30' }), item({ scadenza, fino_a: '2026-05-15T12:30' })]) };
    await host({ body: element() + script() }, async (tab) => {
      await drawn(tab).waitFor();
      const facts = await tab.locator('[part=dati]').allInnerTexts();
      assert.deepEqual(facts.map((text) => text.replace(/\s+/g, ' ').trim()), ['Aperta Entro il 15 maggio 2026', 'Chiusa Chiusa il 15 maggio 2026']);
    }, { lists, timezoneId: 'America/New_York' });
  });

  test('comes in the language asked for, or else in the first one of the board', async () => {
    const lists = { '': list([item()]), 'en/': list([item({ titolo: 'Course' })], { lingua: 'en' }), 'fr/': 404 };
    const cases = { 'lingua="en"': ['Course', 'en'], 'lingua="fr"': ['Corso', 'it'], 'lingua="it"': ['Corso', 'it'], 'lingua="../x"': ['Corso', 'it'] };
    for (const [attribute, [title, lang]] of Object.entries(cases))
      await host({ body: element(attribute) + script() }, async (tab) => {
        await drawn(tab).waitFor();
        assert.deepEqual([await titles(tab), await drawn(tab).getAttribute('lang')], [[title], lang]);
      }, { lists });
  });

  test('is written from right to left where its language is, and a foreign text in it is not', async () => {
    const voci = [item({ titolo: 'دورة', descrizione: 'دورة قصيرة' }), item({ lingua: 'it' })];
    await host({ body: element() + script() }, async (tab) => {
      await drawn(tab).waitFor();
      const sides = await tab.locator('[part=voce]').evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().right - one.querySelector('[part=link]').getBoundingClientRect().right),
      );
      assert.ok(sides.every((side) => side < 30), `${sides}`);
      const foreign = tab.locator('[part=link]').nth(1);
      assert.deepEqual([await foreign.getAttribute('lang'), await foreign.evaluate((one) => getComputedStyle(one).direction)], ['it', 'ltr']);
    }, { lists: { '': list(voci, { lingua: 'ar', verso: 'rtl' }) } });
  });

  test('follows its attributes', async () => {
    const lists = { 'comuni/a/': list([item({ titolo: 'A' })]), 'comuni/b/': list([item({ titolo: 'B' })]), 'comuni/c/': 404 };
    await host({ body: element('comune="a"') + script() }, async (tab) => {
      await drawn(tab).waitFor();
      const set = (slug) => tab.locator('bacheca-elenco').evaluate((one, value) => one.setAttribute('comune', value), slug);
      await set('b');
      await tab.locator('[part=link]', { hasText: 'B' }).waitFor();
      await set('c');
      await tab.locator('bacheca-elenco li a[href="https://comune.example/"]').waitFor();
      await set('a');
      await tab.locator('[part=link]', { hasText: 'A' }).waitFor();
    }, { lists });
  });
});

describe('where no list comes', () => {
  const cases = {
    'without scripts': [{}, { javaScriptEnabled: false }],
    'without a file': [{}, { lists: { '': 404 } }],
    'without a network': [{}, { lists: { '': 'abort' } }],
    'with a file that is no list': [{}, { lists: { '': { versione: 1 } } }],
    'with a file that is nothing': [{}, { lists: { '': null } }],
    'where the policy of the site forbids the request': [{ policy: `default-src 'none'; script-src ${board.origin}` }, { allowed: true }],
    'where the policy of the site forbids the script': [{ policy: "default-src 'none'" }, { allowed: true }],
  };
  for (const [name, [page, options]] of Object.entries(cases))
    test(`what stands inside the element stays, ${name}`, () => host({ body: element() + script(), ...page }, plain, options));

  test('nor may come: a name that is none asks for nothing', async () => {
    const names = ['comune="../../x"', 'comune="a/b"', 'comune="%2e%2e"', 'comune="a?b"', 'comune="\\"', 'comune="//x.example"', 'sezione="tutto"', 'bisogno="a b"', 'per-chi="&lt;b&gt;"', 'stato="../x"'];
    for (const attribute of names)
      await host({ body: element(attribute) + script() }, async (tab, { asked }) => {
        await plain(tab);
        assert.deepEqual(asked().filter((address) => address.endsWith('.json')), [], attribute);
      });
  });
});

describe('what a site cannot be made to do', () => {
  const EVIL = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'><b>x</b>';
  const ADDRESSES = ['javascript:alert(3)', ' JavaScript:alert(3)', 'data:text/html,<script>alert(4)</script>', 'http://altrove.example/', 'blob:x', 'file:///etc/passwd', '/relativo/', 'non un indirizzo', 7, null, { href: 'x' }];

  test('texts of a list are only texts, whatever they are', async () => {
    const evil = item({
      titolo: EVIL, descrizione: EVIL, etichetta: EVIL, luogo: EVIL, accesso: EVIL, lingua: EVIL,
      stato: { chiave: EVIL, testo: EVIL, tono: 'ok" onclick="alert(5)' },
      scadenza: { data: EVIL, testo: EVIL }, fino_a: EVIL,
    });
    const lists = { '': list([evil, item({ titolo: { a: 1 }, descrizione: ['x'], etichetta: 7 })], { titolo: EVIL, tutti: EVIL, bacheca: EVIL, lingua: EVIL, verso: EVIL }) };
    for (const policy of [strict(board), ''])
      await host({ body: element() + script(), policy }, async (tab) => {
        await drawn(tab).waitFor();
        assert.equal((await titles(tab))[0], EVIL);
        const found = await drawn(tab).evaluate((root) => [...root.querySelectorAll('*')].map(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)]));
        const names = new Set(found.flat());
        const known = ['h3', 'ul', 'li', 'p', 'a', 'span', 'time', 'part', 'role', 'href', 'lang', 'hreflang', 'dir', 'datetime'];
        assert.deepEqual([...names].filter((name) => !known.includes(name)), []);
      }, { lists });
  });

  test('addresses lead to pages of the board or to safe ones, or nowhere', async () => {
    const safe = 'https://altra-bacheca.example/servizi/x/';
    const lists = { '': list([...ADDRESSES, safe].map((url) => item({ url }))) };
    await host({ body: element('massimo="50"') + script() }, async (tab) => {
      await drawn(tab).waitFor();
      const hrefs = await tab.locator('[part=link]').evaluateAll((all) => all.map((one) => one.getAttribute('href')).filter(Boolean));
      assert.deepEqual(hrefs, [safe]);
    }, { lists });
  });

  test('colours and looks are those that it knows', async () => {
    const lists = { '': list([item()]) };
    const style = (tab) => drawn(tab).evaluate((one) => one.getAttribute('style') + one.className);
    const cases = { 'colore="#06C0ff" aspetto="scuro"': '--bacheca-colore: #06C0ff;scuro', 'colore="red;background:url(//x)"': 'null', 'colore="url(https://x.example)" aspetto="x y"': 'null' };
    for (const [attributes, wanted] of Object.entries(cases))
      await host({ body: element(attributes) + script() }, async (tab) => {
        await drawn(tab).waitFor();
        assert.equal(await style(tab), wanted);
      }, { lists });
  });

  test('nothing of the host is sent, kept or changed', async () => {
    const body = element() + script();
    const page = { body, policy: '' };
    const globals = (tab) => tab.evaluate(() => Object.keys(window).sort());
    let before;
    await host({ ...page, body: element() }, async (tab) => (before = await globals(tab)));
    await host(page, async (tab, { context, requests, address }) => {
      await tab.evaluate(() => ((document.cookie = 'sessione=1'), localStorage.setItem('a', '1')));
      await tab.reload();
      await drawn(tab).waitFor();
      assert.deepEqual(await globals(tab), before);
      assert.deepEqual((await context.cookies()).map(({ name }) => name), ['sessione']);
      assert.deepEqual(await tab.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]), [{ a: '1' }, {}]);
      const json = requests.filter((request) => request.url().endsWith('.json'));
      assert.equal(json.length, 2, 'once for each load');
      for (const request of json) {
        const headers = await request.allHeaders();
        assert.ok(!headers.cookie && !headers.referer, JSON.stringify(headers));
      }
      const elsewhere = requests.filter((request) => ![new URL(address).origin, board.origin].includes(new URL(request.url()).origin));
      assert.deepEqual(elsewhere.map((request) => request.url()).filter((url) => !url.startsWith('data:')), []);
    });
  });

  test('the script may be there twice, and many elements ask once', async () => {
    const body = element() + element() + script() + script(`${NEWEST}?2`);
    await host({ body }, async (tab, { asked }) => {
      await drawn(tab).nth(1).waitFor();
      await tab.waitForLoadState('networkidle');
      assert.equal(asked().filter((address) => address.endsWith('.json')).length, 1);
      assert.equal(await drawn(tab).count(), 2);
    });
  });
});

const HOSTS = {
  light: { width: 1000, style: 'body{font:18px/1.5 Georgia,serif;color:#222;background:#fff;margin:2rem}' },
  dark: { width: 1000, style: 'body{font:17px/1.5 sans-serif;color:#eee;background:#14181f;margin:2rem}a{color:#8cf}' },
  'with a column of 280 px': { width: 320, style: 'body{font:16px/1.5 sans-serif;margin:20px}main{width:280px}' },
  'with a hostile style sheet': {
    width: 1000,
    style:
      'html{font-size:62.5%}*{text-transform:uppercase!important;text-align:center!important;list-style:square!important;border:3px solid red!important;padding:9px!important;position:static!important}a{display:none!important}li,p,h3{visibility:hidden;float:left!important;width:9px!important}',
  },
};

describe('a list in a site', () => {
  for (const [name, { width, style }] of Object.entries(HOSTS))
    test(`${name} can be read by all`, async () => {
      const options = { viewport: { width, height: 900 } };
      await host({ body: element('comune="borgolieto"') + script(), style }, async (tab) => {
        await drawn(tab).waitFor();
        if (process.env.SHOTS) await tab.screenshot({ path: join(process.env.SHOTS, `${name.replace(/\W+/g, '-')}.png`), fullPage: true });
        assert.deepEqual(await tab.evaluate(sticksOut), []);
        const link = tab.locator('[part=link]').first();
        assert.ok(await link.isVisible());
        const look = (one) => (({ textTransform, textAlign, borderTopWidth }) => [textTransform, textAlign, borderTopWidth])(getComputedStyle(one));
        assert.deepEqual(await link.evaluate(look), ['none', 'start', '0px']);
        if (name.includes('hostile')) return;
        const found = await inspect(tab, { url: name });
        none(found.filter((fault) => !/bypass|region|skip-link/.test(fault.what ?? fault)));
      }, options);
    });

  test('takes its font and its colours from the page, or the custom properties of the site', async () => {
    const style = 'body{font:20px Georgia;color:rgb(10,20,30)}.nostro{--bacheca-colore:rgb(1,2,3);--bacheca-sfondo:rgb(250,251,252)}.nostro::part(titolo){color:rgb(4,5,6)}';
    await host({ body: element() + element('class="nostro"') + script(), style }, async (tab) => {
      await drawn(tab).nth(1).waitFor();
      const of = (selector, property) => tab.locator(selector).first().evaluate((one, key) => getComputedStyle(one)[key], property);
      assert.deepEqual([await of('[part=descrizione]', 'color'), await of('[part=link]', 'color'), await of('[part=descrizione]', 'fontFamily')], ['rgb(10, 20, 30)', 'rgb(10, 20, 30)', 'Georgia']);
      assert.deepEqual(
        [await of('.nostro [part=link]', 'color'), await of('.nostro [part=bacheca]', 'backgroundColor'), await of('.nostro [part=titolo]', 'color')],
        ['rgb(1, 2, 3)', 'rgb(250, 251, 252)', 'rgb(4, 5, 6)'],
      );
    });
  });

  test('is passed through by keyboard, link after link, with the focus in sight', async () => {
    await host({ body: '<a href="#prima">Prima</a>' + element('massimo="3"') + script() + '<a href="#dopo">Dopo</a>' }, async (tab) => {
      await drawn(tab).waitFor();
      await tab.locator('a[href="#prima"]').focus();
      const seen = [];
      for (let presses = 5; presses > 0; presses--) {
        await tab.keyboard.press('Tab');
        seen.push(await tab.evaluate(() => {
          const { activeElement } = document;
          const one = activeElement.shadowRoot ? activeElement.shadowRoot.activeElement : activeElement;
          return [one.getAttribute('part') || one.hash, getComputedStyle(one).outlineWidth];
        }));
      }
      assert.deepEqual(seen.map(([what]) => what), ['link', 'link', 'link', 'tutti', '#dopo']);
      assert.ok(seen.slice(0, 4).every(([, outline]) => outline === '3px'));
    });
  });

  test('grows once, and moves nothing but what is below it', async () => {
    const prepare = async (tab) => (await watchMoves(tab), await delayed(tab, '/elenco.json'));
    // All is in sight: what moves out of it would not be measured whole.
    const options = { viewport: { width: 390, height: 4000 }, prepare };
    await host({ body: '<p>Prima</p>' + element('comune="borgolieto"') + script() + '<p id="dopo">Dopo</p>' }, async (tab) => {
      await drawn(tab).waitFor();
      await tab.waitForTimeout(500);
      const places = await tab.evaluate(() => window.places);
      assert.equal(places.length, 2, `${places}`);
      assert.deepEqual(await movesIn(tab), [[['dopo', places[1] - places[0], 0]]]);
    }, options);
  });

  test('is any that the board of a true district publishes, on a hostile page that adds what the guide says', async () => {
    const files = (await readdir(join(real.folder, 'embed'), { recursive: true })).filter((file) => file.endsWith('elenco.json'));
    // Those of the Comuni in one language: the others are put together from the same entries.
    const folders = files.map((file) => file.slice(0, -'elenco.json'.length)).filter((folder) => !/^..\/comuni/.test(folder) && !/^comuni\/[^/]+\/./.test(folder));
    const places = folders.map((folder) => folder.match(/^(?:(..)\/)?(?:(comuni|bisogni|per-chi)\/([^/]+)\/)?(?:([a-z]+)\/)?$/));
    const attribute = { comuni: 'comune', bisogni: 'bisogno', 'per-chi': 'per-chi' };
    const body = places.map(([, lang, kind, name, section]) =>
      element(`massimo="50"${lang ? ` lingua="${lang}"` : ''}${kind ? ` ${attribute[kind]}="${name}"` : ''}${section ? ` sezione="${section}"` : ''}`),
    );
    const page = { body: body.join('') + script(`${real.origin}/embed/v1/bacheca.js`), style: HOSTS['with a hostile style sheet'].style, policy: strict(real, /il codice/) };
    await host(page, async (tab) => {
      await tab.waitForFunction((count) => [...document.querySelectorAll('bacheca-elenco')].filter(({ shadowRoot }) => shadowRoot).length === count, folders.length);
      const part = (name) => `[part=${name}]`;
      const shown = await tab.locator('bacheca-elenco').evaluateAll((all, [links, title, every]) =>
        all.map(({ shadowRoot: root }) => [root.querySelector(title)?.innerText, root.querySelector(every)?.href, ...[...root.querySelectorAll(links)].map(({ innerText, href }) => `${innerText} ${href}`).sort()]),
      ['link', 'titolo', 'tutti'].map(part));
      for (const [index, folder] of folders.entries()) {
        const { titolo, url, voci } = JSON.parse(await readFile(join(real.folder, 'embed', folder, 'elenco.json'), 'utf8'));
        assert.deepEqual(shown[index], [titolo, url, ...voci.map((one) => `${one.titolo} ${one.url}`).sort()], folder);
      }
      assert.deepEqual(await tab.evaluate(sticksOut), []);
    });
  });
});

describe('a frame of the board', () => {
  const frame = (more = 'data-bacheca') => `<iframe ${more} title="Bacheca" width="100%" height="600" sandbox="allow-scripts" src="${HOME}/embed/prova/"></iframe>`;
  /** A page in the frame that says what the test wants. */
  const says = (tab, message) => tab.frames()[1].evaluate((data) => parent.postMessage(data, '*'), message);
  const height = (tab) => tab.locator('iframe').evaluate((one) => one.getBoundingClientRect().height);
  const show = (more, look, options) =>
    host({ body: frame(more) + script() }, async (tab, ...rest) => {
      await tab.waitForLoadState('networkidle');
      await look(tab, ...rest);
    }, options);

  test('is as high as it says, within bounds', async () => {
    await show(undefined, async (tab) => {
      const said = async (altezza, wanted) => {
        await says(tab, { type: 'bacheca:altezza', v: 1, altezza });
        await tab.waitForTimeout(100);
        assert.equal(await height(tab), wanted, String(altezza));
      };
      const border = (await height(tab)) - 600;
      await said(700.2, 701 + border);
      await said(1e9, 20_000 + border);
      await said(1, 60 + border);
      for (const wrong of [0, -5, NaN, Infinity, '900px', { valueOf: 900 }, null, '<b>']) await says(tab, { type: 'bacheca:altezza', v: 1, altezza: wrong });
      for (const wrong of [null, 'x', { type: 'bacheca:altezza', altezza: 800 }, { type: 'altro', v: 1, altezza: 800 }]) await says(tab, wrong);
      await said(300, 300 + border);
    });
  });

  test('is not moved by what others say', async () => {
    const tell = (tab) => tab.evaluate(() => postMessage({ type: 'bacheca:altezza', v: 1, altezza: 900 }, '*'));
    await show(undefined, async (tab) => {
      const before = await height(tab);
      await tell(tab);
      await tab.waitForTimeout(100);
      assert.equal(await height(tab), before);
    });
    await show('class="altro"', async (tab) => {
      const before = await height(tab);
      await says(tab, { type: 'bacheca:altezza', v: 1, altezza: 900 });
      await tab.waitForTimeout(100);
      assert.equal(await height(tab), before);
    });
  });
});
