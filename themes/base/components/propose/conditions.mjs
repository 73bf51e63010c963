/** What fields ask of one another (`src/model/conditions.rs`): no schema can say it. */

const conditionTells = (value) => value !== undefined;

/**
 * @param {object} conditions as the page brings them
 * @param {string} kind
 * @param {object} fields
 * @returns {{at: string, keyword: string, key?: string}[]}
 */
export function conditionFaults(conditions, kind, fields) {
  const faults = conditionPeriods(conditions.periods, fields, '');
  const [way, who] = conditions.referral;
  if ((fields.accesso || []).includes(way) && !fields[who]) faults.push({ at: '/' + who, keyword: 'referral' });
  (fields.contatti || []).forEach((contact, index) => {
    if (!conditions.ways.some((key) => conditionTells(contact[key])))
      faults.push({ at: '/contatti/' + index + '/' + conditions.ways[0], keyword: 'ways' });
  });
  return kind === 'opportunita' ? [...faults, ...conditionTimes(conditions, fields)] : faults;
}

/** An opportunity says until when, once. */
function conditionTimes({ until, clashes }, fields) {
  if (!until.some((key) => conditionTells(fields[key]))) return [{ at: '/scadenza', keyword: 'until' }];
  return clashes
    .filter((pair) => pair.every((key) => conditionTells(fields[key])))
    .map(([one, key]) => ({ at: '/' + one, keyword: 'clash', key }));
}

/** Nothing ends before it starts, at any depth. Days and hours come from the browser, which writes them in one way. */
function conditionPeriods(periods, record, at) {
  const wrong = periods.filter(([from, to]) => conditionIsAfter(record[from], record[to]));
  const faults = wrong.map(([key, to]) => ({ at: at + '/' + to, keyword: 'period', key }));
  for (const [key, value] of Object.entries(record))
    if (Array.isArray(value))
      value.forEach((one, index) => {
        if (typeof one === 'object') faults.push(...conditionPeriods(periods, one, at + '/' + key + '/' + index));
      });
  return faults;
}

/** An hour is compared only with an hour. */
function conditionIsAfter(from, to) {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  if (from.length === 5) return from >= to;
  const length = Math.min(from.length, to.length);
  return from.slice(0, length) > to.slice(0, length);
}
