import { Flags } from '@oclif/core';
import { article30 as words } from '../messages/article30.ts';
import { ConfideCommand } from '../shared/command.ts';
import type { Told } from '../article30/article30.ts';

export default class Article30 extends ConfideCommand {
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = {
    format: Flags.option({ summary: words.format, options: ['json', 'csv', 'html'] as const, default: 'json' as const })(),
    out: Flags.string({ summary: words.out })
  };

  async run(): Promise<Told> {
    const { flags } = await this.parse(Article30);
    const { article30, inForm } = await import('../article30/article30.ts');
    const told = await article30((await this.org()).connection);
    for (const { purpose, what } of told.gaps) this.warn(words.gap(purpose, what));
    if (flags.out === undefined) this.log(inForm(told, flags.format));
    else {
      const { writeWhereSaid } = await import('../shared/state.ts');
      writeWhereSaid(flags.out, inForm(told, flags.format));
      this.log(words.written(told.record.rows.length));
    }
    return told;
  }
}
