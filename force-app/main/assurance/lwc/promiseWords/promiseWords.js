// @ts-check

/** @type {Readonly<Record<string, { tone: string, words: string }>>} */
const STATES = {
  Kept: { tone: 'good', words: 'Kept' },
  'Words wrong': { tone: 'warning', words: 'Kept, but the words are wrong' },
  'Cannot be true': { tone: 'error', words: 'Cannot be true as written' },
  Partly: { tone: 'error', words: 'Partly built' },
  'Late or missing': { tone: 'error', words: 'Something is late or missing' },
  'Switched off': { tone: 'error', words: 'A control is off' },
  'Not built yet': { tone: 'error', words: 'Not built yet' }
};

/** @type {Readonly<Record<string, string>>} */
const KINDS = {
  class: 'Rule in the code',
  trigger: 'Rule at every save',
  private: 'Nobody sees all of',
  closed: 'No role opens',
  job: 'Job that runs by itself',
  record: 'Setting',
  field: 'Field',
  hierarchy: 'Nobody of ours has a place in the role hierarchy'
};

/** @type {Readonly<Record<string, string>>} */
const FAULTS = {
  missing: 'is missing',
  inactive: 'is switched off',
  changed: 'was changed since it was tested',
  open: 'is open to somebody',
  unknown: 'could not be checked'
};

/** @type {Readonly<Record<string, string>>} */
const FACTS = {
  noCharityDetails: 'Our own details missing',
  referrals: 'Referrals',
  referralsWithoutSource: 'Referrals that do not say who sent them',
  declinedByNobody: 'Declined without a named person',
  families: 'Families with a code',
  notes: 'Health and background notes, each with a reason',
  filesWithoutCode: 'Files without a code',
  contactsThisMonth: 'Visits, calls and messages in 30 days',
  channelsRefused: 'Ways of contact that families refused',
  agreements: 'Agreements to our service',
  noNoticeInForce: 'No notice is in force',
  noticesGiven: 'Notices given',
  noOfficer: 'No data protection officer with a login',
  noLead: 'No safeguarding lead with a login',
  trained: 'Workers in training',
  trainingLapsed: 'Workers whose training or agreement has ended',
  supporting: 'Workers who support families',
  supervisionLate: 'Workers whose supervision is late',
  looksThisMonth: 'Times details were opened in 30 days',
  refusedThisMonth: 'Times they were refused in 30 days',
  looksUnsealed: 'Looks not sealed after three hours',
  urgentUnreviewed: 'Urgent access not reviewed in time',
  sharedOutside: 'Times information was shared outside',
  sharingUnreviewed: 'Sharing not reviewed in time',
  objections: 'Objections',
  objectionsToProcessors: 'Objections to somebody who handles data for us',
  processors: 'Who handles data for us',
  agreementsWanting: 'Of these without an agreement in date',
  platformNotAgreed: 'Salesforce has no agreement in date in the register',
  noProcessors: 'The register of who handles data is empty',
  stores: 'Places where data is kept',
  storesWanting: 'Places not approved, or whose review is late',
  noPolicy: 'No policy is in force to hand over',
  noPolicyForHealth: 'No policy for health and background notes is in force',
  requestsOpen: 'Requests open',
  requestsLate: 'Requests past their day',
  complaintsOpen: 'Complaints open',
  complaintsLate: 'Complaints whose answer is late',
  recipientsToTell: 'Others who must still be told',
  filesWithDate: 'Files with a day until which they are kept',
  filesDue: 'Files past that day',
  filesLate: 'Files past it for more than 60 days',
  disposalsClosed: 'Files deleted for good',
  disposalsByNobody: 'Deleted without two named people',
  reviewsLate: 'Yearly reviews that are late',
  papers: 'Papers in the register',
  papersShredded: 'Papers shredded before a witness',
  papersLate: 'Papers that should be back in their cabinet',
  papersMissing: 'Papers not found when they were counted',
  papersUncounted: 'Papers that nobody counted for a year',
  papersUnwitnessed: 'Shredded a week ago, and nobody said that she saw it',
  figuresCounted: 'Figures were last counted',
  figuresApproved: 'Tables of figures approved',
  figuresRefused: 'Tables of figures refused',
  figuresByOne: 'Approved without all the people it needs',
  figuresSent: 'Figures were last sent to a place outside',
  placesForFigures: 'Organisations with places for figures',
  sendingsOpen: 'Figures sent, and nobody wrote down how it ended',
  placesNotLooked: 'Places for figures that nobody looked through for a month',
  placesNotAnonymous: 'Places for figures where something was found that is not anonymous'
};

/**
 * @param {string} state one of NoticePromises' states
 * @returns {{ tone: string, words: string }} what to show; an unknown state is never green
 */
export function stateWords(state) {
  return STATES[state] ?? { tone: 'error', words: state };
}

/**
 * @param {{ kind: string, name: string, holds: boolean, fault?: string }} control
 * @returns {string} one control in words, with what is wrong with it
 */
export function controlWords({ kind, name, holds, fault }) {
  const what = kind === 'hierarchy' ? KINDS.hierarchy : `${KINDS[kind] ?? kind}: ${name}`;
  return holds ? what : `${what} – ${FAULTS[fault ?? ''] ?? fault}`;
}

/**
 * @param {string} what
 * @returns {string}
 */
export function factWords(what) {
  return FACTS[what] ?? what;
}
