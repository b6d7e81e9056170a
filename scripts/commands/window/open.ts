import { Flags } from '@oclif/core';
import { window as words } from '../../messages/window.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Window } from '../../window/window.ts';

export default class WindowOpen extends ConfideCommand {
  static override writes = true;
  static override summary = words.open.summary;
  static override description = words.open.description;
  static override examples = words.examples.open;
  static override flags = {
    hours: Flags.integer({ summary: words.open.hours, required: true }),
    reason: Flags.string({ summary: words.open.reason, required: true }),
    for: Flags.string({ summary: words.open.for })
  };

  async run(): Promise<Window> {
    const { flags } = await this.parse(WindowOpen);
    const { openWindow } = await import('../../window/window.ts');
    const window = await openWindow(await this.org(), { hours: flags.hours, reason: flags.reason, forUsername: flags.for });
    this.log(words.opened(window.code, window.closesAt));
    if (!window.isGiven) this.warn(words.notGiven(window.code));
    return window;
  }
}
