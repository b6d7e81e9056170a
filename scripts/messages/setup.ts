/** Words of `confide setup`. The steps' own words stand by their code, so that scripts can read `--json`. */
export const setup = {
  summary: 'Do and check in an org what a deployment cannot carry.',
  description:
    'Run it after each deployment as the user who shall own the scheduled jobs. What can be done is done; what only a person can switch on is listed with its place in Setup. Running it again does only what is missing.',
  examples: ['<%= config.bin %> <%= command.id %> -o charity --confirm acme', '<%= config.bin %> <%= command.id %> --check -o charity'],
  check: 'Change nothing; only check.',
  unseen:
    'Your login does not see the setup of this org, so nothing can be said of it. Log in as an administrator, or ask for “View Setup and Configuration”.',
  steps: {
    PACKAGE: { ok: 'The package is there.', todo: 'Deploy the package first: confide preflight, then sf project deploy start.' },
    JOBS: {
      ok: 'The scheduled jobs run.',
      done: 'The scheduled jobs were set up; they run as you.',
      todo: 'Scheduled jobs are missing. Run this without --check, as the user who shall own them.'
    },
    NIGHT: {
      ok: 'The user of the nightly deletions may empty the bin.',
      todo: 'The user of the nightly deletions may not empty the bin (Modify All Data) or is not active: each deletion would be held. Setup, Scheduled Jobs: delete the jobs of Confide, then run this as the automation user.'
    },
    QUEUES: {
      ok: 'The queues that own rows have no members.',
      todo: 'A queue of Confide has members: whoever is one sees its rows. Setup, Queues: take them out.'
    },
    HIERARCHY: {
      ok: 'Nobody with a role of Confide stands in the role hierarchy.',
      todo: 'People with a role of Confide stand in the role hierarchy: a superior would see what they see. Setup, Users: take the role away, and in Setup, Sharing Settings, switch off Grant Access Using Hierarchies for every Confide object.'
    },
    LOCALE: {
      ok: 'The org keeps British dates and the time of London.',
      todo: 'Setup, Company Information: locale English (United Kingdom), time zone Europe/London.'
    },
    OFFICER: {
      ok: 'There is a data protection officer.',
      todo: 'Nobody is data protection officer. Give the role and the public group Confide DPO.'
    },
    LEADS: {
      ok: 'There are at least two safeguarding leads.',
      todo: 'Fewer than two safeguarding leads: a concern about the only one would have no way. Give the role and the public group Confide Safeguarding Leads.'
    },
    OPENER: {
      ok: 'Somebody may open migration windows for others.',
      todo: 'Nobody may open a migration window. Give an administrator the permission set Confide_Open_Migration_Windows.'
    },
    STRAYS: {
      ok: 'Nobody holds the migration’s permission outside a window.',
      todo: 'Somebody holds the migration’s permission without a window. It opens nothing and is taken within the hour; find out who gave it.'
    }
  },
  byHand: [
    'Setup, Sharing Settings: Grant Access Using Hierarchies off for every Confide object.',
    'Setup, Sharing Settings: Require permission to view record names in lookup fields on.',
    'Setup, Login Access Policies: Administrators Can Log in as Any User off.',
    'Setup, User Management Settings: Permission Set & Permission Set Group Assignments with Expiration Dates on.',
    'Setup, Session Settings: end a session after 15 minutes without use, and when the browser closes.'
  ],
  byHandTitle: 'What no program can see; look yourself:',
  states: { ok: 'ok  ', done: 'done', todo: 'TODO', look: '    ' },
  line: (state: string, sentence: string) => `${state}  ${sentence}`,
  open: (count: number) => (count === 1 ? 'One step is open.' : `${count} steps are open.`) + ' Do them, then run this again.'
};
