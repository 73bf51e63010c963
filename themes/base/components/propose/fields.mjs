/**
 * The fields of the form as values, and values as places in it. In the templates `data-ask` is a field's key,
 * `data-control` how it is written, `data-row` a row of a group.
 */

import { fileClean, fileSlug } from './file.mjs';

const fieldsAll = (part, selector) => [...part.querySelectorAll(selector)];
const fieldsInputs = (ask) => fieldsAll(ask, 'input, select, textarea');
const fieldsText = (ask) => fileClean(fieldsInputs(ask)[0].value) || undefined;
const fieldsChosen = (ask) => fieldsAll(ask, ':checked').map(({ value }) => value);
const fieldsList = (values) => (values.length ? values : undefined);

/** An organisation that the board does not know yet. */
export const FIELDS_OTHER = '+';

const fieldsRead = {
  yes: (ask) => (fieldsInputs(ask)[0].checked ? 'sì' : undefined),
  list: (ask) => fieldsText(ask) && [fieldsText(ask)],
  many: (ask) => fieldsList(fieldsChosen(ask)),
  coverage: (ask) => (fieldsChosen(ask).includes('tutti') ? 'tutti' : fieldsList(fieldsChosen(ask))),
  moment: (ask) => fieldsInputs(ask).map(({ value }) => value).filter(Boolean).join(' ') || undefined,
  organization: (ask) => (fieldsText(ask) === FIELDS_OTHER ? fileSlug(fieldsOther(ask)) || undefined : fieldsText(ask)),
  group: (ask) => fieldsList(fieldsRows(ask).map(fieldsRecord)),
};

/** The name of an organisation that the board does not know. */
export function fieldsOther(ask) {
  const [choice, other] = fieldsInputs(ask);
  return choice.value === FIELDS_OTHER ? fileClean(other.value) : '';
}

/** The fields of a kind, those inside groups left out. @param {HTMLElement} form */
export function fieldsOf(form, kind) {
  return fieldsAll(form, '[data-ask]').filter(
    (ask) => !ask.parentElement.closest('[data-ask]') && ask.dataset.kinds.split(' ').includes(kind),
  );
}

/** What was written in some fields, by key; nothing for those left empty. @param {HTMLElement[]} asks */
export function fieldsValues(asks) {
  const values = {};
  for (const ask of asks) {
    const value = (fieldsRead[ask.dataset.control] || fieldsText)(ask);
    if (value !== undefined) values[ask.dataset.ask] = value;
  }
  return values;
}

/** The rows of a group in which something was written. */
function fieldsRows(ask) {
  return fieldsAll(ask, '[data-row]').filter((row) => Object.keys(fieldsRecord(row)).length || fieldsHalf(row).length);
}

const fieldsRecord = (row) => fieldsValues(fieldsAll(row, '[data-ask]'));

/** One more row of a group, empty. @param {HTMLElement} ask @returns {HTMLElement} */
export function fieldsAdd(ask) {
  const rows = fieldsAll(ask, '[data-row]');
  const row = rows[0].cloneNode(true);
  row.hidden = false;
  row.setAttribute('aria-label', ask.dataset.label + ', ' + (rows.length + 1));
  for (const part of fieldsAll(row, '*'))
    for (const name of ['id', 'for', 'aria-describedby', 'data-after'])
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replaceAll('-0-', '-' + rows.length + '-'));
  for (const input of fieldsInputs(row)) {
    input.removeAttribute('aria-invalid');
    if (input.type === 'checkbox') input.checked = false;
    else input.value = '';
  }
  for (const said of fieldsAll(row, '[data-fault]')) said.hidden = true;
  rows[rows.length - 1].after(row);
  return row;
}

/** Days and hours of which only a part was written: the browser gives no value for them. */
function fieldsHalf(part) {
  return fieldsInputs(part).filter(
    ({ validity, dataset, value }) => validity.badInput || (dataset.after && value && !document.getElementById(dataset.after).value),
  );
}

/** Their faults, as others are told. @param {HTMLElement[]} asks */
export function fieldsHalfFaults(asks) {
  return asks.flatMap(fieldsHalf).map(({ id, dataset }) => ({ id: dataset.after || id, keyword: 'half' }));
}

/** The input of the value at a place such as `/contatti/0/telefono`. @param {HTMLElement} form */
export function fieldsInput(form, at) {
  const [, key, number, ...rest] = at.split('/');
  const ask = fieldsAll(form, '[data-ask=' + key + ']')[0];
  if (!ask) return null;
  const row = ask.dataset.control === 'group' && (fieldsRows(ask)[number] || fieldsAll(ask, '[data-row]')[0]);
  const part = row && rest.length ? fieldsAll(row, '[data-ask=' + rest[0] + ']')[0] : row || ask;
  return fieldsInputs(part)[0];
}
