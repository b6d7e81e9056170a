import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { TakenBack } from '../../migrate/rollback.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateRollback extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.rollback.summary;
  static override description = words.commands.rollback.description;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = {
    folder: Flags.string({ summary: words.flags.folder }),
    'keep-created': Flags.boolean({ summary: words.commands.rollback.keepCreated }),
    further: Flags.boolean({ summary: words.commands.rollback.further })
  };

  async run(): Promise<TakenBack> {
    const { args, flags } = await this.parse(MigrateRollback);
    const { migration } = await import('../../migrate/folder.ts');
    const { rollback } = await import('../../migrate/rollback.ts');
    const one = migration(args.name, flags.folder);
    const taken = await rollback({
      org: await this.org(),
      migration: one,
      root: flags.folder,
      keepCreated: flags['keep-created'],
      further: flags.further,
      onProgress: this.stages()
    });
    this.log(words.run.taken(taken.run, taken.restored, taken.removed, taken.left, taken.rejected));
    if (taken.list !== null) this.log(words.run.stays(taken.list));
    if (taken.rejected > 0 || (taken.left > 0 && !flags['keep-created'])) this.rejected();
    return taken;
  }
}
