import { Flags } from '@oclif/core';
import { window as words } from '../../messages/window.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Window } from '../../window/window.ts';

export default class WindowClose extends ConfideCommand {
  static override writes = true;
  static override summary = words.close.summary;
  static override examples = words.examples.close;
  static override flags = { window: Flags.string({ summary: words.close.window }) };

  async run(): Promise<Window> {
    const { flags } = await this.parse(WindowClose);
    const { closeWindow } = await import('../../window/window.ts');
    const window = await closeWindow(await this.org(), flags.window);
    this.log(words.closed(window.code));
    return window;
  }
}
