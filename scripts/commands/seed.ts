import path from 'node:path';
import { Flags } from '@oclif/core';
import { seed as words } from '../messages/seed.ts';
import { ConfideCommand } from '../shared/command.ts';

const demo = path.join(import.meta.dirname, '..', '..', 'config', 'demo');

export default class Seed extends ConfideCommand {
  static override writes = true;
  static override summary = words.summary;
  static override description = words.description;
  static override examples = [...words.examples];
  static override flags = {
    folder: Flags.string({ summary: words.folder, default: demo, defaultHelp: async () => 'config/demo' }),
    history: Flags.boolean({ summary: words.history })
  };

  async run(): Promise<{ people: number; families: number }> {
    const { flags } = await this.parse(Seed);
    const { loadDemo } = await import('../seed/load.ts');
    const { connection } = await this.org();
    this.log(words.people);
    const password = process.env['CONFIDE_PASSWORD'] ?? 'demo';
    const loaded = await loadDemo(connection, flags.folder, password, (total) => this.progress(words.families, total));
    if (flags.history) {
      const { addHistory } = await import('../seed/history.ts');
      this.log(words.past);
      await addHistory(connection, flags.folder);
    }
    return loaded;
  }
}
