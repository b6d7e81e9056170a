import { window as words } from '../../messages/window.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Window } from '../../window/window.ts';

export default class WindowStatus extends ConfideCommand {
  static override summary = words.status.summary;
  static override examples = words.examples.status;

  async run(): Promise<{ open: boolean; windows: readonly Window[] }> {
    await this.parse(WindowStatus);
    const { windows } = await import('../../window/window.ts');
    const found = await windows(await this.org());
    const open = found.some(({ isOpen }) => isOpen);
    if (!open) this.log(words.none);
    for (const window of found) this.log(words.line(window.code, window.opensAt, window.closesAt, state(window)));
    return { open, windows: found };
  }
}

function state({ isOpen, isGiven, closedAt }: Window): string {
  if (isOpen) return isGiven ? words.states.open : words.states.opening;
  return closedAt === null ? words.states.ended : words.states.closed;
}
