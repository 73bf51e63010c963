/** Pages about violence and the like, as the content marks them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MARK = /^ *tema_delicato: *(sì|si|true) *$/m;

/** Entries and terms of the vocabularies marked `tema_delicato`, in every language they have. */
export function sensitivePages({ root, pages, base }) {
  const content = join(root, 'content');
  const files = readdirSync(content, { recursive: true }).filter((file) => /\.(md|yaml)$/.test(file));
  const marked = files.flatMap((file) => {
    const text = readFileSync(join(content, file), 'utf8');
    if (file.startsWith('vocabolari/')) return terms(file, text);
    return MARK.test(text) ? [file.replace(/(\/index)?(\.[a-z]{2})?\.\w+$/, '')] : [];
  });
  const addresses = new Set(marked);
  return pages.filter(({ url }) =>
    addresses.has(
      url
        .slice(base.length + 1)
        .replace(/^[a-z]{2}\//, '')
        .replace(/\/$/, ''),
    ),
  );
}

/** `bisogni/violenza` for each marked item of `vocabolari/bisogni.yaml`. */
function terms(file, text) {
  const folder = file.replace(/^vocabolari\/(.*)\.yaml$/, '$1').replace('_', '-');
  return text
    .split(/^(?= *- slug:)/m)
    .filter((item) => MARK.test(item))
    .map((item) => `${folder}/${item.match(/slug: *"?([\w-]+)/)[1]}`);
}
