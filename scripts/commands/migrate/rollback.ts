import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { TakenBack } from '../../migrate/rollback.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateRollback extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.rollback.summary;
  static override description = words.commands.rollback.description;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = { folder: Flags.string({ summary: words.flags.folder }) };

  async run(): Promise<TakenBack> {
    const { args, flags } = await this.parse(MigrateRollback);
    const { migration } = await import('../../migrate/folder.ts');
    const { rollback } = await import('../../migrate/rollback.ts');
    const one = migration(args.name, flags.folder);
    const taken = await rollback({ org: await this.org(), migration: one, root: flags.folder });
    this.log(words.run.taken(taken.run, taken.restored, taken.left, taken.rejected));
    if (taken.rejected > 0) this.rejected();
    return taken;
  }
}
