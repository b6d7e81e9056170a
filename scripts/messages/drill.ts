/** Words of `confide drill`. Steps are named by code. */
export const drill = {
  summary: 'Play the life of an invented family in a sandbox or local org, and show promise by promise that the org keeps the notice.',
  description:
    'Each step is done by the person whose work it is, through the package’s own doors, the refused cases too: so people of every role log in, each in the same way. It writes two invented families that stay, one of which is decided to be deleted, agreed and stopped; a production org is refused. Figures are shown by the rule through which they leave, on numbers of nobody: a release is drafted and approved on a screen. Ends with 1 when a step does not hold.',
  examples: [
    '<%= config.bin %> <%= command.id %> --instance-url http://127.0.0.1:8067 --username dbmanager@demo.example',
    '<%= config.bin %> <%= command.id %> -o sandbox --people people.json --json'
  ],
  people:
    'JSON file of user names by role (supporter, stranger, coordinator, lead, dpo, analyst, database, integration); the demo’s people unless given. A stranger is a supporter of other families.',
  notInProduction:
    'This is a production org. A drill writes invented families, so it runs in a sandbox or a local org only. Nothing was done.',
  otherOrg: 'One of the people logs in to another org. Nothing was done.',
  noProgramme: 'There is no programme under way to which a family could be referred. Write one down first.',
  badPeople:
    'The file of people is JSON with a user name for each of: supporter, stranger, coordinator, lead, dpo, analyst, database, integration.',
  step: (code: string, holds: boolean, said: string | null) => `${holds ? 'holds ' : 'FAILED'}  ${code}${said ? ` (${said})` : ''}`,
  promise: (id: string, state: string, standing: number, controls: number, shown: readonly string[]) =>
    `${id}  ${state}; ${standing} of ${controls} controls stand${shown.length > 0 ? `; shown by ${shown.join(', ')}` : ''}`,
  done: (codes: readonly string[], failed: number) =>
    `${failed === 0 ? 'All steps hold.' : failed === 1 ? 'One step does not hold.' : `${failed} steps do not hold.`} Invented families that stay in the org: ${codes.join(', ')}.`
};
