/** The schemas that the program writes, and the files that they are for. */

import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

export const REPOSITORY = resolve(import.meta.dirname, '../../..');
export const SITES = join(REPOSITORY, 'tests/sites');
const PROGRAM = resolve(process.env.BACHECA_BIN ?? join(REPOSITORY, 'target/debug/bacheca'));

/** What VS Code reads beside the standard. */
const OURS = ['errorMessage', 'markdownDescription', 'enumDescriptions'];

/** Runs the program to its end. */
export function bacheca(...args) {
  const run = spawnSync(PROGRAM, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (run.error) throw new Error(`cannot run ${PROGRAM} (set BACHECA_BIN): ${run.error.message}`);
  return run;
}

/** A folder of its own, until the test is over. */
export async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), 'bacheca-schema-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A board of `tests/sites` with another folder over it. */
export async function overlaid(t, name, board = 'minimo') {
  const root = await folder(t);
  for (const site of [board, name]) await cp(join(SITES, site), root, { recursive: true });
  return root;
}

/** Every schema of a board, by name: `servizio`. */
export async function schemas(t, root) {
  const output = await folder(t);
  const run = bacheca('schema', '--root', root, '--output', output);
  if (run.status !== 0) throw new Error(run.stderr);
  const texts = new Map();
  for (const file of (await readdir(output)).sort()) {
    texts.set(file.replace('.schema.json', ''), JSON.parse(await readFile(join(output, file), 'utf8')));
  }
  return texts;
}

/** A checker for each schema, as a reader of that draft would make it. */
export function checkers(schemas, draft) {
  const ajv = draft === '2020-12' ? new Ajv2020({ allErrors: true }) : new Ajv({ allErrors: true });
  ajv.addVocabulary(OURS);
  // A list or one of its items: types in a union are meant.
  ajv.opts.strictTypes = false;
  const made = new Map();
  for (const [name, schema] of schemas) {
    const { $schema, ...rest } = schema;
    const own = draft === '2020-12' ? schema : rest;
    if (!ajv.validateSchema(own)) throw new Error(`${name}: ${ajv.errorsText()}`);
    made.set(name, ajv.compile(own));
  }
  return made;
}

const KINDS = { servizi: 'servizio', progetti: 'progetto', opportunita: 'opportunita', enti: 'ente', pagine: 'pagina', avvisi: 'avviso' };

/** Which schema a file of a board has. */
export function kind(path) {
  if (path === 'bacheca.yaml') return 'bacheca';
  if (path === 'content/comuni.yaml') return 'comuni';
  if (path === 'search-index/sinonimi.yaml') return 'sinonimi';
  if (path === 'content/parole.yaml') return 'parole';
  if (path.startsWith('content/vocabolari/')) return 'vocabolario';
  const name = KINDS[path.split('/')[1]];
  const translated = /\.[a-z]{2}\.(md|yaml)$/.test(path);
  return translated && name !== 'pagina' ? 'traduzione' : name;
}

/** Every file with fields in a board. */
export async function files(root) {
  const found = await readdir(join(root, 'content'), { recursive: true });
  const content = found.filter((file) => /\.(md|yaml)$/.test(file)).map((file) => `content/${file}`);
  return ['bacheca.yaml', ...content.sort()];
}

/** How scalars are taken: as our program takes them, all texts; as editors do, by their looks. */
export const READINGS = { texts: 'failsafe', looks: 'core' };

/** The fields of a file. */
export async function fields(root, path, reading) {
  const text = await readFile(join(root, path), 'utf8');
  const yaml = path.endsWith('.md') ? text.split(/^---[ \t]*\r?$/m)[1] : text;
  return parse(yaml, { schema: READINGS[reading] });
}
