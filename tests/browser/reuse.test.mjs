/** The page for those who keep the sites of the Comuni: what it shows is what its codes show. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { codesOf } from '../../themes/base/components/reuse/codes.mjs';
import { contrastOf } from '../../themes/base/components/reuse/contrast.mjs';
import { inspect } from './support/axe.mjs';
import { openBoards } from './support/boards.mjs';
import { DESK, openBrowser, visit } from './support/browser.mjs';
import { none } from './support/faults.mjs';
import { strict, visitHost } from './support/host-page.mjs';
import { sticksOut } from './support/reflow.mjs';

const [, board] = await openBoards();
const browser = await openBrowser();

const PAGE = '/usa-nel-tuo-sito/';
const HOME = board.origin + board.base;
const DAY = '2026-05-15T10:00:00Z';

/** The page in a tab, on the day of the board; what it says against the policy is a fault. */
async function page(look, options = {}) {
  await visit(browser, board, PAGE, { viewport: DESK, serviceWorkers: 'block', ...options }, async (tab) => {
    const broken = [];
    tab.on('pageerror', (error) => broken.push(error.message));
    tab.on('console', (message) => /policy/i.test(message.text()) && broken.push(message.text()));
    if (options.javaScriptEnabled !== false) {
      await tab.clock.setFixedTime(DAY);
      // What the preview shows, and has told the codes, is what these attributes ask for.
      await tab.addInitScript(() => document.addEventListener('bacheca:pronto', ({ target }) => (window.shownFor = target.cloneNode().outerHTML), true));
      await tab.reload();
      await tab.locator('[part=bacheca]').waitFor();
    }
    await look(tab);
    assert.deepEqual(broken, []);
  });
}

const code = (tab, id = 'html-codice') => tab.locator(`#${id}`).inputValue();
const shown = (tab) => tab.locator('bacheca-elenco [part=link]').allInnerTexts();
const unfold = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.removeAttribute('name'), (fold.open = true))));

/** Chooses in the form and waits until the preview and the codes agree. */
async function choose(tab, choices) {
  for (const [name, value] of Object.entries(choices)) {
    const field = tab.locator(`[name="${name}"]`);
    if ((await field.count()) > 1) await tab.locator(`[name="${name}"][value="${value}"]`).check();
    else if (typeof value === 'boolean') await field.setChecked(value);
    else if (name === 'colore') await field.fill(value);
    else await field.selectOption(value);
  }
  await tab.waitForFunction(() => window.shownFor === document.querySelector('bacheca-elenco').cloneNode().outerHTML);
}

/** What a code shows in the page of another site, with a policy that allows only what the guide says. */
async function elsewhere(html, look) {
  const shown = async (tab) => {
    await tab.locator('[part=bacheca]').waitFor();
    await look(tab);
  };
  assert.deepEqual(await visitHost(browser, { body: html, policy: strict(board, /il codice/) }, shown, { day: DAY }), []);
}

describe('the page for the sites of the Comuni', () => {
  const CHOICES = [
    { comune: 'borgolieto' },
    { comune: 'borgolieto', sezione: 'opportunita', massimo: '3' },
    { bisogno: 'casa', 'livello-titolo': '2', lingua: 'en', aspetto: 'scuro' },
    { sezione: 'servizi', 'livello-titolo': 'no', ownColour: true, colore: '#004d99', massimo: '20' },
  ];
  test('gives codes that show elsewhere what it shows', async () => {
    for (const choices of CHOICES)
      await page(async (tab) => {
        await choose(tab, choices);
        const titles = await shown(tab);
        assert.ok(titles.length > 0, JSON.stringify(choices));
        const heading = await tab.locator('[part=titolo]').allInnerTexts();
        for (const id of ['html-codice', 'fisso'])
          await elsewhere(await code(tab, id), async (other) => {
            assert.deepEqual(await shown(other), titles, id);
            assert.deepEqual(await other.locator('[part=titolo]').allInnerTexts(), heading);
            const links = await other.locator('bacheca-elenco > ul a').allTextContents();
            assert.deepEqual(links.slice(0, -1), titles, 'the plain list inside is another one');
          });
        await unfold(tab);
        assert.ok((await tab.locator('#drupal-codice').inputValue()) === (await code(tab)));
      });
  });

  test('gives addresses that are there', async () => {
    for (const choices of CHOICES)
      await page(async (tab) => {
        await choose(tab, choices);
        for (const id of ['wp-indirizzo', 'wp-feed']) {
          const address = await code(tab, id);
          assert.equal((await fetch(address)).status, 200, address);
        }
        const [, frame] = (await code(tab, 'riquadro')).match(/src="([^"]+)"/);
        assert.ok(frame.startsWith(`${HOME}/embed/`), frame);
      });
  });

  test('says when an address shows more than what was chosen', async () => {
    await page(async (tab) => {
      const note = tab.locator('[data-when=coarse]');
      assert.ok(!(await note.isVisible()));
      await choose(tab, { comune: 'borgolieto', sezione: 'servizi' });
      assert.ok(await note.isVisible());
      await choose(tab, { sezione: '' });
      assert.ok(!(await note.isVisible()));
    });
  });

  test('warns of a colour that is hard to read on its ground', async () => {
    await page(async (tab) => {
      const warning = tab.locator('[data-part=faint]');
      const cases = [['#ffff00', 'chiaro', true], ['#ffff00', 'scuro', false], ['#ffff00', '', true], ['#003366', 'scuro', true], ['#003366', 'chiaro', false]];
      await choose(tab, { ownColour: true });
      for (const [colore, aspetto, wanted] of cases) {
        await choose(tab, { colore, aspetto });
        assert.equal(await warning.isVisible(), wanted, `${colore} ${aspetto}`);
      }
    });
  });

  test('copies what a field holds and says so, or chooses it where the browser refuses', async () => {
    for (const permissions of [['clipboard-read', 'clipboard-write'], []])
      await page(async (tab) => {
        await tab.locator('summary', { hasText: 'WordPress' }).click();
        if (!permissions.length) await tab.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))));
        const field = tab.locator('[data-module=copy]', { has: tab.locator('#wp-indirizzo') });
        const button = field.getByRole('button', { name: /^Copia\s*: Indirizzo da incollare$/ });
        await button.focus();
        await tab.keyboard.press('Enter');
        const said = field.locator('[role=status]');
        await said.getByText(/\S/).waitFor();
        assert.equal(await said.innerText(), await said.getAttribute(permissions.length ? 'data-copied' : 'data-select'));
        if (permissions.length) assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), `${HOME}/`);
        else assert.equal(await tab.evaluate(() => getSelection().toString()), `${HOME}/`);
      }, { permissions });
  });

  test('without scripts has the codes of every Comune, the same that the choice gives', async () => {
    const ready = {};
    await page(async (tab) => {
      assert.ok(!(await tab.locator('form[data-module=reuse]').isVisible()));
      assert.equal(await tab.locator('main button').count(), 0);
      await tab.locator('summary', { hasText: 'Tutti i Comuni' }).click();
      for (const name of await tab.locator('.reuse-ready > details > summary').allInnerTexts()) {
        const fold = tab.locator('.reuse-ready > details', { has: tab.locator('summary', { hasText: name }) });
        await fold.locator('summary').click();
        const [address, feed, text] = await fold.locator('.copy-text').all();
        assert.ok(await text.isVisible());
        for (const one of [address, feed]) assert.equal((await fetch(await one.inputValue())).status, 200);
        ready[name] = await text.inputValue();
      }
    }, { javaScriptEnabled: false });
    assert.ok(Object.keys(ready).length > 3);
    await page(async (tab) => {
      const plain = await tab.locator('#html-codice').evaluate((one) => one.defaultValue);
      assert.equal(await code(tab), plain);
      assert.equal(await code(tab, 'riquadro'), await tab.locator('#riquadro').evaluate((one) => one.defaultValue));
      for (const name of Object.keys(ready)) {
        await choose(tab, { comune: { label: name } });
        assert.equal(await code(tab), ready[name]);
      }
    });
  });

  test('is read by all, at any width', async () => {
    await page(async (tab) => {
      await choose(tab, { comune: 'borgolieto', ownColour: true, sezione: 'servizi' });
      await unfold(tab);
      none(await inspect(tab, { url: PAGE }));
      for (const width of [320, 390, 768, 1280]) {
        await tab.setViewportSize({ width, height: 800 });
        assert.deepEqual(await tab.evaluate(sticksOut), [], `${width}`);
      }
    });
  });
});

describe('the codes', () => {
  test('hold texts and names as text, whatever they are', async () => {
    const evil = '"><script>alert(1)</script><a href="javascript:alert(2)" x=\'&amp;';
    const given = { home: `${HOME}/`, embed: `${HOME}/embed/`, release: 'x', integrity: 'y', all: evil, title: evil, comune: evil, links: [[`${HOME}/?a="b"&c`, evil]] };
    const codes = codesOf({ comune: evil, titolo: evil, colore: evil }, given);
    const tab = await browser.newPage();
    const dialogs = [];
    tab.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
    for (const name of ['code', 'pinned', 'list', 'frame']) {
      const found = await tab.evaluate((html) => {
        const page = new DOMParser().parseFromString(html, 'text/html');
        return [...page.querySelectorAll('*')].map(({ localName, attributes }) => [localName, ...[...attributes].map((one) => one.name)].join(' '));
      }, codes[name]);
      const known = /^(html|head|body|ul|li|a href|bacheca-elenco comune titolo colore|script src( integrity crossorigin)? async|iframe src title data-bacheca width height loading referrerpolicy sandbox)$/;
      assert.deepEqual(found.filter((one) => !known.test(one)), [], name);
    }
    await tab.setContent(codes.list);
    assert.equal(await tab.locator('a').first().innerText(), evil);
    assert.deepEqual(dialogs, []);
    await tab.close();
  });

  test('contrast is that of WCAG', () => {
    assert.equal(contrastOf('#000000', '#ffffff'), 21);
    assert.ok(Math.abs(contrastOf('#767676', '#ffffff') - 4.54) < 0.01);
  });
});
