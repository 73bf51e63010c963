/** The objects of the Human Services Data Specification 3.1, from its documentation: fields, types, what is required. */

import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const PLACES = ['physical', 'postal', 'virtual'];

/**
 * For each object its fields, required ones marked with `!`. A type is a format (`uuid`, `uri`, `email`, `date`,
 * `date-time`), `text`, `number`, another object, a list of objects (`phone[]`) or the words allowed.
 */
const OBJECTS = {
  service: {
    'id!': 'uuid',
    organization_id: 'uuid',
    program_id: 'uuid',
    'name!': 'text',
    alternate_name: 'text',
    description: 'text',
    url: 'uri',
    additional_urls: 'url[]',
    email: 'email',
    'status!': ['active', 'inactive', 'defunct', 'temporarily closed'],
    interpretation_services: 'text',
    application_process: 'text',
    fees_description: 'text',
    accreditations: 'text',
    eligibility_description: 'text',
    minimum_age: 'number',
    maximum_age: 'number',
    assured_date: 'date',
    assurer_email: 'email',
    alert: 'text',
    last_modified: 'date-time',
    phones: 'phone[]',
    schedules: 'schedule[]',
    service_areas: 'service_area[]',
    service_at_locations: 'service_at_location[]',
    languages: 'language[]',
    organization: 'organization',
    funding: 'funding[]',
    cost_options: 'cost_option[]',
    program: 'program',
    required_documents: 'required_document[]',
    contacts: 'contact[]',
    attributes: 'attribute[]',
  },
  organization: {
    'id!': 'uuid',
    'name!': 'text',
    alternate_name: 'text',
    'description!': 'text',
    email: 'email',
    website: 'uri',
    additional_websites: 'url[]',
    year_incorporated: 'number',
    legal_status: 'text',
    logo: 'uri',
    uri: 'uri',
    parent_organization_id: 'uuid',
    funding: 'funding[]',
    contacts: 'contact[]',
    phones: 'phone[]',
    locations: 'location[]',
    programs: 'program[]',
    attributes: 'attribute[]',
  },
  program: {
    'id!': 'uuid',
    organization_id: 'uuid',
    'name!': 'text',
    alternate_name: 'text',
    'description!': 'text',
    attributes: 'attribute[]',
  },
  url: { 'id!': 'uuid', label: 'text', 'url!': 'uri', organization_id: 'uuid', service_id: 'uuid' },
  phone: {
    'id!': 'uuid',
    location_id: 'uuid',
    service_id: 'uuid',
    organization_id: 'uuid',
    contact_id: 'uuid',
    service_at_location_id: 'uuid',
    'number!': 'text',
    extension: 'number',
    type: ['text', 'voice', 'fax', 'cell', 'video', 'pager', 'textphone'],
    description: 'text',
    languages: 'language[]',
  },
  contact: {
    'id!': 'uuid',
    organization_id: 'uuid',
    service_id: 'uuid',
    service_at_location_id: 'uuid',
    location_id: 'uuid',
    name: 'text',
    title: 'text',
    department: 'text',
    email: 'email',
    phones: 'phone[]',
  },
  schedule: {
    'id!': 'uuid',
    service_id: 'uuid',
    location_id: 'uuid',
    service_at_location_id: 'uuid',
    valid_from: 'date',
    valid_to: 'date',
    dtstart: 'date',
    until: 'date',
    freq: ['WEEKLY', 'MONTHLY'],
    interval: 'number',
    byday: 'days',
    description: 'text',
    opens_at: 'clock',
    closes_at: 'clock',
    notes: 'text',
  },
  service_area: {
    'id!': 'uuid',
    service_id: 'uuid',
    service_at_location_id: 'uuid',
    name: 'text',
    description: 'text',
    extent: 'text',
    extent_type: ['geojson', 'topojson', 'kml', 'text'],
    uri: 'uri',
  },
  service_at_location: {
    'id!': 'uuid',
    service_id: 'uuid',
    location_id: 'uuid',
    description: 'text',
    location: 'location',
    contacts: 'contact[]',
    phones: 'phone[]',
    schedules: 'schedule[]',
  },
  location: {
    'id!': 'uuid',
    'location_type!': PLACES,
    url: 'uri',
    organization_id: 'uuid',
    name: 'text',
    alternate_name: 'text',
    description: 'text',
    transportation: 'text',
    latitude: 'number',
    longitude: 'number',
    languages: 'language[]',
    addresses: 'address[]',
    contacts: 'contact[]',
    accessibility: 'accessibility[]',
    phones: 'phone[]',
    schedules: 'schedule[]',
  },
  address: {
    'id!': 'uuid',
    location_id: 'uuid',
    'address_1!': 'text',
    address_2: 'text',
    'city!': 'text',
    region: 'text',
    'state_province!': 'text',
    'postal_code!': 'text',
    'country!': 'country',
    'address_type!': PLACES,
  },
  accessibility: { 'id!': 'uuid', location_id: 'uuid', description: 'text', details: 'text', url: 'uri' },
  language: { 'id!': 'uuid', service_id: 'uuid', location_id: 'uuid', name: 'text', code: 'text', note: 'text' },
  funding: { 'id!': 'uuid', organization_id: 'uuid', service_id: 'uuid', source: 'text' },
  cost_option: {
    'id!': 'uuid',
    service_id: 'uuid',
    valid_from: 'date',
    valid_to: 'date',
    option: 'text',
    currency: 'currency',
    amount: 'number',
    amount_description: 'text',
  },
  required_document: { 'id!': 'uuid', service_id: 'uuid', document: 'text', uri: 'uri' },
  attribute: {
    'id!': 'uuid',
    link_id: 'uuid',
    taxonomy_term_id: 'uuid',
    link_type: 'text',
    link_entity: 'text',
    value: 'text',
    label: 'text',
    taxonomy_term: 'taxonomy_term',
  },
  taxonomy: { 'id!': 'uuid', 'name!': 'text', 'description!': 'text', uri: 'uri', version: 'text' },
  taxonomy_term: {
    'id!': 'uuid',
    code: 'text',
    'name!': 'text',
    'description!': 'text',
    parent_id: 'uuid',
    taxonomy: 'text',
    taxonomy_detail: 'taxonomy',
    language: 'text',
    taxonomy_id: 'uuid',
    term_uri: 'uri',
  },
};

/** Objects that a field in the second place names by their id. */
export const REFERENCES = {
  organization_id: 'organization',
  parent_organization_id: 'organization',
  service_id: 'service',
  program_id: 'program',
  location_id: 'location',
  contact_id: 'contact',
  taxonomy_term_id: 'taxonomy_term',
  taxonomy_id: 'taxonomy',
};

const FORMATS = ['uuid', 'uri', 'email', 'date', 'date-time'];
const PATTERNS = {
  days: '^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$',
  clock: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  country: '^[A-Z]{2}$',
  currency: '^[A-Z]{3}$',
};

function typed(type) {
  if (Array.isArray(type)) return { enum: type };
  if (type.endsWith('[]')) return { type: 'array', minItems: 1, items: { $ref: type.slice(0, -2) } };
  if (type in OBJECTS) return { $ref: type };
  if (type === 'number') return { type };
  if (FORMATS.includes(type)) return { type: 'string', format: type };
  return { type: 'string', minLength: 1, ...(PATTERNS[type] && { pattern: PATTERNS[type] }) };
}

function schemaOf(name, fields) {
  const entries = Object.entries(fields);
  const bare = (key) => key.replace('!', '');
  return {
    $id: name,
    type: 'object',
    // Stricter than the specification: no field that it does not know, no empty list.
    additionalProperties: false,
    required: entries.filter(([key]) => key.endsWith('!')).map(([key]) => bare(key)),
    properties: Object.fromEntries(entries.map(([key, type]) => [bare(key), typed(type)])),
  };
}

const ajv = addFormats(new Ajv({ allErrors: true }));
for (const [name, fields] of Object.entries(OBJECTS)) ajv.addSchema(schemaOf(name, fields));

/** What is wrong with an object and all that is in it. */
export function wrong(name, object) {
  const validate = ajv.getSchema(name);
  return validate(object) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Every object, itself first, with the name of what it is. */
export function* within(name, object) {
  yield [name, object];
  for (const [key, type] of Object.entries(OBJECTS[name])) {
    const value = object[key.replace('!', '')];
    if (value === undefined || Array.isArray(type)) continue;
    const inner = type.replace('[]', '');
    if (inner in OBJECTS) for (const item of type.endsWith('[]') ? value : [value]) yield* within(inner, item);
  }
}
