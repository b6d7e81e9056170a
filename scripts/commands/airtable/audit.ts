import { Flags } from '@oclif/core';
import { airtable as words } from '../../messages/airtable.ts';
import { ToolCommand } from '../../shared/command.ts';
import type { Report } from '../../airtable/audit.ts';

export default class AirtableAudit extends ToolCommand {
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
    const progress = this.progress(words.reading);
    const report = await audit(new Airtable(calls), config, flags.base, (records) => progress.update(records));
    progress.end();
    const { findings, tables, records, complete } = report;
    for (const { base, table, field, code, count } of findings)
      this.log(`${words.finding(base, table, field, code, count)}  ${words.codes[code]}`);
    this.log(findings.length === 0 ? words.clean(tables, records) : words.found(findings.length, tables, records));
    if (!complete) this.warn(words.cut);
    if (findings.length > 0 || !complete) this.rejected();
    return { ...report, calls: calls.made, callsLeft: calls.left };
  }
}
