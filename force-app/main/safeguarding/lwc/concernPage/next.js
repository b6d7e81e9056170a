// @ts-check

const ALWAYS = ['note', 'feedback', 'person', 'tell'];

/**
 * @param {any} view a concern
 * @returns {string[]} the steps that make sense now; the org asks again
 */
export function stepsOf(view) {
  const steps = [];
  if (view.status === 'Raised') steps.push('takeUp');
  if (view.status !== 'Closed') steps.push('decide');
  if (view.status !== 'Closed' && view.dues.some(({ what }) => what === 'allegation')) steps.push('allegation');
  if (view.status === 'Open') steps.push('refer');
  if (view.status !== 'Closed' && referralsOf(view.steps).length > 0) steps.push('confirm', 'reply', 'escalate');
  steps.push(...ALWAYS);
  if (view.knows.some(({ holds }) => holds)) steps.push('tellNoMore');
  const first = reviewOf(view.steps);
  if (!first) steps.push('review');
  if (first && !first.mine) steps.push('secondReview');
  steps.push('custodian');
  if (view.status === 'Open') steps.push('close');
  if (view.status === 'Closed') steps.push('reopen');
  return steps;
}

/**
 * @param {any[]} steps newest first
 * @returns {{ value: string, label: string }[]} the referrals that a later step can belong to
 */
export function referralsOf(steps) {
  return steps
    .filter(({ kind }) => ['Referral to agency', 'Allegation told', 'Escalation'].includes(kind))
    .map(({ stepId, agency, at }) => ({ value: stepId, label: `${agency}, ${day(at)}` }));
}

/**
 * @param {any[]} steps newest first
 * @returns {any} the half of a review that waits for a second person
 */
export function reviewOf(steps) {
  const newest = steps.find(({ kind }) => kind === 'Review');
  return newest && !newest.answersId ? newest : undefined;
}

/** @param {string} at */
function day(at) {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short' }).format(new Date(at));
}
