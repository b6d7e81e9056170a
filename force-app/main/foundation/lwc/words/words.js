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

const CARE = { Careful: 'Take care when you contact her.', High: 'Take great care when you contact her.' };

/** A yes that she did not give alone opens nothing that others could find. */
export const NOT_ALONE = 'No: she did not say this alone, or we do not know. Ask her again when she is alone.';

/** The one neutral call was made: said in the same words wherever her number stands. */
export const NO_SECOND_CALL =
  'The one neutral call was made and we still do not know. Do not ring again: ask who referred her, or your supervisor, how to reach her.';

/** What may be done while nothing is known. */
export const ONE_NEUTRAL_CALL = 'One call, neutral words, nothing written, no voicemail. Ask her what is safe.';

/** What others may see of a message to her (RULES ACC-04). Said wherever a way to reach her is shown. */
export const OUTSIDE =
  'Nothing on the outside may show who writes. Letter: a plain envelope, no logo, no return address with our name. Text or e-mail: nothing of us in the sender or the first line. No calendar invitation, no code to scan. Hide your number only if she agreed.';

const GOOD = ['Active', 'Accepted', 'Allocated', 'Opened'];
const FRESH = ['New', 'Referred'];
const CAREFUL = ['Waiting', 'Paused', 'Refused', 'Rolled back'];

const ROLES = { Emergency: 'Urgent access' };

/**
 * @param {string} value what somebody is for a family, as stored
 * @returns {string}
 */
export function roleName(value) {
  return ROLES[value] ?? value;
}

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

/**
 * @param {string | null | undefined} care how much care contact needs
 * @returns {string} what to say about it; nothing when it is usual
 */
export function careWords(care) {
  return CARE[care ?? ''] ?? '';
}

/**
 * @param {any} preference what she said about a channel, as the doorway gives it
 * @returns {any} the same with its name, what may be done and what to say: no and unknown and out of date all mean no
 */
export function preferenceLine(preference) {
  const { channel, allowed, stale, askAlone, conditions, contentLevel, codePhrase } = preference;
  const say = `We may say: ${levelName(contentLevel).toLowerCase()}.`;
  const saidYes = allowed === 'Yes' || allowed === 'Only if';
  let rule = 'No.';
  if (saidYes && stale) rule = 'No: the answer is out of date, ask her again.';
  else if (saidYes && askAlone) rule = NOT_ALONE;
  else if (allowed === 'Yes') rule = `Yes. ${say}`;
  else if (allowed === 'Only if') rule = `Only if: ${conditions ?? 'ask the supervisor'}. ${say}`;
  const phrase = codePhrase ? `Say: “${codePhrase}”` : '';
  return { ...preference, label: channelName(channel), rule, phrase, before: saidYes ? beforeContact(preference) : '' };
}

/** @param {any} preference @returns {string} what to know before anybody rings, writes or comes */
function beforeContact({ safeDays, safeTimes, device, callerIdentity }) {
  const safe = [safeDays, safeTimes].filter(Boolean).join(', ').toLowerCase();
  return [
    safe && `Safe: ${safe}.`,
    device && `Whose it is: ${device.toLowerCase()}.`,
    callerIdentity && `Say you are: ${callerIdentity === 'Parents 1st' ? callerIdentity : callerIdentity.toLowerCase()}.`
  ]
    .filter(Boolean)
    .join(' ');
}
