import { Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateUnlock extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.unlock.summary;
  static override flags = { force: Flags.boolean({ summary: words.commands.unlock.force }) };

  async run(): Promise<{ run: string }> {
    const { flags } = await this.parse(MigrateUnlock);
    const { History } = await import('../../migrate/history.ts');
    const { log } = await import('../../migrate/events.ts');
    const run = await new History(await this.org()).unlock(flags.force);
    log('migration.unlocked', { run: run.Id });
    this.log(words.run.unlocked(run.Name));
    return { run: run.Name };
  }
}
