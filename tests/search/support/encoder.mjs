/** Builds an index from plain documents, by FORMAT.md: a second, simple reading of it to test the client against. */

const MAGIC = 0xb1;

export const ITALIAN = {
  stem: true,
  stop: 'a ad al alla anche che chi come con da dal del della dei di e gli ho i il in la le lo mi non o per perche quando se si sono su un una uno',
  elisions: 'l un d dell all dall nell sull quest quell c sant',
};

export const KINDS = ['servizio', 'progetto', 'opportunita', 'ente', 'comune', 'pagina'];

const utf8 = new TextEncoder();

export function varint(number) {
  const bytes = [];
  while (number > 127) {
    bytes.push((number % 128) + 128);
    number = Math.floor(number / 128);
  }
  return [...bytes, number];
}

const lengthOf = (c) => (c < 40 ? c : ((((c - 24) & 7) | 8) << (((c - 24) >> 3) - 1)) + 24);

/** The greatest class whose length is not more. */
export function classOf(length) {
  let c = 0;
  while (c < 255 && lengthOf(c + 1) <= length) c += 1;
  return c;
}

export const compareBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** @param {string} term @param {string} previous */
function termBytes(term, previous) {
  const bytes = utf8.encode(term);
  const before = utf8.encode(previous);
  let shared = 0;
  while (shared < 15 && shared < before.length && shared < bytes.length && before[shared] === bytes[shared]) shared += 1;
  const suffix = [...bytes.slice(shared)];
  const size = suffix.length < 16 ? suffix.length : 0;
  return [shared * 16 + size, ...(size ? [] : varint(suffix.length)), ...suffix];
}

/** @param {{ doc: number, times: number[] }[]} postings in order */
function postingsBytes(postings) {
  let last = -1;
  return postings.flatMap(({ doc, times }) => {
    const delta = doc - last;
    last = doc;
    if (times.join() === '0,0,1') return varint(delta * 2);
    const most = [3, 7, 7];
    const few = times.map((count, field) => Math.min(count, most[field]));
    const rest = times.flatMap((count, field) => (count >= most[field] ? varint(count - most[field]) : []));
    return [...varint(delta * 2 + 1), few[0] | (few[1] << 2) | (few[2] << 5), ...rest];
  });
}

/** @param {{ term: string, postings?: any[], synonyms?: string[] }[]} records in order */
export function shardBytes(records) {
  let previous = '';
  const bytes = records.flatMap(({ term, postings = [], synonyms = [] }) => {
    const text = utf8.encode(synonyms.join('\n'));
    const packed = postingsBytes(postings);
    const start = termBytes(term, previous);
    previous = term;
    return [
      ...start,
      ...varint(postings.length * 2 + (synonyms.length ? 1 : 0)),
      ...(synonyms.length ? [...varint(text.length), ...text] : []),
      ...(postings.length ? [...varint(packed.length), ...packed] : []),
    ];
  });
  return Uint8Array.from([MAGIC, ...bytes]);
}

/** @param {[string, number][]} words */
export function wordsBytes(words) {
  let previous = '';
  const bytes = words.flatMap(([word, documents]) => {
    const start = termBytes(word, previous);
    previous = word;
    return [...start, ...varint(documents)];
  });
  return Uint8Array.from([MAGIC, ...bytes]);
}

/**
 * @param {any[]} documents `{ title, about, body, kind, over, professional, everywhere, until, modified,
 *   facets: { bisogni: [slug] } }`
 * @param {{ analyzer: any, analysis?: any, synonyms?: Record<string, string[]>, labels?: Record<string, string>,
 *   perShard?: number, boosts?: number[], priors?: number[], large?: boolean }} options synonyms are lines by first
 *   term; if no priors are given, all kinds weigh the same
 */
export function buildIndex(documents, options) {
  const { analyzer, analysis = ITALIAN, synonyms = {}, labels = {} } = options;
  const { perShard = 5, boosts = [3, 2, 1], priors = KINDS.map(() => 1) } = options;
  const terms = new Map(Object.keys(synonyms).map((term) => [term, new Map()]));
  const forms = new Map();
  const lengths = documents.map((document, doc) =>
    ['title', 'about', 'body'].map((name, field) => {
      const tokens = analyzer.tokens(document[name] || '').filter(({ term }) => term !== null);
      for (const { term, start, end } of tokens) {
        if (!terms.has(term)) terms.set(term, new Map());
        const postings = terms.get(term);
        if (!postings.has(doc)) postings.set(doc, [0, 0, 0]);
        postings.get(doc)[field] += 1;
        forms.set(term, document[name].slice(start, end).normalize('NFC').toLowerCase());
      }
      return tokens.length;
    }),
  );
  const records = [...terms.keys()].sort(compareBytes).map((term) => ({
    term,
    postings: [...terms.get(term)].map(([doc, times]) => ({ doc, times })),
    synonyms: synonyms[term],
  }));

  const files = {};
  const firsts = [];
  const names = [];
  for (let i = 0; i < Math.max(records.length, 1); i += perShard) {
    firsts.push(i ? records[i].term : '');
    names.push(`shard${names.length}`);
    files[`${names[names.length - 1]}.bin`] = shardBytes(records.slice(i, i + perShard));
  }

  const words = [...forms]
    .filter(([, form]) => /^\p{Alphabetic}{4,}$/u.test(form))
    .map(([term, form]) => [form, terms.get(term).size])
    .sort(([a], [b]) => compareBytes(a, b));
  files['words.w.bin'] = wordsBytes(/** @type {any} */ (words));

  const facets = {};
  documents.forEach((document, doc) => {
    for (const [facet, slugs] of Object.entries(document.facets || {})) {
      for (const slug of slugs) {
        facets[facet] = facets[facet] || {};
        facets[facet][slug] = facets[facet][slug] || [labels[slug] || slug, []];
        facets[facet][slug][1].push(doc);
      }
    }
  });
  for (const value of Object.values(facets).flatMap((values) => Object.values(values))) {
    value[1] = value[1].map((doc, i, all) => doc - (i ? all[i - 1] : -1));
  }
  files['facets.f.json'] = facets;

  const folded = documents.map(({ title }) => title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  const byName = [...documents.keys()].sort((a, b) => compareBytes(folded[a], folded[b]));
  const by = (key, sign) => {
    const dated = byName.filter((doc) => documents[doc][key] && !(documents[doc].over && key === 'until'));
    return dated.sort((a, b) => sign * compareBytes(documents[a][key], documents[b][key]));
  };
  files['orders.o.json'] = { nome: byName, scadenza: by('until', 1), aggiornamento: by('modified', -1) };

  documents.forEach(({ title, body }, doc) => {
    files[`block${doc >> 5}/${doc}.json`] = { title, url: `p/${doc}/`, kind: 'servizio', summary: '', text: body || '' };
  });

  const character = (number) => String.fromCharCode(number + 35);
  const core = {
    format: 1,
    language: 'it',
    documents: documents.length,
    fields: boosts.map((boost, field) => ({ boost, tokens: lengths.reduce((sum, all) => sum + all[field], 0) })),
    norms: [0, 1, 2].map((field) => lengths.map((all) => character(classOf(all[field]))).join('')),
    flags: documents
      .map(({ kind = 'servizio', over, professional, everywhere }) =>
        character(KINDS.indexOf(kind) + (over ? 8 : 0) + (professional ? 16 : 0) + (everywhere ? 32 : 0)),
      )
      .join(''),
    kinds: KINDS,
    priors,
    shards: [firsts, names],
    blocks: Array.from({ length: Math.ceil(documents.length / 32) }, (_, i) => `block${i}`),
    facets: 'f',
    words: 'w',
    orders: 'o',
    size: Object.values(files).reduce((sum, file) => sum + (file.length || 0), 0),
    analysis,
    ...(options.large
      ? {}
      : { titles: documents.map(({ title }) => title), urls: documents.map((_, doc) => `p/${doc}/`) }),
  };
  return { core, files, records, lengths, words };
}

/** What `bachecaPortable` would be called with. */
export function portable({ core, files }) {
  const written = Object.entries(files).map(([name, file]) => [
    name,
    name.endsWith('.bin') ? Buffer.from(file).toString('base64') : file,
  ]);
  return { core, files: Object.fromEntries(written) };
}

/**
 * Stands in for `fetch` over the files of an index. `asked` lists what was asked for; `faults` has by name what goes
 * wrong in turn: `offline`, a status, other bytes, or nothing.
 */
export function served({ core, files }) {
  const asked = [];
  const faults = new Map();
  const fetch = async (address) => {
    const name = String(address).replace('/cerca/', '');
    asked.push(name);
    await new Promise((done) => setTimeout(done));
    const fault = faults.get(name);
    if (fault) {
      const outcome = fault.shift();
      if (!fault.length) faults.delete(name);
      if (outcome === 'offline') throw new TypeError('Failed to fetch');
      if (typeof outcome === 'number') return new Response('', { status: outcome });
      if (outcome) return new Response(outcome);
    }
    const file = name === 'core.c.json' ? core : files[name];
    if (!file) return new Response('not here', { status: 404 });
    return new Response(name.endsWith('.json') ? JSON.stringify(file) : file);
  };
  return { fetch, asked, faults };
}
