import { Flags } from '@oclif/core';
import { airtable as words } from '../../messages/airtable.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Report } from '../../airtable/audit.ts';

export default class AirtableAudit extends ConfideCommand {
  static override writes = true;
  static override summary = words.audit.summary;
  static override description = words.audit.description;
  static override examples = words.examples.audit;
  static override flags = {
    base: Flags.string({ summary: words.audit.base, multiple: true }),
    config: Flags.string({ summary: words.push.config })
  };

  async run(): Promise<Report & { calls: number; callsLeft: number }> {
    const { flags } = await this.parse(AirtableAudit);
    const { readConfig, requireBases } = await import('../../airtable/config.ts');
    const { Calls } = await import('../../airtable/calls.ts');
    const { Airtable } = await import('../../airtable/client.ts');
    const { audit } = await import('../../airtable/audit.ts');
    const config = readConfig(flags.config);
    requireBases(flags.base ?? []);
    const calls = new Calls(config.monthlyCalls);
    // The org is opened first: who may not write the look down is told before the month's calls are spent.
    const org = flags['target-org'] === undefined && flags['instance-url'] === undefined ? undefined : await this.org();
    const progress = this.progress(words.reading);
    const report = await audit(new Airtable(calls), config, flags.base, (records) => progress.update(records));
    progress.end();
    const { findings, tables, records, complete } = report;
    for (const { base, table, field, code, count } of findings) this.log(words.finding(base, table, field, code, count, words.codes[code]));
    this.log(findings.length === 0 ? words.clean(tables, records) : words.found(findings.length, tables, records));
    if (!complete) this.warn(words.cut);
    if (org && complete && flags.base === undefined) {
      const { figuresOf } = await import('../../airtable/figures.ts');
      const { writeLook } = await import('../../airtable/looks.ts');
      const { written, left } = await writeLook(figuresOf(org), config, findings);
      this.log(words.lookWritten(written));
      if (left > 0) this.warn(words.lookPartial(left));
    }
    if (findings.length > 0 || !complete) this.rejected();
    return { ...report, calls: calls.made, callsLeft: calls.left };
  }
}
