export const seed = {
  summary: 'Load the invented people and families into an org, for demonstrations and tests.',
  description:
    "Everything goes through the package's own services over HTTP, each step by the person whose work it is. Running it again adds only what is missing.",
  examples: [
    '<%= config.bin %> <%= command.id %> --target-org my-scratch-org',
    'CONFIDE_PASSWORD=demo <%= config.bin %> <%= command.id %> --instance-url http://127.0.0.1:8067 --username admin@demo.example'
  ],
  folder: 'Folder with org.yaml and families.yaml.',
  history: 'Add two years of families whose support has ended, so that figures show numbers.',
  past: 'Loading the past two years …',
  historyRefused: 'The families of the past years could not be added. Everything else is loaded.',
  people: 'Loading the people …',
  families: 'Families loaded',
  unreadable: (file: string, folder: string) => `${file} cannot be read from ${folder}: it is missing or not YAML.`,
  doesNotHold: (file: string, places: string) => `${file} does not hold at: ${places}. Correct it and run the command again.`,
  jobs: 'The scheduled jobs could not be set up. Run ConfideJobs.schedule() as an administrator.'
};
