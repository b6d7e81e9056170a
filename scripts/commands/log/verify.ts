import { Flags } from '@oclif/core';
import { log as words } from '../../messages/log.ts';
import { ConfideCommand } from '../../shared/command.ts';
import { EXIT, ToolError } from '../../shared/exit.ts';
import type { Verdict } from '../../log/verify.ts';

export default class LogVerify extends ConfideCommand {
  static override summary = words.verify.summary;
  static override description = words.verify.description;
  static override examples = words.verify.examples;
  static override flags = {
    expect: Flags.string({ summary: words.verify.expect })
  };

  async run(): Promise<Verdict & { anchor: string }> {
    const { flags } = await this.parse(LogVerify);
    const { read, written } = await import('../../log/anchors.ts');
    const { verifyLog } = await import('../../log/verify.ts');
    const expected = flags.expect === undefined ? undefined : read(flags.expect);
    const verdict = await verifyLog(await this.org(), expected);
    if (verdict.firstBroken !== null) throw new ToolError(words.broken(verdict.firstBroken), EXIT.blocked, 'LOG_BROKEN');
    this.log(words.whole(verdict.entries));
    if (verdict.anchors.length === 0) this.log(words.first);
    for (const sequence of verdict.anchors) this.log(words.sinceAnchor(sequence));
    if (verdict.unsealed > 0) this.warn(words.unsealed(verdict.unsealed));
    this.log(words.anchor(written(verdict.head)));
    return { ...verdict, anchor: written(verdict.head) };
  }
}
