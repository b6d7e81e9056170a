import type { Fault } from '../verify/faults.ts';

/** Words of `confide verify`. Subjects are names of setup or ids of users, details are names, letters and counts. */
const sentences: Readonly<Record<Fault, (subject: string, detail: string) => string>> = {
  UNSEEN: (subject) => `This login may not read: ${subject}. Give it the permission set Confide_Check_Org, then run this again.`,
  OBJECT_MISSING: (subject) => `The object ${subject} is not in the org. Deploy the package.`,
  OBJECT_OPEN: (subject, detail) => `The object ${subject} is open to all: ${detail}. Setup, Sharing Settings.`,
  FEED_ON: (subject) => `The feed of ${subject} is on: what is written there passes by the doorway. Setup, Feed Tracking.`,
  FIELD_MISSING: (subject) => `The field ${subject} is not in the org. Deploy the package.`,
  FIELD_UNKNOWN: (subject) => `Nobody has said what the field ${subject} holds. Put it into config/data-map.yaml or take it away.`,
  FIELD_UNCLASSIFIED: (subject) => `The field ${subject} is not classified as the package says. Deploy the package.`,
  HISTORY_ON: (subject) => `Old values of the personal field ${subject} are kept in its history. Setup, Set History Tracking.`,
  SET_MISSING: (subject) => `The permission set ${subject} is not in the org. Deploy the package.`,
  SET_OPENED: (subject, detail) => `The permission set ${subject} grants more than the package: ${detail}.`,
  SET_CLOSED: (subject, detail) => `The permission set ${subject} lacks what the package grants: ${detail}.`,
  ROLE_MISSING: (subject) => `The role ${subject} is not in the org. Deploy the package.`,
  ROLE_OPENED: (subject, detail) => `The role ${subject} holds a set that the package does not put there: ${detail}.`,
  ROLE_CLOSED: (subject, detail) => `The role ${subject} lacks a set: ${detail}.`,
  OBJECT_GRANTED: (subject, detail) => `"${subject}", which is not of the package, opens an object of it: ${detail}.`,
  FIELD_GRANTED: (subject, detail) => `"${subject}", which is not of the package, opens a personal field: ${detail}.`,
  CLASS_GRANTED: (subject, detail) => `"${subject}", which is not of the package, may call a class of it: ${detail}.`,
  ADMINISTRATORS: (subject, detail) => `${subject} people are administrators, more than the ${detail} that are agreed.`,
  ADMINISTRATOR_ROLE: (subject, detail) => `The administrator ${subject} holds a role as well: ${detail}.`,
  WHOLE_ORG: (subject, detail) => `The user ${subject} holds a right over the whole org: ${detail}.`,
  TAKES_OUT: (subject, detail) => `The user ${subject} may take data out: ${detail}.`,
  SET_BESIDES: (subject, detail) => `The user ${subject} holds a set of the package outside of her role: ${detail}.`,
  MEMBER_WITHOUT_ROLE: (subject, detail) => `The user ${subject} is in the public group ${detail} without the role.`,
  ROLE_WITHOUT_MEMBER: (subject, detail) => `The user ${subject} has the role without the public group ${detail}.`,
  GROUP_IN_GROUP: (subject, detail) => `The public group ${subject} has a whole group or role as a member: ${detail}.`,
  QUEUE_MEMBER: (subject, detail) => `The queue ${subject} has members (${detail}): they see every row that it owns.`,
  GUEST: (subject, detail) => `Visitors without a login (${subject}) reach: ${detail}.`,
  APP: way('The connected app'),
  CREDENTIAL: way('The named credential'),
  SITE: way('The remote site'),
  TRANSIT: (subject) =>
    subject === 'unverified'
      ? 'Who answers for the org is not checked: NODE_TLS_REJECT_UNAUTHORIZED is 0. Take it out of the environment.'
      : `What passes between here and the org is not encrypted as it must be: ${subject}.`,
  AT_REST: (subject) =>
    `Nothing in the register stands for the encryption of what is stored: "${subject}" has no approved agreement in force, or this login may not read the register.`,
  CLASS_MISSING: (subject) => `The class or trigger ${subject} is not in the org. Deploy the package.`,
  CLASS_CHANGED: (subject) => `The class or trigger ${subject} differs from the package.`,
  TRIGGER_OFF: (subject) => `The class or trigger ${subject} is switched off.`,
  SHARED: (subject, detail) => `Rows of ${subject} are shared in a way that the package does not know: ${detail}.`,
  CONTROL: (subject, detail) => `A control does not stand: ${subject} (${detail}).`,
  DUTY: (subject, detail) => `Late or missing: ${subject}, ${detail}.`,
  STEP: (subject) => `A step of the set-up is open: ${subject}. See: confide setup --check`,
  DRIFT: (subject, detail) => `Since the baseline: ${detail} ${subject}`
};

function way(what: string): (subject: string, detail: string) => string {
  return (subject, detail) =>
    detail === 'NOT_NAMED'
      ? `${what} "${subject}" stands nowhere in config/posture.yaml.`
      : `${what} "${subject}" has no processor with an approved agreement in force, or this login may not read the register.`;
}

export const verify = {
  summary: 'Hold the org against every promise of the privacy notice: who could see more than was promised, and what is late.',
  description:
    'Reads the setup of the org and what the package counts by itself, and no row about a family. Needs the permission set Confide_Check_Org. Ends with 3 when anything is found.',
  examples: [
    '<%= config.bin %> <%= command.id %> -o charity',
    '<%= config.bin %> <%= command.id %> -o charity --json',
    '<%= config.bin %> <%= command.id %> -o charity --write-baseline baseline.json',
    '<%= config.bin %> <%= command.id %> -o charity --baseline baseline.json'
  ],
  source: 'Folder of the package.',
  expect: 'File of what the org may have besides the package; config/posture.yaml unless given, the demo’s own for a local org.',
  baseline: 'Compare with this signed baseline, too.',
  writeBaseline: 'Write down the setup as it is now, signed with this machine’s key.',
  signer: 'Public key of who signed the baseline, as she was shown it; this machine’s own unless given.',
  sentence: (fault: Fault, subject: string, detail: string) => sentences[fault](subject, detail),
  finding: (fault: Fault, promises: readonly string[], sentence: string) => `${fault}  [${promises.join(' ')}]  ${sentence}`,
  encryption: (inTransit: string, platform: string, ownKeys: number | null) =>
    `Encryption: on the way ${inTransit.startsWith('TLS') ? `${inTransit} or newer` : inTransit}; of what is stored by the agreement with "${platform}"${ownKeys ? `, with ${ownKeys} keys of our own` : ''}.`,
  clean: (objects: number, sets: number, people: number) =>
    `Nothing found: ${objects} objects, ${sets} permission sets and profiles, ${people} people were looked at.`,
  found: (count: number, promises: number) =>
    `${count === 1 ? 'One thing is' : `${count} things are`} not as promised; ${promises === 1 ? 'one promise is' : `${promises} promises are`} concerned.`,
  noSource: 'There is no package in that folder. Run this in the project, or name the folder: --source force-app',
  blind:
    'This login sees only its own rights in the setup, so nothing could be concluded. Ask an administrator for the permission set Confide_Check_Org.',
  badFile: (file: string, place: string) => `${file} cannot be read as it must be${place ? `, at ${place}` : ''}.`,
  badBaseline:
    'The baseline was changed since it was signed, or another signed it. It is not used. Give the key of its signer with --signer.',
  otherOrg: 'The baseline is of another org. It is not used.',
  written: (facts: number, key: string) => `Baseline written: ${facts} facts. Signed by: ${key}`
};
