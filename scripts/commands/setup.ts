import { Flags } from '@oclif/core';
import { setup as words } from '../messages/setup.ts';
import { ConfideCommand } from '../shared/command.ts';
import { EXIT } from '../shared/exit.ts';
import type { Step } from '../setup/setup.ts';

export default class Setup extends ConfideCommand {
  static override writes = true;
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = { check: Flags.boolean({ summary: words.check }) };

  async run(): Promise<{ steps: readonly Step[]; byHand: readonly string[] }> {
    const { flags } = await this.parse(Setup);
    const { setUp } = await import('../setup/setup.ts');
    const steps = await setUp((await this.org()).connection, flags.check);
    for (const { code, state } of steps) {
      const sentences: { ok: string; todo: string; done?: string } = words.steps[code];
      this.log(words.line(words.states[state], sentences[state] ?? sentences.ok));
    }
    this.log(words.byHandTitle);
    for (const line of words.byHand) this.log(words.line(words.states.look, line));
    const open = steps.filter(({ state }) => state === 'todo').length;
    if (open > 0) this.warn(words.open(open));
    this.status = open > 0 ? EXIT.blocked : EXIT.ok;
    return { steps, byHand: words.byHand };
  }
}
