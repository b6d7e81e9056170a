// @ts-check

/** The words of the people who do the work for what the fields call otherwise. */
const CHANNELS = {
  Call: 'Phone call',
  SMS: 'Text message',
  Email: 'E-mail',
  Post: 'Letter by post',
  'Third party': 'Through somebody else'
};

const LEVELS = ['Nothing', 'Only “please call me”', 'Also the time of a visit', 'Anything'];

const GOOD = ['Active', 'Accepted', 'Allocated', 'Opened'];
const FRESH = ['New', 'Referred'];
const CAREFUL = ['Waiting', 'Paused', 'Refused', 'Rolled back'];

/**
 * @param {string} value a way to reach a person, as stored
 * @returns {string}
 */
export function channelName(value) {
  return CHANNELS[value] ?? value;
}

/**
 * @param {number | null | undefined} level how much may be said or written, 0 to 3; not known means nothing
 * @returns {string}
 */
export function levelName(level) {
  return LEVELS[level ?? 0] ?? LEVELS[0];
}

/** @returns {{ value: string, label: string }[]} the levels to choose from */
export function levelOptions() {
  return LEVELS.map((label, level) => ({ value: String(level), label }));
}

/**
 * @param {string | null | undefined} status of a family, a referral or a look
 * @returns {string} the classes of its pill
 */
export function pillOf(status) {
  const value = status ?? '';
  if (GOOD.includes(value)) return 'pill pill_good';
  if (FRESH.includes(value)) return 'pill pill_new';
  return CAREFUL.includes(value) ? 'pill pill_warning' : 'pill';
}

/**
 * @param {{ code: string, wordCode?: string | null }} family
 * @returns {string} how a list to choose from calls a family: never a name
 */
export function codeOf({ code, wordCode }) {
  return wordCode ? `${code}, ${wordCode}` : code;
}
