// @ts-check

const NEXT = {
  lead: 'a lead says what keeps her safe',
  risk: 'say how serious it is',
  report: 'report it, or decide not to',
  tell: 'tell the people',
  commission: 'decide about the Charity Commission',
  close: 'close it',
  nothing: 'nothing, it is closed'
};

/** @param {string} step @returns {string} in words */
export function nextStep(step) {
  const words = NEXT[step] ?? '';
  return words.charAt(0).toUpperCase() + words.slice(1);
}
