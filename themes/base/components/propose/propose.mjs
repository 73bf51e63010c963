/**
 * The form of organisations: tells what is missing, then makes the text of the file and the ways to hand it in. What
 * was typed stays in this window. `#proposta-dati` brings schemas, conditions, and where proposals go.
 */

import { conditionsFaults } from './conditions.mjs';
import { fieldsAdd, fieldsHalfFaults, fieldsInput, fieldsOf, fieldsOther, fieldsValues, FIELDS_OTHER } from './fields.mjs';
import { fileClean, fileSlug, fileText } from './file.mjs';
import { schemaFaults } from './schema.mjs';
import { sendForge, sendLetter } from './send.mjs';

const proposeForm = document.querySelector('.propose');
const proposeConfig = JSON.parse(document.getElementById('proposta-dati').textContent);
const proposeFolders = { servizio: 'servizi', progetto: 'progetti', opportunita: 'opportunita' };
const proposeTitle = document.title;
const proposePart = (name) => proposeForm.querySelector('[data-part=' + name + ']');
const proposeAll = (selector) => [...proposeForm.querySelectorAll(selector)];
const proposeInputs = () => proposeAll('input, select, textarea:not([readonly])');
const proposeKind = () => (proposeForm.querySelector('[name=genere]:checked') || {}).value;
const proposeFill = (text, x) => text.replace('{x}', () => x);
const proposeGroups = () => proposeAll('[data-control=group]');
const proposeRows = (group) => group.querySelectorAll('[data-row]').length;

proposeRestore();
proposeFollow();
proposeForm.addEventListener('input', () => {
  proposeKeep();
  proposeFollow();
  // What was made no longer says what is written.
  proposePart('result').hidden = true;
});
proposeForm.addEventListener('submit', (event) => {
  event.preventDefault();
  proposeMake();
});
proposeForm.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-act]');
  if (button) proposeActs[button.dataset.act](button);
});

const proposeActs = {
  add(button) {
    const group = button.parentElement;
    const row = group.querySelector('[data-row][hidden]') || fieldsAdd(group);
    row.hidden = false;
    row.querySelector('input, select').focus();
  },
  clear() {
    if (!confirm(proposeForm.dataset.clear)) return;
    proposeForm.reset();
    proposeKeep();
    location.reload();
  },
  async copy() {
    const text = proposePart('text');
    const said = proposePart('said');
    said.textContent = '';
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = said.dataset.copied;
    } catch (error) {
      text.select();
      said.textContent = said.dataset.select;
    }
  },
};

/** Shows what the kind asks, and what has been opened. */
function proposeFollow() {
  const kind = proposeKind();
  proposePart('steps').hidden = !kind;
  for (const part of proposeAll('[data-kinds]')) part.hidden = !part.dataset.kinds.split(' ').includes(kind);
  for (const other of proposeAll('[data-other]')) other.hidden = document.getElementById(other.dataset.other).value !== FIELDS_OTHER;
  for (const row of proposeAll('[data-row]'))
    if ([...row.querySelectorAll('input, select')].some((one) => (one.type === 'checkbox' ? one.checked : one.value))) row.hidden = false;
}

/** Where what was typed is kept, as long as the window is open; nowhere, if the browser refuses. */
function proposeStore() {
  try {
    return sessionStorage;
  } catch (error) {
    return { getItem: () => null, setItem: () => {} };
  }
}

function proposeKeep() {
  const written = proposeInputs().map((one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value));
  try {
    proposeStore().setItem('proposta', JSON.stringify([proposeGroups().map(proposeRows), written]));
  } catch (error) {
    // No room: the form works as well without.
  }
}

function proposeRestore() {
  const [rows, written] = JSON.parse(proposeStore().getItem('proposta') || '[[],[]]');
  proposeGroups().forEach((group, index) => {
    while (proposeRows(group) < rows[index]) fieldsAdd(group);
  });
  const inputs = proposeInputs();
  // The form of an older release had other fields.
  if (written.length !== inputs.length) return;
  inputs.forEach((one, index) => {
    if (/radio|checkbox/.test(one.type)) one.checked = written[index];
    else one.value = written[index];
  });
}

/** Checks all, then tells the faults or hands over the file. */
function proposeMake() {
  const kind = proposeKind();
  const asks = kind ? fieldsOf(proposeForm, kind) : [];
  const fields = fieldsValues(asks);
  const faults = kind ? proposeFaults(kind, asks, fields) : [{ id: 'proposta-genere', keyword: 'kind' }];
  if (proposeTell(faults)) return;
  const path = 'content/' + proposeFolders[kind] + '/' + (fileSlug(fields.titolo) || 'proposta') + '.md';
  proposeHand(fields.titolo, path, proposeText(asks, fields));
}

function proposeFaults(kind, asks, fields) {
  const schema = proposeConfig.schemas[kind];
  const choice = document.getElementById('proposta-ente');
  const isNew = choice.value === FIELDS_OTHER;
  // A name that the office will register is checked as one that it has.
  const checked = isNew ? { ...fields, ente: schema.$defs.ente.enum[0] } : fields;
  const faults = [...fieldsHalfFaults(asks), ...schemaFaults(schema, checked)];
  if (isNew && !fields.ente) faults.push({ id: 'proposta-ente-altro', keyword: 'required' });
  return [...faults, ...conditionsFaults(proposeConfig.conditions, kind, fields)];
}

/** The text of the file: what has a heading of its own stands below the fields. */
function proposeText(asks, values) {
  const isSection = (ask) => ask.dataset.control === 'section';
  const sections = asks
    .filter((ask) => isSection(ask) && values[ask.dataset.ask])
    .map((ask) => [ask.dataset.ask === 'descrizione' ? '' : ask.dataset.label, values[ask.dataset.ask]]);
  // What has no heading comes first.
  sections.sort(([one], [other]) => Number(one !== '') - Number(other !== ''));
  const fields = Object.fromEntries(asks.filter((ask) => !isSection(ask)).map(({ dataset }) => [dataset.ask, values[dataset.ask]]));
  for (const key of Object.keys(fields)) if (fields[key] === undefined) delete fields[key];
  const { made, ente, note } = proposeForm.dataset;
  const other = asks.filter(({ dataset }) => dataset.control === 'organization').map(fieldsOther).join('');
  const remark = fileClean(document.getElementById('proposta-nota').value);
  const notes = [made, other && proposeFill(ente, other), remark && proposeFill(note, remark)].filter(Boolean);
  return fileText({ fields, sections, notes });
}

/** Shows each fault beside its field and all of them on top. @returns {boolean} whether there are any */
function proposeTell(faults) {
  for (const input of proposeAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const said of proposeAll('[data-fault]')) said.hidden = true;
  const told = new Map();
  for (const fault of faults) {
    const input = fault.id ? document.getElementById(fault.id) : fieldsInput(proposeForm, fault.at);
    if (input && !told.has(input)) told.set(input, proposeMessage(fault, input));
  }
  const inputs = proposeInputs();
  const sorted = [...told].sort(([one], [other]) => inputs.indexOf(one) - inputs.indexOf(other));
  const links = sorted.map(([input, message]) => proposeBeside(input, message));
  const summary = proposePart('summary');
  summary.hidden = !links.length;
  const list = summary.querySelector('ul');
  list.textContent = '';
  list.append(...links);
  document.title = (links.length ? proposeForm.dataset.wrong : '') + proposeTitle;
  if (links.length) summary.focus();
  return links.length > 0;
}

function proposeMessage({ keyword, message, key }, input) {
  const words = proposeForm.dataset;
  const named = key ? proposeForm.querySelector('[data-ask=' + key + ']').dataset.label : input.closest('[data-label]').dataset.label;
  return proposeFill(words[keyword] || message.replace(/\x60/g, ''), named);
}

/** Writes a fault above its input. @returns {HTMLElement} a line of the summary, that leads there */
function proposeBeside(input, message) {
  const said = input.closest('[data-label]').querySelector('[data-fault]');
  said.textContent = message;
  said.hidden = false;
  input.setAttribute('aria-invalid', 'true');
  const link = document.createElement('a');
  link.href = '#' + input.id;
  link.textContent = message;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const row = input.closest('[data-row]');
    if (row) row.hidden = false;
    input.focus();
  });
  const line = document.createElement('li');
  line.append(link);
  return line;
}

/** The file, and each way to hand it in. */
function proposeHand(title, path, text) {
  const name = path.split('/').pop();
  proposePart('path').textContent = path;
  proposePart('text').value = text;
  proposePart('said').textContent = '';
  const file = proposePart('download');
  if (file.href) URL.revokeObjectURL(file.href);
  file.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  file.download = name;
  const { email, forge } = proposeConfig;
  const { subject, attach } = proposeForm.dataset;
  if (email) proposeWay('letter', sendLetter(email, proposeFill(subject, title), text, proposeFill(attach, name)));
  if (forge) proposeWay('forge', sendForge(forge, path, text));
  const result = proposePart('result');
  result.hidden = false;
  result.querySelector('h2').focus();
}

function proposeWay(name, { href, isWhole }) {
  proposePart(name).href = href;
  proposePart(name + '-note').hidden = isWhole;
}
