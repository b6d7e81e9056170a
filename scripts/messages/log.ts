/** Words of `confide log`. */
export const log = {
  verify: {
    summary: 'Prove that the log of looks at personal details is whole since it was last looked at.',
    description:
      'The org walks its chain of hashes from the beginning and from the anchor that this machine kept. A log written anew, however well, does not pass through the anchor. When all holds, a new anchor is kept; write the line that is shown down somewhere else as well.',
    examples: ['<%= config.bin %> <%= command.id %> -o charity', '<%= config.bin %> <%= command.id %> -o charity --expect 1532:9f0c…'],
    expect: 'An anchor that was kept elsewhere, as NUMBER:HASH.'
  },
  notAnAnchor: '--expect is an anchor as a run showed it: a number, a colon, 64 hexadecimal digits.',
  badAnchorFile:
    'The anchors of this org that this machine kept cannot be read, or were changed. Verify with --expect and an anchor kept elsewhere.',
  whole: (rows: number) => `The log is whole: ${rows} entries, each follows from the one before.`,
  sinceAnchor: (sequence: number) => `It passes through the anchor of entry ${sequence}.`,
  unsealed: (count: number) =>
    `${count} new entries are not sealed yet. That takes minutes; if it lasts, an administrator runs: confide setup`,
  anchor: (text: string) => `Anchor: ${text}  (write it down outside this machine)`,
  first: 'No anchor was kept before: from now on there is one.',
  broken: (sequence: number) =>
    `The log does not hold from entry ${sequence} on: it was changed, shortened or written anew. Tell the data protection officer now, change nothing in the org, and keep the anchors.`
};
