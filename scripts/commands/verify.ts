import { Flags } from '@oclif/core';
import { verify as words } from '../messages/verify.ts';
import { ConfideCommand } from '../shared/command.ts';
import { EXIT } from '../shared/exit.ts';
import type { Found } from '../verify/faults.ts';

export default class Verify extends ConfideCommand {
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = {
    source: Flags.string({ summary: words.source }),
    expect: Flags.string({ summary: words.expect }),
    baseline: Flags.string({ summary: words.baseline }),
    'write-baseline': Flags.string({ summary: words.writeBaseline }),
    signer: Flags.string({ summary: words.signer, dependsOn: ['baseline'] })
  };

  async run(): Promise<{ findings: readonly Found[]; promises: readonly string[]; signer: string | null }> {
    const { flags } = await this.parse(Verify);
    const { verifyOrg } = await import('../verify/verify.ts');
    const { found, org, written, platform } = await verifyOrg(await this.org(), {
      source: flags.source,
      expect: flags.expect,
      baseline: flags.baseline,
      writeBaseline: flags['write-baseline'],
      signer: flags.signer
    });
    const promises = [...new Set(found.flatMap((one) => one.promises))].sort();
    for (const one of found) this.log(words.finding(one.fault, one.promises, words.sentence(one.fault, one.subject, one.detail)));
    this.log(words.encryption(org.encryption.inTransit, platform, org.encryption.ownKeys));
    if (found.length === 0) this.log(words.clean(org.objects.size, org.sets.length, org.people.length));
    else this.log(words.found(found.length, promises.length));
    if (written) this.log(words.written(written.facts, written.signer));
    this.status = found.length > 0 ? EXIT.blocked : EXIT.ok;
    return { findings: found, promises, signer: written?.signer ?? null };
  }
}
