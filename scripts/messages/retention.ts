/** Words of `confide retention`. Counts, numbers of deletions and places of files; never a name of a file or person. */
export const retention = {
  plan: {
    summary: 'Show how many deletions stand where: decided, agreed, in their seven days, due, looked for, certified.',
    description: 'Counts only. Nothing is deleted that two people have not decided in the org; the tool decides nothing.'
  },
  run: {
    summary: 'Watch the deletions that the org carries out, look through files and places outside, and make their certificates whole.',
    description:
      "The org deletes in its night, by its own rules and only what two people decided; no tool deletes, and none could past the org's triggers. This command shows how far it has come. With --files it reads files that the org cannot see (text, mail, PDF, Office, archives), asks the org what they hold of each deleted family, and files the second part of the certificate when nothing is left. Files are named by their place in the order of paths, never by name.",
    wait: 'Seconds to watch the org, where it is at work just now.',
    files: 'Folder of exports, a shared drive, a copy of mail: everything in it is read.',
    place: 'What that covers, for the certificate: the name of a place, as "Shared drive". No name of a person.',
    byPerson: 'So many files of the folders that no program can read (pictures, scans) a person has looked through.',
    orgFiles: "So many of the org's own files that it cannot read a person has looked through.",
    airtable: 'Look through what Airtable holds too, as confide airtable audit does.'
  },
  examples: {
    plan: ['<%= config.bin %> <%= command.id %> -o charity'],
    run: ['<%= config.bin %> <%= command.id %> --files ./exports --place "Exports of the database manager" -o charity --confirm acme']
  },
  counts: (c: Readonly<Record<string, number>>) =>
    `Waiting for a second person ${c['waiting']}, in their seven days ${c['coolingOff']}, due ${c['due']} (held ${c['held']}), being looked for ${c['lookedFor']}, with leftovers ${c['leftovers']}, waiting for files and places outside ${c['outside']}, closed ${c['closed']}.`,
  watching: 'Deletions that came to their end',
  notDone: (count: number) => `${count} are due or being looked for: the org goes on in its night. Run the same command again after it.`,
  heldBack: (count: number) => `${count} are held by a reason that the desk shows, and stay.`,
  leftovers: (count: number) => `${count} have leftovers in the org: an officer or lead looks at them on the desk.`,
  reading: 'Files read',
  noFolder: '--files is not a folder that can be read.',
  needsPlace: '--files and --airtable need --place: what the certificate says was looked through.',
  badPlace: '--place is a short name of a place, up to 80 letters, without an at sign and without a number of five digits or more.',
  found: (number: string, file: number, folder: number, kinds: string) =>
    `${number}: file ${file} of folder ${folder}, in the order of their paths, holds: ${kinds}.`,
  foundAll: (number: string, count: number) =>
    `${number}: ${count} files hold something of the family. Nothing was filed. Remove it, then run again.`,
  unreadable: (count: number) =>
    `${count} files cannot be read by a program. A person looks through them; then run again with --read-by-person ${count}. Nothing was filed.`,
  orgUnread: (number: string, count: number) =>
    `${number}: the org holds ${count} files that it cannot read. A person looks through them; then run again with --org-files-read ${count}.`,
  airtableHolds: (count: number) =>
    `Airtable holds ${count} things that are not anonymous, or was not read whole. See: confide airtable audit. Nothing was filed.`,
  filed: (number: string) => `${number}: the second part is filed and the certificate is whole.`,
  processor:
    'The org does not know for whom you work, or your organisation has no agreement in force. The data protection officer writes it down in the register.'
};
