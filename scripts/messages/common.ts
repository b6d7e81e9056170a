/**
 * Words that every command shares. All text that a person reads stands in a message file: one per topic, sentences as constants,
 * sentences with a gap as functions of numbers, codes and addresses. No message ever takes a value or a name out of the data.
 */
export const flags = {
  targetOrg: 'Alias or user name of an org that the Salesforce CLI is logged in to.',
  instanceUrl: "Address of the org: its My Domain, or a local org's.",
  username: 'User name for a login with a key (JWT), or with CONFIDE_PASSWORD on a local org.',
  apiVersion: 'Version of the Salesforce API to speak.',
  badApiVersion: '--api-version is a number such as 67.0.',
  apiBudget: 'Stop before this run has made so many calls to the org.',
  confirm: "For a production org: its My Domain name, to show that you mean it. 'acme' for acme.my.salesforce.com.",
  orgGroup: 'ORG'
};

export const auth = {
  whichOrg:
    'Say which org: --target-org ALIAS, or --instance-url with one of: CONFIDE_CLIENT_ID and CONFIDE_CLIENT_SECRET_FILE; CONFIDE_CLIENT_ID, CONFIDE_JWT_KEY_FILE and --username; for a local org --username and CONFIDE_PASSWORD.',
  severalWays:
    'There is more than one way to log in among the variables. Keep one: CONFIDE_CLIENT_SECRET or CONFIDE_CLIENT_SECRET_FILE, CONFIDE_JWT_KEY_FILE, or CONFIDE_PASSWORD.',
  notAnAddress: '--instance-url is not an address. Give it as https://acme.my.salesforce.com.',
  needsHttps: '--instance-url must begin with https://. Only a local org may be reached without.',
  needsMyDomain:
    "--instance-url must be the org's own address (My Domain), as https://acme.my.salesforce.com. Setup shows it under My Domain.",
  passwordOnlyLocal:
    'A password opens a local org only. For any other: --target-org, or a key (CONFIDE_JWT_KEY_FILE), or a secret (CONFIDE_CLIENT_SECRET_FILE).',
  noAnswer: (origin: string) => `No org answers at ${origin}. Start it with npm start, or check the address.`,
  refusedPassword: 'The org refused the login: check the user name and CONFIDE_PASSWORD.',
  refusedClient:
    'The org refused the login: check CONFIDE_CLIENT_ID and its secret, and that the connected app allows client credentials and names a user to run as.',
  refusedJwt:
    'The org refused the login: check CONFIDE_CLIENT_ID, --username, and that the connected app holds the certificate of the key and approves this user.',
  noKeyFile: (variable: string) => `The file that ${variable} names cannot be read. Check the path and that it is yours to read.`,
  keyNotRsa: 'CONFIDE_JWT_KEY_FILE does not hold a private RSA key in PEM form.',
  noCore: '--target-org needs the development packages: run npm ci once, then the command again.',
  unknownAlias:
    'The Salesforce CLI knows no such org, or its login has ended. See: sf org list. Log in with: sf org login web --alias NAME --instance-url https://YOUR-DOMAIN.my.salesforce.com',
  confirm: (myDomain: string) => `This is a production org. If you mean it, run the command again with --confirm ${myDomain}`,
  wrongConfirm: (myDomain: string) =>
    `--confirm names another org than the one you are logged in to, which is ${myDomain}. Nothing was done.`
};

export const remote = {
  network: (code: string) =>
    `The org cannot be reached (${code}). Check the network, then run the same command again: it goes on where it was.`,
  session: 'The login has ended and could not be renewed (INVALID_SESSION_ID). Log in again, then run the same command again.',
  limit:
    "The org's daily allowance of API calls is used up (REQUEST_LIMIT_EXCEEDED). Run the same command again tomorrow: it goes on where it was.",
  denied: (code: string) =>
    `Your user may not do this (${code}). Ask an administrator which permission set the command needs; for a migration, ask for a window.`,
  unavailable: (code: string) => `The org is not available just now (${code}). Run the same command again later: it goes on where it was.`,
  refused: (code: string) =>
    `The org answered ${code}. Nothing of its words is shown, as they may hold data. Look the code up in the guide.`,
  refusedByRule:
    'The org refused this (REFUSED): it knows no such record, or your user may not ask about it. To run it again helps only when that has changed.',
  missing: (code: string) =>
    `The org does not know an object, a field or an address that the tool needs (${code}). Deploy the package, then check with: confide verify`
};

export const budget = {
  spent: (run: number, used: number, limit: number) =>
    `API calls: ${run} by this run; the org has used ${used} of the ${limit} that it has a day.`,
  runOut: (ceiling: number) => `Stopped before call ${ceiling + 1}, as --api-budget says. Run the same command again to go on from here.`,
  keptForCharity: (share: number) =>
    `Stopped: ${share} % of the org's daily API calls are used, and the rest is kept for the charity's own work. Run the same command again tomorrow, or give --api-budget to allow a number of calls.`
};

export const usage = {
  unknownCommand: 'There is no such command. See: confide --help',
  unknownFlags: (names: string) => `The command does not know ${names}. See its --help.`,
  unexpected: (count: number) =>
    (count === 1 ? 'There is one word too many.' : `There are ${count} words too many.`) + " See the command's --help.",
  missingArguments: (names: string) => `Say also: ${names}. See the command's --help.`,
  missingFlags: (names: string) => `Say also: ${names}. See the command's --help.`,
  badFlag: (name: string) => `--${name} does not take that. See the command's --help for what it takes.`,
  flags: "The flags do not go together, or one holds what it does not take. See the command's --help."
};

export const bug = {
  report: (where: string) =>
    `The tool failed in a way that it should not (${where}). Nothing of the error's words is shown, as they may hold data. Please report this line.`
};

export const state = {
  keyMissing:
    'The key that opens this file is not here. Point CONFIDE_KEY_FILE at it. Without the key the file cannot be read; that is its purpose.',
  keyBad:
    'The key must be 32 bytes, written as 64 hexadecimal digits or in base64. Make one by removing CONFIDE_KEY and CONFIDE_KEY_FILE: the tool then keeps its own.',
  keyInside: 'The key lies in the folder that it locks. Move it elsewhere and point CONFIDE_KEY_FILE at it.',
  keyOpenToOthers: 'Others on this machine may read the key file. Close it with: chmod 600 FILE',
  wrongKey: 'This file was locked with another key, or it was changed since. It is not used.',
  noFolder: (code: string) =>
    `A folder cannot be made there (${code}). Nothing was written. Choose a place that exists and that you may write in, then run it again.`,
  noFile: (code: string) =>
    `The file cannot be written there (${code}). Nothing was written. Name a file in a folder that exists and that you may write in, then run it again.`,
  diskFull:
    'The disk is full, so progress could not be written down. Free some space, then run the same command again: it goes on where it was.'
};

export const page = { language: 'en-GB' } as const;

export const archive = {
  noFolder: '--out is not a folder that you can write to.',
  exists: (name: string) => `${name} is there already. Give --replace to write a new one, with a new passphrase.`,
  passphrase: (words: string) => `Passphrase, shown only now: ${words}`
};
