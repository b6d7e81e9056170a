// @ts-check
import { written } from 'c/days';

/** What she wants, in the words of a talk and not of the law. */
const KINDS = {
  Access: 'See or have a copy of what we hold',
  Information: 'Know how we use it',
  Rectification: 'Have something put right',
  Erasure: 'Have something deleted',
  Restriction: 'Have it locked for now',
  Objection: 'Say no to a use, or to somebody who has it',
  Portability: 'Take her data elsewhere',
  'Automated decision': 'Have a person decide',
  'Withdraw consent': 'Take back a yes',
  'Marketing objection': 'No more newsletters'
};
const NEAR = 7;

/**
 * @param {string} kind as stored
 * @returns {string}
 */
export function wish(kind) {
  return KINDS[kind] ?? kind;
}

/**
 * How much time is left, in words: colour only repeats them.
 * @param {{ open: boolean, dueOn?: string, daysLeft?: number, projectedDueOn?: string, status: string }} row
 * @returns {{ words: string, pill: string }}
 */
export function countdown({ open, dueOn, daysLeft, projectedDueOn, status }) {
  if (!open) return { words: status, pill: 'pill' };
  if (!dueOn || daysLeft === undefined || daysLeft === null) {
    const then = projectedDueOn ? ` If she answered today, it would be due on ${written(projectedDueOn)}.` : '';
    return { words: `${status === 'Paused' ? 'Paused' : 'Waiting for her'}: no due day now.${then}`, pill: 'pill pill_warning' };
  }
  if (daysLeft < 0) return { words: `${days(-daysLeft)} late`, pill: 'pill pill_error' };
  if (daysLeft === 0) return { words: 'Due today', pill: 'pill pill_error' };
  return { words: `${days(daysLeft)} left`, pill: daysLeft <= NEAR ? 'pill pill_warning' : 'pill pill_good' };
}

/** @param {number} count */
function days(count) {
  return count === 1 ? '1 day' : `${count} days`;
}
