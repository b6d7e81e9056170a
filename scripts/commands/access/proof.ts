import { Flags } from '@oclif/core';
import { access as words } from '../../messages/access.ts';
import { ConfideCommand } from '../../shared/command.ts';
import { EXIT } from '../../shared/exit.ts';
import type { Proof } from '../../access/proof.ts';

export default class AccessProof extends ConfideCommand {
  static override summary = words.proof.summary;
  static override description = words.proof.description;
  static override examples = words.proof.examples;
  static override flags = {
    source: Flags.string({ summary: words.proof.source }),
    expect: Flags.string({ summary: words.proof.expect })
  };

  async run(): Promise<Proof> {
    const { flags } = await this.parse(AccessProof);
    const { proveOrg } = await import('../../access/prove-org.ts');
    const proof = await proveOrg(await this.org(), flags.source, flags.expect);
    for (const { who, kind, what, from } of proof.differences) this.log(words.proof.difference(who, kind, what, from));
    const { compared, differences } = proof;
    this.log(differences.length === 0 ? words.proof.proven(compared) : words.proof.notProven(differences.length, compared));
    this.status = differences.length > 0 ? EXIT.blocked : EXIT.ok;
    return proof;
  }
}
