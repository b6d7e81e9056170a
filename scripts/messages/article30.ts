/** Words of `confide article30`. */
export const article30 = {
  summary: 'The record of processing (UK GDPR Article 30), made from the purposes and registers of the org as they stand today.',
  description:
    'The org makes it; the tool writes it down and holds it against the manifest, config/data-map.yaml. It names purposes, kinds of data and processors, and no family.',
  examples: [
    '<%= config.bin %> <%= command.id %> -o charity --format html --out record.html',
    '<%= config.bin %> <%= command.id %> -o charity --json'
  ],
  format: 'How it is written.',
  out: 'File to write it to; otherwise it is shown.',
  written: (rows: number) => `Written: ${rows} purposes.`,
  gap: (purpose: string, what: string) => `The manifest and the org’s record differ for the purpose ${purpose}: ${what}.`
};
