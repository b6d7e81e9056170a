// @ts-check

/** What each step about a sharing of a concern asks for. `options` names a list of the component's. */
const REASON = { name: 'reason', label: 'Your reason, in your own words', area: true, required: true };
const DAY = { name: 'day', type: 'date', required: true };
const STAYS = 'Once written down it cannot be changed.';
const SAVE = 'Write it down';

/** @type {Record<string, { title: string, hint: string, save: string, fields: any[] }>} */
export const STEPS = {
  decide: {
    title: 'Decide',
    hint: STAYS,
    save: SAVE,
    fields: [{ name: 'answer', label: 'Your decision', options: 'decisions', required: true }, REASON]
  },
  review: {
    title: 'Second look',
    hint: STAYS,
    save: SAVE,
    fields: [{ name: 'finding', label: 'What did you find?', area: true, required: true }]
  },
  told: { title: 'She has been told', hint: STAYS, save: SAVE, fields: [{ ...DAY, label: 'When was she told?' }] },
  tellLater: {
    title: 'Not safe to tell her yet',
    hint: 'It comes up again on that day.',
    save: SAVE,
    fields: [{ ...DAY, label: 'Look again on' }]
  },
  recipient: {
    title: 'Were they told?',
    hint: STAYS,
    save: SAVE,
    fields: [
      { name: 'answer', label: 'Were they told?', options: 'answers', required: true },
      { ...DAY, label: 'When were they told?', required: false },
      { name: 'reason', label: 'If not, why not?', longest: 255 }
    ]
  }
};

/** What a hurried entry may have left open. */
const LEFT_OPEN = [
  { name: 'recipientId', label: 'Who received it, if it is not named yet', options: 'recipients' },
  { name: 'necessity', label: 'Why was it needed?', area: true },
  { name: 'withoutConsentReason', label: 'Which of the three reasons applied?', options: 'reasons' }
];

/**
 * @param {string} action
 * @param {any} row
 */
export function stepOf(action, row) {
  const step = STEPS[action];
  const fields = action === 'review' && row.emergency ? [...LEFT_OPEN, ...step.fields] : step.fields;
  return { ...step, title: `${step.title}: ${row.sharingNumber}`, fields };
}

/** @param {any} row the steps that make sense now; the org asks again */
export function stepsOf({ mayDecide, mayReview, mayTell, noticeId }) {
  const steps = [];
  if (mayDecide) steps.push('decide');
  if (mayReview) steps.push('review');
  if (mayTell) steps.push('told', 'tellLater');
  if (noticeId) steps.push('recipient');
  return steps.map((action) => ({ action, label: STEPS[action].title }));
}

export const LISTS = {
  decisions: [
    { value: 'yes', label: 'Share it' },
    { value: 'no', label: 'Do not share it' }
  ],
  answers: [
    { value: 'yes', label: 'They have been told' },
    { value: 'no', label: 'They are not told' }
  ],
  reasons: ['Cannot be given', 'Not reasonable to obtain', 'Would prejudice protection'].map((value) => ({ value, label: value }))
};
