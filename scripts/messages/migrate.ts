/** Words of `confide migrate`. Names of migrations, sources, objects, fields and columns are said; a value of a row never. */
const GUIDE = 'See docs/migrations.md.';

export const migrate = {
  commands: {
    new: { summary: 'Make the folder of a new migration.', name: 'Words in small letters with underscores between.' },
    plan: {
      summary: 'Say what a migration would do, object by object, and change nothing.',
      description:
        'Reads the sources and the keys that the org has. Rows that cannot be decided are written into decisions.csv beside the sources, for the charity to fill in. Prints the hash that apply asks for.'
    },
    apply: {
      summary: 'Carry out a plan that was shown.',
      planHash: 'The hash that plan printed: what is done is what was shown, or nothing.',
      rejectsFor: 'Public key of the charity (confide migrate rejects --show-key): rows that are not loaded open to her alone.'
    },
    resume: { summary: 'Go on with a run that was cut short, from where it was; no row is loaded twice.' },
    status: { summary: 'Show each migration: pending, applied, cut short, changed since, taken back.' },
    validate: { summary: 'Check the folders, their mappings, and that what was applied has not been edited since.' },
    rollback: {
      summary: 'Take back the last load of a migration: put back what it changed, remove what it created.',
      description:
        'What it changed comes from its encrypted before-images. What it created is removed only when another person has signed that (confide migrate decide --take-back), within thirty days, and where nobody has worked with the file since; what stays is written into stays.csv with its reason. What is removed leaves the recycle bin within the hour, by the org’s own job.',
      keepCreated: 'Put back what was changed and leave what was created.',
      further: 'Go on to the load before, when the last is taken back already.'
    },
    unlock: {
      summary: 'End the lock of a run that shows no sign of life.',
      force: 'End it although it lives: only for who may open migration windows.'
    },
    decide: {
      summary: 'Sign the decisions that the charity has filled in. Not for the person who loads.',
      takeBack: 'Sign instead that what the last load created may be removed again.'
    },
    rejects: {
      summary: 'For the charity: open the rows that were not loaded, with their values.',
      description:
        'The officer shows her public key once and gives it to who loads, who names it in apply: then nobody else opens the file. A processor’s login is refused.',
      showKey: 'Show the public key of this machine.',
      run: 'Folder of the run, with rejects.sealed.',
      out: 'Folder in which the opened file is written. Never inside the project.',
      store: 'The place in which that folder lies, by its name in the register of places where data is kept.'
    }
  },
  flags: {
    name: 'Name or number of the migration. May be left out when there is only one.',
    folder: 'Folder of the migrations.',
    data: 'Folder that holds the files to load. Never inside the project.',
    keep: 'Days for which before-images and rejected rows are kept, encrypted.'
  },
  examples: {
    plan: ['<%= config.bin %> <%= command.id %> 0001 --data ~/old-system -o charity'],
    apply: ['<%= config.bin %> <%= command.id %> 0001 --data ~/old-system --plan-hash 3f2a… -o charity --confirm acme']
  },
  mapping: {
    syntax: (code: string) => `This is no YAML (${code}).`,
    unknownKey: (key: string) => `The key ${JSON.stringify(key)} is not known here. ${GUIDE}`,
    wrong: `This entry is missing or not of the form that is asked for. ${GUIDE}`,
    oneOf: (values: readonly string[]) => `One of: ${values.join(', ')}.`,
    noSource: (name: string) => `No source is called ${JSON.stringify(name)}.`,
    keyTwice: 'Another step loads the same object with the same key: their rows would overwrite each other.',
    keyField: 'Legacy_Id__c is written by the tool, from the key of the step and of the row.',
    noObject: (name: string) => `The org has no object ${name}, or your user may not see it. A window may be missing.`,
    noField: (name: string) => `The org has no field ${name} that your user may write.`
  },
  folder: {
    none: 'There is no such migration. See: confide migrate status',
    noRoot: 'There is no such folder. Say with --folder where the migrations lie.',
    which: 'There are several migrations. Say which, by its number.',
    badName: (name: string) => `The folder ${name} has no name of the form 0001_words, or shares its number with another.`,
    badSlug: 'The name is made of small letters, digits and underscores.',
    noMapping: (name: string) => `The migration ${name} has no mapping.yaml.`,
    noFunction: (name: string) => `transform.ts of ${name} exports no function by default.`,
    takesCode: (name: string) =>
      `transform.ts of ${name} takes code from elsewhere. It imports types alone: what stands in another file could be changed after the migration was applied, and nobody would see it.`,
    badTransform: (name: string) => `transform.ts of ${name} cannot be run: it is no TypeScript that Node takes, or fails when it is read.`,
    made: (name: string) => `Made ${name}. Write its mapping.yaml, then: confide migrate validate`,
    skeleton: `description: What comes from where
sources:
  families: { csv: families.csv, key: [Ref] }
duplicates:
  - { source: families, columns: [First name, Surname, Date of birth] }
steps:
  - object: Client__c
    source: families
    key: fam
    fields:
      Language__c: { column: Language, otherwise: English }
`
  },
  source: {
    noFile: (file: string) => `The folder of --data has no file ${file}.`,
    noColumn: (source: string, count: number, first: string) =>
      `The source ${source} lacks ${count === 1 ? 'a column' : `${count} columns`} that the mapping names: ${first}${count > 1 ? ' …' : ''}.`,
    columnTwice: (source: string) => `The source ${source} has two columns of the same name.`,
    noCsv: (source: string, line: number | null) =>
      `The source ${source} is no CSV${line === null ? '' : ` near line ${line}`}: a quote does not match, or a row is too long.`,
    notUtf8: (file: string, line: number) =>
      `${file}, line ${line}: this is not UTF-8, so letters of names would be lost. Nothing was sent. In Excel, save it as “CSV UTF-8”, then run it again.`,
    empty: (source: string) => `The source ${source} is empty.`,
    insideProject: 'The folder of --data lies inside the project, where git could take it up. Keep people’s data elsewhere.'
  },
  decisions: {
    bad: (line: number) =>
      `decisions.csv, line ${line}: the answer is none of its choices, or the line is not of the form that was written.`,
    noCsv: (line: number | null) =>
      `decisions.csv is no CSV${line === null ? '' : ` near line ${line}`}: a quote does not match, or a row is too long.`,
    unsigned: 'decisions.csv has answers that are not signed. The data protection officer reads them and runs: confide migrate decide',
    nothing: 'decisions.csv has no answers to sign.',
    signed: (count: number, hash: string) => `${count} decisions signed (${hash.slice(0, 12)}).`,
    takenBack: (run: string, created: number) =>
      `Signed: what ${run} created (${created} records) may be removed. Now: confide migrate rollback`,
    refused: 'You may not sign decisions. The charity decides, not the person who loads: ask the data protection officer.'
  },
  plan: {
    head: (name: string) => `${name}: what would be done`,
    columns: ['Object', 'Create', 'Update', 'Unchanged', 'Rejected', 'To decide', 'Left alone'] as const,
    codes: (object: string, codes: string) => `  ${object}: ${codes}`,
    overwrites: (count: number) =>
      `${count} rows are written over what people have changed in the org since: the charity has decided that, row by row.`,
    decide: (count: number) => `${count} rows wait for an answer of the charity in decisions.csv.`,
    hash: (hash: string) => `Plan: ${hash}`,
    changed:
      'What would be done now is not what the plan showed: the sources, the decisions, the migration or the org have changed. Nothing was sent. Make a new plan and read it.'
  },
  run: {
    applied: (run: string, created: number, updated: number, unchanged: number, rejected: number) =>
      `${run}: ${created} created, ${updated} changed, ${unchanged} unchanged, ${rejected} not loaded.`,
    rejects: (file: string) => `Rows that were not loaded, with their codes: ${file}`,
    earlier: (name: string) => `The migration ${name} comes before and is not applied. Apply it first.`,
    edited: (name: string) =>
      `The migration ${name} was edited after it was applied. Put it back as it was, and write a new migration for what is new.`,
    unfinished: 'A run of this migration was cut short. Go on with it: confide migrate resume',
    stopped: (name: string) => `Stopped. Go on with: confide migrate resume ${name}`,
    nothingToResume: 'No run of this migration was cut short here.',
    sourceChanged:
      'The sources are not the same as when the run began, and it had not yet taken them over. Put them back, or begin anew with a plan: nothing was sent.',
    locked: (run: string, until: string) =>
      `Another migration is running (${run}); its lock lasts until ${until} unless it shows a sign of life. If it is dead: confide migrate unlock`,
    lockLost: 'The org ended the lock of this run, or your window has closed. Nothing more is sent. Then go on: confide migrate resume',
    step: (object: string) => `Loading ${object}`,
    taken: (run: string, restored: number, removed: number, left: number, rejected: number) =>
      `${run}: ${restored} records put back, ${removed} removed, ${rejected} refused. ${left} records that the load had created stay.${removed > 0 ? ' What was removed leaves the recycle bin within the hour, by the org’s own job.' : ''}`,
    stays: (file: string) => `What stays, and why: ${file}`,
    takeBackUnsigned: (created: number) =>
      `The load created ${created} records. Nothing goes by one person’s word: the data protection officer runs confide migrate decide --take-back, or leave them with --keep-created.`,
    removing: (object: string) => `Removing ${object}`,
    nothingToTake: 'This migration has no finished run that could be taken back, or it was taken back already.',
    purged:
      'The before-images of that run are no longer here: they are deleted by their age, or lie on another machine. Nothing was changed.',
    unlocked: (run: string) => `${run} is marked as cut short, and the lock is free.`,
    notLocked: 'No migration is running.',
    alive: 'The run shows signs of life and is not yours. Who may open migration windows can end it with --force.'
  },
  rejects: {
    key: (hex: string) => `Public key: ${hex}`,
    badKey: 'A public key has 64 hexadecimal digits. Ask the data protection officer: confide migrate rejects --show-key',
    which: 'Say --show-key, or which run (--run), where the opened file goes (--out) and which place that is (--store).',
    none: 'That folder has no rejects.sealed: all was loaded, or it was deleted by its age.',
    notYours: 'Rows with their values are for the data protection officer or a safeguarding lead. A processor’s login is refused.',
    opened: (file: string, rows: number) => `${rows} rows opened: ${file}. Delete the file when you have read it.`
  },
  status: {
    line: (name: string, state: string, run: string, when: string) => `${name}  ${state}  ${run}  ${when}`,
    none: 'There is no migration.',
    valid: (count: number) => `${count} ${count === 1 ? 'migration holds' : 'migrations hold'}.`,
    missing: (name: string) => `The org has applied ${name}, and its folder is not here.`,
    broken: (name: string) => `${name} is not what was applied, or what comes before it has changed.`
  },
  sentences: {
    KEY_MISSING: 'The row has no key.',
    KEY_TWICE_IN_SOURCE: 'Another row has the same key.',
    KEY_TOO_LONG: 'The key is longer than 64 characters.',
    ROW_OF_ANOTHER_LENGTH:
      'The row has more or fewer cells than the header. A value with a comma in it must stand in quotes: quote it in the source.',
    TRANSFORM_REFUSED: 'The migration’s transform refused the row.',
    TRANSFORM_BAD: 'The migration’s transform made something that is no row: a row holds texts by column.',
    COLUMN_MISSING: 'The migration’s transform made a row without a column that the mapping names.',
    DATE_BAD: 'This is no date.',
    DATE_INCOMPLETE: 'The date lacks its day or month.',
    POSTCODE_BAD: 'This is no postcode.',
    PHONE_BAD: 'This is no telephone number.',
    EMAIL_BAD: 'This is no e-mail address.',
    NUMBER_BAD: 'This is no number.',
    VALUE_UNKNOWN: 'The mapping does not know this value.',
    TOO_LONG: 'The text is too long for its field.',
    REQUIRED_MISSING: 'A value that must be there is missing.',
    LOOKUP_UNRESOLVED: 'What the row belongs to is not loaded and not in the org.',
    LOOKUP_AMBIGUOUS: 'The row could belong to several; none is chosen.',
    DECISION_NEEDED: 'The charity has to decide. See decisions.csv.',
    CHANGED_IN_ORG: 'A person has changed the record in the org since; it is not overwritten.',
    IN_USE: 'Somebody has worked with the file since: it goes only as any other, by the decision of two people.',
    NOT_OF_THIS_LOAD: 'The load did not create it: it was there before, or came after.',
    KEPT: 'Workers, their training and supervision are never deleted: end the record instead.',
    NOT_PROCESSED: 'The org did not take the row up.'
  } as Readonly<Record<string, string>>
};
