/** Words of `confide custodian`, and of the documents that it writes. */
export const custodian = {
  export: {
    summary: 'Write the concerns that you hand to a successor custodian into an encrypted archive.',
    description:
      'For the safeguarding lead who proposed the handover, once a trustee has agreed to it on the desk (Successor custodian). All or nothing: the archive is written whole, the handover is recorded, and only then the passphrase is shown, once, on standard error. It opens with 7-Zip, Keka or The Unarchiver. Another lead proposes and takes hers, always, since nobody is shown what may be about herself.',
    handover: 'Number of the handover, as the desk shows it: CH-000001.',
    store: 'The place in which the folder lies, by its name in the register of places where data is kept.',
    out: 'Folder for the archive.',
    replace: 'Write a new archive, with a new passphrase, over one that is there.'
  },
  examples: [
    '<%= config.bin %> <%= command.id %> --handover CH-000001 --store "Office drive" --out ./to-custodian -o charity --confirm acme'
  ],
  reading: 'Concerns',
  badNumber: '--handover is a number such as CH-000001.',
  notYours:
    'Concerns are handed over by the safeguarding lead who proposed it, once a trustee has agreed and while the agreement holds. For this login no handover of that number waits. Nothing was fetched.',
  outside:
    'This login belongs to those who handle data for the charity (database manager or integration). It may not see a concern, whatever else it may do. Nothing was fetched.',
  notInRegister:
    'The register has no place of that name that is approved, encrypted, in use and looked at in time. Concerns may lie nowhere else. Nothing was fetched. Ask the data protection officer: Registers.',
  nothing: 'Of what you handle, this handover takes nothing. Nothing was written. Look at the desk: it says what it takes.',
  shape: (count: number) =>
    `The org gives ${count} kinds of detail that this tool does not know. Nothing was written, as something would be missing. The tool and the package may be of different versions.`,
  notRecorded:
    'The handover could not be recorded, so the archive is gone again and the passphrase was told to nobody. Look at the desk: if it still says Agreed, run the command again; otherwise propose it again.',
  written: (name: string, files: number) => `${name} is written: ${files} files. The handover is recorded.`,
  fingerprint: (sha256: string) => `Its fingerprint (SHA-256), for the receipt: ${sha256}`,
  separately:
    'Write the passphrase on paper or say it to the custodian in person. Never send it the way the archive goes, and do not keep it. When she has opened it and read the fingerprint back, write the receipt down on the desk.'
};

/** How each detail is called on the page. What stands in no list of these is refused, so that nothing goes missing unseen. */
export const labels = {
  concern: {
    concernNumber: 'Number',
    code: 'Code of the family',
    status: 'Status',
    recordedAt: 'Written down',
    lateEntry: 'Written down late',
    raisedBy: 'Raised by',
    aboutOneOfUs: 'About one of our workers',
    said: 'What was said, in these words',
    seen: 'What was seen',
    opinion: 'What the writer thought',
    takenUpBy: 'Taken up by',
    takenUpAt: 'Taken up',
    decision: 'Decision',
    decisionReason: 'Reason of the decision',
    decidedBy: 'Decided by',
    decidedAt: 'Decided',
    outcome: 'Outcome',
    outcomeReason: 'Reason of the outcome',
    closedBy: 'Closed by',
    closedAt: 'Closed',
    nextReviewOn: 'To be reviewed on',
    custodian: 'Successor custodian'
  },
  person: { part: 'Part in it', kind: 'Who it is', code: 'Code of the family', name: 'Name', note: 'Note' },
  step: {
    number: 'Step',
    kind: 'What was done',
    answers: 'Follows step',
    text: 'In words',
    at: 'When',
    doneBy: 'By',
    agency: 'Agency',
    agencyPerson: 'Person there',
    method: 'How',
    reference: 'Reference',
    confirmBy: 'To be confirmed in writing by',
    replyBy: 'Reply expected by',
    escalateAfter: 'To be taken higher after',
    outcome: 'Outcome',
    purposeKept: 'Why it is kept'
  },
  know: { worker: 'Who', what: 'What', until: 'Until', givenBy: 'Decided by', holds: 'Still holds' },
  sharing: {
    sharingNumber: 'Number',
    status: 'Status',
    sharedOn: 'Shared on',
    recipient: 'With',
    method: 'How',
    whatWasShared: 'What was shared',
    basis: 'Lawful basis',
    necessity: 'Why it was needed',
    reason: 'Reason',
    decidedBy: 'Decided by',
    told: 'She was told',
    notToldReason: 'Why she was not told',
    finding: 'Second look',
    emergency: 'In an emergency',
    toWeigh: 'To be weighed',
    reviewBy: 'Second look by',
    noticeKind: 'The recipient is to be told of',
    noticeDueOn: 'To be told by'
  },
  family: {
    code: 'Code',
    wordCode: 'Code in words',
    firstName: 'First name',
    lastName: 'Last name',
    knownAs: 'Known as',
    dateOfBirth: 'Date of birth',
    street: 'Street',
    town: 'Town',
    postcode: 'Postcode',
    mobile: 'Mobile',
    phone: 'Phone',
    email: 'E-mail',
    contactCare: 'Care when contacting her',
    language: 'Language',
    interpreterNeeded: 'Interpreter needed',
    accessibilityNeeds: 'What she needs',
    loss: 'A baby or child was lost',
    neutralCallMade: 'One neutral call was made'
  },
  related: {
    relationship: 'Who it is',
    relationshipDetail: 'More',
    firstName: 'First name',
    lastName: 'Last name',
    dateOfBirth: 'Date of birth',
    dueOn: 'Due on',
    phone: 'Phone',
    outcome: 'What became of it',
    outcomeOn: 'On',
    maySpeakWith: 'May be spoken with',
    maySpeakAbout: 'About what',
    maySpeakSaidOn: 'She said so on',
    mustNeverBeTold: 'Must never be told'
  },
  preference: {
    channel: 'Way',
    allowed: 'Allowed',
    contentLevel: 'How much may be said',
    conditions: 'Only if',
    codePhrase: 'Code phrase',
    safeDays: 'Safe days',
    safeTimes: 'Safe times',
    device: 'Whose device',
    callerIdentity: 'Who we say we are',
    askAlone: 'To be asked alone',
    reviewedOn: 'Asked on',
    stale: 'Asked too long ago'
  }
} as const;

export const document = {
  title: 'Concerns handed over',
  made: (handover: string, day: string) => `Handover ${handover}. Put together on ${day}.`,
  care: 'These are concerns about the safety of children and adults, unfounded ones too. What is said of somebody here is alleged, not proven. Keep it locked; nobody may learn of it who could harm a person named here. Before you contact a family, read how she may be contacted safely.',
  left: 'Concerns about one of the leads are in the archive of another lead. Support notes, health notes and files of the families are not in here.',
  contents: 'What is in here',
  concern: (number: string) => `Concern ${number}`,
  facts: 'When and where',
  adult: 'About the adult at risk',
  people: 'Who is named in it',
  steps: 'What was done, oldest first',
  knows: 'Who of us was told what',
  sharings: 'What was shared outside because of it',
  family: (code: string) => `Family ${code}`,
  related: 'Who is around her',
  preferences: 'How she may be contacted safely',
  yes: 'Yes',
  no: 'No',
  readMe: (handover: string, name: string) =>
    `Handover ${handover}

${name}.html  the concerns to read, in any browser, without a network
${name}.json  the same for a computer (format confide-handover, version 1)

1. Compare the fingerprint of the archive with the one that the charity tells you: 7-Zip shows it under CRC SHA, SHA-256;
   otherwise "certutil -hashfile FILE SHA256" (Windows) or "shasum -a 256 FILE" (macOS, Linux).
2. Confirm to the lead that it is the same and that you have opened it. She writes your receipt down.
3. Move what is in here to a place of your own that is locked and backed up. Then delete the archive and every copy on the way.
4. From your receipt on you decide for yourself, as controller, how long it is kept and who may see it.
`
} as const;
