/** Words of `confide pack`, and of the documents that it writes. */
export const pack = {
  build: {
    summary: 'Write a decided copy of information into an encrypted archive, to be handed to the person who asked for it.',
    description:
      "For the data protection officer (the copy) or a safeguarding lead (the leads' part). The archive holds a page, a PDF, JSON with its schema and a table. It opens with 7-Zip, Keka or The Unarchiver and the passphrase, which is shown once, on standard error, and written nowhere: give it to her another way than the archive.",
    request: 'Number of the request, as the desk shows it: RQ-0123456789.',
    part: "Whose part: the officer's copy, or the leads' part, which a lead hands over.",
    store: 'The place in which the folder lies, by its name in the register of places where data is kept.',
    out: 'Folder for the archive.',
    replace: 'Write a new archive, with a new passphrase, over one that is there.'
  },
  examples: [
    '<%= config.bin %> <%= command.id %> --request RQ-0123456789 --store "Office drive" --out ./to-post -o charity --confirm acme',
    '<%= config.bin %> <%= command.id %> --request RQ-0123456789 --part leads --store "Office drive" -o charity --confirm acme'
  ],
  notYours:
    "A copy of somebody's information is put together by the data protection officer, and the leads' part by a safeguarding lead. This login is neither. Nothing was fetched.",
  outside:
    'This login belongs to those who handle data for the charity (database manager or integration). It may not see what a copy holds, whatever else it may do. Nothing was fetched.',
  notInRegister:
    'The register has no place of that name that is approved, encrypted, in use and looked at in time. A copy may lie nowhere else. Nothing was fetched. Ask the data protection officer: Organisations and places.',
  badNumber: '--request is a number such as RQ-0123456789.',
  unknown:
    'No request of that number is yours to answer, or its copy is not whole and decided yet. Look at the desk: it says what is missing.',
  noJson: 'The request has no document in JSON. Make the answer on the desk, then run the command again.',
  altered: 'The document is not what was made: its fingerprint differs. Nothing was written. Tell the data protection officer.',
  shape: (schema: string, count: number) =>
    `The document does not have the shape of ${schema}: ${count} faults. Nothing was written. The tool and the package may be of different versions.`,
  written: (name: string, files: number, items: number) => `${name} is written: ${files} files, ${items} items.`,
  separately: 'Write it on paper or say it to her. Never send it the way the archive goes, and do not keep it.',
  unprintable: (count: number) =>
    `${count} characters have no shape in the font of the PDF and stand there as a box. The page and the other files hold them: point her to the page.`
};

export const document = {
  language: 'en-GB',
  title: 'Your information',
  partTitle: 'Your information: further part',
  exportTitle: 'Your data to take with you',
  made: (request: string, day: string) => `Your request ${request}. Put together on ${day}.`,
  contents: 'What is in here',
  glossary: 'Words we use',
  held: 'What we hold about you',
  nothing: 'There is nothing in this part.',
  about: (whom: string) => `About: ${whom}`,
  written: (day: string) => `Written on ${day}`,
  blacked: 'Part of this is blacked out.',
  bar: '[blacked out]',
  unprintable: 'Some characters could not be printed here. The page (HTML) in the same archive shows them.',
  page: (at: number, of: number) => `Page ${at} of ${of}`,
  columns: ['part', 'about', 'written_at', 'partly_blacked_out', 'text']
} as const;
