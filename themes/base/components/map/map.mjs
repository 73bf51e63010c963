/** The map as one stop of the Tab key, with arrows from point to point; and the choice of a need. */

// Beyond this angle from where an arrow points, a point is not in its direction.
const MAP_SPREAD = 1.2;
const MAP_ARROWS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

let mapDrawing;

export function mapStart() {
  mapDrawing = document.querySelector('[data-part=map]');
  if (!mapDrawing) return;
  mapEnter(mapPoints()[0]);
  // Around the drawing: one that listens itself would be a stop of the Tab key in some browsers.
  mapDrawing.parentNode.addEventListener('keydown', mapMove);
  mapDrawing.parentNode.addEventListener('focusin', ({ target }) => mapEnter(target));
  const needs = document.querySelector('[data-part=map-needs]');
  if (!needs || !needs.content.querySelector('option[value]:not([value=""])')) return;
  needs.replaceWith(needs.content);
  document.getElementById('bisogno').addEventListener('change', ({ target }) => mapFilter(target.value));
}

/** Those that can be reached now. */
function mapPoints() {
  return [...mapDrawing.querySelectorAll('.map-link:not(.map-off)')];
}

/** The point that the Tab key comes to. @param {Element} [point] */
function mapEnter(point) {
  for (const other of mapDrawing.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  if (point) point.setAttribute('tabindex', '0');
}

function mapMove(event) {
  const { key, target } = event;
  if (!(key in MAP_ARROWS) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const from = mapCentre(target);
  let best;
  let least = Infinity;
  for (const point of mapPoints()) {
    const [x, y] = mapCentre(point).map((value, i) => value - from[i]);
    const distance = Math.hypot(x, y);
    const turn = Math.abs(Math.atan2(y, x) - MAP_ARROWS[key]);
    const away = Math.min(turn, 2 * Math.PI - turn);
    // What lies straight ahead is nearer than what lies aside.
    if (distance < 1 || away > MAP_SPREAD || distance * (1 + away) >= least) continue;
    least = distance * (1 + away);
    best = point;
  }
  if (best) best.focus();
}

function mapCentre(point) {
  const room = point.querySelector('.map-room');
  return [room.cx.baseVal.value, room.cy.baseVal.value];
}

/** Leaves what answers a need, on the map and in the lists. @param {string} need */
function mapFilter(need) {
  const has = ({ dataset }) => !need || dataset.needs.split(' ').includes(need);
  for (const point of mapDrawing.querySelectorAll('.map-link')) point.classList.toggle('map-off', !has(point));
  const rows = [...document.querySelectorAll('[data-part=map-list] > li')];
  for (const row of rows) row.hidden = !has(row);
  mapEnter(mapPoints()[0]);
  const status = document.querySelector('[data-part=map-status]');
  status.textContent = status.dataset.found.replace('{n}', rows.filter(({ hidden }) => !hidden).length);
}
