// @ts-check

/**
 * What a step asks for and what it is called. `*` after a field's name: it has to be filled in.
 * @type {Record<string, { label: string, hint: string, fields: string[], names?: Record<string, string> }>}
 */
export const FORMS = {
  'Family found': { label: 'Find the family', hint: 'The code that was typed is no family’s. Ask who wrote it down.', fields: ['value*'] },
  'Identity asked': {
    label: 'Ask who she is',
    hint: 'Only when you have a real doubt, and within two working days. The month starts anew when she shows it.',
    fields: ['text*', 'dayOf*'],
    names: { text: 'What makes you doubt?' }
  },
  'Identity confirmed': { label: 'We are sure who she is', hint: '', fields: ['text', 'dayOf*'] },
  'Authority asked': {
    label: 'Ask for proof that this person may ask for her',
    hint: 'Do not say whether we know her.',
    fields: ['text*', 'dayOf*'],
    names: { text: 'What did you ask for?' }
  },
  'Authority checked': {
    label: 'Checked with her, alone',
    hint: 'In a safe way. Nothing is sent before that.',
    fields: ['alone*', 'text*', 'dayOf*'],
    names: { text: 'What did you see or hear?' }
  },
  'Authority after death': {
    label: 'Seen that this person may ask after the death',
    hint: 'Who has died can not be asked. A personal representative sees to what the person left: an executor or administrator. Or somebody has a claim because of the death. Do not say what we hold.',
    fields: ['role*', 'text*', 'dayOf*'],
    names: { text: 'What did you see that shows it?' }
  },
  'Understanding checked': {
    label: 'Does the child understand?',
    hint: 'The right is the child’s. There is no fixed age.',
    fields: ['competence*', 'text*'],
    names: { text: 'Why do you think so?' }
  },
  'Clarification asked': {
    label: 'Ask what she means',
    hint: 'Stops the clock: only for a copy, and once for each question.',
    fields: ['question*', 'text*', 'dayOf*'],
    names: { text: 'What did you ask?' }
  },
  'Clarification answered': {
    label: 'She answered',
    hint: 'The clock goes on from this day.',
    fields: ['openQuestion*', 'text*', 'everything', 'dayOf*'],
    names: { text: 'What did she say?' }
  },
  'Person has died': {
    label: 'The person has died',
    hint: 'The right ended, and we still keep what was told us safe. Nothing goes out by itself any more, and who supports the family is told.',
    fields: ['text*'],
    names: { text: 'How do we know?' }
  },
  'Person is alive': {
    label: 'The person is alive after all',
    hint: 'That there was a loss stays in the file until you change it there.',
    fields: ['text*'],
    names: { text: 'How do we know?' }
  },
  'Fee asked': {
    label: 'Ask for a fee',
    hint: 'Asking is free. A fee only for what is clearly unfounded or too much, or for more copies.',
    fields: ['text*', 'dayOf*'],
    names: { text: 'Why?' }
  },
  'Fee paid': { label: 'The fee came', hint: '', fields: ['dayOf*'] },
  Extended: {
    label: 'Take more time',
    hint: 'Two months more, once. Only because of what she asks, never because we are busy. Tell her why in the first month.',
    fields: ['text*', 'dayOf*'],
    names: { text: 'Why?', dayOf: 'On which day did you tell her?' }
  },
  Search: {
    label: 'Where we looked',
    hint: 'Files, mail, texts, paper, phones of supporters, those who work for us.',
    fields: ['systems*', 'terms', 'rangeFrom', 'rangeTo', 'hours', 'leftOut']
  },
  Copy: { label: 'Put the copy together', hint: '', fields: [] },
  'Policy given': {
    label: 'Give our policy',
    hint: 'The version that is in force today is named for you. Its letter stands below.',
    fields: ['text', 'dayOf*'],
    names: { text: 'Anything to add' }
  },
  'Receipt given': { label: 'Told her that we have it', hint: '', fields: ['text', 'dayOf*'] },
  'Recipient told': { label: 'Told who has it from us', hint: '', fields: ['recipientId*', 'text', 'dayOf*'] },
  Corrected: {
    label: 'Put right',
    hint: 'The old value is kept where only you see it. Who has it from us is put on your list.',
    fields: ['detailName*', 'detailValue', 'text*'],
    names: { text: 'What shows that it was wrong?' }
  },
  'Opinion noted': {
    label: 'An opinion: note what she says',
    hint: 'An opinion stays. Write down that it is one, and what she says about it.',
    fields: ['where*', 'text*'],
    names: { text: 'What does she say?' }
  },
  Lock: {
    label: 'Lock the file',
    hint: 'Everybody but the leads and you loses it at once, and nothing is sent or counted.',
    fields: ['lockGround*', 'text*'],
    names: { text: 'Why?' }
  },
  'Lock notice': {
    label: 'Tell her that the lock will end',
    hint: 'It can end from the day after.',
    fields: ['text*', 'dayOf*'],
    names: { text: 'How did you tell her, and why does it end?' }
  },
  'Lock ended': {
    label: 'End the lock',
    hint: 'The file opens again for those who support her.',
    fields: ['text*'],
    names: { text: 'Why?' }
  },
  'Use while locked': {
    label: 'Use it while it is locked',
    hint: 'Four reasons only. Her file then opens to you for an hour. The trustees are told to look.',
    fields: ['ground*', 'text*'],
    names: { text: 'What for?' }
  },
  'Set decided': {
    label: 'Decide what becomes of one set',
    hint: 'Each set of its own. What is to be deleted is locked until it is gone.',
    fields: ['dataSet*', 'result*', 'setGround', 'reviewOn', 'childWeighed', 'text*'],
    names: { text: 'Your reason' }
  },
  'Objection weighed': {
    label: 'Decide on what she says no to',
    hint: 'It has stopped meanwhile. Going on needs a strong reason of ours.',
    fields: ['weighed*', 'text*'],
    names: { text: 'Your own reason' }
  },
  'Consent withdrawn': {
    label: 'Take back her yes',
    hint: 'It holds from the day on which she said it.',
    fields: ['purpose*', 'method*', 'text*'],
    names: { text: 'Her words' }
  },
  Decision: {
    label: 'Decide it yourself',
    hint: 'No machine decides about her. After a death you decide what may be told, and to whom.',
    fields: ['text*'],
    names: { text: 'What you decided, and your own reason' }
  },
  Answered: {
    label: 'Answer',
    hint: 'Only in a way that is safe for her: look at it below.',
    fields: ['decision*', 'channel*', 'text*', 'dayOf*'],
    names: { text: 'What did you answer, and why?' }
  },
  Refused: {
    label: 'Say no',
    hint: 'The letter is made for you: your reason, and how she can go on to us, to those who watch over us, and to a court.',
    fields: ['text*', 'channel*', 'dayOf*'],
    names: { text: 'Your reason, in words for her' }
  },
  Withdrawn: {
    label: 'Close: she took it back, or never answered',
    hint: 'It opens again with a new month when she answers.',
    fields: ['text*'],
    names: { text: 'What happened?' }
  },
  Reopened: { label: 'Open again', hint: '', fields: ['text*', 'dayOf*'], names: { text: 'What happened?' } },
  Note: { label: 'Write a note', hint: '', fields: ['text*'] }
};

/** Details that can be put right, as the doorway calls them. */
export const DETAILS = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['knownAs', 'Known as'],
  ['dateOfBirth', 'Date of birth, as 1998-05-31'],
  ['street', 'Street'],
  ['town', 'Town'],
  ['postcode', 'Postcode'],
  ['mobile', 'Mobile'],
  ['phone', 'Phone'],
  ['email', 'E-mail'],
  ['language', 'Language']
].map(([value, label]) => ({ value, label }));

export const WEIGHED = [
  { value: 'Upheld', label: 'We stop for good' },
  { value: 'Refused', label: 'We go on: our reason is stronger' }
];

/**
 * @param {string} kind
 * @returns {string} what a step is called
 */
export function stepName(kind) {
  return FORMS[kind]?.label ?? kind;
}

/**
 * What is sent for a filled-in form. Blank is nothing.
 * @param {string} kind
 * @param {Record<string, any>} form
 */
export function stepOf(kind, form) {
  const { competence, openQuestion, where, weighed, purpose, detailName, detailValue, ...rest } = form;
  const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '' && value !== null));
  /** @type {Record<string, any>} */
  const step = { ...filled, kind };
  if (competence || purpose) step.value = competence || purpose;
  if (openQuestion) step.question = openQuestion;
  if (where) step.dataSet = where;
  if (weighed) step.decision = weighed;
  if (detailName) step.details = [{ name: detailName, value: detailValue ?? '' }];
  return step;
}
