import { Flags } from '@oclif/core';
import { cutOver as words } from '../messages/cut-over.ts';
import { ConfideCommand } from '../shared/command.ts';
import { EXIT } from '../shared/exit.ts';
import type { Left } from '../cut-over/cut-over.ts';

export default class CutOver extends ConfideCommand {
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = {
    before: Flags.string({ summary: words.before }),
    write: Flags.string({ summary: words.write }),
    allowed: Flags.string({ summary: words.allowed })
  };

  async run(): Promise<{ objects: readonly Left[] }> {
    const { flags } = await this.parse(CutOver);
    const { cutOver } = await import('../cut-over/cut-over.ts');
    const objects = await cutOver(await this.org(), flags);
    this.log(words.columns.join('\t'));
    for (const { object, before, now, open, why } of objects) {
      if (now === null) this.warn(words.unseen(object));
      else if (now > 0 || (before ?? 0) > 0)
        this.log([object, before ?? '-', now, words.open[open ?? ''] ?? open ?? '-', why ?? '-'].join('\t'));
    }
    const left = objects.filter(({ isLeft }) => isLeft);
    this.log(
      left.length === 0
        ? words.clean
        : words.left(
            left.length,
            left.reduce((sum, { now }) => sum + (now ?? 0), 0)
          )
    );
    if (left.length > 0) this.status = EXIT.blocked;
    return { objects };
  }
}
