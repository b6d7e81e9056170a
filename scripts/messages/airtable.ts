/** Words of `confide airtable`. */
export const airtable = {
  push: {
    summary: 'Send approved figures to the Airtable tables of the register: shown first, sent with --send.',
    description:
      'Without --send nothing leaves: the records are shown as they would be sent, with a code. With --send and that code they are sent, each found again by its key, so that a second run doubles nothing and sends only what changed. Takes approved releases, rounded and with small numbers hidden, and nothing else. The org writes down that a sending begins and how it ended. Run it as the integration user. The token comes from CONFIDE_AIRTABLE_TOKEN_FILE or CONFIDE_AIRTABLE_TOKEN.',
    release: 'Only this release, by its number, e.g. F-000012. May be given several times.',
    all: 'Send every cell again, also those that are known to be there: after a table was emptied or changed by hand.',
    send: 'Send what the run without --send showed; its code.',
    config: 'File with the tables, fields and words that are allowed.'
  },
  audit: {
    summary: 'Look at what the bases hold already, and name what is not anonymous.',
    description:
      'Reads tables, fields and every record, 100 a call. Shows ids of tables and fields, a code for each kind of finding and how many there are; never a value or a name. Ends with 1 when anything was found. With an org, the look is written into its register as a day and a number, and the promise about Airtable shows it. It sees no deleted records, no history and no attachments. The token comes from CONFIDE_AIRTABLE_TOKEN_FILE or CONFIDE_AIRTABLE_TOKEN and needs to read only.',
    base: 'Only this base, by its id. May be given several times. Without it: those of the configuration, and a word about any other that the token opens.'
  },
  examples: {
    push: [
      '<%= config.bin %> <%= command.id %> -o charity',
      '<%= config.bin %> <%= command.id %> -o charity --confirm acme --send 0a1b2c3d4e5f'
    ],
    audit: [
      '<%= config.bin %> <%= command.id %>',
      '<%= config.bin %> <%= command.id %> -o charity --confirm acme',
      '<%= config.bin %> <%= command.id %> --base appXXXXXXXXXXXXXX --json'
    ]
  },

  nothing: 'Nothing to send: what may leave is there already.',
  would: (name: string, place: string, cells: number, same: number) =>
    `${name} to ${place}: ${cells} ${cells === 1 ? 'record' : 'records'} would be sent, ${same} are there already.`,
  plan: (cells: number, calls: number, left: number, code: string) =>
    `Nothing was sent. ${cells} records in ${calls} calls, of ${left} that are left this month. To send them: --send ${code}`,
  sent: (cells: number, releases: number, calls: number, left: number) =>
    `Sent: ${cells} records of ${releases} releases in ${calls} calls. ${left} calls are left this month.`,
  sending: 'Sending records',
  wrongCode:
    '--send does not bear the code of what would be sent now. Nothing was sent. Run the command without --send, look at what it shows, and give its code.',

  notABase: '--base is the id of a base: app and fourteen letters and digits.',
  noTables: 'config/airtable.json names no table. Add the base and the table that may hold figures. See docs/airtable.md.',
  configUnreadable: 'The configuration of Airtable cannot be read, or is not JSON. See docs/airtable.md.',
  configWrong: (places: readonly string[]) =>
    `The configuration of Airtable does not hold at: ${[...new Set(places)].join(', ')}. Nothing was sent. A field can be filled from part of a released figure only. See docs/schemas/confide-airtable-1.schema.json.`,
  notRegistered: (base: string) =>
    `The base ${base} stands in no current entry of the register, or in more than one. Nothing was sent. The data protection officer approves places for figures in the register of organisations.`,
  unknownRelease: (count: number) =>
    `${count} of the releases that you named may not leave, or do not exist. Nothing was sent. Figures leave once they are approved.`,
  changedMeanwhile: 'A release changed while it was fetched. Nothing was sent. Run the command again.',
  wrongShape:
    'The org gave figures in another form than the documented one. Nothing was sent: more than figures might be in it. Use the tool and the package of one version, and tell the data protection officer if that is so.',
  refusedByOrg:
    'The org does not let these figures go, or not for this user. Sending takes the integration user, approved figures and a place in the register.',
  refusedRelease: (name: string, why: string) => `${name} was refused: ${why} Nothing was sent. Tell the data protection officer.`,
  refused: {
    RULE_TOO_WEAK: 'the org hides or rounds less than the rule asks (up to 7 hidden, rounded to 5).',
    SMALL_NUMBER: 'it holds a number that is small or not rounded, or one where there should be none.',
    ROW_LEVEL: 'its rows are not the cells of one table of figures.',
    IDENTIFYING_TEXT: 'a text in it has the form of an address, a number, a day, a code or a name.',
    UNKNOWN_WORDS: 'it holds words that config/airtable.json does not allow. If they name nobody, add them there.'
  },

  noToken:
    'Put the token of Airtable into a file that is yours alone and name it in CONFIDE_AIRTABLE_TOKEN_FILE, or set CONFIDE_AIRTABLE_TOKEN.',
  tokenForm: 'CONFIDE_AIRTABLE_TOKEN does not hold a token of Airtable.',
  tokenOpen: 'Others on this machine may read the file of the token. Close it with: chmod 600 FILE',
  tokenUnreadable: 'The file that CONFIDE_AIRTABLE_TOKEN_FILE names cannot be read. Check the path and that it is yours to read.',
  onlyLocal: 'CONFIDE_AIRTABLE_URL is for tests and takes a server on this machine only.',
  tokenRefused: 'Airtable refused the token. Make a new one, and put it into the file.',
  notFound:
    'Airtable does not know the base or the table, or the token does not open it. Check its bases and scopes. See docs/airtable.md.',
  refusedThere: (status: number, type: string) =>
    `Airtable refused the request (${status} ${type}). If two records have the same key, delete one; otherwise compare the table with config/airtable.json.`,
  notUnderstood: 'Airtable answered in a form that is not known. Run the same command again: it goes on where it was.',
  tooMany: 'Airtable asks to wait again and again. Run the same command later: it goes on where it was.',
  unreachable: 'Airtable cannot be reached. Check the network, then run the same command again: it goes on where it was.',
  monthSpentThere:
    "Airtable says that the workspace's calls of this month are used up. Run the same command again next month: it goes on where it was.",
  monthSpent: (limit: number) =>
    `The ${limit} calls of this month are used up. Run the same command again next month, or raise monthlyCalls when the plan gives more: it goes on where it was.`,
  monthTooShort: (calls: number, left: number, limit: number) =>
    `It takes ${calls} calls and ${left} of this month's ${limit} are left. Nothing was sent. Send fewer releases with --release, or wait for the next month.`,

  noSuchTable: (table: string) => `The base has no table ${table}. Nothing was sent. Correct config/airtable.json.`,
  otherFields: (table: string, count: number) =>
    `The table ${table} has ${count} fields that config/airtable.json does not name, so it may hold more than figures. Nothing was sent. Delete them, or use a table of its own.`,
  wrongFields: (table: string, sources: readonly string[]) =>
    `The table ${table} lacks a field, or has one of another type, for: ${sources.join(', ')}. Nothing was sent. See docs/airtable.md.`,
  locked:
    'Another run is sending figures of this org. Wait until it has ended. If none is, delete the file lock in the state folder of airtable.',
  stateChanged:
    'What this machine noted about Airtable cannot be read, or was changed. Move the folder airtable of the state away and run again: all is sent anew, and nothing is doubled.',

  reading: 'Reading records',
  clean: (tables: number, records: number) => `Nothing was found that is not anonymous: ${tables} tables, ${records} records.`,
  found: (findings: number, tables: number, records: number) =>
    `${findings} kinds of findings in ${tables} tables, ${records} records. Tell the data protection officer: what is not anonymous must not stay there.`,
  lookWritten: (count: number) => `Written down in the org for ${count} ${count === 1 ? 'organisation' : 'organisations'}.`,
  lookPartial: (count: number) =>
    `${count} organisations have places for figures that config/airtable.json does not name. They were not read, and the org was not told that they were.`,
  cut: 'Not everything was read: the calls of this month are used up.',
  finding: (base: string, table: string | null, field: string | null, code: string, count: number, what: string) =>
    `${[base, table, field].filter((part) => part !== null).join(' ')}: ${code} ${count}  ${what}`,
  /** Of each code. */
  codes: {
    BASE_NOT_ALLOWED: 'a base that the token opens and the configuration does not name: not read',
    TABLE_NOT_ALLOWED: 'a table that the configuration does not name, with so many records',
    ROW_LEVEL: 'records that each stand for a person or a family, or may',
    FIELD_NOT_ALLOWED: 'a field that the configuration does not name, filled in so many records',
    NOT_A_CELL: 'records in a table of figures that are no cell of a release',
    DOUBLED: 'records whose key stands there already',
    UNKNOWN_WORDS: 'texts that the configuration does not allow',
    SMALL_NUMBER: 'numbers from 1 to 7, or not rounded among figures',
    ATTACHMENT: 'files, which nobody looks into',
    COMMENTS: 'comments on records',
    NAME: 'names of people, or fields made for them',
    FREE_TEXT: 'free text',
    DATE_OF_BIRTH: 'dates of birth or ages',
    EXACT_DATE: 'exact days',
    EMAIL: 'e-mail addresses',
    PHONE: 'phone numbers',
    POSTCODE: 'postcodes or addresses',
    NHS_NUMBER: 'NHS numbers',
    NI_NUMBER: 'National Insurance numbers',
    FAMILY_CODE: 'codes of families',
    RECORD_ID: 'ids of records of Salesforce'
  }
};
