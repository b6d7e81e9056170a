/** Words of `confide preflight`. */
export const preflight = {
  summary: "Look before a deployment whether the org has an object, class or permission set of the same name that is not Confide's.",
  description:
    'Salesforce deploys over whatever has the name, silently. Run this first: it changes nothing and refuses when something of somebody else would be overwritten. Into an org without Confide every equal name is somebody else’s; into one with Confide each is compared with what is to be deployed.',
  examples: ['<%= config.bin %> <%= command.id %> -o charity && sf project deploy start --source-dir force-app -o charity'],
  source: 'Folder that is to be deployed.',
  noSource: 'The folder of --source holds nothing to deploy. Run it in the project’s folder, or name force-app.',
  clear: (count: number, first: boolean) =>
    first
      ? `None of ${count} names is taken. Confide is not in this org yet: deploy.`
      : `Of ${count} names each is free or Confide’s own: deploy.`,
  taken: (names: readonly string[], more: number) =>
    `Taken in this org by something that is not Confide's: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Do not deploy: it would be overwritten. Rename theirs, or use another org.`
};
