import { Flags } from '@oclif/core';
import { retention as words } from '../../messages/retention.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Done } from '../../retention/run.ts';

export default class RetentionRun extends ConfideCommand {
  static override writes = true;
  static override summary = words.run.summary;
  static override description = words.run.description;
  static override examples = words.examples.run;
  static override flags = {
    wait: Flags.integer({ summary: words.run.wait, default: 0, min: 0 }),
    files: Flags.string({ summary: words.run.files, multiple: true }),
    place: Flags.string({ summary: words.run.place, multiple: true }),
    'read-by-person': Flags.integer({ summary: words.run.byPerson, default: 0, min: 0 }),
    'org-files-read': Flags.integer({ summary: words.run.orgFiles, default: 0, min: 0 }),
    airtable: Flags.boolean({ summary: words.run.airtable })
  };

  async run(): Promise<Done> {
    const { flags } = await this.parse(RetentionRun);
    const { carryOut, requireWellAsked } = await import('../../retention/run.ts');
    const airtable = flags.airtable ? looked : undefined;
    const asked = {
      wait: flags.wait,
      folders: flags.files ?? [],
      places: flags.place ?? [],
      byPerson: flags['read-by-person'],
      orgFiles: flags['org-files-read'],
      airtable
    };
    requireWellAsked(asked);
    const [watching, reading] = [this.progress(words.watching), this.progress(words.reading)];
    const done = await carryOut(await this.org(), asked, {
      watching: (count) => watching.update(count),
      reading: (count) => reading.update(count),
      say: (text) => this.log(text),
      warn: (text) => void this.warn(text)
    });
    this.log(words.counts({ ...done.counts }));
    if (done.leftOver > 0 || done.counts.leftovers > 0) this.rejected();
    return done;
  }
}

/** Everything that Airtable holds, through the audit; what was not read whole counts as a finding. */
async function looked(): Promise<number> {
  const [{ readConfig }, { Calls }, { Airtable }, { audit }] = await Promise.all([
    import('../../airtable/config.ts'),
    import('../../airtable/calls.ts'),
    import('../../airtable/client.ts'),
    import('../../airtable/audit.ts')
  ]);
  const config = readConfig();
  const { findings, complete } = await audit(new Airtable(new Calls(config.monthlyCalls)), config, undefined, () => undefined);
  return findings.length + (complete ? 0 : 1);
}
