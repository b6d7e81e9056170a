// @ts-check
import { written } from 'c/days';

/**
 * Where a paper stands, in words for a list.
 * @param {any} row as PaperReading gives it
 * @returns {{ now: string, pill: string, choose: string }}
 */
export function standing(row) {
  const choose = `Choose ${row.label}`;
  if (row.ended) return { now: row.status, pill: 'pill', choose };
  if (row.iAmWitness) return { now: 'Did you see it shredded?', pill: 'pill pill_warning', choose };
  if (row.waits) return { now: 'Waits for the witness', pill: 'pill pill_warning', choose };
  if (row.missingSince) return { now: 'Not found', pill: 'pill pill_error', choose };
  if (row.outTo) {
    const now = `With ${row.outTo}, back by ${written(row.dueBackOn)}`;
    return { now, pill: row.late ? 'pill pill_error' : 'pill pill_new', choose };
  }
  if (!row.locked) return { now: 'Not locked away', pill: 'pill pill_error', choose };
  return { now: row.scannedOn ? 'Locked away, scanned' : 'Locked away', pill: 'pill pill_good', choose };
}

/** @type {Record<string, { button: string, title: string, hint: string, save: string }>} */
export const STEPS = {
  Out: { button: 'Take it out', title: 'Who takes it?', hint: 'Only somebody who works with every family on it.', save: 'Take it out' },
  Back: { button: 'It is back', title: 'Where is it now?', hint: 'Lock it away first, then say so.', save: 'It is back' },
  Move: { button: 'Move it', title: 'Where is it now?', hint: 'Another place, or somebody else looks after it.', save: 'Move it' },
  Scanned: {
    button: 'It is scanned',
    title: 'Which document is the scan?',
    hint: 'Add the scan to the documents of the family first. Looking at the list is recorded.',
    save: 'This is the scan'
  },
  Shred: {
    button: 'It was shredded',
    title: 'How was it shredded?',
    hint: 'Another person saw it, and says so herself. Only then it counts as shredded.',
    save: 'It was shredded'
  },
  'Not found': {
    button: 'I cannot find it',
    title: 'It is not there?',
    hint: 'It is written down as a possible loss, and the data protection officer is told at once.',
    save: 'I cannot find it'
  },
  Found: { button: 'It is found', title: 'Where is it now?', hint: 'Lock it away first, then say so.', save: 'It is found' },
  Lost: {
    button: 'Give it up',
    title: 'Why will it not be found?',
    hint: 'The loss is written down. Nothing more can happen to this paper then.',
    save: 'Give it up'
  }
};

/**
 * The steps that can come next.
 * @param {any} row
 * @param {any} choices
 * @returns {string[]}
 */
export function nextSteps(row, choices) {
  if (!choices?.mayKeep || row.ended || row.waits) return [];
  if (row.missingSince) return choices.isOfficer && row.lossNumber ? ['Found', 'Lost'] : ['Found'];
  if (row.outTo) return ['Back', 'Not found'];
  return ['Out', 'Move', ...(row.families.some(({ scanned }) => !scanned) ? ['Scanned'] : []), 'Shred', 'Not found'];
}
