// @ts-check
import { NO_SECOND_CALL, ONE_NEUTRAL_CALL, preferenceLine } from 'c/words';

const WRITTEN = ['SMS', 'WhatsApp'];
const USES = { Call: 'ring', Voicemail: 'leave a voicemail', SMS: 'text', WhatsApp: 'WhatsApp' };

/**
 * @param {any} opening
 * @param {Date} until when it closes by itself
 */
export function present(opening, until) {
  const address = [opening.street, opening.town, opening.postcode].filter(Boolean);
  return {
    ...opening,
    address,
    hasAddress: address.length > 0,
    notes: (opening.notes ?? []).map((note) => noteLine(note, '')),
    name: nameOf(opening),
    spoken: opening.interpreterNeeded ? `${opening.language}, interpreter needed` : opening.language,
    until: until.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
    related: (opening.related ?? []).map(around),
    ...numbers(opening),
    preferences: (opening.preferences ?? []).map(preferenceLine)
  };
}

/** What may be done with her numbers, beside them: what is not known is one neutral call. @param {any} opening */
function numbers({ preferences, neutralCallMade }) {
  const answers = preferences ?? [];
  const call = answers.find(({ channel }) => channel === 'Call');
  const callUnknown = !call || call.allowed === 'Unknown' || (call.stale && call.allowed !== 'No');
  const ways = Object.keys(USES).filter((channel) => answers.some((one) => one.channel === channel && isOpen(one)));
  const say = (/** @type {string[]} */ listed) => {
    const may = listed.map((channel) => `${USES[channel]}${answers.some((one) => isConditional(one, channel)) ? ' (see below when)' : ''}`);
    if (callUnknown) may.unshift(neutralCallMade ? 'do not ring again' : 'one neutral call');
    return may.length > 0 ? `May we? ${capital(may.join(', '))}. Nothing else.` : 'Do not use it: she has not agreed.';
  };
  return {
    mobileUse: say(ways),
    phoneUse: say(ways.filter((channel) => !WRITTEN.includes(channel))),
    unknown: callUnknown ? (neutralCallMade ? NO_SECOND_CALL : ONE_NEUTRAL_CALL) : ''
  };
}

/** Whether what she said about a channel may be used today. @param {any} preference */
function isOpen({ allowed, stale, askAlone }) {
  return ['Yes', 'Only if'].includes(allowed) && !stale && !askAlone;
}

/** @param {any} preference @param {string} channel */
function isConditional(preference, channel) {
  return preference.channel === channel && preference.allowed === 'Only if';
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * @param {any} person somebody around her
 * @param {number} key her place in the list
 */
export function around(person, key) {
  return {
    ...person,
    key,
    name: nameOf(person),
    isEdited: false,
    isKin: person.relationship === 'Next of kin' && !person.mustNeverBeTold,
    changeLabel: `Change: ${person.relationship}`,
    maySpeak: person.maySpeakWith && !person.mustNeverBeTold
  };
}

/**
 * @param {any} note a health or background note; what she knows of has no day left to tell her by
 * @param {string} task the form that is open for it: change, end or none
 */
export function noteLine(note, task) {
  const sheKnows = note.source === 'Parent' || note.alreadyKnown || note.toldHerOn;
  const changeLabel = `Change: ${note.category}`;
  const endLabel = `No longer needed: ${note.category}`;
  const isEnding = task === 'end';
  const confirmBy = sheKnows ? null : note.confirmBy;
  return { ...note, confirmBy, task, isEnding, changeLabel, endLabel, taskLabel: isEnding ? endLabel : changeLabel };
}

/** @param {any} person */
function nameOf({ firstName, lastName }) {
  return [firstName, lastName].filter(Boolean).join(' ');
}
