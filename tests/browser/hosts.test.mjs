import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, describe, test } from 'node:test';

import { openBoards } from './support/boards.mjs';
import { headersFor, readRules } from './support/headers.mjs';
import { sensitivePages } from './support/sensitive.mjs';
import { TYPES } from './support/server.mjs';
import { start } from './support/tool.mjs';

const boards = await openBoards();

/** What other sites and programs take. */
const OPEN_FOLDERS = ['embed', 'feed', 'calendario', 'api', 'hsds'];

/** Each server as an administrator sets it up: a root, the board's snippet included, and what the machine needs. */
const HOSTS = {
  nginx: {
    snippet: 'nginx.conf',
    command: (own) => ['nginx', ['-p', own, '-c', join(own, 'server.conf'), '-e', 'stderr']],
    settings: (own, port, root, snippet) => `
      daemon off;
      pid ${own}/pid;
      error_log stderr;
      events {}
      http {
        include /etc/nginx/mime.types;
        access_log off;
        ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${own}/${name};`).join('\n')}
        server { listen 127.0.0.1:${port}; root ${root}; include ${snippet}; }
      }`,
  },
  apache: {
    snippet: 'apache.conf',
    command: (own) => ['apache2', ['-d', own, '-f', join(own, 'server.conf'), '-D', 'FOREGROUND']],
    settings: (own, port, root, snippet) => `
      ${['mpm_event', 'authz_core', 'alias', 'dir', 'headers', 'mime']
        .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
        .join('\n')}
      ServerName localhost
      User www-data
      Group www-data
      PidFile ${own}/pid
      DefaultRuntimeDir ${own}
      ErrorLog ${own}/error.log
      TypesConfig /etc/mime.types
      Listen 127.0.0.1:${port}
      <VirtualHost *:${port}>
        DocumentRoot ${root}
        DirectoryIndex index.html
        <Directory ${root}>
          Require all granted
        </Directory>
        Include ${snippet}
      </VirtualHost>`,
  },
};

/** Starts a server with the board's snippet and tells where it answers. */
async function publish(host, board) {
  const own = await mkdtemp(join(tmpdir(), 'bacheca-host-'));
  const port = await freePort();
  const settings = host.settings(own, port, board.host, join(board.folder, 'server', host.snippet));
  await writeFile(join(own, 'server.conf'), settings);
  const server = start(...host.command(own));
  after(async () => {
    await server.stop();
    await rm(own, { recursive: true, force: true });
  });
  const address = `http://127.0.0.1:${port}`;
  await Promise.race([answers(address), server.failed]);
  return address;
}

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function answers(address) {
  for (let tries = 100; tries > 0; tries--) {
    if (await fetch(address).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${address} does not answer`);
}

for (const [name, host] of Object.entries(HOSTS)) {
  for (const board of boards) {
    describe(`${name} with board ${board.name}`, async () => {
      const address = await publish(host, board);
      const ask = (path) => fetch(address + path, { redirect: 'manual' });
      const home = `${board.base}/`;
      const sheet = board.pages[0].html.match(/<link rel="stylesheet" href="([^"]+)"/)[1];

      test('says with every file what _headers says', async () => {
        const rules = await readRules(join(board.folder, '_headers'));
        const [{ url: delicate }] = sensitivePages(board);
        for (const path of [home, `${home}servizi/`, delicate, sheet, `${home}sitemap.xml`, `${home}non/esiste/`]) {
          const { headers } = await ask(path);
          for (const [header, value] of headersFor(path, rules)) {
            assert.equal(headers.get(header), value, `${path}: ${header}`);
          }
        }
      });

      test('sends pages and styles with their types', async () => {
        assert.match((await ask(home)).headers.get('content-type'), /^text\/html; *charset=utf-8$/i);
        assert.match((await ask(sheet)).headers.get('content-type'), /^text\/css\b/);
      });

      test('tells programs what each file for them is', async () => {
        const examples = new Map();
        for (const folder of OPEN_FOLDERS) {
          const files = await readdir(join(board.folder, folder), { recursive: true }).catch(() => []);
          for (const file of files) {
            if (extname(file)) examples.set(extname(file), `${home}${folder}/${file}`);
          }
        }
        assert.ok(examples.has('.ics') && examples.has('.vcf'));
        for (const [ending, path] of examples) {
          const type = (await ask(path)).headers.get('content-type');
          const known = TYPES[ending];
          assert.equal(type?.replace(/ /g, '').toLowerCase(), known?.replace(/ /g, ''), path);
        }
      });

      test("answers 404 with the board's own page", async () => {
        const missing = await ask(`${home}non/esiste/`);
        assert.equal(missing.status, 404);
        assert.equal(await missing.text(), await readFile(join(board.folder, '404.html'), 'utf8'));
      });

      test('keeps its own settings to itself', async () => {
        for (const file of ['nginx.conf', 'apache.conf']) {
          assert.ok([403, 404].includes((await ask(`${home}server/${file}`)).status), file);
        }
      });

      test('sends old addresses on for ever', async () => {
        const file = await readFile(join(board.folder, '_redirects'), 'utf8').catch(() => '');
        for (const [old, target] of file
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split(' '))) {
          const response = await ask(old);
          assert.equal(response.status, 301, old);
          assert.equal(new URL(response.headers.get('location'), address).pathname, target, old);
        }
      });
    });
  }
}
