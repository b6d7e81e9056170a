// @ts-check

const YES_OR_LATER = [
  { value: 'later', label: 'Keep longer than our own rule' },
  { value: 'earlier', label: 'Delete earlier: the contract demands it' }
];
const HOLD_KINDS = ['Claim', 'Insurer', 'Police', 'Coroner', 'Inquiry', 'Court order', 'Other'].map((kind) => ({
  value: kind,
  label: kind
}));
const DECISIONS = [
  { value: 'Keep', label: 'Keep all of it' },
  { value: 'Keep and narrow', label: 'Keep what is needed' },
  { value: 'Delete for good', label: 'Delete for good' }
];
const CODE = { name: 'code', label: 'Family’s code', required: true, longest: 20 };
const REVIEW_FIELDS = [
  { name: 'decision', label: 'What do you decide?', options: 'decisions', required: true },
  { name: 'words', label: 'Why?', area: true, required: true },
  { name: 'purpose', label: 'If it is kept: what for?', area: true },
  { name: 'day', label: 'If it is kept: look again on', type: 'date' }
];

/** Lists to choose from. */
export const LISTS = { holdKinds: HOLD_KINDS, decisions: DECISIONS, direction: YES_OR_LATER };

/**
 * Each part: its words, what it teaches while it is empty, and what each step asks. A step without fields is taken at once.
 * @type {Record<string, any>}
 */
export const PARTS = {
  holds: {
    title: 'Claims and inquiries',
    lead: 'A file that a court, the police, a coroner or an insurer may ask for is not deleted while the claim runs.',
    empty:
      'No file is held. If somebody writes that they may claim, or the police or a court ask for a file, place a hold at once: nothing of it is deleted until you end it.',
    columns: { kind: 'Who asks', words: 'What about', day: 'Look at it by', by: 'Placed by' },
    add: {
      label: 'Place a hold',
      done: 'The file is held.',
      fields: [
        CODE,
        { name: 'kind', label: 'Who asks for it?', options: 'holdKinds', required: true },
        { name: 'words', label: 'What is it about? No names.', area: true, required: true }
      ]
    },
    steps: {
      look: { label: 'Still needed', done: 'Looked at. Look again in six months.' },
      end: {
        label: 'End it',
        done: 'The hold has ended.',
        hint: 'From then on the file can be deleted when its time is up.',
        fields: [{ name: 'words', label: 'Why does it end?', area: true, required: true }]
      }
    }
  },
  contracts: {
    title: 'Contracts and grants',
    lead: 'A contract can ask for a longer time, or for an earlier end. Figures without names are often enough for a funder.',
    empty:
      'No contract changes how long files are kept: our own rule of three years holds for all. Write one down only when its clause demands it, with the reason why figures without names will not do.',
    columns: { kind: 'Clause', words: 'Why it is necessary', day: 'Until', by: 'Approved by' },
    add: {
      label: 'Write down a contract',
      done: 'Written down. This night every file’s day is worked out anew.',
      hint: 'For one family or for a whole programme, not both.',
      fields: [
        { ...CODE, required: false },
        { name: 'programmeId', label: 'Programme', options: 'programmes' },
        { name: 'kind', label: 'Which clause?', required: true },
        { name: 'words', label: 'Why are names needed, and not figures alone?', area: true, required: true },
        { name: 'day', label: 'From which day?', type: 'date', required: true },
        { name: 'months', label: 'For how many months?', type: 'number', required: true },
        { name: 'decision', label: 'What does it ask?', options: 'direction', required: true }
      ]
    },
    steps: { end: { label: 'No longer holds', done: 'Ended. This night every file’s day is worked out anew.' } }
  },
  reviews: {
    title: 'Reviews by two people',
    lead: 'Kept beyond its day only after two people have looked, each with a reason, and for a purpose that is written down.',
    empty: 'Nothing waits. A file that is kept beyond its day comes here once a year; two different people look at it.',
    columns: { kind: 'Which review', words: 'What was decided, or why it is here', day: 'Day', by: 'First person' },
    kinds: { Expiry: 'A person must look', 'Safeguarding annual': 'The yearly review' },
    add: null,
    steps: {
      review: { label: 'Look at it', done: 'Written down. A second person is needed now.', fields: REVIEW_FIELDS },
      agree: {
        label: 'I have looked too',
        done: 'Signed by two people.',
        hint: 'You have looked at the file yourself and agree with what is written there.',
        fields: []
      }
    }
  },
  oldNotes: {
    title: 'Old notes',
    lead: 'Notes from the old system may tell of a danger. Nothing of them is deleted until a safeguarding lead has looked through.',
    empty: 'No old notes wait. When files come over from an old system, they stand here until a safeguarding lead has looked through them.',
    columns: { kind: '', words: 'Until when it is kept', day: 'Day', by: '' },
    add: null,
    steps: {
      looked: {
        label: 'I have looked through',
        done: 'Written down.',
        hint: 'You have read the old notes of this family, and raised a concern where you found one. This cannot be taken back.',
        fields: []
      }
    }
  }
};
