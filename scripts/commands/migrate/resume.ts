import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { Applied } from '../../migrate/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateResume extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.resume.summary;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = { folder: Flags.string({ summary: words.flags.folder }) };

  async run(): Promise<Applied> {
    const { args, flags } = await this.parse(MigrateResume);
    const { migration } = await import('../../migrate/folder.ts');
    const { resume } = await import('../../migrate/migrate.ts');
    const { sayWhenStopped } = await import('../../migrate/stopped.ts');
    const one = migration(args.name, flags.folder);
    const org = await this.org();
    sayWhenStopped(one.name);
    const done = await resume({ org, migration: one, root: flags.folder, onProgress: this.stages() });
    this.log(words.run.applied(done.run, done.created, done.updated, done.unchanged, done.rejected));
    if (done.rejects !== null) this.log(words.run.rejects(done.rejects));
    if (done.rejected > 0) this.rejected();
    return done;
  }
}
