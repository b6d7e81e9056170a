import { Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { State } from '../../migrate/status.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateStatus extends ConfideCommand {
  static override summary = words.commands.status.summary;
  static override flags = { folder: Flags.string({ summary: words.flags.folder }) };

  async run(): Promise<readonly State[]> {
    const { flags } = await this.parse(MigrateStatus);
    const { status } = await import('../../migrate/status.ts');
    const found = await status(await this.org(), flags.folder);
    if (found.length === 0) this.log(words.status.none);
    for (const { name, state, run, at } of found) this.log(words.status.line(name, state, run ?? '-', at ?? '-'));
    return found;
  }
}
