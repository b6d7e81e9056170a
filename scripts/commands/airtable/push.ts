import { Flags } from '@oclif/core';
import { airtable as words } from '../../messages/airtable.ts';
import { ConfideCommand } from '../../shared/command.ts';
import { EXIT, ToolError } from '../../shared/exit.ts';

interface Result {
  /** For --send. */
  code: string;
  sent: boolean;
  releases: number;
  cells: number;
  calls: number;
  callsLeft: number;
  /** What would be sent, by place: a dry run's alone. */
  records?: { place: string; release: string; fields: object }[];
}

export default class AirtablePush extends ConfideCommand {
  static override writes = true;
  static override summary = words.push.summary;
  static override description = words.push.description;
  static override examples = words.examples.push;
  static override flags = {
    release: Flags.string({ summary: words.push.release, multiple: true }),
    all: Flags.boolean({ summary: words.push.all }),
    send: Flags.string({ summary: words.push.send }),
    config: Flags.string({ summary: words.push.config })
  };

  async run(): Promise<Result> {
    const { flags } = await this.parse(AirtablePush);
    const { readConfig, placeOf } = await import('../../airtable/config.ts');
    const { Calls } = await import('../../airtable/calls.ts');
    const { figuresOf } = await import('../../airtable/figures.ts');
    const { planPush } = await import('../../airtable/plan.ts');
    const config = readConfig(flags.config);
    const calls = new Calls(config.monthlyCalls);
    const org = await this.org();
    const figures = figuresOf(org);
    const { orgId } = org.identity;
    const plan = await planPush(figures, orgId, config, { releases: flags.release, all: flags.all });
    const due = plan.sendings.filter(({ changed }) => changed.length > 0);
    const cells = due.reduce((sum, { changed }) => sum + changed.length, 0);
    const told = { code: plan.code, releases: due.length, cells };
    if (flags.send === undefined) {
      const records = due.flatMap(({ place, release, records: all, changed }) =>
        changed.map((key) => ({ place: placeOf(place), release: release.release.name, fields: all.get(key)! }))
      );
      for (const { place, release, records: all, changed } of due) {
        this.log(words.would(release.release.name, placeOf(place), changed.length, all.size - changed.length));
        for (const key of changed) this.log(JSON.stringify(all.get(key)));
      }
      this.log(plan.sendings.length === 0 ? words.nothing : words.plan(cells, plan.calls, calls.left, plan.code));
      return { ...told, sent: false, calls: 0, callsLeft: calls.left, records };
    }
    if (flags.send !== plan.code) throw new ToolError(words.wrongCode, EXIT.usage, 'AIRTABLE_CODE');
    const { Airtable } = await import('../../airtable/client.ts');
    const { send } = await import('../../airtable/send.ts');
    const progress = this.progress(words.sending, cells);
    const sent = await send(plan, { figures, airtable: new Airtable(calls), orgId, config, progress: (done) => progress.update(done) });
    progress.end();
    this.log(words.sent(sent.cells, sent.releases, sent.calls, calls.left));
    return { ...told, sent: true, calls: sent.calls, callsLeft: calls.left };
  }
}
