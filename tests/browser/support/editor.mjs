/** The web editor over a board on this disk: what it asks of a forge is answered from the board's files. */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const PROXY = '/deposito-di-prova';

/** The answers that its `proxy` backend wants, each to a request with an `action`. */
function repository(root) {
  const found = (path) => {
    const data = readFileSync(join(root, path), 'utf8');
    return { data, file: { path, label: '', id: path } };
  };
  const write = (path, bytes) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  };
  const isFound = (file, extension, depth) => file.endsWith(`.${extension}`) && file.split('/').length <= depth;
  return {
    info: () => ({ repo: 'prova', publish_modes: ['simple'], type: 'local_fs' }),
    entriesByFolder: ({ folder, extension, depth }) => {
      const files = readdirSync(join(root, folder), { recursive: true }).sort();
      return files.filter((file) => isFound(file, extension, depth)).map((file) => found(`${folder}/${file}`));
    },
    getEntry: ({ path }) => found(path),
    getMedia: () => [],
    getMediaFile: ({ path }) => ({ id: path, path, name: basename(path), encoding: 'base64', content: '' }),
    persistEntry: ({ dataFiles, assets }) => {
      for (const { path, raw } of dataFiles) write(path, raw);
      for (const { path, content, encoding } of assets) write(path, Buffer.from(content, encoding));
      return { message: 'entry persisted' };
    },
  };
}

/** Opens the editor of a published board on the files of `root`. */
export async function openEditor(tab, board, root) {
  const answers = repository(root);
  await tab.route(`**${PROXY}`, async (route) => {
    const { action, params } = route.request().postDataJSON();
    try {
      await route.fulfill({ json: answers[action](params) });
    } catch (error) {
      await route.fulfill({ status: error.code === 'ENOENT' ? 404 : 500, json: { error: `${action}: ${error}` } });
    }
  });
  await tab.route('**/admin/config.yml', async (route) => {
    const text = readFileSync(join(board.folder, 'admin/config.yml'), 'utf8');
    const config = JSON.parse(text.slice(text.indexOf('{')));
    config.backend = { name: 'proxy', proxy_url: PROXY };
    config.publish_mode = 'simple';
    await route.fulfill({ contentType: 'text/yaml', body: JSON.stringify(config) });
  });
  await tab.goto(`${board.origin}${board.base}/admin/`);
  await tab.getByRole('button', { name: 'Accedi' }).or(tab.getByText('Raccolte')).first().click();
}
