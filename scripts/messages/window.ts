/** Words of `confide window`. */
export const window = {
  open: {
    summary: 'Open a migration window for another person: for some hours she may load old data.',
    description:
      'Nobody opens her own. The window closes by itself at its minute and is kept as evidence; the data protection officer is told. While it is open the platform would let her read what she may write: keep it short.',
    hours: 'For how many hours.',
    reason: 'What is loaded and why now, without names.',
    for: 'User name of the person who will load. May be left out when there is only one database manager.'
  },
  close: {
    summary: 'Close a migration window before its time.',
    window: 'Number of the window, as status shows it. May be left out when only one is open.'
  },
  status: { summary: 'Show the migration windows that you may know of, and whether one is open.' },
  examples: {
    open: ['<%= config.bin %> <%= command.id %> --hours 3 --reason "Families of the old system" -o charity --confirm acme'],
    close: ['<%= config.bin %> <%= command.id %> -o charity --confirm acme'],
    status: ['<%= config.bin %> <%= command.id %> -o charity']
  },
  none: 'No migration window is open.',
  line: (code: string, opens: string, closes: string, state: string) => `${code}  ${opens} to ${closes}  ${state}`,
  states: { open: 'open', opening: 'open; the permission has not arrived yet', closed: 'closed', ended: 'ended' },
  opened: (code: string, closes: string) => `${code} is open and closes by itself at ${closes}.`,
  closed: (code: string) => `${code} is closed. The permission is taken away within a minute.`,
  notGiven: (code: string) =>
    `${code} is open, but the permission has not arrived. Look again in a minute with: confide window status. If it stays away, an administrator runs: confide setup`,
  hoursRange: '--hours is a whole number from 1 to 24.',
  whichWindow: 'Several windows are open. Say which: --window NUMBER. See: confide window status',
  unknownWindow: 'No open window of that number is known to you. See: confide window status',
  /** By the org's code. */
  refused: {
    WINDOW_RIGHT: 'You may not do this. Opening a window takes the permission set Confide_Open_Migration_Windows.',
    WINDOW_OWN: 'Nobody opens a window for herself. Ask another person.',
    WINDOW_PERSON:
      'A window is for a database manager or the integration user, and nobody of that user name is one. Give her the role first, or correct --for.',
    WINDOW_PROCESSOR:
      'No agreement in force names her organisation. The data protection officer approves it in the registers, and the register of workers says that she works for it.',
    WINDOW_SAY_WHO: 'There are several people with the role of database manager. Say which: --for USERNAME.',
    WINDOW_HOURS: 'The charity allows fewer hours for one window. Ask for fewer.',
    WINDOW_REASON: 'Say with --reason what is loaded and why now, without names.',
    DUPLICATE_VALUE: 'A window is open for her already. See: confide window status'
  } as Readonly<Record<string, string>>,
  needed: 'No migration window is open for you, so nothing was sent. Ask another person for one: confide window open --hours N --reason WHY'
};
