import { Args } from '@oclif/core';
import { access as words } from '../../messages/access.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Explained } from '../../access/explain.ts';

export default class AccessExplain extends ConfideCommand {
  static override summary = words.explain.summary;
  static override description = words.explain.description;
  static override examples = words.explain.examples;
  static override args = {
    user: Args.string({ description: words.explain.user, required: true }),
    code: Args.string({ description: words.explain.code, required: true })
  };

  async run(): Promise<Explained> {
    const { args } = await this.parse(AccessExplain);
    const { explain } = await import('../../access/explain.ts');
    const answer = await explain((await this.org()).connection, args.user, args.code);
    if (!answer.sees) this.log(words.explain.none);
    for (const { why, details } of answer.reasons) this.log(words.explain.reason(why, details));
    return answer;
  }
}
