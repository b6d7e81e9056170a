// @ts-check

const WORDS = { name: 'words', area: true, required: true };
const REASON = { ...WORDS, label: 'Why? (your own reason)' };

/** What each step asks for; its words are always her own. @type {Record<string, any>} */
export const STEPS = {
  Lead: {
    button: 'Say what keeps her safe',
    title: 'What keeps her safe',
    hint: 'Before anybody writes to her or rings her: what is done first?',
    save: 'This comes first',
    fields: [{ ...WORDS, label: 'What is done first, and who does it?' }]
  },
  Risk: {
    button: 'Say how serious it is',
    title: 'How serious it is for the people',
    hint: 'If a partner or her family may have seen it, it stays high, whatever you choose.',
    save: 'Save',
    fields: [
      { name: 'risk', label: 'Risk to people', options: 'risks', required: true },
      { name: 'categories', label: 'Which kinds of data?', options: 'categories', many: true },
      { name: 'people', label: 'About how many people?', type: 'number' },
      { name: 'records', label: 'About how many records?', type: 'number' },
      { name: 'effects', label: 'What may come of it for them?', area: true },
      REASON
    ]
  },
  Report: {
    button: 'Reported to the regulator',
    title: 'Reported to the regulator',
    hint: 'The report says what happened, which kinds of data, about how many people and records, what may come of it, what we do about it, and whom to ask. You may report in parts: what is not known yet can follow.',
    save: 'Write it down',
    fields: [
      { name: 'at', label: 'When? (empty means now)', type: 'datetime' },
      { name: 'follows', label: 'Was it reported in parts?', options: 'follows' },
      { name: 'lateReason', label: 'If it was late: why?', area: true },
      { ...WORDS, label: 'What was reported, what we do about it, and their number for it' }
    ]
  },
  'Not report': {
    button: 'Decide not to report',
    title: 'Decide not to report',
    hint: 'Only when no risk to people is likely. Not about your own loss: another person decides then.',
    save: 'Decide not to report',
    fields: [REASON]
  },
  Tell: {
    button: 'A person was told',
    title: 'A person was told',
    hint: 'By a safe way only; a way that is not safe for her is refused. Above are words you can use. Nothing is sent from here.',
    letter: true,
    save: 'Write it down',
    fields: [
      { name: 'code', label: 'Code of the family', required: true },
      { name: 'channel', label: 'By which way?', options: 'ways', required: true },
      { ...WORDS, label: 'What did you tell her?' }
    ]
  },
  'All told': {
    button: 'Everybody was told',
    title: 'Everybody was told',
    save: 'Write it down',
    fields: [
      { name: 'day', label: 'Which day? (empty means today)', type: 'date' },
      { ...WORDS, label: 'How, and who was told?' }
    ]
  },
  'Not tell': {
    button: 'Decide not to tell',
    title: 'Decide not to tell the people',
    hint: 'For example: it was locked so that nobody can read it, the risk is over, or it would put somebody in danger.',
    save: 'Decide not to tell',
    fields: [REASON]
  },
  Commission: {
    button: 'Charity Commission',
    title: 'Tell the Charity Commission?',
    hint: 'The trustees answer for it: say which trustee you asked.',
    save: 'Save the decision',
    fields: [
      { name: 'decision', label: 'What was decided?', options: 'commission', required: true },
      { ...WORDS, label: 'Why, and which trustee was asked?' }
    ]
  },
  Correct: {
    button: 'Something was different',
    title: 'Something was different',
    hint: 'What was written stays. If one of us knew earlier, the hours end earlier.',
    save: 'Add it',
    fields: [
      { name: 'at', label: 'One of us knew earlier: when?', type: 'datetime' },
      { name: 'reached', label: 'Did it reach a partner or her family after all?', options: 'yes' },
      { ...WORDS, label: 'What was different?' }
    ]
  },
  'More told': {
    button: 'More told to the regulator',
    title: 'More told to the regulator',
    save: 'Write it down',
    fields: [{ ...WORDS, label: 'What followed?' }]
  },
  Close: { button: 'Close it', title: 'Close it', save: 'Close it', fields: [{ ...WORDS, label: 'What do we do differently now?' }] },
  Note: { button: 'Add a note', title: 'Note', save: 'Write it down', fields: [{ ...WORDS, label: 'Your note' }] }
};

export const ORDER = Object.keys(STEPS);

/** The button that comes first for each next step. @type {Record<string, string>} */
export const FIRST = { lead: 'Lead', risk: 'Risk', report: 'Report', tell: 'Tell', commission: 'Commission', close: 'Close' };
