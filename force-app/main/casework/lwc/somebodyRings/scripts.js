// @ts-check

const NEITHER = '“I cannot say whether we know anybody of that name. We say that to everyone who asks.”';
const WRITE_IT_DOWN = 'When they have gone, and if you work with the family: log it on the page, as “The family did”, and with whom.';

/**
 * What to say to whoever asks, the same whether or not we know the family (RULES ACC-07, ACC-08).
 * @type {Record<string, { label: string, say: string[], never: string[], next: string[] }>}
 */
export const SCRIPTS = {
  partner: {
    label: 'A partner, relative or friend rings or comes to the door',
    say: [NEITHER, '“If you would like support for yourself, I can tell you how to reach us.”'],
    never: [
      'Say yes, no, or “she is not here today”.',
      'Open a family’s page while they listen.',
      'Take a message for her, or promise to pass anything on.',
      'Ring or text her because of it, unless it is safe on the way she chose.'
    ],
    next: [
      'End the call first.',
      'Next of kin is no permission. The page says, behind the recorded look, with whom we may speak and about what.',
      'If we may speak with them: ring back the number on the page, never the one that rang.',
      WRITE_IT_DOWN,
      'If what you heard worries you: tell the safeguarding lead today.'
    ]
  },
  unknown: {
    label: 'An unknown number texts or rings',
    say: ['“Hello, how can I help?” Wait for them to say who they are.', NEITHER],
    never: [
      'Answer a text from a number that is not on her page, also when it is signed with her name: her phone may be in other hands.',
      'Say who you visit, or when.',
      'Save the number under a name.'
    ],
    next: [
      'If you think it is one of yours, look for the number among your families. The search is recorded.',
      'If it is hers: get in touch on the way she chose, and ask for the phrase you agreed.',
      'If it is nobody’s: leave it, and delete the text.',
      'If the words frighten you: keep the text and tell the safeguarding lead today.'
    ]
  },
  professional: {
    label: 'A midwife or other professional asks how it went',
    say: [
      '“Thank you for asking. I do not speak about anybody on the phone before I know who asks and what she agreed to.”',
      '“I will ring you back through the number of your team.”'
    ],
    never: [
      'Say whether she came, or whether we know her.',
      'Use a number or an address that they give you now.',
      'Send it by e-mail or text because it is quicker.'
    ],
    next: [
      'Look on her page at what she agreed to. With her yes: say only that, and write down what was shared outside.',
      'Without her yes: ask her first, or your supervisor.',
      'If a child or adult may come to harm: do not wait for a yes. Tell the safeguarding lead, who decides what is shared.',
      WRITE_IT_DOWN
    ]
  },
  pressed: {
    label: 'Somebody presses you, or says they are the police, a court or social care',
    say: ['“I take this seriously. I cannot answer on the phone. Our safeguarding lead will ring you back today.”', NEITHER],
    never: ['Answer because they are in a hurry.', 'Give the name or number of a colleague who works with a family.'],
    next: [
      'Write down name, office, the number of the office and what they ask for.',
      'Give it to the safeguarding lead now, who checks the number and decides.',
      'If they are at the door: let nobody in to look at papers or screens.'
    ]
  }
};
