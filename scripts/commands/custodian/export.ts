import { Flags } from '@oclif/core';
import { archive } from '../../messages/common.ts';
import { custodian as words } from '../../messages/custodian.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Exported } from '../../custodian/export.ts';

export default class CustodianExport extends ConfideCommand {
  static override writes = true;
  static override summary = words.export.summary;
  static override description = words.export.description;
  static override examples = words.examples;
  static override flags = {
    handover: Flags.string({ summary: words.export.handover, required: true }),
    store: Flags.string({ summary: words.export.store, required: true }),
    out: Flags.string({ summary: words.export.out, default: '.' }),
    replace: Flags.boolean({ summary: words.export.replace })
  };

  async run(): Promise<Exported> {
    const { flags } = await this.parse(CustodianExport);
    const { exportConcerns } = await import('../../custodian/export.ts');
    const progress = this.progress(words.reading);
    const exported = await exportConcerns(
      await this.org(),
      { number: flags.handover, out: flags.out, store: flags.store, replace: flags.replace },
      (passphrase) => {
        // With --json too, and never among what scripts keep.
        process.stderr.write(`${archive.passphrase(passphrase)}\n${words.separately}\n`);
      },
      (count) => progress.update(count)
    );
    this.log(words.written(exported.archive, exported.files.length));
    this.log(words.fingerprint(exported.sha256));
    return exported;
  }
}
