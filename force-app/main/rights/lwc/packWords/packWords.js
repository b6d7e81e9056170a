// @ts-check

/** What is shown where words are blacked out: always the same length, so that it tells nothing. */
export const BAR = '█████';

/** The five things to weigh before somebody else's data is given or left out (RULES EX-01). */
export const FIVE = [
  { name: 'kind', label: 'What kind of information is it?' },
  { name: 'duty', label: 'Do we owe the other person silence?' },
  { name: 'steps', label: 'What did we do to ask?' },
  { name: 'capacity', label: 'Can that person agree?' },
  { name: 'refusal', label: 'Did that person say no?' }
];

/** @type {Record<string, string>} */
const DECISIONS = { Disclose: 'Give', Redact: 'Black out', Withhold: 'Leave out', 'For the lead': 'Ask the lead' };

/** @param {string | null | undefined} decision @returns {string} */
export function decisionWords(decision) {
  return decision ? (DECISIONS[decision] ?? decision) : 'To decide';
}

/** @param {boolean} forLead @returns {{ value: string, label: string }[]} */
export function decisionOptions(forLead) {
  return Object.entries(DECISIONS)
    .filter(([value]) => !(forLead && value === 'For the lead'))
    .map(([value, label]) => ({ value, label }));
}

/** @param {string | null | undefined} text "0-4,9-12" @returns {number[][]} */
export function rangesOf(text) {
  return (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((range) => range.split('-').map(Number));
}

/** @param {number[][]} ranges @returns {string} */
export function textOf(ranges) {
  return ranges.map((range) => range.join('-')).join(',');
}

/**
 * The text as she will read it; neighbouring black-outs are one bar.
 * @param {string} text
 * @param {number[][]} ranges
 * @returns {string}
 */
export function blackedOut(text, ranges) {
  let shown = '';
  let at = 0;
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    if (to <= at) continue;
    if (from > at || shown === '') shown += text.slice(at, Math.max(at, from)) + BAR;
    at = to;
  }
  return shown + text.slice(at);
}

/**
 * A text in pieces, so that a black-out is a bar that can be seen, and heard, in any type face.
 * @param {string} text
 * @returns {{ key: number, text: string, look: string, role?: string, label?: string }[]}
 */
export function piecesOf(text) {
  const pieces = text.split(/(█{5})/).map((piece, key) => {
    if (piece === BAR) return { key, text: piece, look: 'bar', role: 'img', label: 'blacked out' };
    return { key, text: piece, look: '' };
  });
  return pieces.filter((piece) => piece.text !== '');
}

/**
 * Saves a text on this computer, under a name that says nothing of her.
 * @param {string} fileName
 * @param {string} text
 */
export function saveText(fileName, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
