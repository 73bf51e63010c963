/** The `_headers` file, read as Netlify and Cloudflare Pages do. */

import { readFile } from 'node:fs/promises';

/** `[{ pattern, lines: ['Name: value' | '! Name'] }]`, in the order of the file. */
export async function readRules(file) {
  const rules = [];
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    if (/^\s/.test(line)) rules.at(-1).lines.push(line.trim());
    else rules.push({ pattern: line.trim(), lines: [] });
  }
  return rules;
}

/** What every matching rule says together: a second value joins the first, `! Name` takes it away. */
export function headersFor(path, rules) {
  const headers = new Map();
  for (const line of rules.filter(({ pattern }) => matches(path, pattern)).flatMap(({ lines }) => lines)) {
    const [, removed, name, value] = line.match(/^(! )?([\w-]+)(?:: (.*))?$/);
    const before = headers.get(name);
    if (removed) headers.delete(name);
    else headers.set(name, before ? `${before}, ${value}` : value);
  }
  return headers;
}

function matches(path, pattern) {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
