// @ts-check

/** What can be due on a concern, in words; colour only repeats them. */
const DUES = {
  decide: 'Decide what happens',
  allegation: 'Tell the local authority’s designated officer',
  refer: 'Make the referral',
  confirm: 'Confirm in writing',
  reply: 'A reply is due',
  escalate: 'No reply: take it higher',
  secondReview: 'Review: a second person confirms',
  review: 'Review by two people'
};
const STATUSES = { Raised: 'New', Acknowledged: 'Taken up', Open: 'Open', Closed: 'Closed' };
const PILLS = { Raised: 'pill pill_new', Acknowledged: 'pill pill_warning', Open: 'pill pill_good', Closed: 'pill' };
const KINDS = {
  Acknowledged: 'Taken up',
  'Allegation told': 'Told the local authority’s designated officer',
  Escalation: 'Taken higher',
  Addendum: 'Added by who wrote it down'
};

/** @param {string} what @returns {string} */
export function dueWords(what) {
  return DUES[what] ?? '';
}

/** @param {string} status @returns {string} */
export function statusWords(status) {
  return STATUSES[status] ?? status;
}

/** @param {string} status @returns {string} the classes of its pill */
export function statusPill(status) {
  return PILLS[status] ?? 'pill';
}

/** @param {string} kind of a step @returns {string} */
export function kindWords(kind) {
  return KINDS[kind] ?? kind;
}
