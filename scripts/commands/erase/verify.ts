import { Flags } from '@oclif/core';
import { erase as words } from '../../messages/erase.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Verified } from '../../erase/verify.ts';

export default class EraseVerify extends ConfideCommand {
  static override writes = true;
  static override summary = words.verify.summary;
  static override description = words.verify.description;
  static override examples = words.examples;
  static override flags = { marks: Flags.string({ summary: words.verify.marks }) };

  async run(): Promise<Verified> {
    const { flags } = await this.parse(EraseVerify);
    const { verify } = await import('../../erase/verify.ts');
    const [marks, families] = [this.progress(words.reading), this.progress(words.families)];
    const done = await verify(await this.org(), flags.marks, {
      marks: (count) => marks.update(count),
      families: (count) => families.update(count)
    });
    this.log(words.done(done.families, done.marks, done.setAgain, done.returned));
    if (done.fresh) this.warn(words.fresh);
    return done;
  }
}
