/** Each figure with its budget, as rows of the table. Budgets are those of the design. */

const count = (number) => number.toLocaleString('en');
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const whole = (milliseconds) => `${Math.round(milliseconds)} ms`;

/** Bytes, requests and milliseconds allowed to a first query, by entries of the board. */
const FIRST = {
  300: { bytes: 20_000, requests: 8, title: 700 },
  5_000: { bytes: 30_000, requests: 9, title: 1_000 },
};
const ENGINE = 4_000;
const WITH_INTERFACE = 10_000;
const KEY = 50;
const INDEXING = { cpu: 3, files: 500 };

export function firstQueryRows(entries, ours, peer) {
  const { bytes, requests } = FIRST[entries];
  const shown = (files) => `${kilobytes(files.bytes)} KB / ${files.requests}`;
  const unanswered = (query) => (query.unanswered ? ` (${query.unanswered} unanswered)` : '');
  return [
    {
      figure: 'first query, five excerpts: bytes br / requests (median)',
      board: count(entries),
      ours: shown(ours.five) + unanswered(ours),
      peer: shown(peer.five) + unanswered(peer),
      budget: `<= ${bytes / 1000} KB / ${requests}`,
      isKept: ours.five.bytes <= bytes && ours.five.requests <= requests,
    },
    {
      figure: 'first query, all that the page fetches for it (theirs shows five)',
      board: count(entries),
      ours: shown(ours.all),
      peer: shown(peer.all),
      budget: '',
    },
  ];
}

export function scriptRows({ ours, peer }) {
  const row = (figure, own, other, budget) => ({
    figure: `client JavaScript gz -9: ${figure}`,
    board: '',
    ours: own === undefined ? 'not measured' : `${kilobytes(own)} KB`,
    peer: `${kilobytes(other)} KB`,
    budget: `<= ${budget / 1000} KB`,
    isKept: own === undefined ? undefined : own <= budget,
  });
  return [
    row('engine (ours: estimated; theirs: with wasm)', ours.engine, peer.engine, ENGINE),
    row('with interface', ours.whole, peer.whole, WITH_INTERFACE),
  ];
}

export function firstTitleRow(entries, ours, peer) {
  const { title } = FIRST[entries];
  return {
    figure: 'first result shown, cold, Slow 4G, CPU/4 (median)',
    board: count(entries),
    ours: seconds(ours),
    peer: seconds(peer),
    budget: `<= ${seconds(title)}`,
    isKept: ours <= title,
  };
}

export function nextQueryRow(entries, ours, peer) {
  const shown = ({ p95, median }) => `${whole(p95)} (${whole(median)})`;
  return {
    figure: `next query, key to results, CPU/4: p95 of ${ours.keys} keys (median)`,
    board: count(entries),
    ours: shown(ours),
    peer: shown(peer),
    budget: `<= ${whole(KEY)}`,
    isKept: ours.p95 <= KEY,
  };
}

export function exactRow(entries, { share, fault }) {
  return {
    figure: 'plain queries: same first ten and scores as Tantivy',
    board: count(entries),
    ours: fault ? `not measured: ${fault}` : `${(share * 100).toFixed(1)} %`,
    peer: '',
    budget: '100 %',
    isKept: fault ? undefined : share === 1,
  };
}

export function indexingRows(entries, { ours, peer }) {
  const board = count(entries);
  return [
    {
      figure: 'indexing: CPU (ours: search less check, files not written)',
      board,
      ours: `${ours.cpu.toFixed(1)} s`,
      peer: `${peer.cpu.toFixed(1)} s, ${count(Math.round(peer.peak))} MB`,
      budget: `<= ${INDEXING.cpu} s`,
      isKept: ours.cpu <= INDEXING.cpu,
    },
    {
      figure: 'indexing: files besides fragments (ours), all (theirs)',
      board,
      ours: `${count(ours.others)} + ${count(ours.fragments)} fragments`,
      peer: count(peer.files),
      budget: `<= ${INDEXING.files}`,
      isKept: ours.others <= INDEXING.files,
    },
  ];
}
