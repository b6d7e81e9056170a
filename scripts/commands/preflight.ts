import { Flags } from '@oclif/core';
import { preflight as words } from '../messages/preflight.ts';
import { ConfideCommand } from '../shared/command.ts';

export default class Preflight extends ConfideCommand {
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = { source: Flags.string({ summary: words.source, default: 'force-app' }) };

  async run(): Promise<{ names: number; first: boolean }> {
    const { flags } = await this.parse(Preflight);
    const { preflight } = await import('../preflight/ask.ts');
    const answer = await preflight((await this.org()).connection, flags.source);
    this.log(words.clear(answer.names, answer.first));
    return answer;
  }
}
