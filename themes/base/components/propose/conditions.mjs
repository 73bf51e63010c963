/** What fields ask of one another (`src/model/conditions.rs`): no schema can say it. */

const conditionsTell = (value) => value !== undefined;

/**
 * @param {object} conditions as the page brings them
 * @param {string} kind
 * @param {object} fields
 * @returns {{at: string, keyword: string, key?: string}[]}
 */
export function conditionsFaults(conditions, kind, fields) {
  const faults = conditionsPeriods(conditions.periods, fields, '');
  const [way, who] = conditions.referral;
  if ((fields.accesso || []).includes(way) && !fields[who]) faults.push({ at: '/' + who, keyword: 'referral' });
  (fields.contatti || []).forEach((contact, index) => {
    if (!conditions.ways.some((key) => conditionsTell(contact[key])))
      faults.push({ at: '/contatti/' + index + '/' + conditions.ways[0], keyword: 'ways' });
  });
  return kind === 'opportunita' ? [...faults, ...conditionsTimes(conditions, fields)] : faults;
}

/** An opportunity says until when, once. */
function conditionsTimes({ until, clashes }, fields) {
  if (!until.some((key) => conditionsTell(fields[key]))) return [{ at: '/scadenza', keyword: 'until' }];
  return clashes
    .filter((pair) => pair.every((key) => conditionsTell(fields[key])))
    .map(([one, key]) => ({ at: '/' + one, keyword: 'clash', key }));
}

/** Nothing ends before it starts, at any depth. Days and hours come from the browser, which writes them in one way. */
function conditionsPeriods(periods, record, at) {
  const wrong = periods.filter(([from, to]) => conditionsIsAfter(record[from], record[to]));
  const faults = wrong.map(([key, to]) => ({ at: at + '/' + to, keyword: 'period', key }));
  for (const [key, value] of Object.entries(record))
    if (Array.isArray(value))
      value.forEach((one, index) => {
        if (typeof one === 'object') faults.push(...conditionsPeriods(periods, one, at + '/' + key + '/' + index));
      });
  return faults;
}

/** An hour is compared only with an hour. */
function conditionsIsAfter(from, to) {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  if (from.length === 5) return from >= to;
  const length = Math.min(from.length, to.length);
  return from.slice(0, length) > to.slice(0, length);
}
