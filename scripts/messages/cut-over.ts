/** Words of `confide cut-over`: names of objects, counts, reasons of the charity's own. */
export const cutOver = {
  summary: 'Count what of the old records still lies beside the new model, and say who could read it.',
  description:
    'Contacts, leads, tasks, events, e-mails, notes, attachments, files, cases, and custom objects of others. Reads counts and no row. Run it as an administrator: who does not see all rows counts too few, and is refused. What may stay stands in config/cut-over.yaml with its reason. Ends with 3 while anything is left. See docs/cut-over.md.',
  before: 'File with the counts of the first day, to show what has become of them.',
  write: 'File in which to keep the counts of today.',
  allowed: 'What may stay, and why.',
  examples: [
    '<%= config.bin %> <%= command.id %> -o charity --write ~/cut-over.json',
    '<%= config.bin %> <%= command.id %> -o charity --before ~/cut-over.json'
  ],
  notAll:
    'This login does not see all rows, so that its counts would be too small and nothing could be concluded. Run it as an administrator (View All Data).',
  badFile: (file: string) => `${file} is no list of counts, or of what may stay, as this command knows it.`,
  otherOrg: 'Those counts are of another org.',
  columns: ['Object', 'Before', 'Now', 'Open to', 'May stay'] as const,
  left: (objects: number, rows: number) =>
    `${rows} records in ${objects} objects are left beside the new model. Each is 0 in the end, or has a reason.`,
  clean: 'Nothing is left beside the new model without a reason.',
  unseen: (object: string) => `${object} could not be counted: look at it yourself.`,
  open: { Private: 'owners', ControlledByParent: 'as parent', Read: 'everybody reads', ReadWrite: 'everybody writes' } as Readonly<
    Record<string, string>
  >
};
