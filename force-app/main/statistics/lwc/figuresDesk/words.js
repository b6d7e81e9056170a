// @ts-check

/** What the guard warns of, in plain words. */
export const WARNINGS = {
  SAME_ROWS: 'Figures about the same families were released before. Both together were looked at, and give no hidden number away.',
  ZERO_TOLD: 'A zero is shown as a zero here: it says that nobody was in that group.',
  SPECIAL: 'These figures are about health or background.'
};
const STATES = { Draft: 'Waits for approval', Refused: 'Refused', Approved: 'Approved', Published: 'Released' };
const PILLS = { Draft: 'pill pill_warning', Refused: 'pill pill_error', Approved: 'pill pill_new', Published: 'pill pill_good' };

/**
 * A release as the list shows it, and what she may do with it.
 * @param {any} row
 * @param {any} data
 */
export function entry(row, data) {
  const isDraft = row.Status__c === 'Draft';
  const second = isDraft && Boolean(row.Approved_By__c);
  const isHers = [row.Drafted_By__c, row.Approved_By__c].includes(data.me);
  const measure = data.measures.find(({ value }) => value === row.Measure__c)?.label ?? row.Measure__c;
  return {
    ...row,
    title: measure,
    recipient: data.recipients.find(({ value }) => value === row.Recipient__c)?.label ?? '',
    state: second ? 'Waits for the second person' : STATES[row.Status__c],
    pill: PILLS[row.Status__c],
    mayLeave: ['Approved', 'Published'].includes(row.Status__c),
    mayLook: isDraft && (data.mayDraft || data.isOfficer || data.isTrustee),
    mayRelease: row.Status__c === 'Approved',
    mayApprove: isDraft && !second && data.isOfficer && !isHers,
    maySecond: second && data.isTrustee && !isHers,
    mayRefuse: isDraft && data.isOfficer
  };
}

/**
 * First and last day of a period that was chosen.
 * @param {string} period two days with a stroke between them, as Apex writes them
 */
export function daysOf(period) {
  const [periodFrom, periodTo] = period.split('/');
  return { periodFrom, periodTo };
}

/** @param {any[]} list what Apex gave, as the plain objects that a combobox wants */
export function options(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}

/** @param {string} grouping rows to put together, as Apex writes them */
export function spread(grouping) {
  return grouping.split(';').map((words) => ({ key: words, words: words.replaceAll(' + ', ' and ') }));
}

const RESULTS = { Begun: 'began to be sent', Finished: 'were sent', Stopped: 'were sent, then it stopped' };

/**
 * One sending in words.
 * @param {{ processor: string, result: string, cells: number }} row
 */
export function sentWords({ processor, result, cells }) {
  return `${cells} numbers ${RESULTS[result] ?? result}, to ${processor}`;
}
