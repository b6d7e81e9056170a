/** Words of `confide erase`. */
export const erase = {
  verify: {
    summary: 'Check after a restore, a re-import or a sandbox refresh that what was erased has stayed so, and put up again what came back.',
    description:
      'Keeps a list of the marks of what was erased (keyed hashes: no person can be read from them) outside the org, sets marks again that a restored copy lost, and asks the org family by family what has come back. What came back goes again by the decision that two people took; a mother who comes back herself is a new file and is never found. Run it once before any restore, so that the list is there.',
    marks: 'File with the list of marks, where it is not the one of this org: for a sandbox, the list of the org it was copied from.'
  },
  examples: ['<%= config.bin %> <%= command.id %> -o charity --confirm acme'],
  reading: 'Marks read',
  families: 'Families looked at',
  otherSecret:
    'This org makes its marks with another secret than the one they were kept with, so that it would know nothing again. Restore the record of Retention_Key__c from the same copy first. Nothing was done.',
  noList: 'The file of --marks is not a list of marks of this tool.',
  done: (families: number, known: number, again: number, returned: number) =>
    `${families} families looked at against ${known} marks; ${again} marks were lost and are set again; ${returned} files had come back and are put up to go again.`,
  fresh: 'There was no list of marks yet: it is kept from now on. A mark that a restore lost before today cannot be known.'
};
