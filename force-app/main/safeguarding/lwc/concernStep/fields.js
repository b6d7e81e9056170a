// @ts-check

/** What each step asks for. `options` names a list of the page's choices. */
const WHY = { name: 'text', label: 'Why? (your own reason)', area: true, required: true };
const WHAT = { name: 'text', label: 'What happened?', area: true, required: true };
const AT = { name: 'at', label: 'When? (empty means now)', type: 'datetime' };
const AGENCY = [
  { name: 'agencyId', label: 'Which agency?', options: 'agencies', required: true },
  { name: 'agencyPerson', label: 'Whom did you speak to there?', longest: 120 },
  { name: 'method', label: 'How did you tell them?', options: 'methods', required: true },
  { ...AT },
  { name: 'reference', label: 'Their reference', longest: 80 }
];
const ANSWERS = { name: 'answersId', label: 'Which referral?', options: 'referrals', required: true };

/** What is asked of an adult at risk (RULES SG-03). What the writer wrote of her wishes stands on the page: it need not be said twice. */
const AS_WISHED = 'Asked, and done as wished';
const OTHERWISE = 'Asked, and decided otherwise';
const NOT_ASKED = 'Not asked';
const ADULT = { name: 'adultAtRisk', answers: ['Yes'] };
const ASKED = 'adultAsked';
const QUESTION = { options: 'adultAnswers', required: true, when: ADULT };
const ADULT_FIELDS = [
  { name: 'adultAtRisk', label: 'Is an adult at risk, or may one be?', options: 'adultOrNot', required: true },
  { ...QUESTION, name: 'adultNeeds', label: 'Does the adult need care and support?' },
  { ...QUESTION, name: 'adultHarm', label: 'Is there harm or neglect, or may there be?' },
  { ...QUESTION, name: 'adultCannotProtect', label: 'Do these needs prevent self-protection?' },
  { name: ASKED, label: 'Was the adult asked what should happen?', options: 'adultAsked', required: true, when: ADULT },
  {
    name: 'adultWishes',
    label: 'What does the adult want? (empty if it is written above)',
    area: true,
    when: { name: ASKED, answers: [AS_WISHED, OTHERWISE] }
  },
  {
    name: 'adultOverride',
    label: 'What lets you decide otherwise?',
    options: 'adultOverrides',
    required: true,
    when: { name: ASKED, answers: [OTHERWISE] }
  },
  {
    name: 'adultAskedReason',
    label: 'Why? (not asked, or decided otherwise)',
    area: true,
    required: true,
    when: { name: ASKED, answers: [OTHERWISE, NOT_ASKED] }
  }
];

/** @type {Record<string, { title: string, hint: string, save: string, fields: any[] }>} */
export const STEPS = {
  takeUp: { title: 'Take it up', hint: 'You say that you have read it and are looking after it.', save: 'Take it up', fields: [] },
  decide: {
    title: 'Decide',
    hint: 'No action is a decision too. It needs your own reason.',
    save: 'Save the decision',
    fields: [{ name: 'decision', label: 'What happens now?', options: 'decisions', required: true }, WHY, ...ADULT_FIELDS]
  },
  refer: {
    title: 'Refer to an agency',
    hint: 'After a phone call, confirm in writing within 48 hours. Share only what they need.',
    save: 'Save the referral',
    fields: [...AGENCY, { ...WHAT, label: 'What did you tell them?' }]
  },
  allegation: {
    title: 'Tell the designated officer',
    hint: 'The local authority’s officer for what is said about people who work with children. Due by the end of the next working day.',
    save: 'Save that she was told',
    fields: [...AGENCY, { ...WHAT, label: 'What did you tell her?' }]
  },
  confirm: {
    title: 'Confirmed in writing',
    hint: 'You wrote to the agency after the call.',
    save: 'Save',
    fields: [ANSWERS, { name: 'method', label: 'How?', options: 'methods' }, AT, { ...WHAT, label: 'What did you send?' }]
  },
  reply: {
    title: 'They replied',
    hint: '',
    save: 'Save the reply',
    fields: [ANSWERS, AT, { name: 'agencyPerson', label: 'Who replied?', longest: 120 }, { ...WHAT, label: 'What did they say?' }]
  },
  escalate: {
    title: 'Take it higher',
    hint: 'They have not replied. You ask somebody above them.',
    save: 'Save',
    fields: [ANSWERS, ...AGENCY, { ...WHAT, label: 'What did you ask for?' }]
  },
  note: {
    title: 'Add a note',
    hint: 'A note cannot be changed afterwards.',
    save: 'Save the note',
    fields: [AT, { ...WHAT, label: 'Note' }]
  },
  feedback: {
    title: 'Tell who wrote it down',
    hint: 'Write what you told her. She is not told by this page.',
    save: 'Save',
    fields: [AT, { ...WHAT, label: 'What did you tell her?' }]
  },
  review: {
    title: 'Review',
    hint: 'Keeping it needs a purpose. Another person confirms.',
    save: 'Save the first half',
    fields: [
      { name: 'outcome', label: 'What do you say?', options: 'reviewOutcomes', required: true },
      { name: 'purposeKept', label: 'What is it still kept for?', area: true },
      { ...WHAT, label: 'What did you look at?' }
    ]
  },
  secondReview: {
    title: 'Confirm the review',
    hint: 'You are the second person: read it all first.',
    save: 'Confirm',
    fields: [{ ...WHAT, label: 'What did you look at?' }]
  },
  close: {
    title: 'Close',
    hint: 'The family’s file is held all the same, also if it was unfounded.',
    save: 'Close the concern',
    fields: [
      { name: 'outcome', label: 'How did it end?', options: 'outcomes', required: true },
      { ...WHY, label: 'What does it rest on?' }
    ]
  },
  reopen: { title: 'Open it again', hint: '', save: 'Open it again', fields: [WHY] },
  person: {
    title: 'Add a person',
    hint: 'Write what is alleged as alleged. A family of ours by its code.',
    save: 'Add the person',
    fields: [
      { name: 'part', label: 'What part?', options: 'parts', required: true },
      { name: 'kind', label: 'Who is it?', options: 'kinds' },
      { name: 'code', label: 'Code, if a family of ours', longest: 14 },
      { name: 'name', label: 'Name, as far as known', longest: 120 },
      { name: 'text', label: 'What is known', area: true }
    ]
  },
  tell: {
    title: 'Let somebody know',
    hint: 'Only what she needs for her own safety or the family’s. She sees these words and nothing else, until the day. New words for the same person replace the old.',
    save: 'Let her know',
    fields: [
      { name: 'workerId', label: 'Who?', options: 'colleagues', required: true },
      { name: 'until', label: 'Until which day?', type: 'date', required: true },
      { name: 'text', label: 'What does she need to know? (codes, no names)', area: true, required: true }
    ]
  },
  tellNoMore: {
    title: 'She need not know any more',
    hint: 'It ends at once.',
    save: 'End it',
    fields: [{ name: 'workerId', label: 'Who?', options: 'told', required: true }, WHY]
  },
  custodian: {
    title: 'Who keeps it after us',
    hint: 'Who takes this file over should the charity end.',
    save: 'Save',
    fields: [{ name: 'organisationId', label: 'Which organisation?', options: 'agencies', required: true }]
  }
};
