/**
 * What a value lacks to be what a JSON Schema asks: the keywords that `src/json_schema.rs` writes, and no others.
 * A fault has the place of the value (`/contatti/0/telefono`) and what to write there.
 */

/** By keyword: the faults of a value. `again` checks a part of it. */
const schemaRules = {
  $ref: (name, value, again, root) => again(schemaPart(root, name), value),
  allOf: (all, value, again) => all.flatMap((one) => again(one, value)),
  anyOf: (all, value, again) => schemaNearest(all.map((one) => again(one, value))),
  type: (types, value) => ![].concat(types).some((type) => schemaTypes[type](value)),
  enum: (words, value) => !words.includes(value),
  pattern: (pattern, value) => typeof value === 'string' && !new RegExp(pattern, 'u').test(value),
  maxLength: (most, value) => typeof value === 'string' && [...value].length > most,
  minimum: (least, value) => typeof value === 'number' && value < least,
  minItems: (least, value) => Array.isArray(value) && value.length < least,
  maxItems: (most, value) => Array.isArray(value) && value.length > most,
  items: (item, value, again) =>
    Array.isArray(value) ? value.flatMap((one, index) => again(item, one, '/' + index)) : [],
  required: (keys, value) => schemaTypes.object(value) && keys.filter((key) => !(key in value)).map((key) => '/' + key),
  properties: (parts, value, again) =>
    schemaTypes.object(value)
      ? Object.keys(parts).flatMap((key) => (key in value ? again(parts[key], value[key], '/' + key) : []))
      : [],
  additionalProperties: (others, value, again, root, { properties = {} }) =>
    schemaTypes.object(value) ? Object.keys(value).filter((key) => !others && !(key in properties)).map((key) => '/' + key) : [],
};

const schemaTypes = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  array: Array.isArray,
  object: (value) => Boolean(value) && typeof value === 'object' && !Array.isArray(value),
};

/** What only speaks to people, or is read together with another keyword. */
const schemaWords = [
  '$schema', '$defs', 'title', 'description', 'markdownDescription', 'errorMessage', 'enumDescriptions', 'examples',
];

/** Every keyword that is understood. */
export const schemaKeywords = [...Object.keys(schemaRules), ...schemaWords];

/**
 * @param {object} schema
 * @param {unknown} value
 * @returns {{at: string, keyword: string, message: string}[]}
 */
export function schemaFaults(schema, value) {
  return schemaCheck(schema, schema, value, '');
}

function schemaCheck(root, schema, value, at) {
  const faults = [];
  for (const keyword of Object.keys(schema)) {
    const rule = schemaRules[keyword];
    if (!rule) continue;
    const again = (part, one, step = '') => schemaCheck(root, part, one, at + step);
    const found = rule(schema[keyword], value, again, root, schema);
    const message = schema.errorMessage || '';
    if (found === true) faults.push({ at, keyword, message });
    else for (const one of found || []) faults.push(typeof one === 'string' ? { at: at + one, keyword, message } : one);
  }
  return faults;
}

/** Of several ways to be right, the one that the value comes nearest to: whose faults are deepest. */
function schemaNearest(tried) {
  const depth = (faults) => Math.min(...faults.map(({ at }) => at.split('/').length));
  return tried.some((faults) => !faults.length) ? [] : tried.sort((a, b) => depth(b) - depth(a))[0];
}

/** A part of the schema, by its address in it. */
function schemaPart(root, address) {
  return address.slice(2).split('/').reduce((part, step) => part[step], root);
}
