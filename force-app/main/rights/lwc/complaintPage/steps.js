// @ts-check

const WORDS = { name: 'words', area: true, required: true };
const DAY = { name: 'day', label: 'Which day? (empty means today)', type: 'date' };
const WAY = { name: 'channel', label: 'By which way?', options: 'ways', required: true };

/** What each step asks for; its words are always her own. @type {Record<string, any>} */
export const STEPS = {
  Handler: {
    button: 'Say who looks into it',
    title: 'Who looks into it',
    hint: 'Never the person it is about. Whoever you choose can then see this one complaint.',
    save: 'Give it to her',
    fields: [
      { name: 'handlerId', label: 'Who?', options: 'handlers', required: true },
      { ...WORDS, label: 'What should she know?' }
    ]
  },
  Acknowledged: {
    button: 'Say that we have it',
    title: 'Say that we have it',
    hint: 'Above are words you can use. Nothing is sent from here: tell them by a safe way, then write it down.',
    save: 'Write it down',
    fields: [WAY, DAY, { ...WORDS, label: 'What did you say or write?' }]
  },
  Enquiry: {
    button: 'Look into it',
    title: 'What you read or whom you asked',
    save: 'Write it down',
    fields: [DAY, { ...WORDS, label: 'What did you read, whom did you ask, what did you learn?' }]
  },
  News: {
    button: 'Give news',
    title: 'News for the person',
    hint: 'The next news is due fourteen days later.',
    save: 'Write it down',
    fields: [WAY, DAY, { ...WORDS, label: 'What did you tell them?' }]
  },
  Outcome: {
    button: 'Give the answer',
    title: 'The answer',
    hint: 'The letter is made from your words, with the way to the regulator and the court. Afterwards nothing here can change.',
    save: 'Give this answer',
    fields: [
      { name: 'outcome', label: 'What did you find?', options: 'outcomes', required: true },
      WAY,
      DAY,
      { name: 'lookedAt', label: 'What did you look at?', area: true, required: true },
      { ...WORDS, label: 'What you found, and why' },
      { name: 'remedy', label: 'What will change?', area: true },
      { name: 'apology', label: 'Say sorry, if it is due', area: true },
      { name: 'lessons', label: 'What do we learn? (not in the letter)', area: true }
    ]
  },
  Authority: {
    button: 'Authority checked',
    title: 'She agreed that this person hears about her',
    save: 'Write it down',
    fields: [DAY, { ...WORDS, label: 'How did you check, and what did she sign or say, alone?' }]
  },
  Kind: {
    button: 'It is about something else',
    title: 'Service, data or both',
    save: 'Change it',
    fields: [
      { name: 'newKind', label: 'What is it about?', options: 'kinds', required: true },
      { ...WORDS, label: 'Why? (your own reason)' }
    ]
  },
  About: {
    button: 'It is about one of us',
    title: 'Who it is about',
    hint: 'That person loses every way to it, at once. If it is you, it leaves your desk now.',
    save: 'Write it down',
    fields: [
      { name: 'aboutWorkerId', label: 'Who?', options: 'workers', required: true },
      { ...WORDS, label: 'How do you know?' }
    ]
  },
  Correct: {
    button: 'It names the wrong person',
    title: 'Who it is really about',
    hint: 'Both names stay beneath it, with your reason. Who can see it follows from the right name, at once: also for you.',
    save: 'Put it right',
    fields: [
      { name: 'aboutWorkerId', label: 'Who? (empty means none of us)', options: 'workers' },
      { ...WORDS, label: 'How do you know? (your own reason)' }
    ]
  },
  Family: {
    button: 'It is about a family of ours',
    title: 'Which family',
    save: 'Write it down',
    fields: [
      { name: 'code', label: 'Code of the family', required: true },
      { ...WORDS, label: 'How do you know?' }
    ]
  },
  Note: { button: 'Add a note', title: 'Note', save: 'Write it down', fields: [DAY, { ...WORDS, label: 'Your note' }] }
};

export const LATER = ['Handler', 'Acknowledged', 'Enquiry', 'News', 'Outcome', 'Authority', 'Kind', 'About', 'Correct', 'Family', 'Note'];

/** @param {any} row @returns {string} the step that comes next */
export function NOW(row) {
  if (!row.Handler__c) return 'Handler';
  return row.Acknowledged_On__c ? 'Outcome' : 'Acknowledged';
}
